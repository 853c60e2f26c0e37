import type { Holiday } from '@relance/contract'
import { type Answers, HOSTILE, LONGEST, many, problem, type Story } from '../stories/story.ts'

const holidays = many(
  12,
  (place): Holiday => ({
    id: `2031-${String(place).padStart(2, '0')}-01`,
    heldOn: `2031-${String(place).padStart(2, '0')}-01`,
    name: place === 1 ? HOSTILE : place === 2 ? LONGEST : `Jour ${place}`,
    isGenerated: place % 3 > 0,
  }),
)
const of = (name: string, as: Story['as'], answers: Answers = {}): Story => ({
  name: `settings: ${name}`,
  at: '/settings',
  as,
  answers: { '/api/api-tokens': [], '/api/trigger-secrets': [], ...answers },
})

export const stories: readonly Story[] = [
  of('of a manager', 'manager'),
  of('of an admin', 'admin'),
  of(
    'error',
    'admin',
    Object.fromEntries(
      ['company', 'schedule', 'holidays']
        .map((name) => `/api/settings/${name}`)
        .concat('/api/api-tokens')
        .map((path) => [path, problem(500, 'Panne de la base.')]),
    ),
  ),
  of('hostile and longest holidays', 'admin', { '/api/settings/holidays': holidays }),
]
