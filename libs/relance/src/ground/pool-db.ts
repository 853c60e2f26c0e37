/** The engine's two functions over a pool of `pg` connections, whichever host opened it: API, function or Deno. */
import { type Limits, LIMITS } from './connections/limits.ts'
import { openSession, type Pool, type Session } from './connections/session.ts'
import type { Db } from './ports.ts'

/**
 * Everything it asks has a time limit, at the server and at the client. A single statement is a transaction as well: only
 * there can its limits be set behind a pooler. Rejects with an error that has a SQLSTATE in `code`, or with what `work` threw.
 */
export function poolDb(pool: Pool, limits: Limits = LIMITS.engine): Db {
  const transact = async <Result>(work: (session: Session) => Promise<Result>): Promise<Result> => {
    const session = await openSession(pool, limits)
    let result: Result
    try {
      result = await work(session)
    } catch (error) {
      await session.rollback()
      throw error
    }
    await session.commit()
    return result
  }
  return {
    query: (sql, parameters) => transact((session) => queryOf(session)(sql, parameters)),
    transaction: (work) => transact((session) => work({ query: queryOf(session), transaction: refuseNesting })),
  }
}

const queryOf =
  (session: Session): Db['query'] =>
  async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await session.query(sql, [...parameters])).rows as Row[]

/** The `transaction` of a database that is one already: what began in it would end with it, or not at all. */
export const refuseNesting = (): Promise<never> => Promise.reject(new Error('A transaction is already open here.'))
