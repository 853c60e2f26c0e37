/** Reads when the scan is to run, and what became of the runs before. */
import type { Schedule } from '../core/schedule.ts'
import type { Db } from '../ports.ts'
import { ms } from './columns.ts'

/** Runs overlap, so that the last to begin is not the last to end; so many may at once. */
const RECENT = 50

export interface ScheduleStanding extends Schedule {
  enabled: boolean
  /** Slots up to this instant are done with, or passed before the schedule was what it is; milliseconds. */
  from: number
  /** The instant of this look, milliseconds. */
  now: number
  /** The run of any trigger that ended last, or one that is under way; null before the first. */
  last: { state: 'running' | 'completed' | 'partial' | 'failed'; startedAt: number; recorded: number } | null
}

export async function readSchedule(db: Db): Promise<ScheduleStanding> {
  const [row] = await db.query<
    Omit<ScheduleStanding, 'last'> & { state: string | null; startedAt: number | null; recorded: number }
  >(
    `select s.cron, s.time_zone as "timeZone", s.enabled,
            ${ms('greatest(s.changed_at, (select max(scheduled_for) from runs))')} as "from",
            r.state, ${ms('r.started_at')} as "startedAt", r.recorded, ${ms('relance_now()')} as now
       from schedule s left join lateral (
         select * from (select * from runs order by id desc limit ${RECENT}) x
          order by finished_at desc nulls first, id desc limit 1) r on true`,
  )
  if (!row) throw new Error('The schedule row is missing: run the migrations again on this database.')
  const { state, startedAt, recorded, ...schedule } = row
  return {
    ...schedule,
    last: state && startedAt !== null ? ({ state, startedAt, recorded } as ScheduleStanding['last']) : null,
  }
}
