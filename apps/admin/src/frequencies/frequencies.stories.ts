import type { FrequencyPreview } from '@relance/contract'
import { aFrequency } from '../rules/rules.stories.ts'
import { HOSTILE, listStories, LONGEST, many, type Story } from '../stories/story.ts'

const preview: FrequencyPreview = {
  timeZone: 'America/Montreal',
  moves: { leads: 128, relances: 40, steps: 120, overdue: 12, ended: 0, isComplete: true },
  steps: [
    { step: 1, dueAt: '2026-03-14T09:00:00.000Z', deliverAt: '2026-03-16T14:00:00.000Z', shifts: ['day_not_allowed'] },
    { step: 2, dueAt: '2026-04-06T09:00:00.000Z', deliverAt: null, shifts: [] },
  ],
}
const answers = { '/api/frequencies/preview': preview }
const one = aFrequency(9, { steps: many(12, (place) => ({ after: { value: place, unit: 'workingDays' as const } })) })

export const stories: readonly Story[] = [
  ...listStories({
    resource: 'frequencies',
    full: many(8, (place) => aFrequency(place)),
    hostile: aFrequency(90, { name: HOSTILE }),
    longest: aFrequency(91, { name: LONGEST, steps: one.steps }),
  }),
  { name: 'frequencies: new', at: '/frequencies/create', as: 'manager', answers },
  {
    name: 'frequencies: twelve steps',
    at: `/frequencies/${one.id}`,
    as: 'manager',
    answers: { ...answers, [`/api/frequencies/${one.id}`]: one },
  },
]
