/** The engine's two functions over a pool of `pg` connections, whichever host opened it: API, function or Deno. */
import type { Db } from './ports.ts'

interface Client {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>
}
interface PoolClient extends Client {
  release(isBroken?: boolean): void
  on(event: 'error', listener: () => void): unknown
  off(event: 'error', listener: () => void): unknown
}
/** What is used of `pg.Pool`. */
export interface Pool extends Client {
  connect(): Promise<PoolClient>
}

export function poolDb(pool: Pool): Db {
  return {
    query: queryOf(pool),
    transaction: async (work) => {
      const client = await pool.connect()
      let isBroken = false
      // A connection that is cut between two statements says so as an event; without a listener that ends the process.
      const noteBroken = () => {
        isBroken = true
      }
      client.on('error', noteBroken)
      try {
        await client.query('begin')
        const result = await work({ query: queryOf(client), transaction: refuseNesting })
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback').catch(noteBroken)
        throw error
      } finally {
        client.off('error', noteBroken)
        client.release(isBroken)
      }
    },
  }
}

const queryOf =
  (client: Client): Db['query'] =>
  async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await client.query(sql, [...parameters])).rows as Row[]

const refuseNesting = (): Promise<never> => Promise.reject(new Error('A transaction is already open here.'))
