import type { TimelineEntry } from '@relance/contract'
import { saidIn } from '../../../admin/src/leads/said.ts'

const NOTHING = {
  ...{ relanceId: null, actorName: null, action: null, isUndone: false, state: null, message: null, reason: null },
  ...{ details: null, cost: null, episode: null, fields: [] },
}
const at = (time: string): string => `2026-03-02T${time}:00.000Z`

it('a relance is said when it leaves, and not when it was planned', () => {
  const history: TimelineEntry[] = [
    { ...NOTHING, id: 'r1 accepted', at: at('10:00'), kind: 'send', action: 'accepted', relanceId: 'r1' },
    { ...NOTHING, id: 'in', at: at('09:00'), kind: 'received', action: 'text', message: 'Bonjour' },
    { ...NOTHING, id: 'r2', at: at('08:30'), kind: 'relance', relanceId: 'r2', state: 'queued' },
    { ...NOTHING, id: 'r1', at: at('08:00'), kind: 'relance', relanceId: 'r1', state: 'accepted' },
  ]
  expect(saidIn(history).map((entry) => [entry.id, entry.at])).toEqual([
    ['in', at('09:00')],
    ['r1', at('10:00')],
  ])
})
