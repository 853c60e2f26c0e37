/** Reads what the dead-man's switch looks at: the schedule, and how the runs of late went. */
import { type Db, readSchedule, type ScheduleStanding } from '@relance/relance'

export interface ScanStanding extends ScheduleStanding {
  /** Of a slot that has no run can be told only from here on; milliseconds. */
  changedAt: number
  /** The latest run that is over failed; one that is under way now does not hide it. */
  hasFailed: boolean
  /** The runs under way: when the oldest began, and when the most silent one last gave a sign; milliseconds. */
  running: { since: number; heardAt: number } | null
  /** When a machine last started a run; people do not count. Milliseconds. */
  calledAt: number | null
}

const ms = (column: string): string => `extract(epoch from ${column})::float8 * 1000`

export async function readScan(db: Db): Promise<ScanStanding> {
  const schedule = await readSchedule(db)
  const [row] = await db.query<
    Pick<ScanStanding, 'changedAt' | 'hasFailed' | 'calledAt'> & Record<'since' | 'heardAt', number | null>
  >(
    `select ${ms('(select changed_at from schedule)')} as "changedAt",
            coalesce((select state = 'failed' from runs where state <> 'running' order by id desc limit 1), false) as "hasFailed",
            ${ms("(select max(started_at) from runs where trigger <> 'manual')")} as "calledAt",
            ${ms('min(started_at)')} as since, ${ms('min(heartbeat_at)')} as "heardAt"
       from runs where state = 'running'`,
  )
  if (!row) throw new Error('The runs could not be read.')
  const { since, heardAt, ...rest } = row
  return { ...schedule, ...rest, running: since === null || heardAt === null ? null : { since, heardAt } }
}
