import type { User } from '@relance/contract'
import { HOSTILE, idOf, listStories, LONGEST, many, NOW, type Story } from '../stories/story.ts'

const ROLES = ['closer', 'manager', 'admin'] as const

const aUser = (place: number, fields: Partial<User> = {}): User => ({
  id: idOf(place),
  email: `personne${place}@demo.invalid`,
  name: `Personne ${place}`,
  role: ROLES[place % 3] ?? 'closer',
  timeZone: null,
  locale: 'fr',
  hasPassword: place !== 5,
  hasSecondFactor: place === 9,
  disabled: place === 4,
  disabledAt: null,
  createdAt: NOW,
  updatedAt: NOW,
  ...fields,
})
const answers = { '/api/statistics/closers': [] }
const one = aUser(9)

export const stories: readonly Story[] = [
  ...listStories({
    resource: 'users',
    as: 'admin',
    answers,
    full: many(8, (place) => aUser(place)),
    hostile: aUser(90, { name: HOSTILE }),
    longest: aUser(91, { name: LONGEST, email: `${'long'.repeat(30)}@demo.invalid` }),
  }),
  { name: 'users: new', at: '/users/create', as: 'admin', answers },
  { name: 'users: one', at: `/users/${one.id}`, as: 'admin', answers: { ...answers, [`/api/users/${one.id}`]: one } },
]
