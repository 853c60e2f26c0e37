import type { Absence } from '@relance/contract'
import { ADA, BEA, HOSTILE, idOf, listStories, LONGEST, many, NOW, type Story } from '../stories/story.ts'

const anAbsence = (place: number, fields: Partial<Absence> = {}): Absence => ({
  id: idOf(800 + place),
  userId: ADA,
  fromOn: '2030-08-01',
  toOn: '2030-08-15',
  standInId: place % 2 === 0 ? null : BEA,
  createdAt: NOW,
  ...fields,
})
const STRANGE = idOf(2)
/** The names are those of the people away. */
const answers = {
  '/api/closers': [
    { id: ADA, name: 'Ada Lemaire', role: 'closer', isAbsent: false },
    { id: STRANGE, name: HOSTILE, role: 'closer', isAbsent: false },
    { id: idOf(3), name: LONGEST, role: 'closer', isAbsent: false },
  ],
}

export const stories: readonly Story[] = [
  ...listStories({
    resource: 'absences',
    answers,
    full: many(6, (place) => anAbsence(place)),
    hostile: anAbsence(90, { userId: STRANGE, standInId: STRANGE }),
    longest: anAbsence(91, { userId: idOf(3), standInId: idOf(3) }),
  }),
  { name: 'absences: new', at: '/absences/create', as: 'manager', answers },
]
