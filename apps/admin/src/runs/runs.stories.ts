import type { Run } from '@relance/contract'
import { HOSTILE, idOf, listStories, LONGEST, many, NOW, type Story } from '../stories/story.ts'

const STATES = ['completed', 'partial', 'failed', 'running'] as const

const aRun = (place: number, fields: Partial<Run> = {}): Run => ({
  id: idOf(700 + place),
  trigger: 'scheduler',
  caller: null,
  state: STATES[place % 4] ?? 'completed',
  scheduledFor: NOW,
  missedSlots: place % 3,
  startedAt: NOW,
  finishedAt: place % 4 === 3 ? null : '2026-03-11T09:30:01.400Z',
  due: 12,
  recorded: place,
  byChannel: { closer: place, whatsapp: 2 },
  skipped: { minimum_gap: 3, outranked: 1 },
  remaining: place % 4 === 1 ? 40 : 0,
  error: place % 4 === 2 ? 'database' : null,
  ...fields,
})
const one = aRun(5)

export const stories: readonly Story[] = [
  ...listStories({
    resource: 'runs',
    full: many(25, (place) => aRun(place)),
    hostile: aRun(90, { trigger: 'http', caller: HOSTILE }),
    longest: aRun(91, { trigger: 'http', caller: LONGEST }),
  }),
  ...many(4, (place) => {
    const run = aRun(place)
    return {
      name: `runs: ${run.state}`,
      at: `/runs/${run.id}/show`,
      as: 'manager',
      answers: { [`/api/runs/${run.id}`]: run },
    } as const
  }),
  {
    name: 'runs: nothing held back',
    at: `/runs/${one.id}/show`,
    as: 'manager',
    answers: { [`/api/runs/${one.id}`]: { ...one, state: 'completed', skipped: {}, remaining: 0 } },
  },
]
