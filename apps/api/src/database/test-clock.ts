/** Sets the database's clock for every connection of a pool: for tests, which move time. */
import type { Clock } from '@relance/relance'

interface Client {
  query(sql: string): Promise<unknown>
}
type Taken = (error: Error | undefined, client: Client | undefined, release: (error?: Error) => void) => void

/** What is used of `pg.Pool`: TypeORM takes connections with a callback, the engine awaits them. */
interface TestPool {
  connect(taken?: Taken): Promise<Client> | undefined
}

/** `relance_now()` is `clock()` from the moment a connection is taken until it is taken again. Never in production. */
export function setDatabaseClock(pool: object, clock: Clock): void {
  if (process.env.NODE_ENV === 'production') throw new Error('The clock of a production database cannot be set.')
  const testPool = pool as TestPool
  const connect = testPool.connect.bind(testPool)
  const set = (client: Client) => client.query(`set relance.now = '${new Date(clock()).toISOString()}'`)
  testPool.connect = (taken) => {
    if (!taken) {
      return connect()?.then(async (client) => {
        await set(client)
        return client
      })
    }
    return connect((error, client, release) => {
      if (error || !client) return taken(error, client, release)
      set(client).then(
        () => taken(undefined, client, release),
        (failure: Error) => {
          release(failure)
          taken(failure, undefined, () => undefined)
        },
      )
    })
  }
}
