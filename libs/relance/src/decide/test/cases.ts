/** A lead, a rule and a plan that nothing keeps apart: each test says what is different in its own. */
import { sampleLead } from '@relance/leads/fields'
import type { FrequencyConfig } from '../cadence.ts'
import type { Enrolment } from '../episodes.ts'
import { readTemplate } from '../message/message.ts'
import type { LeadState, PastRelance, RelanceWait } from '../lead-state.ts'
import type { Plan, PlannedRule, PlannedTemplate } from '../plan.ts'
import type { ContactFact } from '../../ground/contacts.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import { DAY, HOUR } from '../../ground/time.ts'

/** A Tuesday, 10:00 in Paris. */
export const NOW = Date.parse('2026-03-10T09:00:00Z')

export const aTemplate = (body = 'Bonjour {{ lead.firstName }}', id = 't'): PlannedTemplate => {
  const read = readTemplate(body)
  if (!read.ok) throw new Error(`The template of a test cannot be read: ${body}`)
  return { id, version: 4, template: read.template }
}

export const aLead = (lead: Partial<LeadFacts> = {}): LeadFacts => ({
  ...sampleLead('empty'),
  id: 'l',
  firstName: 'Zoé',
  phone: '+33639980012',
  email: null,
  status: 'contacted',
  source: null,
  tags: [],
  closerId: null,
  closerName: null,
  timeZone: null,
  locale: 'fr',
  custom: {},
  lastContactAt: null,
  submittedAt: null,
  reopenedAt: null,
  resubmittedAt: null,
  lastRelanceAt: null,
  relanceCount: 0,
  optedOutAt: null,
  pausedUntil: null,
  wrongNumberAt: null,
  stopSuspectedAt: null,
  erasedAt: null,
  createdAt: NOW - 30 * DAY,
  updatedAt: NOW,
  ...lead,
})

/** Two steps, three days each; office hours on working days. */
export const aFrequency = (frequency: Partial<FrequencyConfig> = {}): FrequencyConfig => ({
  steps: [{ after: { value: 3, unit: 'days' } }, { after: { value: 3, unit: 'days' } }],
  window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  skipHolidays: true,
  timeZone: null,
  ...frequency,
})

export const aRule = (id = 'r', rule: Partial<PlannedRule> = {}): PlannedRule => ({
  id,
  name: id,
  isActive: true,
  priority: 0,
  version: 7,
  channel: 'closer',
  audience: { combinator: 'and', rules: [] },
  stopOn: ['replied'],
  expiryDays: 3,
  frequencyVersion: 2,
  frequency: aFrequency(),
  templates: [aTemplate()],
  ...rule,
})

export const aPlan = (rules: readonly PlannedRule[] = [], plan: Partial<Plan> = {}): Plan => ({
  companyName: 'Atelier',
  timeZone: 'Europe/Paris',
  minimumGapMs: 20 * HOUR,
  mayOpenOutsideWindow: true,
  closerDailyLimit: null,
  countryHolidays: null,
  statuses: new Set(['new', 'contacted', 'won']),
  openStatuses: new Set(['new', 'contacted']),
  isStopped: false,
  holidays: new Set(['2026-05-01']),
  rules: new Map(rules.map((rule) => [rule.id, rule])),
  ...plan,
})

/** Of rule `r`, in its second step, which is due. */
export const anEnrolment = (enrolment: Partial<Enrolment> = {}): Enrolment => ({
  id: 'e',
  leadId: 'l',
  ruleId: 'r',
  episode: 1,
  begunBy: 'matched',
  begunAt: null,
  step: 2,
  state: 'active',
  reason: null,
  dueAt: NOW,
  nextDueAt: NOW,
  stoppedAt: null,
  returnSeenAt: null,
  notBefore: null,
  ...enrolment,
})

/** Of the first step of enrolment `e`, delivered an hour ago; nobody has touched it, and it expires in three days. */
export const aWait = (wait: Partial<RelanceWait> = {}): RelanceWait => ({
  reason: null,
  decidedAt: null,
  notBefore: null,
  expiresAt: NOW + 3 * DAY,
  isOpened: false,
  isSnoozed: false,
  isInbox: true,
  ...wait,
})

export const aRelance = (relance: Partial<PastRelance> = {}): PastRelance => ({
  id: 'x',
  enrolmentId: 'e',
  ruleId: 'r',
  step: 1,
  deliverAt: NOW - HOUR,
  recordedAt: NOW - HOUR,
  confirmedAt: null,
  waiting: aWait(),
  ...relance,
})

/** By us, half an hour ago. */
export const aContact = (contact: Partial<ContactFact> = {}): ContactFact => ({
  id: 'c',
  kind: 'call',
  direction: 'outbound',
  at: NOW - HOUR / 2,
  source: 'person',
  actorName: 'Ana',
  ...contact,
})

export const aState = (state: Partial<LeadState> = {}): LeadState => ({
  lead: aLead(),
  enrolments: [],
  relances: [],
  hasOpenRelance: false,
  isChanged: false,
  ...state,
})
