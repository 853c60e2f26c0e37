/** What a scheduler asks for at every tick: the slot that is due, the changes since the last look, what has expired. */
import { latestSlot } from '../decide/schedule.ts'
import { enrol } from './enrol.ts'
import { mendAhead } from './mend-ahead.ts'
import { timed } from '../ground/now.ts'
import { createPlans } from './state/plans.ts'
import type { RunReport } from './report.ts'
import type { Host } from '../ground/ports.ts'
import { run, timeFor } from './run.ts'
import { expireRelances } from './expire-relances.sql.ts'
import { readSchedule, type ScheduleState } from './schedule.sql.ts'
import { releaseSlotsAhead } from './slots-ahead.sql.ts'

/** A failed run is tried again after this long, not at every tick. */
const RETRY_AFTER_MS = 60_000
/** So is one that could record nothing, since others had the leads. */
const LOCKED_AFTER_MS = 30_000
const EXPIRE_BATCH = 2_000

/**
 * Fires the latest slot that has passed, once across all replicas; slots missed before it are made up for by this one run.
 * Without a slot, goes on with what a partial or failed run has left. Null when there is nothing to do, or another
 * replica is doing it. Slots that were fired ahead of the present, by a clock that was wrong, are given back first.
 * `isStopping`: whether the host ends, asked before each batch.
 */
export async function runDueSlot(host: Host, isStopping = (): boolean => false): Promise<RunReport | null> {
  const db = timed(host)
  if ((await releaseSlotsAhead(db)).length > 0) await mendAhead(host)
  const schedule = await readSchedule(db)
  if (!schedule.enabled) return null
  const slot = latestSlot(schedule, schedule.from, schedule.now)
  if (slot) {
    const missed = { missedSlots: slot.missed, missedSince: schedule.from }
    return run(host, { trigger: 'scheduler', slotAt: slot.slotAt, ...missed, isStopping })
  }
  return isUnfinished(schedule) ? run(host, { trigger: 'scheduler', isStopping }) : null
}

function isUnfinished({ last, now }: ScheduleState): boolean {
  if (last?.state === 'partial') return last.recorded > 0 || now - last.startedAt >= LOCKED_AFTER_MS
  return last?.state === 'failed' && now - last.startedAt >= RETRY_AFTER_MS
}

/** Settles what has changed since the last look, for at most `budgetSeconds`; a run would do the same before anything else. */
export async function settleChanges(host: Host, budgetSeconds: number): Promise<void> {
  await enrol(timed(host), createPlans(), timeFor(budgetSeconds))
}

/** Closes what could not be delivered in time. */
export async function expire(host: Host): Promise<void> {
  const db = timed(host)
  while ((await expireRelances(db, EXPIRE_BATCH)) === EXPIRE_BATCH);
}
