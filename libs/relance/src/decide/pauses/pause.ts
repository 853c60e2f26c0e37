/**
 * While a rule is off, paused or under the global stop, no time passes for what waits in it. A rule counts the milliseconds of all its
 * pauses, and an enrolment those that its date allows for: the difference puts the date off, exactly once.
 */
/** What becomes of leads in mid-cadence when a rule is switched on or resumed. */
export const MIDWAYS = ['continue', 'restart', 'end'] as const
export type Midway = (typeof MIDWAYS)[number]

export interface RulePauses {
  /** All pauses that are over, milliseconds. */
  pausedMs: number
  /** When the latest one ended. */
  resumedAt: number | null
  midway: Midway
  /** Leads in mid-cadence that allow for less are treated as `midway` says, the others go on. */
  midwayToMs: number
}

/** As of an enrolment: the pauses that its date allows for; absent: all of them. */
interface PausedPlace {
  pausedMs?: number
}

/** Whether the date of an enrolment does not allow for all pauses yet. */
export const isBehind = ({ pausedMs }: PausedPlace, pauses: RulePauses | undefined): pauses is RulePauses =>
  pauses !== undefined && pausedMs !== undefined && pausedMs < pauses.pausedMs

/** Step 1 begins the cadence: nobody is in the middle of it before. */
export function midwayOf(
  enrolment: PausedPlace & { step: number; state: string },
  pauses: RulePauses | undefined,
): Midway {
  const isMidway = enrolment.step > 1 && enrolment.state !== 'ended'
  return isMidway && isBehind(enrolment, pauses) && (enrolment.pausedMs ?? 0) < pauses.midwayToMs
    ? pauses.midway
    : 'continue'
}

/** What was left of the delay counts from the end of the latest pause; what was overdue is due then. Milliseconds. */
export function resumedDueAt(
  { pausedMs = 0, dueAt }: PausedPlace & { dueAt: number },
  pauses: RulePauses,
  now: number,
): number {
  return Math.max(dueAt + pauses.pausedMs - pausedMs, Math.min(pauses.resumedAt ?? now, now))
}
