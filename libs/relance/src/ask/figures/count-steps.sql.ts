/** Counts how far the relances of a span have come, step by step: the funnel. */
import type { Db } from '../../ground/ports.ts'
import type { Span } from './count-days.sql.ts'

export interface StepCount {
  step: number
  recorded: number
  /** WhatsApp was opened, or took the message. */
  opened: number
  sent: number
  /** Answered in one way or another: replied, meeting, won. */
  replied: number
  won: number
  skipped: number
  /** Expired or failed: nobody was written to. */
  lost: number
}

/** Of one rule, or of all when it is null. Withdrawn and replaced relances are left out. `now` in milliseconds. */
export function countSteps(db: Db, { from, to }: Span, ruleId: string | null, now: number): Promise<StepCount[]> {
  return db.query<StepCount>(
    `select r.step, count(*)::int as recorded,
            count(*) filter (where r.opened_at is not null or r.state in ('opened', 'sent', 'accepted', 'delivered', 'read'))::int as opened,
            count(*) filter (where r.state in ('sent', 'accepted', 'delivered', 'read'))::int as sent,
            count(*) filter (where r.outcome in ('replied', 'meeting', 'won'))::int as replied,
            count(*) filter (where r.outcome = 'won')::int as won,
            count(*) filter (where r.state = 'skipped')::int as skipped,
            count(*) filter (where r.state in ('expired', 'failed'))::int as lost
       from relances r, settings s
      where r.deliver_at >= $1::date::timestamp at time zone s.time_zone
        and r.deliver_at < ($2::date + 1)::timestamp at time zone s.time_zone
        and r.deliver_at <= to_timestamp($4::float8 / 1000)
        and r.state not in ('withdrawn', 'superseded') and ($3::uuid is null or r.rule_id = $3)
      group by r.step order by r.step`,
    [from, to, ruleId, now],
  )
}
