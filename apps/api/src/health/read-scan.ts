/** Reads what the dead-man's switch looks at: the schedule, and how the runs of late went. */
import { type Db, readSchedule, type ScheduleState } from '@relance/relance'
import { CLOCK_TOLERANCE_MS } from '@relance/relance/core'

export interface ScanFacts extends ScheduleState {
  /** Of a slot that has no run can be told only from here on; null when a clock ahead of the present wrote it. Milliseconds. */
  changedAt: number | null
  /** The latest run that is over failed; one that is under way now does not hide it. */
  hasFailed: boolean
  /** The runs under way: when the oldest began, and when the most silent one last gave a sign; milliseconds. */
  running: { since: number; heardAt: number } | null
  /** When a machine last started a run; people do not count. Milliseconds. */
  calledAt: number | null
  /** Whether a slot was fired before its time, by a clock that was wrong, and no slot has been fired in time since. */
  isAhead: boolean
}

const ms = (column: string): string => `extract(epoch from ${column})::float8 * 1000`

/** `$1` is a little after now: what is dated later was written by a wrong clock, and left out of account. */
const SCAN = `
  select ${ms('(select changed_at from schedule where changed_at <= $1)')} as "changedAt",
         coalesce((select state = 'failed' from runs where state <> 'running' and started_at <= $1 order by id desc limit 1), false) as "hasFailed",
         ${ms("(select max(started_at) from runs where trigger <> 'manual' and started_at <= $1)")} as "calledAt",
         exists (select from runs where scheduled_for > $1)
           or exists (select from slots_ahead where noticed_at <= $1 and noticed_at >= coalesce(
                (select max(scheduled_for) from runs where scheduled_for <= $1), '-infinity')) as "isAhead",
         ${ms('min(started_at)')} as since, ${ms('min(heartbeat_at)')} as "heardAt"
    from runs where state = 'running'`

interface ScanRow extends Pick<ScanFacts, 'changedAt' | 'hasFailed' | 'calledAt' | 'isAhead'> {
  since: number | null
  heardAt: number | null
}

export async function readScan(db: Db, now: number): Promise<ScanFacts> {
  const schedule = await readSchedule(db)
  const [row] = await db.query<ScanRow>(SCAN, [new Date(now + CLOCK_TOLERANCE_MS)])
  if (!row) throw new Error('The runs could not be read.')
  const { since, heardAt, ...rest } = row
  return { ...schedule, ...rest, running: since === null || heardAt === null ? null : { since, heardAt } }
}
