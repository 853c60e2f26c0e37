/** Relances that are recorded already and not delivered yet, and the holidays of a span. */
import type { PlannedLoad } from './load.pure.ts'
import type { Db } from '../../ground/ports.ts'
import { instant, PENDING_STATES } from '../../ground/columns.ts'

/** By day of delivery in the company's zone, closer and rule; from `from` until `until`, milliseconds. */
export function readWaiting(db: Db, from: number, until: number): Promise<PlannedLoad[]> {
  return db.query<PlannedLoad>(
    `select to_char(deliver_at at time zone s.time_zone, 'YYYY-MM-DD') as "on", closer_id as "closerId",
            rule_id as "ruleId", channel, count(*)::int as relances
       from relances cross join settings s
      where state in ${PENDING_STATES}
        and deliver_at >= ${instant('$1')} and deliver_at <= ${instant('$2')}
      group by 1, 2, 3, 4 order by 1, coalesce(closer_id::text, ''), 3`,
    [from, until],
  )
}

/** `YYYY-MM-DD`, in their order; milliseconds in. */
export async function holidaysBetween(db: Db, from: number, until: number): Promise<string[]> {
  const rows = await db.query<{ day: string }>(
    `select to_char(held_on, 'YYYY-MM-DD') as day from holidays cross join settings s
      where held_on between (${instant('$1')} at time zone s.time_zone)::date
                        and (${instant('$2')} at time zone s.time_zone)::date order by held_on`,
    [from, until],
  )
  return rows.map((row) => row.day)
}
