/** Notices that the clock was set, or that the machine slept: it has moved by something else than the time that has passed. */

/** What NTP corrects step by step, or a slow tick adds, is no jump. */
const JUMP_MS = 120_000

/** What a look found: how far the clock has jumped since the one before (milliseconds, 0 when it has not), and whether to wait. */
export interface Jump {
  byMs: number
  /** The first look after a jump is to be let pass, since a machine that wakes up may correct its clock in a moment. */
  isToWait: boolean
}

/**
 * A look is given what the clock says, milliseconds. `elapsed` (milliseconds) runs evenly whatever happens to the clock. Never
 * two looks in a row are let pass: a clock that is set often must not stop the work.
 */
export function createJumpWatch(elapsed: () => number = () => performance.now()): (at: number) => Jump {
  let last: { at: number; elapsed: number } | null = null
  let hasWaited = false
  return (at) => {
    const look = { at, elapsed: elapsed() }
    const off = last ? look.at - last.at - (look.elapsed - last.elapsed) : 0
    last = look
    const byMs = Math.abs(off) > JUMP_MS ? off : 0
    hasWaited = byMs !== 0 && !hasWaited
    return { byMs, isToWait: hasWaited }
  }
}
