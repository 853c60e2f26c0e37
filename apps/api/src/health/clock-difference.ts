/** How far a host's clock is from the database's: the rows of every host are dated, so a host that differs has to be known. */
import type { Clock, Db } from '@relance/relance'

/** More than so much is said. */
export const TOLERATED_MS = 2_000
/** An answer that took longer says too little of when the database read its clock. */
const MAX_ROUND_TRIP_MS = 1_000

/**
 * Milliseconds the host's clock is ahead of the database's; negative when it is behind, null when the answer took too long to
 * tell. The database is taken to have read its clock halfway between question and answer, and what the round trip leaves open
 * is given to the host: a slow network is no wrong clock.
 */
export async function measureDifference(
  db: Db,
  clock: Clock,
  elapsed: () => number = () => performance.now(),
): Promise<number | null> {
  const askedAt = clock()
  const from = elapsed()
  const [row] = await db.query<{ at: number }>(`select extract(epoch from clock_timestamp())::float8 * 1000 as at`)
  const roundTrip = elapsed() - from
  if (!row || roundTrip > MAX_ROUND_TRIP_MS) return null
  const difference = askedAt + roundTrip / 2 - row.at
  return Math.sign(difference) * Math.max(0, Math.abs(difference) - roundTrip / 2)
}
