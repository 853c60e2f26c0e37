/** The pace of one sending number: a bucket of permits that fills with time, and never more than its rate within any second. */

/** How many messages were granted at an instant (milliseconds). */
export type Grant = readonly [at: number, count: number]

export interface Bucket {
  permits: number
  refilledAt: number
  /** The part of the rate that is used: 1 is all of it. */
  speed: number
  pausedUntil: number | null
  /** What the last second has granted, the oldest first. */
  recent: readonly Grant[]
}

/** Permits kept for a burst, as many as the rate gives in this time: enough to catch up after a slow moment. */
const BURST_MS = 250
const SLOWEST = 0.05
/** What a complaint leaves of the speed, and how much of the full rate comes back in a second without one. */
const AFTER_COMPLAINT = 0.8
const RECOVERY_PER_SECOND = 0.01
/** WhatsApp counts messages per second; whoever looks at a number for a second, whenever it begins, sees its rate at most. */
const WINDOW_MS = 1_000
/** Grants of one such span are kept as one, at the latest instant: the list stays short. */
const MERGED_MS = 20
/** Fewer permits than this are not worth a transaction, unless a slow number has no more. */
const WORTHWHILE = 8

/** The bucket at `now` (milliseconds). Nothing is gathered during a pause. */
export function refill(bucket: Bucket, messagesPerSecond: number, now: number): Bucket {
  const from = Math.max(bucket.refilledAt, bucket.pausedUntil ?? 0)
  const seconds = Math.max(0, now - from) / 1_000
  const speed = Math.min(1, bucket.speed + seconds * RECOVERY_PER_SECOND)
  const most = Math.max(1, messagesPerSecond * speed * (BURST_MS / 1_000))
  return {
    permits: Math.min(most, bucket.permits + seconds * messagesPerSecond * speed),
    refilledAt: Math.max(now, bucket.refilledAt),
    speed,
    pausedUntil: bucket.pausedUntil !== null && bucket.pausedUntil > now ? bucket.pausedUntil : null,
    // What lies far ahead was written by a clock that was wrong.
    recent: bucket.recent.filter(([at]) => Math.abs(now - at) < WINDOW_MS),
  }
}

/** How many messages may leave now, at most `limit`; else when to come back (milliseconds). `bucket` is filled up to now. */
export function permitsOf(
  bucket: Bucket,
  messagesPerSecond: number,
  limit: number,
  now: number,
): { granted: number; nextAt: number | null } {
  const worthwhile = Math.max(1, Math.min(limit, WORTHWHILE, Math.floor((messagesPerSecond * bucket.speed) / 4)))
  const readyAt = permitsAt(bucket, messagesPerSecond, worthwhile, now)
  if (readyAt > now) return { granted: 0, nextAt: readyAt }
  const left = messagesPerSecond - grantedOf(bucket.recent)
  return { granted: Math.min(limit, Math.floor(Math.min(bucket.permits, left))), nextAt: null }
}

const grantedOf = (recent: readonly Grant[]): number => recent.reduce((sum, [, count]) => sum + count, 0)

/** Takes `count` permits out. */
export function grant(bucket: Bucket, count: number, now: number): Bucket {
  if (count === 0) return bucket
  const { recent } = bucket
  const last = recent.at(-1)
  const isClose = last !== undefined && Math.floor(now / MERGED_MS) <= Math.floor(last[0] / MERGED_MS)
  const added: Grant = isClose ? [Math.max(now, last[0]), last[1] + count] : [now, count]
  return {
    ...bucket,
    permits: bucket.permits - count,
    recent: [...(isClose ? recent.slice(0, -1) : recent), added],
  }
}

/** When `wanted` permits are there, milliseconds. */
export function permitsAt(bucket: Bucket, messagesPerSecond: number, wanted: number, now: number): number {
  if (bucket.pausedUntil !== null && bucket.pausedUntil > now) return bucket.pausedUntil
  const missing = wanted - bucket.permits
  const filledAt = missing <= 0 ? now : now + Math.ceil((missing / (messagesPerSecond * bucket.speed)) * 1_000)
  return Math.max(filledAt, roomAt(bucket.recent, messagesPerSecond - wanted, now))
}

/** When the last second holds no more than `most` grants. */
function roomAt(recent: readonly Grant[], most: number, now: number): number {
  let left = grantedOf(recent)
  let readyAt = now
  for (const [at, count] of recent) {
    if (left <= most) break
    left -= count
    readyAt = at + WINDOW_MS
  }
  return readyAt
}

/** WhatsApp says at `now` that the number is too fast: slower, and nothing until `until`. Many may say so of one second. */
export function slowDown(bucket: Bucket, until: number, now: number): Bucket {
  const isToldAlready = bucket.pausedUntil !== null && bucket.pausedUntil > now
  return {
    ...bucket,
    permits: 0,
    speed: isToldAlready ? bucket.speed : Math.max(SLOWEST, bucket.speed * AFTER_COMPLAINT),
    pausedUntil: Math.max(bucket.pausedUntil ?? 0, until),
  }
}
