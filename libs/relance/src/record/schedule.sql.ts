/** Reads when the scan is to run, and what became of the runs before. */
import { CLOCK_TOLERANCE_MS, type Schedule } from '../decide/schedule.ts'
import type { Db } from '../ground/ports.ts'
import { ms } from '../ground/columns.ts'
import { DAY } from '../ground/time.ts'

/** Runs overlap, so that the last to begin is not the last to end; so many may at once. */
const RECENT = 50

/** Runs beat every five seconds. One that has not for so long is frozen or dead, and others need not wait for it. */
const SILENT_MS = 30_000

export interface ScheduleState extends Schedule {
  enabled: boolean
  /** Slots up to this instant are done with, or passed before the schedule was what it is; milliseconds. */
  from: number
  /** The instant of this look, milliseconds. */
  now: number
  /** One that is under way, else the run of any trigger that ended last; a silent one counts as failed. Null before the first. */
  last: { state: 'running' | 'completed' | 'partial' | 'failed'; startedAt: number; recorded: number } | null
}

type Row = Omit<ScheduleState, 'last' | 'from'> & {
  from: number | null
  state: NonNullable<ScheduleState['last']>['state'] | null
  startedAt: number | null
  recorded: number
}

/** Whether a run is alive. A heartbeat ahead of the present was written by a clock that was wrong, and does not count. */
const BEATS = `x.state = 'running' and x.heartbeat_at between relance_now() - interval '${SILENT_MS} milliseconds'
  and relance_now() + interval '${CLOCK_TOLERANCE_MS} milliseconds'`

/** Later than any clock can be that agrees with the present. */
const LATEST = `relance_now() + interval '${CLOCK_TOLERANCE_MS} milliseconds'`

/**
 * The schedule now. Rows that a clock ahead of the present has written are left out of account: a slot of tomorrow would
 * otherwise keep every slot before it from firing, and a run of next year would be the latest one until then. When even the
 * schedule itself was saved by such a clock, the slots of the last day count as not fired.
 */
export async function readSchedule(db: Db): Promise<ScheduleState> {
  const [row] = await db.query<Row>(
    `select s.cron, s.time_zone as "timeZone", s.enabled,
            ${ms(`greatest(case when s.changed_at <= ${LATEST} then s.changed_at end,
              (select max(scheduled_for) from runs where scheduled_for <= ${LATEST}))`)} as "from",
            r.state, ${ms('r.started_at')} as "startedAt", r.recorded, ${ms('relance_now()')} as now
       from schedule s left join lateral (
         select id, started_at, recorded, case when state = 'running' and not (${BEATS}) then 'failed' else state end as state
           from (select * from runs where started_at <= ${LATEST} order by id desc limit ${RECENT}) x
          order by (${BEATS}) desc, coalesce(finished_at, heartbeat_at) desc, id desc limit 1) r on true`,
  )
  if (!row) throw new Error('The schedule row is missing: run the migrations again on this database.')
  const { from, state, startedAt, recorded, ...schedule } = row
  const last = state && startedAt !== null ? { state, startedAt, recorded } : null
  return { ...schedule, from: from ?? schedule.now - DAY, last }
}
