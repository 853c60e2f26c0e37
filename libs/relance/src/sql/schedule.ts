/** Reads when the scan is to run, and what became of the runs before. */
import { CLOCK_TOLERANCE_MS, type Schedule } from '../core/schedule.ts'
import type { Db } from '../ports.ts'
import { instant, ms } from './columns.ts'

const DAY_MS = 86_400_000

export interface ScheduleStanding extends Schedule {
  enabled: boolean
  /** Slots up to this instant are done with, or passed before the schedule was what it is; milliseconds. */
  from: number
  /** The latest run of any trigger; null before the first. */
  last: { state: 'running' | 'completed' | 'partial' | 'failed'; startedAt: number } | null
}

type Row = Omit<ScheduleStanding, 'last' | 'from'> & {
  from: number | null
  state: NonNullable<ScheduleStanding['last']>['state'] | null
  startedAt: number | null
}

/**
 * The schedule at `now` (milliseconds). Rows that a clock ahead of the present has written are left out of account: a slot
 * of tomorrow would otherwise keep every slot before it from firing, and a run of next year would be the latest one until
 * then. When even the schedule itself was saved by such a clock, the slots of the last day count as not fired.
 */
export async function readSchedule(db: Db, now: number): Promise<ScheduleStanding> {
  const [row] = await db.query<Row>(
    `select s.cron, s.time_zone as "timeZone", s.enabled,
            ${ms(`greatest(case when s.changed_at <= ${instant('$1')} then s.changed_at end,
              (select max(scheduled_for) from runs where scheduled_for <= ${instant('$1')}))`)} as "from",
            r.state, ${ms('r.started_at')} as "startedAt"
       from schedule s
       left join lateral (select state, started_at from runs where started_at <= ${instant('$1')} order by id desc limit 1) r on true`,
    [now + CLOCK_TOLERANCE_MS],
  )
  if (!row) throw new Error('The schedule row is missing: run the migrations again on this database.')
  const { from, state, startedAt, ...schedule } = row
  return { ...schedule, from: from ?? now - DAY_MS, last: state && startedAt !== null ? { state, startedAt } : null }
}
