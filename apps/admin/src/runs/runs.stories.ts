import type { ReconciliationStanding, Run } from '@relance/contract'
import { ADA, HOSTILE, idOf, listStories, LONGEST, many, NOW, type Story } from '../stories/story.ts'

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
  byCloser: { [ADA]: place },
  firstAt: NOW,
  skipped: { minimum_gap: 3, outranked: 1 },
  remaining: place % 4 === 1 ? 40 : 0,
  error: place % 4 === 2 ? 'database' : null,
  ...fields,
})
const one = aRun(5)

const standing = (
  name: string,
  releasedAt: string | null,
  last: Partial<NonNullable<ReconciliationStanding['last']>>,
): Story => ({
  name: `runs: ${name}`,
  at: '/runs',
  as: 'manager',
  answers: {
    '/api/reconciliations/standing': {
      releasedAt,
      last: {
        id: '1',
        mode: 'repair',
        state: 'completed',
        byHand: false,
        startedAt: NOW,
        finishedAt: NOW,
        looked: 12_400,
        pending: 0,
        differences: {},
        repaired: 0,
        ...last,
      },
    } satisfies ReconciliationStanding,
  },
})
const differences = { wrongly_waiting: 20, missing: 4, not_withdrawn: 1 }

export const stories: readonly Story[] = [
  standing('the nightly check found nothing', NOW, {}),
  standing('repairs wait to be allowed', null, { mode: 'report', differences }),
  standing('the nightly check has repaired', NOW, { differences, repaired: 25 }),
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
