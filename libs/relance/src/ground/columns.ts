/** How the engine writes and reads instants and lead rows in SQL: milliseconds since the epoch, as numbers. */
import { FACTS, type LeadFacts, type RecentRelance } from './lead-facts.ts'
import { INBOX } from './channels.ts'
import { OPEN_STATES as OPEN } from './relance-states.ts'

/** An expression giving a `timestamptz` as whole milliseconds (float8 keeps them exact for 285,000 years). */
export const ms = (expression: string): string => `round(date_part('epoch', ${expression}) * 1000)`

/** An expression giving a parameter or column in milliseconds as `timestamptz`. */
export const instant = (expression: string): string => `to_timestamp(${expression}::float8 / 1000)`

/** The states of a closer's inbox item that nobody has settled; the same list as the partial indexes on `relances`. */
export const OPEN_STATES = `(${OPEN.map((state) => `'${state}'`).join(', ')})`

/** Those of a relance that neither its closer nor its channel has dealt with; the same list as the partial indexes, too. */
export const PENDING_STATES = `(${[...OPEN, 'queued'].map((state) => `'${state}'`).join(', ')})`

/** Whether this row of `relances` is open in a closer's inbox. */
export const isOpenItem = (row: string): string => `${row}.channel = '${INBOX}' and ${row}.state in ${OPEN_STATES}`

/** When the next step began to count: a closer said that it was sent, or its channel took it. Of a row of `relances`. */
export const CONFIRMED_AT = `case when state = 'sent' then ${ms('settled_at')}
  when channel <> '${INBOX}' then (select ${ms('s.accepted_at')} from whatsapp_sends s where s.relance_id = relances.id) end`

/** {@link RecentRelance}s of `leads l`; null where `lead_pacing p` tells that there are none. */
const RECENT = `case when p.last_relance_at is not null then (
    select json_agg(json_build_object('id', x.id, 'isFailed', x.state = 'failed',
             'countsUntil', case when x.state in ${OPEN_STATES} or x.state = 'queued' then ${ms('x.expires_at')} end,
             'at', ${ms(`greatest(x.deliver_at,
               case when x.state = 'sent' then x.settled_at end, (select s.accepted_at from whatsapp_sends s where s.relance_id = x.id))`)}))
      from relances x where x.lead_id = l.id and x.state not in ('skipped', 'expired', 'withdrawn', 'superseded')) end`

/** Selects these facts, and the id, of `leads l`. */
export const factColumns = (facts: readonly (typeof FACTS)[number][]): string =>
  [
    'l.id as "leadId"',
    ...facts.map(({ name, column, isInstant }) => `${isInstant ? ms(`l.${column}`) : `l.${column}`} as "${name}"`),
  ].join(', ')

/** {@link LeadFacts.personId} of `leads l`, the latest that was learnt; null where the number is known. */
export const PERSON_ID = `case when l.phone is null then (
    select i.value from whatsapp_identities i where i.lead_id = l.id and i.kind = 'user_id' order by i.learnt_at desc, i.value limit 1) end`

/** Selects {@link LeadRow} from `leads l`, `lead_pacing p` and `users u`. */
export const LEAD_COLUMNS = `
  ${factColumns(FACTS)},
  u.name as "closerName", ${PERSON_ID} as "personId", ${ms('p.last_relance_at')} as "lastRelanceAt", coalesce(p.relance_count, 0) as "relanceCount",
  ${RECENT} as recent`

export type LeadRow = Omit<LeadFacts, 'id' | 'recent' | 'personId'> & {
  leadId: string
  personId: string | null
  recent: RecentRelance[] | null
}

/** Every lead begins as a copy of it: objects that grow key by key are slow to make and to read, a hundred thousand times. */
const BLANK: Record<string, unknown> = {
  id: '',
  ...Object.fromEntries(FACTS.map(({ name }) => [name, null])),
  closerName: null,
  lastRelanceAt: null,
  relanceCount: 0,
  recent: [],
}

export function leadOf(row: LeadRow): LeadFacts {
  const lead: Record<string, unknown> = { ...BLANK, id: row.leadId }
  for (const { name } of FACTS) lead[name] = row[name]
  lead.closerName = row.closerName
  if (row.personId !== null) lead.personId = row.personId
  lead.lastRelanceAt = row.lastRelanceAt
  lead.relanceCount = row.relanceCount
  lead.recent = row.recent ?? []
  return lead as unknown as LeadFacts
}

const ENROLMENT = {
  id: 'id::text',
  leadId: 'lead_id',
  ruleId: 'rule_id',
  episode: 'episode',
  begunBy: 'begun_by',
  begunAt: ms('begun_at'),
  step: 'step',
  state: 'state',
  reason: 'reason',
  dueAt: ms('due_at'),
  nextDueAt: ms('next_due_at'),
  stoppedAt: ms('stopped_at'),
  returnSeenAt: ms('return_seen_at'),
  notBefore: ms('not_before'),
  pausedMs: 'paused_ms::float8',
  // Once the date is another than a contact moved it to, that is over.
  plannedAt: `case when moved_to = due_at then ${ms('planned_at')} end`,
} as const

/** Selects an enrolment as decisions look at it, from `enrolments` alone. */
export const ENROLMENT_COLUMNS = Object.entries(ENROLMENT)
  .map(([name, read]) => `${read} as "${name}"`)
  .join(', ')

/** The same as one JSON object. */
export const ENROLMENT_JSON = `json_build_object(${Object.entries(ENROLMENT)
  .map(([name, read]) => `'${name}', ${read}`)
  .join(', ')})`
