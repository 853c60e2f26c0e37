/** Slows down who guesses: attempts are counted in the database, so that every replica counts all of them. */
import type { Db } from '@relance/relance'
import { blockOf } from './address-block.ts'
import { sha256 } from './secrets.ts'

const MINUTE = 60_000
/** Nothing is looked at for longer. */
const KEPT_MS = 60 * MINUTE
/** No limit asks for more attempts than these. */
const MOST = 100

export interface Limit {
  key: string
  /** How long an attempt counts, milliseconds. */
  countedMs: number
  /** From which instant on another attempt is allowed, given those that count, the newest first. All in milliseconds. */
  opensAt(attempts: readonly number[]): number
}

const windowed = (key: string, allowed: number, countedMs: number): Limit => ({
  key,
  countedMs,
  opensAt: (attempts) => {
    const oldest = attempts[allowed - 1]
    return oldest === undefined ? 0 : oldest + countedMs
  },
})

/** A person who mistypes is not slowed down. */
const FREE = 5
const FIRST_DELAY_MS = 15_000
/** About twenty guesses an hour. */
const LONGEST_DELAY_MS = 5 * MINUTE

/** After five failures within an hour, the next attempt waits 15 seconds, then 30, 60 … up to five minutes; it is never locked. */
export const growingLimit = (key: string): Limit => ({
  key,
  countedMs: KEPT_MS,
  opensAt: (attempts) => {
    const [latest] = attempts
    if (latest === undefined || attempts.length < FREE) return 0
    return latest + Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts.length - FREE))
  },
})

/** Counts alone, and refuses nothing. */
export const countedOnly = (key: string): Limit => ({ key, countedMs: KEPT_MS, opensAt: () => 0 })

/** Twenty a minute from one address, whichever account is tried. */
export const addressLimit = (address: string): Limit => windowed(`address ${blockOf(address)}`, 20, MINUTE)
export const bearerLimit = (address: string): Limit => windowed(`bearer ${blockOf(address)}`, 10, MINUTE)

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
    for (const [place, { countedMs, opensAt }] of limits.entries()) {
      const waitMs = opensAt(await timesOf(tx, keys[place], now - countedMs)) - now
      if (waitMs > 0) waits.push(Math.ceil(waitMs / 1_000))
    }
    if (waits.length > 0) return Math.max(1, ...waits)
    await tx.query('insert into login_attempts (key, attempted_at) select unnest($1::bytea[]), $2', [
      keys,
      new Date(now),
    ])
    return 0
  })
}

async function timesOf(db: Db, key: Uint8Array | undefined, since: number): Promise<number[]> {
  const rows = await db.query<{ at: number }>(
    `select extract(epoch from attempted_at)::float8 * 1000 as at from login_attempts
      where key = $1 and attempted_at > $2 order by attempted_at desc limit ${MOST}`,
    [key, new Date(since)],
  )
  return rows.map(({ at }) => at)
}

/** How many attempts count at `now`, up to a hundred. */
export const countAttempts = async (db: Db, limit: Limit, now: number): Promise<number> =>
  (await timesOf(db, await hashOf(limit), now - limit.countedMs)).length

/** The right password: what was counted is forgotten. */
export async function forgetAttempts(db: Db, limit: Limit): Promise<void> {
  await db.query('delete from login_attempts where key = $1', [await hashOf(limit)])
}

/** Gives back one attempt of every limit, taken at `takenAt`, which was no guess after all. */
export async function giveAttemptBack(db: Db, limits: readonly Limit[], takenAt: number): Promise<void> {
  for (const limit of limits) {
    await db.query(
      `delete from login_attempts where ctid =
         (select ctid from login_attempts where key = $1 and attempted_at = $2 limit 1)`,
      [await hashOf(limit), new Date(takenAt)],
    )
  }
}

/** At most so many rows are dropped at once. */
const BATCH = 5_000

/** Attempts that a clock ahead of the present has dated would count until then. Returns whether there may be more. */
export async function dropOldAttempts(db: Db, now: number): Promise<boolean> {
  const rows = await db.query(
    `delete from login_attempts where ctid = any(array(
       select ctid from login_attempts where attempted_at < $1 or attempted_at > $2 limit ${BATCH})) returning 1`,
    [new Date(now - KEPT_MS), new Date(now + KEPT_MS)],
  )
  return rows.length === BATCH
}
