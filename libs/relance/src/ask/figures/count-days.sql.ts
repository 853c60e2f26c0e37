/** Counts the relances of a span by day and by closer: what was to do, what was done, what was late. */
import { INBOX } from '../../ground/channels.ts'
import { OPEN_STATES } from '../../ground/columns.ts'
import type { Db } from '../../ground/ports.ts'

/** Days are the company's, `YYYY-MM-DD`, both ends included. */
export interface Span {
  from: string
  to: string
}

export interface Done {
  /** Relances whose hour came on that day, those that were withdrawn or replaced apart. */
  due: number
  /** Handled: sent, skipped, or taken by WhatsApp. */
  done: number
  /** Handled on their own day. */
  onTime: number
  /** Handled after their day, expired, failed, or still open once it is over. */
  late: number
}

export interface DayCount extends Done {
  on: string
}

export interface CloserCount extends Done {
  /** Null: relances that belong to nobody. */
  closerId: string | null
  sent: number
  replied: number
  /** Between the hour of a relance and its being sent; null when none was. */
  medianMinutes: number | null
  /** Waiting for the closer now, and those of them that have waited since yesterday or longer. */
  waiting: number
  overdue: number
  /** The hour of the one that has waited longest. */
  oldestAt: Date | null
  /** Open leads. */
  leads: number
}

const SENT = `('sent', 'accepted', 'delivered', 'read')`
const HANDLED = `('sent', 'skipped', 'accepted', 'delivered', 'read')`

/**
 * The relances of the span `$1` to `$2` at `$3`, with the day they were due on and the day they were handled on. The span in
 * instants reads the block ranges of `deliver_at`; what WhatsApp took was handled when it was delivered.
 */
const COUNTED = `
  zone as (select time_zone as tz from settings),
  counted as (
    select r.closer_id, r.outcome, r.state, r.deliver_at, r.settled_at,
           (r.deliver_at at time zone tz)::date as due_on, (to_timestamp($3::float8 / 1000) at time zone tz)::date as today,
           case when r.state in ${HANDLED} then (coalesce(r.settled_at, r.deliver_at) at time zone tz)::date end as done_on
      from relances r, zone
     where r.deliver_at >= $1::date::timestamp at time zone tz
       and r.deliver_at < ($2::date + 1)::timestamp at time zone tz
       and r.deliver_at <= to_timestamp($3::float8 / 1000)
       and r.state not in ('withdrawn', 'superseded'))`

const COUNTS = `
  count(*)::int as due, count(done_on)::int as done,
  count(*) filter (where done_on <= due_on)::int as "onTime",
  count(*) filter (where done_on > due_on or done_on is null and (due_on < today or state in ('expired', 'failed')))::int as late`

/** Every day of the span, also those without a relance. `now` in milliseconds: what comes later is not counted. */
export function countDays(db: Db, { from, to }: Span, now: number): Promise<DayCount[]> {
  return db.query<DayCount>(
    `with ${COUNTED}, by_day as (select due_on, ${COUNTS} from counted group by due_on)
     select to_char(d, 'YYYY-MM-DD') as "on", coalesce(due, 0) as due, coalesce(done, 0) as done,
            coalesce("onTime", 0) as "onTime", coalesce(late, 0) as late
       from generate_series($1::date, $2::date, '1 day') d left join by_day on due_on = d::date
      order by d`,
    [from, to, now],
  )
}

/** Every closer that works here or had a relance in the span; who is behind comes first. What waits is what the inbox shows. */
export function countClosers(db: Db, { from, to }: Span, now: number): Promise<CloserCount[]> {
  return db.query<CloserCount>(
    `with ${COUNTED}, did as (
       select closer_id, ${COUNTS}, count(*) filter (where state in ${SENT})::int as sent,
              count(*) filter (where state in ${SENT} and outcome in ('replied', 'meeting', 'won'))::int as replied,
              percentile_cont(0.5) within group (order by extract(epoch from settled_at - deliver_at))
                filter (where state = 'sent') as median
         from counted group by closer_id
     ), waits as (
       select r.closer_id, count(*)::int as waiting,
              count(*) filter (where (r.deliver_at at time zone tz)::date
                                   < (to_timestamp($3::float8 / 1000) at time zone tz)::date)::int as overdue,
              min(r.deliver_at) as oldest
         from relances r join leads l on l.id = r.lead_id, zone
        where r.channel = '${INBOX}' and r.state in ${OPEN_STATES}
          and r.deliver_at <= to_timestamp($3::float8 / 1000) and r.expires_at > to_timestamp($3::float8 / 1000)
          and l.stop_suspected_at is null
        group by r.closer_id
     ), owns as (
       select l.closer_id, count(*)::int as leads
         from leads l
        where l.erased_at is null and l.closer_id is not null
          and l.status in (select s->>'code' from settings, jsonb_array_elements(lead_statuses) s where (s->>'isOpen')::boolean)
        group by l.closer_id
     ), people as (
       select id from users where role = 'closer' and disabled_at is null
       union select closer_id from did union select closer_id from waits
     )
     select p.id as "closerId", coalesce(due, 0) as due, coalesce(done, 0) as done, coalesce("onTime", 0) as "onTime",
            coalesce(late, 0) as late, coalesce(sent, 0) as sent, coalesce(replied, 0) as replied, round(median / 60)::int as "medianMinutes",
            coalesce(waiting, 0) as waiting, coalesce(overdue, 0) as overdue, oldest as "oldestAt", coalesce(leads, 0) as leads
       from people p
       left join did on did.closer_id is not distinct from p.id
       left join waits on waits.closer_id is not distinct from p.id
       left join owns on owns.closer_id = p.id
      order by overdue desc, oldest nulls last, waiting desc, due desc, p.id`,
    [from, to, now],
  )
}
