/** Sends what is queued, number by number, and sees to what got no answer. Replicas agree through the database. */
import { createDelivery, type Db, type Delivery, listUnsettled, loseStaleSends, readNow } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { type Runner, run } from 'graphile-worker'
import type { Config } from '../config.ts'
import { CONFIG, DB } from '../tokens.ts'
import { alarmChannels, type Send, whatsAppAlarm } from '../ops/alarm-channels.ts'
import type { AlarmChannel } from '../ops/scan-incidents.ts'
import { Alarm } from './alarm.ts'
import { alarmTold, noteStops, takeAlarm, type WhatsAppAlarm } from './alarms.ts'
import { noteBudget } from './budget.ts'
import { accountOf, sendersOf } from './cloud.ts'
import { queueLogger } from './queue-logger.ts'

/** Without any wake-up, the queue is looked at so often: a lost one costs seconds, not a message. */
const LOOK_MS = 5_000
/** After a failure, of the database mostly. */
const RETRY_MS = 1_000
const QUEUE_POLL_MS = 500
/** Beyond the client's own time-out, for recording the answer. */
const MARGIN_MS = 20_000
const UNSETTLED_AFTER_MS = 15 * 60_000

@Injectable()
export class Courier implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('courier')
  private readonly lanes: { alarm: Alarm; done: Promise<void> }[] = []
  private readonly watchAlarm = new Alarm()
  private delivery: Delivery | null = null
  private queue: Runner | null = null
  private watching: Promise<void> = Promise.resolve()
  private isStopping = false

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const account = accountOf(this.config)
    if (!account) return
    const { numberIds } = account
    await this.db.query('insert into whatsapp_numbers (id) select unnest($1::text[]) on conflict do nothing', [
      numberIds,
    ])
    this.delivery = createDelivery({ db: this.db, senders: sendersOf(account) })
    for (const numberId of numberIds) {
      const alarm = new Alarm()
      this.lanes.push({ alarm, done: this.keepSending(this.delivery, numberId, alarm) })
    }
    this.watching = this.keepWatch()
    await this.listenToQueue()
  }

  /** More may be due: nobody waits for the next look. */
  wake(): void {
    for (const { alarm } of this.lanes) alarm.wake()
  }

  private async keepSending(delivery: Delivery, numberId: string, alarm: Alarm): Promise<void> {
    while (!this.isStopping) {
      const nextAt = await delivery.pump(numberId).catch((error: unknown) => {
        this.report('The queue could not be looked at', error)
        return delivery.now() + RETRY_MS
      })
      const wait = nextAt === null ? LOOK_MS : Math.min(nextAt - delivery.now(), LOOK_MS)
      if (!this.isStopping) await alarm.sleep(wait)
    }
  }

  private async keepWatch(): Promise<void> {
    const olderThanMs = this.config.WHATSAPP_TIMEOUT_SECONDS * 1_000 + MARGIN_MS
    while (!this.isStopping) {
      try {
        const lost = await loseStaleSends({ db: this.db }, olderThanMs)
        if (lost > 0) this.logger.warn({ what: 'Messages whose sending was interrupted are unknown', messages: lost })
        const now = await readNow(this.db)
        const listed = await listUnsettled(this.db, now - UNSETTLED_AFTER_MS, now)
        if (listed > 0) this.logger.warn({ what: 'Messages nobody could settle wait for a person', messages: listed })
        await this.watchAlarms(now)
      } catch (error) {
        this.report('Unanswered messages could not be looked at', error)
      }
      if (!this.isStopping) await this.watchAlarm.sleep(LOOK_MS)
    }
  }

  private async watchAlarms(now: number): Promise<void> {
    const channels = alarmChannels(this.config)
    const names = [...channels.keys()]
    const budget = await noteBudget(this.db, names, now)
    if (budget) this.logger.warn({ what: 'The month’s budget is near its end, or spent', ...budget })
    const stops = await noteStops(this.db, names, now)
    if (stops.length > 0) this.logger.warn({ what: 'WhatsApp has stopped what sends', stops })
    const alarm = await takeAlarm(this.db, now)
    for (const channel of alarm?.channelsLeft ?? []) {
      if (alarm) await this.tell(alarm, channel, channels.get(channel))
    }
  }

  /** A channel that is no longer configured is left out. */
  private async tell(alarm: WhatsAppAlarm, channel: AlarmChannel, send: Send | undefined): Promise<void> {
    try {
      await send?.(whatsAppAlarm(alarm, this.config))
      await alarmTold(this.db, alarm, channel)
    } catch (error) {
      // Addresses may hold secrets, and errors quote them.
      const { code = 'no_answer' } = error as { code?: string }
      this.logger.warn({ what: 'An alarm was not taken, and will be tried again', kind: alarm.kind, channel, code })
    }
  }

  /** The queue's own connections: its schema belongs to who migrates, not to the server's role. */
  private async listenToQueue(): Promise<void> {
    try {
      this.queue = await run({
        connectionString: this.config.DATABASE_URL,
        maxPoolSize: 3,
        concurrency: 1,
        noHandleSignals: true,
        pollInterval: QUEUE_POLL_MS,
        logger: queueLogger(this.logger),
        taskList: { send_messages: async () => this.wake() },
      })
      this.queue.promise.catch((error: unknown) => this.report('The queue does not wake any more', error))
    } catch (error) {
      this.report('The queue does not wake', error)
    }
  }

  private report(what: string, error: unknown): void {
    this.logger.error({ what, code: (error as { code?: string }).code ?? (error as Error).name })
  }

  /** What is under way gets its answer, or its time-out; nothing new begins. */
  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true
    this.wake()
    this.watchAlarm.wake()
    await this.queue?.stop().catch(() => undefined)
    await Promise.all([this.watching, ...this.lanes.map(({ done }) => done)])
    await this.delivery?.drain()
  }
}
