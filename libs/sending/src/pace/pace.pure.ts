/** The pace of one sending number: evenly spaced starts, a little faster after a slow moment, never more than its rate within any second. */

/** How many messages start at an instant (milliseconds). */
export type Started = readonly [at: number, count: number]

export interface Pace {
  /** When the next message is due to start if nothing is to be caught up; milliseconds, with fractions. */
  nextAt: number
  /** When `speed` was last looked at. */
  seenAt: number
  /** The part of the rate that is used: 1 is all of it. */
  speed: number
  pausedUntil: number | null
  /** What starts within the second before the last start, the oldest first. */
  recent: readonly Started[]
}

/** A sending number as it is stored. */
export interface NumberState extends Pace {
  id: string
  pauseReason: string | null
}

/** How much of a slow moment is caught up, and how near to one another messages start then: never in a bunch. */
const CAUGHT_UP_MS = 250
const NEAREST_SPACE = 0.8
const SLOWEST = 0.05
/**
 * What a complaint leaves of the speed, and how much of the full rate comes back in a second without one: soon up to a little
 * below the rate that was complained of, then in a minute and a half.
 */
const AFTER_COMPLAINT = 0.95
const RECOVERY_PER_SECOND = 0.01
const NEARLY_FULL = 0.97
const LAST_RECOVERY_PER_SECOND = 0.0003
/** WhatsApp counts messages per second; whoever looks at a number for a second, whenever it begins, sees its rate at most. */
const WINDOW_MS = 1_000
/** Starts of one such span are kept as one, at the latest instant: the list stays short at any rate. */
const MERGED_MS = 10

/** The pace as it is at `now` (milliseconds). */
export function paceAt(pace: Pace, now: number): Pace {
  const from = Math.max(pace.seenAt, pace.pausedUntil ?? 0)
  const isPaused = pace.pausedUntil !== null && pace.pausedUntil > now
  return {
    ...pace,
    seenAt: Math.max(now, pace.seenAt),
    speed: recovered(pace.speed, Math.max(0, now - from) / 1_000),
    pausedUntil: isPaused ? pace.pausedUntil : null,
    // What lies far ahead was written by a clock that was wrong.
    nextAt: pace.nextAt > now + WINDOW_MS && !isPaused ? now : pace.nextAt,
    recent: pace.recent.filter(([at]) => Math.abs(now - at) < WINDOW_MS),
  }
}

function recovered(speed: number, seconds: number): number {
  const soon = Math.max(0, NEARLY_FULL - speed) / RECOVERY_PER_SECOND
  if (seconds <= soon) return speed + seconds * RECOVERY_PER_SECOND
  return Math.min(1, Math.max(speed, NEARLY_FULL) + (seconds - soon) * LAST_RECOVERY_PER_SECOND)
}

/**
 * When at most `count` messages may start, from `from` until `until` (milliseconds), each as early as it may; and the pace after
 * them. `pace` is as it is at `from` or a little before.
 */
export function schedule(
  pace: Pace,
  { messagesPerSecond, count, from, until }: { messagesPerSecond: number; count: number; from: number; until: number },
): { starts: number[]; pace: Pace } {
  const spaceMs = spaceOf(pace, messagesPerSecond)
  const starts: number[] = []
  let after = pace
  while (starts.length < count) {
    const at = earliestStart(after, messagesPerSecond, from)
    if (at >= until) break
    starts.push(at)
    const nextAt = Math.max(after.nextAt, at - CAUGHT_UP_MS) + spaceMs
    after = { ...after, nextAt, recent: withStart(after.recent, at) }
  }
  return { starts, pace: after }
}

/** When the next message may start, `from` at the earliest (whole milliseconds). */
export function earliestStart(pace: Pace, messagesPerSecond: number, from: number): number {
  const { nextAt, pausedUntil, recent } = pace
  const within = Math.max(1, Math.floor(messagesPerSecond * pace.speed))
  const lastAt = recent.at(-1)?.[0] ?? 0
  const spacedAt = Math.max(nextAt, lastAt + NEAREST_SPACE * spaceOf(pace, messagesPerSecond))
  return Math.ceil(Math.max(from, spacedAt, pausedUntil ?? 0, roomAt(recent, within - 1, from)))
}

/** How late a number is that has been starting messages, as far as it is caught up: milliseconds. One that was idle is not late. */
export function lateness({ nextAt }: Pace, from: number): number {
  const late = from - nextAt
  return late > 0 && late < WINDOW_MS ? Math.min(late, CAUGHT_UP_MS) : 0
}

/** Milliseconds from one start to the next. */
const spaceOf = ({ speed }: Pace, messagesPerSecond: number): number => 1_000 / (messagesPerSecond * speed)

function withStart(recent: readonly Started[], at: number): Started[] {
  const kept = recent.filter(([before]) => before > at - WINDOW_MS)
  const last = kept.at(-1)
  const isClose = last !== undefined && Math.floor(at / MERGED_MS) <= Math.floor(last[0] / MERGED_MS)
  return isClose ? [...kept.slice(0, -1), [Math.max(at, last[0]), last[1] + 1]] : [...kept, [at, 1]]
}

/** When the second that ends then holds no more than `most` starts. */
function roomAt(recent: readonly Started[], most: number, from: number): number {
  let left = recent.reduce((sum, [, count]) => sum + count, 0)
  let readyAt = from
  for (const [at, count] of recent) {
    if (left <= most) break
    left -= count
    readyAt = at + WINDOW_MS
  }
  return readyAt
}

/** WhatsApp says at `now` that the number is too fast: slower, and nothing until `until`. Many may say so of one second. */
export function slowDown(pace: Pace, until: number, now: number): Pace {
  const isToldAlready = pace.pausedUntil !== null && pace.pausedUntil > now
  return {
    ...pace,
    nextAt: Math.max(pace.nextAt, until),
    speed: isToldAlready ? pace.speed : Math.max(SLOWEST, pace.speed * AFTER_COMPLAINT),
    pausedUntil: Math.max(pace.pausedUntil ?? 0, until),
  }
}
