/** The dead-man's switch of the scan: whether the runs that are expected really come, end and succeed. Pure. */
import type { ScanState } from '@relance/contract'
import { CLOCK_TOLERANCE_MS, latestSlot, nextSlots, MINUTE } from '@relance/relance/core'
import type { ScanFacts } from './read-scan.ts'

/** How long a slot may be late: a restart, a slow tick. With a look every half minute, all is seen within five minutes. */
const GRACE_MS = 4 * MINUTE

/** `expectedEveryMs`: how often other machines' crons are to call while the schedule is off; null: nothing is expected then. */
export function scanState(scan: ScanFacts, now: number, expectedEveryMs: number | null): ScanState {
  const period = scan.enabled ? periodOf(scan, now) : expectedEveryMs
  if (isStuck(scan, now, period)) return 'stuck'
  const missing = scan.enabled ? missingSlots(scan, now) : missingCalls(scan, now, expectedEveryMs)
  if (missing > 0) return missing > 1 ? 'missed' : 'late'
  if (scan.enabled && scan.isAhead) return 'ahead'
  if (period === null) return 'disabled'
  return scan.hasFailed ? 'failing' : 'on_time'
}

function periodOf(scan: ScanFacts, now: number): number | null {
  const [one, next] = nextSlots(scan, now, 2)
  return one === undefined || next === undefined ? null : next - one
}

function isStuck({ running }: ScanFacts, now: number, period: number | null): boolean {
  if (!running) return false
  // A sign of life from the future will not fall silent: it counts as none.
  if (running.heardAt > now + CLOCK_TOLERANCE_MS) return true
  return now - running.heardAt > GRACE_MS || (period !== null && now - running.since > Math.max(period, GRACE_MS))
}

function missingSlots(scan: ScanFacts, now: number): number {
  const slot = latestSlot(scan, scan.from, now - GRACE_MS)
  return slot ? slot.missed + 1 : 0
}

function missingCalls({ calledAt, changedAt }: ScanFacts, now: number, everyMs: number | null): number {
  if (everyMs === null) return 0
  return Math.floor(Math.max(0, now - GRACE_MS - Math.max(calledAt ?? 0, changedAt ?? 0)) / everyMs)
}
