/** Reads the whole world in one statement, as the model compares it: instants in milliseconds, UTC. */
import type { Db } from '@relance/relance'
import type { Audience, Cadence, Cap, OnContact, ReentryEvent } from './commands.ts'

export interface LeadFact {
  id: string
  phone: string | null
  status: string
  tags: readonly string[]
  lastContactAt: number | null
  createdAt: number
  optedOutAt: number | null
  wrongNumberAt: number | null
  erasedAt: number | null
  pausedUntil: number | null
  timeZone: string | null
  submittedAt: number | null
  reopenedAt: number | null
  /** When a submission arrived that counts as a return. */
  resubmittedAt: number | null
  /** The latest instant at which it was, or will be, written to. */
  lastRelanceAt: number | null
}
/** Every saved version of the rule's frequency; the last is in force. */
export type CadenceFact = Cadence & { version: number; skipHolidays: boolean; timeZone: string | null }
export interface RuleFact {
  id: string
  active: boolean
  paused: boolean
  /** How long it was off, paused or under the global stop in all, milliseconds. */
  pausedMs: number
  resumedAt: number | null
  priority: number
  audience: Audience
  stopOn: readonly string[]
  onContact: OnContact
  /** What begins a new episode. */
  reentryOn: readonly ReentryEvent[]
  /** Of any saved version. */
  everStopsOnReply: boolean
  cadences: readonly CadenceFact[]
}
export interface EnrolmentFact {
  id: string
  leadId: string
  ruleId: string
  episode: number
  /** What step 1 counts from at the earliest; null for a first episode. */
  begunAt: number | null
  /** The latest return of the lead when it began, or ended. */
  returnSeenAt: number | null
  step: number
  state: 'active' | 'waiting' | 'ended'
  reason: string | null
  dueAt: number
  nextDueAt: number | null
  /** The pauses of its rule that the date allows for. */
  pausedMs: number
  notBefore: number | null
}
export interface RelanceFact {
  id: string
  enrolmentId: string
  leadId: string
  ruleId: string
  step: number
  state: string
  reason: string | null
  frequencyVersion: number
  recordedAt: number
  deliverAt: number
  expiresAt: number
  settledAt: number | null
  wasActedOn: boolean
}
/** An outcome that a person told and did not take back. */
export interface OutcomeFact {
  leadId: string
  outcome: string
}
export interface ContactFact {
  leadId: string
  direction: 'outbound' | 'inbound'
  at: number
  notedAt: number
  isTakenBack: boolean
}
export interface Facts {
  timeZone: string
  gapMinutes: number
  caps: readonly Cap[]
  isStopped: boolean
  openStatuses: readonly string[]
  holidays: readonly string[]
  leads: readonly LeadFact[]
  rules: readonly RuleFact[]
  enrolments: readonly EnrolmentFact[]
  relances: readonly RelanceFact[]
  outcomes: readonly OutcomeFact[]
  contacts: readonly ContactFact[]
}

const ms = (column: string): string => `round(extract(epoch from ${column}) * 1000)::float8`
const list = (select: string): string => `(select coalesce(json_agg(x), '[]') from (${select}) x)`

const LEADS = `select l.id, l.phone, l.status, l.tags, ${ms('l.last_contact_at')} as "lastContactAt", ${ms('l.created_at')} as "createdAt",
    ${ms('l.submitted_at')} as "submittedAt", ${ms('l.reopened_at')} as "reopenedAt", ${ms('l.resubmitted_at')} as "resubmittedAt",
    ${ms('l.opted_out_at')} as "optedOutAt", ${ms('l.wrong_number_at')} as "wrongNumberAt", ${ms('l.erased_at')} as "erasedAt",
    ${ms('l.paused_until')} as "pausedUntil", l.time_zone as "timeZone", ${ms('p.last_relance_at')} as "lastRelanceAt"
  from leads l left join lead_pacing p on p.lead_id = l.id order by l.id`

const RULES = `select r.id, r.active, r.paused_at is not null as paused, q.paused_ms as "pausedMs", ${ms('q.resumed_at')} as "resumedAt", r.priority, r.audience, r.stop_on as "stopOn", r.on_contact as "onContact", r.reentry -> 'on' as "reentryOn",
    exists (select from versions v where v.resource = 'rules' and v.resource_id = r.id
             and v.snapshot -> 'stop_on' ? 'replied') as "everStopsOnReply",
    ${list(`select v.version, v.snapshot -> 'steps' as steps, v.snapshot -> 'window' as "window",
        v.snapshot -> 'skip_holidays' as "skipHolidays", v.snapshot ->> 'time_zone' as "timeZone"
      from versions v where v.resource = 'frequencies' and v.resource_id = r.frequency_id order by v.version`)} as cadences
  from rules r join rule_pauses q on q.rule_id = r.id order by r.id`

const ENROLMENTS = `select id::text as id, lead_id as "leadId", rule_id as "ruleId", episode, ${ms('begun_at')} as "begunAt",
    ${ms('return_seen_at')} as "returnSeenAt", step, state, reason, ${ms('due_at')} as "dueAt",
    ${ms('next_due_at')} as "nextDueAt", paused_ms as "pausedMs", ${ms('not_before')} as "notBefore" from enrolments order by lead_id, rule_id, episode`

const RELANCES = `select r.id, enrolment_id::text as "enrolmentId", lead_id as "leadId", rule_id as "ruleId", step, state, reason,
    frequency_version as "frequencyVersion", ${ms('recorded_at')} as "recordedAt", ${ms('deliver_at')} as "deliverAt",
    ${ms('expires_at')} as "expiresAt", ${ms('settled_at')} as "settledAt",
    exists (select from relance_actions a where a.relance_id = r.id) as "wasActedOn"
  from relances r order by enrolment_id, step`

const OUTCOMES = `select lead_id as "leadId", after -> 'relances' -> relance_id::text ->> 'outcome' as outcome
  from relance_actions where action = 'outcome' and undone_at is null`

const CONTACTS = `select lead_id as "leadId", direction, ${ms('at')} as at, ${ms('recorded_at')} as "notedAt",
    undone_at is not null as "isTakenBack" from contacts order by at`

const FACTS = `select s.time_zone as "timeZone", s.minimum_gap_minutes as "gapMinutes", s.relance_caps as caps, s.stopped_at is not null as "isStopped",
    array(select x ->> 'code' from jsonb_array_elements(s.lead_statuses) x where (x ->> 'isOpen')::boolean) as "openStatuses",
    array(select to_char(held_on, 'YYYY-MM-DD') from holidays) as holidays,
    ${list(LEADS)} as leads, ${list(RULES)} as rules, ${list(ENROLMENTS)} as enrolments, ${list(RELANCES)} as relances,
    ${list(OUTCOMES)} as outcomes, ${list(CONTACTS)} as contacts
  from settings s`

export async function readFacts(db: Db): Promise<Facts> {
  const [facts] = await db.query<Facts>(FACTS)
  if (!facts) throw new Error('The settings row is gone.')
  return facts
}

/** The latest episode of the lead in the rule. */
export const latestEpisode = (facts: Facts, leadId: string, ruleId: string): EnrolmentFact | undefined =>
  facts.enrolments.findLast((one) => one.leadId === leadId && one.ruleId === ruleId)

/** The contacts of the lead that stand, the latest last. */
export const contactsOf = (facts: Facts, leadId: string, direction?: ContactFact['direction']): ContactFact[] =>
  facts.contacts.filter(
    (one) => one.leadId === leadId && !one.isTakenBack && (direction === undefined || one.direction === direction),
  )
