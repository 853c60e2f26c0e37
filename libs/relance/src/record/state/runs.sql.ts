/** Opens, keeps alive, closes and finds runs. */
import type { ChannelKey } from '../../ground/channels.ts'
import type { ReasonCode } from '../../ground/reasons.ts'
import { CLOCK_TOLERANCE_MS } from '../../decide/schedule.ts'
import { timed } from '../../ground/now.ts'
import type { Db, Host } from '../../ground/ports.ts'
import { instant, ms } from '../../ground/columns.ts'

export type Trigger = 'scheduler' | 'http' | 'manual' | 'cli'

/** What a run has done so far. `due` counts steps that nothing kept from being recorded, and those left for later. */
export interface Tally {
  recorded: number
  byChannel: Partial<Record<ChannelKey, number>>
  skipped: Partial<Record<ReasonCode, number>>
  /** In each closer’s queue; under `nobody` what belongs to none. */
  byCloser: Record<string, number>
  /** The hour of the first of them, milliseconds; null when none was recorded. */
  firstAt: number | null
}

/**
 * Opens a run and returns its id and start. With `slotAt` (milliseconds), null when another replica has fired that slot:
 * the slot is the unique row itself. No slot was missed when another replica has fired one since `missedSince`.
 */
export async function openRun(
  db: Db,
  run: {
    trigger: Trigger
    caller: string | null
    callerTokenId: string | null
    slotAt: number | null
    missedSlots: number
    missedSince: number | null
  },
): Promise<{ id: string; startedAt: number } | null> {
  const [row] = await db.query<{ id: string; startedAt: number }>(
    `insert into runs (trigger, started_at, heartbeat_at, scheduled_for, missed_slots, caller, caller_token_id)
       values ($1, relance_now(), relance_now(), ${instant('$2')},
               case when exists (select from runs where scheduled_for > ${instant('$6')} and scheduled_for < ${instant('$2')})
                    then 0 else $3::int end, $4, $5)
     on conflict (scheduled_for) where scheduled_for is not null do nothing
     returning id, ${ms('started_at')} as "startedAt"`,
    [run.trigger, run.slotAt, run.missedSlots, run.caller, run.callerTokenId, run.missedSince],
  )
  return row ?? null
}

/** Whether one of the latest runs was begun by a clock that was ahead of the present. */
export async function hasRunAhead(db: Db): Promise<boolean> {
  const [row] = await db.query<{ some: boolean }>(
    `select exists (
       select from (select started_at from runs order by id desc limit 50) latest
        where started_at > relance_now() + interval '${CLOCK_TOLERANCE_MS} milliseconds') as some`,
  )
  return row?.some === true
}

/** An id for a run that leaves no row. */
export async function newRunId(db: Db): Promise<string> {
  const [row] = await db.query<{ id: string }>('select uuid_v7() as id')
  return row?.id ?? ''
}

export async function beatRun(db: Db, runId: string): Promise<void> {
  await db.query(`update runs set heartbeat_at = relance_now() where id = $1 and state = 'running'`, [runId])
}

/** Returns when it ended, milliseconds. */
export async function closeRun(
  db: Db,
  runId: string,
  outcome: Tally & { state: 'completed' | 'partial'; due: number; remaining: number },
): Promise<number> {
  const [row] = await db.query<{ finishedAt: number }>(
    `update runs set state = $2, finished_at = relance_now(), heartbeat_at = relance_now(), due = $3, recorded = $4,
            by_channel = $5, skipped = $6, remaining = $7, by_closer = $8, first_at = ${instant('$9')} where id = $1 returning ${ms('finished_at')} as "finishedAt"`,
    [
      runId,
      outcome.state,
      outcome.due,
      outcome.recorded,
      JSON.stringify(outcome.byChannel),
      JSON.stringify(outcome.skipped),
      outcome.remaining,
      JSON.stringify(outcome.byCloser),
      outcome.firstAt,
    ],
  )
  if (!row) throw new Error('The run vanished while it was under way.')
  return row.finishedAt
}

/** `error` names what was being done, never a lead. */
export async function failRun(db: Db, runId: string, error: string): Promise<void> {
  await db.query(`update runs set state = 'failed', error = $2, finished_at = relance_now() where id = $1`, [
    runId,
    error,
  ])
}

/** Silent for `$1` milliseconds, or with a sign of life from after the present, which only a wrong clock can have given. */
const SILENT = `state = 'running' and (heartbeat_at < relance_now() - $1 * interval '1 millisecond'
  or heartbeat_at > relance_now() + interval '${CLOCK_TOLERANCE_MS} milliseconds')`

/** How many runs {@link failSilentRuns} would close. */
export async function countSilentRuns(db: Db, silenceMs: number): Promise<number> {
  const [row] = await db.query<{ runs: number }>(`select count(*)::int as runs from runs where ${SILENT}`, [silenceMs])
  return row?.runs ?? 0
}

/**
 * Marks runs whose process is gone (no heartbeat for `silenceMs`) as failed; returns how many. A heartbeat ahead of the
 * present was written by a wrong clock, and nobody could say when it falls silent.
 */
export async function failSilentRuns(host: Host, silenceMs: number): Promise<number> {
  const rows = await timed(host).query(
    `update runs set state = 'failed', error = 'interrupted', finished_at = relance_now() where ${SILENT} returning id`,
    [silenceMs],
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

/** What is left of what was due at `at` (milliseconds), and whether the global stop keeps it. */
export async function readRemaining(db: Db, at: number): Promise<{ remaining: number; isStopped: boolean }> {
  const [row] = await db.query<{ remaining: number; isStopped: boolean }>(
    `select (select count(*)::int from enrolments where next_due_at <= ${instant('$1')}) as remaining,
            stopped_at is not null as "isStopped" from settings`,
    [at],
  )
  return row ?? { remaining: 0, isStopped: false }
}
