/** The pace of one sending number: a bucket of permits that fills with time, slower while WhatsApp asks for it. */

export interface Bucket {
  permits: number
  refilledAt: number
  /** The part of the rate that is used: 1 is all of it. */
  speed: number
  pausedUntil: number | null
}

/** Permits kept for a burst: as many as the rate gives in this time. */
const BURST_MS = 1_000
const SLOWEST = 0.05
/** How much of the full rate comes back in a second without a complaint. */
const RECOVERY_PER_SECOND = 0.02

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
  }
}

/** When `wanted` permits are there, milliseconds. */
export function permitsAt(bucket: Bucket, messagesPerSecond: number, wanted: number, now: number): number {
  if (bucket.pausedUntil !== null && bucket.pausedUntil > now) return bucket.pausedUntil
  const missing = wanted - bucket.permits
  return missing <= 0 ? now : now + Math.ceil((missing / (messagesPerSecond * bucket.speed)) * 1_000)
}

/** WhatsApp says that the number is too fast: half the speed, and nothing until `until`. */
export function slowDown(bucket: Bucket, until: number): Bucket {
  return {
    ...bucket,
    permits: 0,
    speed: Math.max(SLOWEST, bucket.speed / 2),
    pausedUntil: Math.max(bucket.pausedUntil ?? 0, until),
  }
}
