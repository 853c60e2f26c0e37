/**
 * A borrowed connection with an open transaction. Whatever the network does, each step resolves or rejects in time, and a
 * connection that did not answer is closed, never lent again.
 */
import { type Limits, MARGIN_MS, setLocal } from './limits.ts'
import { ConnectionLost, troubleOf } from './trouble.ts'

export interface Answer {
  rows: unknown[]
  rowCount?: number | null
  command?: string
}
interface PoolClient {
  query(sql: string, parameters?: unknown[]): Promise<Answer>
  release(isBroken?: boolean): void
  on(event: 'error', listener: () => void): unknown
  off(event: 'error', listener: () => void): unknown
}
/** What is used of `pg.Pool`. */
export interface Pool {
  connect(): Promise<PoolClient>
  on(event: 'connect', listener: (client: PoolClient) => void): unknown
  readonly options?: { readonly max?: number }
}

/** pg's own number without `max`. */
const USUAL_SIZE = 10
const ROLLBACK_MS = 2_000
const NEVER = Number.NEGATIVE_INFINITY

/** What is known of a pool's connections, whoever lends them. */
interface Known {
  lent: number
  /** When a connection last gave no answer. Those that have not answered since are taken for dead as well. */
  silentAt: number
  answeredAt: WeakMap<PoolClient, number>
  /** When a write was last refused for want of space. */
  fullAt: number
}
const pools = new WeakMap<Pool, Known>()

function knownOf(pool: Pool): Known {
  const known = pools.get(pool)
  if (known) return known
  // A session that the server ends as soon as it has begun says so before `connect` has resolved: nobody else listens yet, and an
  // error nobody listens to ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const unknown = { lent: 0, silentAt: NEVER, answeredAt: new WeakMap(), fullAt: NEVER }
  pools.set(pool, unknown)
  return unknown
}

/** When a write of this pool was last refused for want of disk space, on the clock of `performance.now()`; -Infinity: never. */
export const lastFullAt = (pool: Pool): number => knownOf(pool).fullAt

export class Session {
  private readonly client: PoolClient
  private readonly known: Known
  private readonly limits: Limits
  private isBroken = false
  private readonly noteBroken = (): void => {
    this.isBroken = true
  }

  /** Made by `openSession`. */
  constructor(client: PoolClient, known: Known, limits: Limits) {
    this.client = client
    this.known = known
    this.limits = limits
    // A connection that is cut between two statements says so as an event; without a listener that ends the process.
    client.on('error', this.noteBroken)
    known.lent++
  }

  query(sql: string, parameters?: unknown[]): Promise<Answer> {
    return this.ask(this.limits.statementMs + MARGIN_MS, sql, parameters)
  }

  begin(words: string, lockMs: number): Promise<Answer> {
    return this.ask(this.limits.beginMs, `${words}; ${setLocal(this.limits, lockMs)}`)
  }

  /** @throws when PostgreSQL refuses to commit, or does not say whether it did. */
  async commit(): Promise<void> {
    try {
      await this.query('commit')
    } finally {
      this.release()
    }
  }

  /** Always resolves. */
  async rollback(): Promise<void> {
    if (!this.isBroken) await this.ask(ROLLBACK_MS, 'rollback').catch(this.noteBroken)
    this.release()
  }

  /** Closes the connection, whatever is open on it. */
  giveUp(): void {
    this.isBroken = true
    this.release()
  }

  private release(): void {
    this.client.off('error', this.noteBroken)
    this.known.lent--
    this.client.release(this.isBroken)
  }

  private async ask(ms: number, sql: string, parameters?: unknown[]): Promise<Answer> {
    if (this.isBroken) throw new ConnectionLost('08006', 'The connection is closed.')
    let timer: ReturnType<typeof setTimeout> | undefined
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.isBroken = true
        this.known.silentAt = performance.now()
        reject(new ConnectionLost('08006', `The database did not answer within ${ms} ms.`))
      }, ms)
    })
    try {
      const answer = await Promise.race([this.client.query(sql, parameters), silence])
      this.known.answeredAt.set(this.client, performance.now())
      return answer
    } catch (error) {
      throw this.named(error)
    } finally {
      clearTimeout(timer)
    }
  }

  /** The driver has no code for a connection that ended under a query. */
  private named(error: unknown): unknown {
    const { code, message = '' } = error as { code?: string; message?: string }
    if (troubleOf(error) === 'disk_full') this.known.fullAt = performance.now()
    if (code === undefined && /^Connection terminated|not queryable/.test(message)) {
      this.isBroken = true
      return new ConnectionLost('08006', message, error)
    }
    // The server has ended the session: the event for it may still be on its way.
    if (/^(08|57P0|25P03)|^E[A-Z]+$/.test(code ?? '')) this.isBroken = true
    return error
  }
}

/**
 * Borrows a connection and begins a transaction on it. A connection that does not answer `begin`, or was cut while it lay
 * idle, is closed and another one is tried: nothing has been asked of it yet.
 */
export async function openSession(pool: Pool, limits: Limits, words = 'begin'): Promise<Session> {
  const known = knownOf(pool)
  for (let tries = 0; ; tries++) {
    const session = new Session(await borrow(pool, known), known, limits)
    const isCrowded = known.lent > (pool.options?.max ?? USUAL_SIZE) / 2
    try {
      await session.begin(words, isCrowded ? limits.crowdedLockMs : limits.lockMs)
      return session
    } catch (error) {
      session.giveUp()
      // Whatever took this one away may have taken those that lie idle as well.
      known.silentAt = performance.now()
      if (tries > 0) throw error
    }
  }
}

async function borrow(pool: Pool, known: Known): Promise<PoolClient> {
  for (;;) {
    const client = await pool.connect().catch((error: unknown) => {
      throw named(error)
    })
    if ((known.answeredAt.get(client) ?? Number.POSITIVE_INFINITY) > known.silentAt) return client
    client.release(true)
  }
}

/** The driver has no code for a connection that could not be had. */
function named(error: unknown): unknown {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (code !== undefined) return error
  if (/^timeout exceeded/.test(message)) return new ConnectionLost('53300', 'No connection was free in time.', error)
  if (/^Connection terminated|^timeout expired/.test(message)) return new ConnectionLost('08001', message, error)
  return error
}
