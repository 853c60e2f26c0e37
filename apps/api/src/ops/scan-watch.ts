/** The dead-man's switch of the scan: whether the runs the schedule asks for really come. */
import type { ScheduleStanding } from '@relance/relance'
import { latestSlot } from '@relance/relance/core'

/** How long a slot may be late: a long run, a restart, a slow tick. */
const GRACE_MS = 15 * 60_000

export type ScanState = 'on_time' | 'late' | 'failing' | 'disabled'

/** `late`: a slot passed at least a quarter of an hour ago and no run answers for it. `now` in milliseconds. */
export function scanState(standing: ScheduleStanding, now: number): ScanState {
  if (!standing.enabled) return 'disabled'
  if (latestSlot(standing, standing.from, now - GRACE_MS)) return 'late'
  return standing.last?.state === 'failed' ? 'failing' : 'on_time'
}
