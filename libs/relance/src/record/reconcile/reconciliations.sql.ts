/** Reconciliations: one row each, which says how far it has come, so that any replica can go on with it. */
import type { DifferenceCounts } from '../../decide/reconcile.ts'
import { CLOCK_TOLERANCE_MS } from '../../decide/schedule.ts'
import type { Db } from '../../ground/ports.ts'
import { settingsRow } from '../../ground/read-settings.sql.ts'
import { instant, ms } from '../../ground/columns.ts'
import { DAY } from '../../ground/time.ts'

export type ReconciliationMode = 'report' | 'repair'

export interface Reconciliation {
  id: string
  mode: ReconciliationMode
  state: 'running' | 'completed'
  /** Whether somebody asked for it; the nightly ones have a slot. */
  isByHand: boolean
  startedAt: number
  finishedAt: number | null
  looked: number
  /** Leads that the engine was still to settle: not judged. */
  pending: number
  differences: DifferenceCounts
  repaired: number
}

const COLUMNS = `id::text, mode, state, slot_at is null as "isByHand", ${ms('started_at')} as "startedAt",
  ${ms('finished_at')} as "finishedAt", looked, pending, differences, repaired`

export interface NightlyState {
  timeZone: string
  /** Slots up to this instant are done with; milliseconds. */
  from: number
  /** The one that is under way. */
  running: Reconciliation | null
}

/** Slots ahead of `now` (milliseconds) were written by a wrong clock: they are left out, and free to be used again. */
export async function readNightly(db: Db, now: number): Promise<NightlyState> {
  const latest = now + CLOCK_TOLERANCE_MS
  await db.query(`update reconciliations set slot_at = null where slot_at > ${instant('$1')}`, [latest])
  const rows = await db.query<{ timeZone: string; from: number | null }>(
    `select s.time_zone as "timeZone",
            ${ms(`(select greatest(case when r.installed_at <= ${instant('$1')} then r.installed_at end,
              (select max(slot_at) from reconciliations)) from repairs_release r)`)} as "from"
       from settings s`,
    [latest],
  )
  const { timeZone, from } = settingsRow(rows)
  const [running] = await db.query<Reconciliation>(
    `select ${COLUMNS} from reconciliations where state = 'running' and slot_at is not null`,
  )
  return { timeZone, from: from ?? now - DAY, running: running ?? null }
}

/** Null when another replica has opened the one of this slot. It repairs once a manager has released repairs. */
export async function openReconciliation(
  db: Db,
  { slotAt, mode, now }: { slotAt: number | null; mode: ReconciliationMode | null; now: number },
): Promise<Reconciliation | null> {
  const [row] = await db.query<Reconciliation>(
    `insert into reconciliations (slot_at, mode, started_at)
       select ${instant('$1')}, coalesce($2, case when released_at is null then 'report' else 'repair' end), ${instant('$3')}
         from repairs_release
     on conflict do nothing returning ${COLUMNS}`,
    [slotAt, mode, now],
  )
  return row ?? null
}

/** The row is one worker's until `tx` ends; null while another has it, or once it is over. */
export async function takeReconciliation(tx: Db, id: string): Promise<{ reached: string | null } | null> {
  const [row] = await tx.query<{ reached: string | null }>(
    `select reached from reconciliations where id = $1 and state = 'running' for update skip locked`,
    [id],
  )
  return row ?? null
}

export interface Progress {
  reached: string | null
  looked: number
  pending: number
  differences: DifferenceCounts
  repaired: number
}

/** Adds what a chunk has found; `reached` null ends it. */
export async function noteProgress(tx: Db, id: string, progress: Progress, now: number): Promise<void> {
  await tx.query(
    `update reconciliations
        set reached = $2, looked = looked + $3, pending = pending + $4, repaired = repaired + $5,
            differences = coalesce((
              select jsonb_object_agg(kind, total) from (
                select kind, sum(count::int) as total
                  from (select * from jsonb_each_text(differences) union all select * from jsonb_each_text($6::jsonb)) e(kind, count)
                 group by kind) t), '{}'),
            state = case when $2::uuid is null then 'completed' else 'running' end,
            finished_at = case when $2::uuid is null then ${instant('$7')} end
      where id = $1`,
    [
      id,
      progress.reached,
      progress.looked,
      progress.pending,
      progress.repaired,
      JSON.stringify(progress.differences),
      now,
    ],
  )
}

export async function readReconciliation(db: Db, id: string): Promise<Reconciliation | null> {
  const [row] = await db.query<Reconciliation>(`select ${COLUMNS} from reconciliations where id = $1`, [id])
  return row ?? null
}

/** The latest first; in any state, unless one is named. */
export async function listReconciliations(
  db: Pick<Db, 'query'>,
  limit: number,
  state: Reconciliation['state'] | null = null,
): Promise<Reconciliation[]> {
  return db.query<Reconciliation>(
    `select ${COLUMNS} from reconciliations where $2::text is null or state = $2 order by id desc limit $1`,
    [limit, state],
  )
}

/** When a manager let reconciliations repair what they find; null: they only report. Milliseconds. */
export async function repairsReleasedAt(db: Pick<Db, 'query'>): Promise<number | null> {
  const [row] = await db.query<{ at: number | null }>(`select ${ms('released_at')} as at from repairs_release`)
  return row?.at ?? null
}

/** False when they were released before. */
export async function releaseRepairs(tx: Pick<Db, 'query'>, now: number): Promise<boolean> {
  const rows = await tx.query(
    `update repairs_release set released_at = ${instant('$1')} where released_at is null returning id`,
    [now],
  )
  return rows.length > 0
}

/** Those of the last year stay, and what was asked for by hand and never ended goes with the day. */
export async function dropOldReconciliations(db: Db, now: number): Promise<void> {
  await db.query(
    `delete from reconciliations
      where started_at < ${instant('$1')} - interval '1 year'
         or state = 'running' and slot_at is null and started_at < ${instant('$1')} - interval '1 day'`,
    [now],
  )
}
