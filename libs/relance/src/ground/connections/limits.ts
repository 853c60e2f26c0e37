/** How long each kind of work may take in the database: one profile per kind. Milliseconds. */

export interface Limits {
  /** For `begin` to be answered. It waits for nobody, so a connection that does not answer it is dead. */
  beginMs: number
  /** Per statement, ended by the server; the client gives up a little later, since a half-open connection answers nothing. */
  statementMs: number
  /** For one lock. */
  lockMs: number
  /** For one lock while more than half of the pool is in use: who waits for a lock must not take it all. */
  crowdedLockMs: number
  /** Between two statements of a transaction: a frozen process holds its locks no longer. */
  idleMs: number
}

export const LIMITS = {
  /** Requests of people: an answer within 5 seconds while somebody holds a lock. */
  interactive: { beginMs: 3_000, statementMs: 15_000, lockMs: 2_500, crowdedLockMs: 750, idleMs: 20_000 },
  /** Batches of a run and background loops: what dies under a run is given up in time for the next slot. */
  engine: { beginMs: 5_000, statementMs: 15_000, lockMs: 8_000, crowdedLockMs: 8_000, idleMs: 30_000 },
  /** A run that somebody waits for: as the engine, and as patient with locks as a request. */
  trigger: { beginMs: 5_000, statementMs: 15_000, lockMs: 2_500, crowdedLockMs: 2_500, idleMs: 30_000 },
  /** Imports, replays, verification of the audit log, housekeeping, the command line. */
  long: { beginMs: 15_000, statementMs: 600_000, lockMs: 30_000, crowdedLockMs: 30_000, idleMs: 45_000 },
} as const satisfies Record<string, Limits>

/** Server time-outs come first, so that the usual failure has the server's own reason. */
export const MARGIN_MS = 2_000

/**
 * What follows `begin` in the same round trip. `set local`, since poolers refuse start-up parameters and share sessions.
 * `tcp_user_timeout`: a server that cannot deliver a result (the client is frozen, or gone without a word) would keep the
 * transaction open for a quarter of an hour, since no other time-out looks at a session that is writing.
 */
export const setLocal = ({ statementMs, idleMs }: Limits, lockMs: number): string =>
  [
    `set local statement_timeout = ${statementMs}`,
    `set local lock_timeout = ${lockMs}`,
    `set local idle_in_transaction_session_timeout = ${idleMs}`,
    `set local tcp_user_timeout = ${idleMs}`,
  ].join('; ')
