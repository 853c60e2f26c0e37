/** Opens, keeps alive, closes and finds runs. */
import type { Channel } from '../core/dossier.ts'
import type { ReasonCode } from '../core/reasons.ts'
import { CLOCK_TOLERANCE_MS } from '../core/schedule.ts'
import type { Db } from '../ports.ts'
import { instant } from './columns.ts'

export type Trigger = 'scheduler' | 'http' | 'manual' | 'cli'

/** What a run has done so far. `due` counts steps that nothing kept from being recorded, and those left for later. */
export interface Tally {
  recorded: number
  byChannel: Partial<Record<Channel, number>>
  skipped: Partial<Record<ReasonCode, number>>
}

/**
 * Opens a run and returns its id. With `slotAt` (milliseconds), null when another replica has fired that slot: the slot
 * is the unique row itself.
 */
export async function openRun(
  db: Db,
  run: { trigger: Trigger; caller: string | null; startedAt: number; slotAt: number | null; missedSlots: number },
): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `insert into runs (trigger, started_at, heartbeat_at, scheduled_for, missed_slots, caller)
       values ($1, ${instant('$2')}, ${instant('$2')}, ${instant('$3')}, $4, $5)
     on conflict (scheduled_for) where scheduled_for is not null do nothing returning id`,
    [run.trigger, run.startedAt, run.slotAt, run.missedSlots, run.caller],
  )
  return row?.id ?? null
}

/** An id for a run that leaves no row. */
export async function newRunId(db: Db): Promise<string> {
  const [row] = await db.query<{ id: string }>('select uuid_v7() as id')
  return row?.id ?? ''
}

export async function beatRun(db: Db, runId: string, now: number): Promise<void> {
  await db.query(`update runs set heartbeat_at = ${instant('$2')} where id = $1 and state = 'running'`, [runId, now])
}

export async function closeRun(
  db: Db,
  runId: string,
  outcome: Tally & { state: 'completed' | 'partial'; due: number; remaining: number; finishedAt: number },
): Promise<void> {
  await db.query(
    `update runs set state = $2, finished_at = ${instant('$3')}, heartbeat_at = ${instant('$3')}, due = $4, recorded = $5,
            by_channel = $6, skipped = $7, remaining = $8 where id = $1`,
    [
      runId,
      outcome.state,
      outcome.finishedAt,
      outcome.due,
      outcome.recorded,
      JSON.stringify(outcome.byChannel),
      JSON.stringify(outcome.skipped),
      outcome.remaining,
    ],
  )
}

/** `error` names what was being done, never a lead. */
export async function failRun(db: Db, runId: string, error: string, now: number): Promise<void> {
  await db.query(`update runs set state = 'failed', error = $2, finished_at = ${instant('$3')} where id = $1`, [
    runId,
    error,
    now,
  ])
}

/** Silent since `$1`, or with a sign of life from after `$2`, which only a wrong clock can have given. */
const SILENT = `state = 'running' and (heartbeat_at < ${instant('$1')} or heartbeat_at > ${instant('$2')})`

/** How many runs {@link failSilentRuns} would close. */
export async function countSilentRuns(db: Db, silentSince: number, now: number): Promise<number> {
  const [row] = await db.query<{ runs: number }>(`select count(*)::int as runs from runs where ${SILENT}`, [
    silentSince,
    now + CLOCK_TOLERANCE_MS,
  ])
  return row?.runs ?? 0
}

/**
 * Marks runs whose process is gone (no heartbeat since `silentSince`, milliseconds) as failed; returns how many. A heartbeat
 * ahead of `now` was written by a wrong clock, and nobody could say when it falls silent.
 */
export async function failSilentRuns(db: Db, silentSince: number, now: number): Promise<number> {
  const rows = await db.query(
    `update runs set state = 'failed', error = 'interrupted', finished_at = ${instant('$3')}
      where ${SILENT} returning id`,
    [silentSince, now + CLOCK_TOLERANCE_MS, now],
  )
  return rows.length
}

/** How many due steps are still waiting at `now` (milliseconds). */
export async function countDue(db: Db, now: number): Promise<number> {
  const [row] = await db.query<{ due: number }>(
    `select count(*)::int as due from enrolments where next_due_at <= ${instant('$1')}`,
    [now],
  )
  return row?.due ?? 0
}
