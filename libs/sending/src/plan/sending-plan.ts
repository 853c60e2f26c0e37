/** What holds for every message of a moment, read again while it is used. */
import type { Channel, Clock, Db } from '@relance/relance'
import { loadSending, type Sending } from './load-sending.sql.ts'

/**
 * The budget is read again after this long, and not used after twice as long. Kill switch and lead are looked at every time,
 * and whoever takes messages reads all again that was saved since.
 */
const PLAN_MS = 1_000

/** Read again while the one before still holds, so that nobody waits for it; one that is too old is waited for. */
export function createPlanCache(db: Db, channel: Channel, clock: Clock): () => Promise<Sending> {
  let cached: { readAt: number; sending: Sending } | null = null
  let reading: Promise<Sending> | null = null
  const read = async (readAt: number): Promise<Sending> => {
    try {
      const sending = await loadSending(db, channel, readAt)
      cached = { readAt, sending }
      return sending
    } finally {
      reading = null
    }
  }
  return async () => {
    const now = clock()
    const age = cached ? now - cached.readAt : Number.NaN
    if (cached && age >= 0 && age < PLAN_MS) return cached.sending
    reading ??= read(now)
    if (!cached || !(age >= 0 && age < 2 * PLAN_MS)) return reading
    // Whoever has to wait for the next is told what went wrong.
    reading.catch(() => undefined)
    return cached.sending
  }
}
