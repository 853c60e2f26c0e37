/** The one clock: `relance_now()`, the database's instant of a transaction. The clock of a host is never compared with it. */
import type { Clock, Db, Host } from './ports.ts'
import { ms } from './columns.ts'

/**
 * The host's database. Where the host has a clock of its own, every transaction begins by setting `relance_now()` to it, and
 * a lone statement is a transaction as well. `set local` takes no snapshot, so that an isolation level can still be chosen.
 */
export function timed({ db, clock }: Host): Db {
  if (!clock) return db
  const set = (tx: Db) => tx.query(`set local relance.now = '${new Date(clock()).toISOString()}'`)
  const transaction: Db['transaction'] = (work) =>
    db.transaction(async (tx) => {
      await set(tx)
      return work(tx)
    })
  return { query: (sql, parameters) => transaction((tx) => tx.query(sql, parameters)), transaction }
}

/** The instant of the transaction of `tx`, milliseconds. */
export async function readNow(tx: Pick<Db, 'query'>): Promise<number> {
  const [row] = await tx.query<{ now: number }>(`select ${ms('relance_now()')} as now`)
  if (!row) throw new Error('The database did not say what time it is.')
  return row.now
}

/** The database's time between two looks at it. */
export interface DatabaseClock {
  now: Clock
  /** `now` is what a transaction has just read, milliseconds. */
  tell(now: number): void
}

/** Goes on from what the database said last by the host's monotonic clock, whatever the host believes the time to be. */
export function createDatabaseClock({ clock }: Host): DatabaseClock {
  if (clock) return { now: clock, tell: () => undefined }
  let offset = performance.timeOrigin
  return {
    now: () => Math.round(offset + performance.now()),
    tell: (now) => {
      offset = now - performance.now()
    },
  }
}
