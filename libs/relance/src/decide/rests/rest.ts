/**
 * Rests of a rule: while it is off, paused or under the global stop, no time passes for what waits in it. A rule counts the milliseconds
 * of all its rests, and an enrolment those that its date allows for: the difference puts the date off, exactly once.
 */
import type { Enrolment } from '../episodes.ts'

/** What becomes of leads in mid-cadence when a rule is switched on or resumed. */
export const MIDWAYS = ['continue', 'restart', 'end'] as const
export type Midway = (typeof MIDWAYS)[number]

export interface Rest {
  /** All rests that are over, milliseconds. */
  restedMs: number
  /** When the latest one ended. */
  resumedAt: number | null
  midway: Midway
  /** Leads in mid-cadence that allow for less rest are treated as `midway` says, the others go on. */
  midwayToMs: number
}

type Resting = Pick<Enrolment, 'restedMs'>

/** Whether the date of an enrolment does not allow for all rests yet. */
export const isBehind = ({ restedMs }: Resting, rest: Rest | undefined): rest is Rest =>
  rest !== undefined && restedMs !== undefined && restedMs < rest.restedMs

/** Step 1 begins the cadence: nobody is in the middle of it before. */
export function midwayOf(enrolment: Resting & Pick<Enrolment, 'step' | 'state'>, rest: Rest | undefined): Midway {
  const isMidway = enrolment.step > 1 && enrolment.state !== 'ended'
  return isMidway && isBehind(enrolment, rest) && (enrolment.restedMs ?? 0) < rest.midwayToMs ? rest.midway : 'continue'
}

/** What was left of the delay counts from the end of the rest; what was overdue is due then. Milliseconds. */
export function resumedDueAt(
  { restedMs = 0, dueAt }: Resting & Pick<Enrolment, 'dueAt'>,
  rest: Rest,
  now: number,
): number {
  return Math.max(dueAt + rest.restedMs - restedMs, Math.min(rest.resumedAt ?? now, now))
}
