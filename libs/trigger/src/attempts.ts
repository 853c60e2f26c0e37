/** Slows down who guesses: attempts are counted in the database, so that every replica counts all of them. */
import type { Db } from '@relance/relance'
import { sha256 } from './secrets.ts'

const MINUTE = 60_000
/** Nothing is looked at for longer. */
const KEPT_MS = 60 * MINUTE

export interface Limit {
  key: string
  allowed: number
  windowMs: number
}

/** Five failures in a quarter of an hour on one account, whoever tries. */
export const accountLimit = (email: string): Limit => ({ key: `account ${email}`, allowed: 5, windowMs: 15 * MINUTE })
/** Twenty a minute from one address, whichever account is tried. */
export const addressLimit = (address: string): Limit => ({ key: `address ${address}`, allowed: 20, windowMs: MINUTE })
export const bearerLimit = (address: string): Limit => ({ key: `bearer ${address}`, allowed: 10, windowMs: MINUTE })

/** Neither addresses nor emails can be read back from the table. */
const hashOf = ({ key }: Limit): Promise<Uint8Array> => sha256(key)

/**
 * Takes one attempt of every limit, before the password is looked at, so that a hundred tries at once do not all pass.
 * Returns 0, or after how many seconds to try again; then nothing was taken.
 */
export function takeAttempt(db: Db, limits: readonly Limit[], now: number): Promise<number> {
  return db.transaction(async (tx) => {
    const keys = await Promise.all(limits.map(hashOf))
    const turns = keys.map((key) => new DataView(key.buffer).getInt32(0)).sort((one, other) => one - other)
    for (const turn of turns) await tx.query('select pg_advisory_xact_lock($1)', [turn])
    const waits: number[] = []
    for (const [place, { allowed, windowMs }] of limits.entries()) {
      const [row] = await tx.query<{ at: number }>(
        `select extract(epoch from attempted_at)::float8 * 1000 as at from login_attempts
          where key = $1 and attempted_at > $2 order by attempted_at desc offset $3 limit 1`,
        [keys[place], new Date(now - windowMs), allowed - 1],
      )
      if (row) waits.push(Math.ceil((row.at + windowMs - now) / 1_000))
    }
    if (waits.length > 0) return Math.max(1, ...waits)
    await tx.query('insert into login_attempts (key, attempted_at) select unnest($1::bytea[]), $2', [
      keys,
      new Date(now),
    ])
    return 0
  })
}

/** The right password: what was counted against the account is forgotten. */
export async function forgetAttempts(db: Db, limit: Limit): Promise<void> {
  await db.query('delete from login_attempts where key = $1', [await hashOf(limit)])
}

/** Attempts that a clock ahead of the present has dated would count until then. */
export async function dropOldAttempts(db: Db, now: number): Promise<void> {
  await db.query('delete from login_attempts where attempted_at < $1 or attempted_at > $2', [
    new Date(now - KEPT_MS),
    new Date(now + KEPT_MS),
  ])
}
