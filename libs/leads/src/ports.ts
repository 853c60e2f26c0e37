/** What is asked of a host: PostgreSQL, as two functions. */

/**
 * Parameters are `$1`, `$2`…; arrays are passed as JavaScript arrays; rows come back with the driver's usual types (`int8`
 * as text, `timestamptz` as `Date`). No named statements and no session state are used, so a transaction-mode pooler
 * will do.
 */
export interface Db {
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** Commits what `work` did, or rolls all of it back and rejects with what `work` threw. Never nested. */
  transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>
}
