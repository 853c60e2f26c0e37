/** What a scheduler asks for at every tick: the slot that is due, the changes since the last look, what has expired. */
import { latestSlot } from './core/schedule.ts'
import { enrol } from './enrol.ts'
import { mendAhead } from './mend-ahead.ts'
import type { RunReport } from './report.ts'
import type { Host } from './ports.ts'
import { run, timeUntil } from './run.ts'
import { expireRelances } from './sql/expire-relances.ts'
import { loadPlan } from './sql/load-plan.ts'
import { readSchedule, type ScheduleStanding } from './sql/schedule.ts'
import { releaseSlotsAhead } from './sql/slots-ahead.ts'

/** A failed run is tried again after this long, not at every tick. */
const RETRY_AFTER_MS = 60_000
const EXPIRE_BATCH = 2_000

/**
 * Fires the latest slot that has passed, once across all replicas; slots missed before it are made up for by this one run.
 * Without a slot, goes on with what a partial or failed run has left. Null when there is nothing to do, or another
 * replica is doing it. Slots that were fired ahead of the present, by a clock that was wrong, are given back first.
 */
export async function runDueSlot(host: Host): Promise<RunReport | null> {
  const now = host.clock()
  if ((await releaseSlotsAhead(host.db, now)).length > 0) await mendAhead(host)
  const standing = await readSchedule(host.db, now)
  if (!standing.enabled) return null
  const slot = latestSlot(standing, standing.from, now)
  if (slot) return run(host, { trigger: 'scheduler', slotAt: slot.slotAt, missedSlots: slot.missed })
  return isUnfinished(standing, now) ? run(host, { trigger: 'scheduler' }) : null
}

function isUnfinished({ last }: ScheduleStanding, now: number): boolean {
  if (last?.state === 'partial') return true
  return last?.state === 'failed' && now - last.startedAt >= RETRY_AFTER_MS
}

/** Settles what has changed since the last look, for at most `budgetSeconds`; a run would do the same before anything else. */
export async function settleChanges({ db, clock }: Host, budgetSeconds: number): Promise<void> {
  const now = clock()
  await enrol(db, await loadPlan(db), now, timeUntil(clock, now, budgetSeconds))
}

/** Closes what could not be delivered in time. */
export async function expire({ db, clock }: Host): Promise<void> {
  while ((await expireRelances(db, clock(), EXPIRE_BATCH)) === EXPIRE_BATCH);
}
