/** One channel of LISTEN, on a connection of its own that is watched and begun again. */
import pg from 'pg'
import { connectionOptions } from './connection-options.ts'

const RECONNECT_MS = 1_000
const PING_MS = 10_000
/** For `listen` and for the ping: a half-open connection answers nothing and says nothing. */
const ANSWER_MS = 5_000
const HANG_UP_MS = 500

interface ListenerOptions {
  url: string
  /** A name of SQL: `relance_live`. */
  channel: string
  hear: (payload: string) => void
  /** Each time listening begins: what was told before was not heard. */
  begun: () => Promise<void> | void
}

/**
 * Notifications may be lost: a connection can be cut, and a pooler in front of the database may not know LISTEN. Who listens
 * looks for itself now and then.
 */
export class Listener {
  private client: pg.Client | null = null
  private timer: NodeJS.Timeout | undefined
  private isStopped = false

  constructor(private readonly options: ListenerOptions) {}

  /** Resolves when it listens, or when the first attempt has failed. Never rejects. */
  async start(): Promise<void> {
    this.timer = setInterval(() => void this.ping(), PING_MS)
    await this.listen()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearInterval(this.timer)
    if (this.client) await hangUp(this.client)
  }

  private async listen(): Promise<void> {
    if (this.isStopped) return
    const { url, channel, hear, begun } = this.options
    const client = new pg.Client({
      ...connectionOptions,
      connectionString: url,
      application_name: channel.replace('_', ' '),
      query_timeout: ANSWER_MS,
    })
    let isLost = false
    // Once, however often it is told: two connections would each begin another.
    const again = (): void => {
      if (isLost) return
      isLost = true
      if (this.client === client) this.client = null
      void hangUp(client)
      if (!this.isStopped) setTimeout(() => void this.listen(), RECONNECT_MS).unref()
    }
    client.on('error', again)
    client.on('notification', ({ payload }) => hear(payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      if (this.isStopped) return await hangUp(client)
      this.client = client
      await begun()
    } catch {
      again()
    }
  }

  private async ping(): Promise<void> {
    const { client } = this
    await client?.query('select 1').catch((error: unknown) => client.emit('error', error))
  }
}

/** Says goodbye, and does not wait for who no longer hears it. */
async function hangUp(client: pg.Client): Promise<void> {
  const waited = new Promise<void>((resolve) => setTimeout(resolve, HANG_UP_MS).unref())
  await Promise.race([client.end().catch(() => undefined), waited])
}
