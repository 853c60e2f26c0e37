import type { AuditEventShape } from '@relance/contract'
import { ADA, HOSTILE, idOf, listStories, LONGEST, many, NOW, type Story } from '../stories/story.ts'

const anEvent = (place: number, fields: Partial<AuditEventShape> = {}): AuditEventShape => ({
  id: idOf(900 + place),
  at: NOW,
  origin: 'session',
  actorId: ADA,
  actorName: place % 5 === 0 ? 'relance' : 'Mona Vidal',
  actorRole: 'manager',
  requestId: 'r-1',
  action: place % 2 === 0 ? 'updated' : 'created',
  resource: place % 3 === 0 ? 'frequencies' : 'leads',
  recordId: idOf(101),
  rowCount: place === 4 ? 40 : 1,
  details: {},
  seq: place,
  hash: 'a'.repeat(64),
  changes: [
    {
      recordId: idOf(101),
      isErased: place === 6,
      fields: [
        { field: 'status', before: 'new', after: 'contacted' },
        { field: 'company', before: null, after: 'Maison Cèdre' },
      ],
    },
  ],
  ...fields,
})
const changed = (before: unknown, after: unknown) => [
  { recordId: idOf(101), isErased: false, fields: [{ field: 'company', before, after }] },
]

export const stories: readonly Story[] = listStories({
  resource: 'audit-events',
  full: many(25, (place) => anEvent(place)),
  hostile: anEvent(90, { actorName: HOSTILE, details: { reason: HOSTILE }, changes: changed(HOSTILE, HOSTILE) }),
  longest: anEvent(91, { actorName: LONGEST, details: { reason: LONGEST }, changes: changed(LONGEST, LONGEST) }),
})
