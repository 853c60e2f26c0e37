/** Counts what is recorded and not yet delivered, by day: the part of the planned load that is certain. */
import { PENDING_STATES } from '../../ground/columns.ts'
import type { Db } from '../../ground/ports.ts'
import type { Span } from './count-days.sql.ts'

export interface PlannedCount {
  on: string
  relances: number
}

/** `now` in milliseconds; days are the company's. */
export function countPlanned(db: Db, { from, to }: Span, now: number): Promise<PlannedCount[]> {
  return db.query<PlannedCount>(
    `select to_char(r.deliver_at at time zone s.time_zone, 'YYYY-MM-DD') as "on", count(*)::int as relances
       from relances r, settings s
      where r.deliver_at > to_timestamp($3::float8 / 1000)
        and r.deliver_at >= $1::date::timestamp at time zone s.time_zone
        and r.deliver_at < ($2::date + 1)::timestamp at time zone s.time_zone
        and r.state in ${PENDING_STATES}
      group by 1 order by 1`,
    [from, to, now],
  )
}
