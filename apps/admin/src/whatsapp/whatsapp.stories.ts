import { type Answers, problem, type Story } from '../stories/story.ts'

const of = (name: string, answers: Answers): Story => ({
  name: `whatsapp: ${name}`,
  at: '/whatsapp',
  as: 'manager',
  answers,
})
const PARTS = ['unsettled', 'dead-letters', 'templates', 'rates', 'spend'].map((part) => `/api/whatsapp/${part}`)
const FAILS = problem(500, 'Panne de la base.')

export const stories: readonly Story[] = [
  of('nothing yet', {
    ...Object.fromEntries(PARTS.map((path) => [path, []])),
    '/api/whatsapp/spend': { currency: 'EUR', budget: null, committed: 0, delivered: 0, free: 0, rules: [] },
  }),
  of('parts: error', Object.fromEntries(PARTS.map((path) => [path, FAILS]))),
  of('error', { '/api/whatsapp/status': FAILS }),
]
