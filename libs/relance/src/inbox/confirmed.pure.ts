/** When a message that somebody confirms was sent: it may have been said long before the server heard of it. */
import { DAY } from '../ground/time.ts'

/** Longer ago than anybody is without a connection, a clock is wrong. */
const LONGEST_AGO_MS = 7 * DAY

interface Sendable {
  deliverAt: number
  lead: { lastRelanceAt: number | null }
}

interface Confirmed {
  /** What the next step counts from. */
  at: number
  /** What the minimum gap counts from: what has reached the lead since stands. */
  pacedAt: number
  /** Absent when it is now. */
  settledAt?: number
}

/** `agoMs`: since it was said. Never before it was there to be sent, and never in the future. */
export function confirmedAt({ deliverAt, lead: { lastRelanceAt } }: Sendable, agoMs: number, now: number): Confirmed {
  const ago = Math.min(Math.max(agoMs, 0), LONGEST_AGO_MS)
  const at = Math.min(now, Math.max(now - ago, deliverAt))
  if (at === now) return { at, pacedAt: now }
  const isOvertaken = lastRelanceAt !== null && lastRelanceAt > at && lastRelanceAt <= now
  return { at, pacedAt: isOvertaken ? lastRelanceAt : at, settledAt: at }
}
