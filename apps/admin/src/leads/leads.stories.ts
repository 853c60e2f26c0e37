import type { Lead, TimelineEntry } from '@relance/contract'
import { sampleLead } from '@relance/contract/lead-fields'
import { ADA, HOSTILE, idOf, listStories, LONGEST, many, NOW, problem, type Story } from '../stories/story.ts'

export const aLead = (place: number, fields: Partial<Lead> = {}): Lead => ({
  ...sampleLead('empty'),
  id: idOf(100 + place),
  firstName: 'Zoé',
  lastName: `Garnier ${place}`,
  phone: `+3363998${String(place).padStart(4, '0')}`,
  email: `lead${place}@demo.invalid`,
  company: place % 3 === 0 ? null : 'Maison Cèdre',
  status: ['new', 'contacted', 'meeting', 'proposal', 'won', 'lost'][place % 6] ?? 'new',
  source: 'salon',
  tags: place % 2 === 0 ? ['terrasse'] : [],
  closerId: place % 4 === 0 ? null : ADA,
  timeZone: null,
  locale: 'fr',
  custom: {},
  lastContactAt: place % 5 === 0 ? null : NOW,
  lastRelanceAt: null,
  submittedAt: null,
  reopenedAt: null,
  resubmittedAt: null,
  externalIds: {},
  relanceCount: place % 4,
  optedOutAt: place === 2 ? NOW : null,
  pausedUntil: place === 3 ? '2030-01-01T00:00:00.000Z' : null,
  wrongNumberAt: null,
  stopSuspectedAt: null,
  erasedAt: null,
  createdAt: NOW,
  updatedAt: NOW,
  ...fields,
})

const hostile = aLead(90, { firstName: HOSTILE, lastName: HOSTILE, company: HOSTILE, tags: [HOSTILE.slice(0, 30)] })
const longest = aLead(91, {
  firstName: LONGEST,
  lastName: LONGEST,
  company: LONGEST,
  tags: many(9, (n) => `étiquette ${n}`),
})

const entry = (place: number, fields: Partial<TimelineEntry>): TimelineEntry => ({
  id: String(place),
  at: NOW,
  kind: 'action',
  relanceId: idOf(300),
  actorName: 'Ada Lemaire',
  action: 'sent',
  isUndone: false,
  cost: null,
  reason: null,
  details: null,
  state: null,
  message: null,
  episode: null,
  fields: [],
  ...fields,
})
const timeline = [
  entry(5, { kind: 'episode', actorName: null, relanceId: null, action: 'submitted', episode: 2, details: LONGEST }),
  entry(1, {}),
  entry(2, { action: 'open', isUndone: true }),
  entry(3, {
    kind: 'relance',
    actorName: null,
    action: null,
    state: 'sent',
    episode: 2,
    message: `Bonjour ${HOSTILE}`,
  }),
  entry(4, { kind: 'change', action: 'updated', fields: [{ field: 'company', before: null, after: LONGEST }] }),
]

const record = (name: string, lead: Lead, as: Story['as'] = 'manager'): Story => ({
  name: `leads: ${name}`,
  at: `/leads/${lead.id}`,
  as,
  answers: { [`/api/leads/${lead.id}`]: lead, [`/api/leads/${lead.id}/timeline`]: timeline },
})

export const stories: readonly Story[] = [
  ...listStories({ resource: 'leads', full: many(25, (place) => aLead(place)), hostile, longest }),
  { name: 'leads: new', at: '/leads/create', as: 'manager', answers: {} },
  { name: 'leads: import', at: '/leads/import', as: 'manager', answers: {} },
  record('record, hostile', hostile),
  { name: 'leads: record: error', at: `/leads/${hostile.id}`, as: 'manager', answers: {} },
  {
    ...record('history: error', hostile),
    answers: { [`/api/leads/${hostile.id}`]: hostile, [`/api/leads/${hostile.id}/timeline`]: problem(500, 'Panne.') },
  },
  record('record of a closer, longest texts', longest, 'closer'),
]
