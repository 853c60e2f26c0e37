import type { Relance } from '@relance/contract'
import { aLead } from '../leads/leads.stories.ts'
import { ADA, HOSTILE, idOf, listStories, LONGEST, many, NOW, type Story } from '../stories/story.ts'

export const aRelance = (place: number, fields: Partial<Relance> = {}): Relance => ({
  id: idOf(300 + place),
  leadId: idOf(101),
  ruleId: idOf(401),
  ruleName: 'Sans nouvelles',
  ruleVersion: 1,
  frequencyVersion: 1,
  templateId: idOf(601),
  templateVersion: 1,
  closerId: ADA,
  runId: idOf(701),
  step: 1,
  channel: 'closer',
  state: 'due',
  reason: null,
  dueAt: NOW,
  recordedAt: NOW,
  deliverAt: NOW,
  expiresAt: '2030-01-01T00:00:00.000Z',
  openedAt: null,
  settledAt: null,
  outcome: null,
  outcomeAt: null,
  message: 'Bonjour Zoé, avez-vous pu réfléchir à notre échange ?',
  writtenMessage: null,
  link: 'https://wa.me/33639980001?text=Bonjour',
  ...fields,
})

const STATES = ['due', 'opened', 'sent', 'skipped', 'snoozed', 'superseded', 'expired', 'withdrawn'] as const
const SENT = ['queued', 'sending', 'accepted', 'delivered', 'read', 'failed', 'unknown'] as const

export const stories: readonly Story[] = listStories({
  resource: 'relances',
  answers: {
    '/api/leads': [aLead(1)],
    '/api/rules': [{ id: idOf(401), name: 'Sans nouvelles' }],
  },
  full: [
    ...STATES.map((state, place) => aRelance(place, { state })),
    ...SENT.map((state, place) => aRelance(20 + place, { state, channel: 'whatsapp' })),
  ],
  hostile: aRelance(90, { message: HOSTILE }),
  longest: aRelance(91, { message: many(20, () => LONGEST).join(' ') }),
})
