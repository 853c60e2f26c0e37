/** How the engine writes and reads instants and lead rows in SQL: milliseconds since the epoch, as numbers. */
import type { LeadFacts } from './lead-facts.ts'
import { INBOX } from './messages.ts'
import { OPEN_STATES as OPEN } from './relance-states.ts'

/** An expression giving a `timestamptz` as whole milliseconds (float8 keeps them exact for 285,000 years). */
export const ms = (expression: string): string => `round(extract(epoch from ${expression})::float8 * 1000)`

/** An expression giving a parameter or column in milliseconds as `timestamptz`. */
export const instant = (expression: string): string => `to_timestamp(${expression}::float8 / 1000)`

/** The states of a closer's inbox item that nobody has settled; the same list as the partial indexes on `relances`. */
export const OPEN_STATES = `(${OPEN.map((state) => `'${state}'`).join(', ')})`

/** When the next step began to count: a closer said that it was sent, or its channel took it. Of a row of `relances`. */
export const CONFIRMED_AT = `case when state = 'sent' then ${ms('settled_at')}
  when channel <> '${INBOX}' then (select ${ms('s.accepted_at')} from whatsapp_sends s where s.relance_id = relances.id) end`

/** Selects {@link LeadRow} from `leads l`, `lead_pacing p` and `users u`. */
export const LEAD_COLUMNS = `
  l.id as "leadId", l.first_name as "firstName", l.last_name as "lastName", l.phone, l.email, l.company, l.status,
  l.source, l.tags, l.closer_id as "closerId", u.name as "closerName", l.time_zone as "timeZone", l.locale, l.custom,
  ${ms('l.last_contact_at')} as "lastContactAt", ${ms('p.last_relance_at')} as "lastRelanceAt",
  coalesce(p.relance_count, 0) as "relanceCount", ${ms('l.opted_out_at')} as "optedOutAt",
  ${ms('l.paused_until')} as "pausedUntil", ${ms('l.wrong_number_at')} as "wrongNumberAt",
  ${ms('l.erased_at')} as "erasedAt", ${ms('l.created_at')} as "createdAt", ${ms('l.updated_at')} as "updatedAt"`

export type LeadRow = Omit<LeadFacts, 'id'> & { leadId: string }

export function leadOf(row: LeadRow): LeadFacts {
  return {
    id: row.leadId,
    firstName: row.firstName,
    lastName: row.lastName,
    phone: row.phone,
    email: row.email,
    company: row.company,
    status: row.status,
    source: row.source,
    tags: row.tags,
    closerId: row.closerId,
    closerName: row.closerName,
    timeZone: row.timeZone,
    locale: row.locale,
    custom: row.custom,
    lastContactAt: row.lastContactAt,
    lastRelanceAt: row.lastRelanceAt,
    relanceCount: row.relanceCount,
    optedOutAt: row.optedOutAt,
    pausedUntil: row.pausedUntil,
    wrongNumberAt: row.wrongNumberAt,
    erasedAt: row.erasedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}
