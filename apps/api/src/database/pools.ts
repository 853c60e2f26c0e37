/** The server's connections: one pool for requests, one for work in the background, so that neither can starve the other. */
import { type Answer, LIMITS, type Limits, openSession, type Pool, type Session } from '@relance/relance'
import pg from 'pg'
import { connectionOptions } from './connection-options.ts'

const APP_ROLE = 'relance_app'

export interface Pools {
  /** Requests of people, TypeORM's too. */
  web: pg.Pool
  /** Runs, sending, housekeeping, imports. */
  work: pg.Pool
  end(): Promise<void>
}

/** Connects when it is first asked, but for one probe. @throws nothing: who asks hears what is wrong. */
export async function openPools(url: string): Promise<Pools> {
  const options = { ...connectionOptions, connectionString: url, ...(await roleOptions(url)) }
  const pool = (max: number, extra: pg.PoolConfig = {}): pg.Pool =>
    // A connection cut while it lay idle is no news: the next question opens another.
    new pg.Pool({ ...options, max, ...extra }).on('error', () => undefined)
  const web = pool(10)
  const work = pool(6, { connectionTimeoutMillis: 5_000 })
  return { web, work, end: async () => void (await Promise.all([endPool(web), endPool(work)])) }
}

const endPool = async (pool: pg.Pool): Promise<void> => {
  if (!pool.ending) await pool.end()
}

/**
 * The role that owns nothing, where the database has it and grants it. A pooler that refuses start-up options, or a user that
 * may not take the role, leaves the connection as it is.
 */
async function roleOptions(url: string): Promise<{ options?: string }> {
  const role = { options: `-c role=${APP_ROLE}` }
  const client = new pg.Client({ ...connectionOptions, connectionString: url, ...role })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return role
  } catch {
    return {}
  } finally {
    await client.end().catch(() => undefined)
  }
}

type Callback<Value extends unknown[]> = (error: Error | undefined, ...value: Value) => void

/**
 * The pool as TypeORM uses it: it asks for a connection, says START TRANSACTION, COMMIT and ROLLBACK on it, and otherwise asks
 * single statements. Each transaction, and each single statement, has the same limits as the engine's.
 */
export class OrmPool {
  constructor(
    private readonly pool: Pool,
    private readonly limits: Limits = LIMITS.interactive,
  ) {}

  connect(callback: Callback<[OrmConnection, () => void]>): void {
    const connection = new OrmConnection(this.pool, this.limits)
    callback(undefined, connection, () => connection.release())
  }

  /** Whoever opened the pool listens to its errors, and ends it. */
  on(): this {
    return this
  }

  end(callback: Callback<[]>): void {
    callback(undefined)
  }
}

class OrmConnection {
  private session: Session | null = null

  constructor(
    private readonly pool: Pool,
    private readonly limits: Limits,
  ) {}

  /** TypeORM passes a callback when it asks for what its driver needs itself. */
  query(sql: string, more?: unknown[] | Callback<[Answer]>): Promise<Answer> {
    if (typeof more !== 'function') return this.ask(sql, more)
    const answer = this.ask(sql)
    answer.then(
      (found) => more(undefined, found),
      (error: Error) => more(error, { rows: [] }),
    )
    return answer
  }

  private async ask(sql: string, parameters?: unknown[]): Promise<Answer> {
    if (sql === 'START TRANSACTION') {
      this.session = await openSession(this.pool, this.limits)
      return { rows: [] }
    }
    if (sql === 'COMMIT' || sql === 'ROLLBACK') return this.end(sql)
    if (this.session) return this.session.query(sql, parameters)
    return this.askAlone(sql, parameters)
  }

  private async end(how: 'COMMIT' | 'ROLLBACK'): Promise<Answer> {
    const { session } = this
    this.session = null
    if (how === 'COMMIT') await session?.commit()
    else await session?.rollback()
    return { rows: [] }
  }

  private async askAlone(sql: string, parameters?: unknown[]): Promise<Answer> {
    const session = await openSession(this.pool, this.limits)
    let answer: Answer
    try {
      answer = await session.query(sql, parameters)
    } catch (error) {
      await session.rollback()
      throw error
    }
    await session.commit()
    return answer
  }

  /** A transaction that nobody ended goes with its connection. */
  release(): void {
    this.session?.giveUp()
    this.session = null
  }

  /** A session hears of its own connection's errors, and says so to whoever asks next. */
  on(): this {
    return this
  }

  removeListener(): this {
    return this
  }
}
