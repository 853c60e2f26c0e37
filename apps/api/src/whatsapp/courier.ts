/** Sends what is queued, number by number, and sees to what got no answer. Replicas agree through the database. */
import { type Db, readNow } from '@relance/relance'
import { createDelivery, type Delivery, listUnsettled, loseStaleSends } from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { setTimeout } from 'node:timers/promises'
import type { Config } from '../environment/config.ts'
import { CONFIG, WORK_DB } from '../environment/tokens.ts'
import { alertChannels } from '../alerts/channels.ts'
import { Passes } from '../background/passes.ts'
import { Listener } from '../database/listener.ts'
import { noteBudget } from './budget.ts'
import { accountOf, sendersOf } from './cloud.ts'
import { noteNews, noteStops } from './note-stops.ts'
import { UNSETTLED_AFTER_MS } from './sending-status.ts'
import { WakeableSleep } from '../background/wakeable-sleep.ts'

/** Without any wake-up, the queue is looked at so often: a lost one costs a moment, not a message. */
const LOOK_MS = 2_000
/** How often what got no answer is looked after. */
const WATCH_MS = 5_000
/** After a failure, of the database mostly. */
const RETRY_MS = 1_000
/** When the process ends, for the answers that are still to come; what gets none is unknown, and settled later. */
const DRAIN_MS = 5_000
/** Beyond the client's own time-out, for recording the answer. */
const MARGIN_MS = 20_000

@Injectable()
export class Courier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('courier')
  private readonly lanes: { rest: WakeableSleep; passes: Passes }[] = []
  private readonly watchRest = new WakeableSleep()
  private delivery: Delivery | null = null
  private readonly watch: Passes
  private readonly listener: Listener
  private isStopping = false

  constructor(
    @Inject(WORK_DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.watch = new Passes(db, this.logger, { failure: 'Unanswered messages could not be looked at' })
    const wake = (): void => this.wake()
    this.listener = new Listener({
      url: config.DATABASE_URL ?? '',
      channel: 'relance_queue',
      hear: wake,
      begun: wake,
    })
  }

  async onApplicationBootstrap(): Promise<void> {
    const account = accountOf(this.config)
    if (!account) return
    const { numberIds } = account
    await this.db.query('insert into whatsapp_numbers (id) select unnest($1::text[]) on conflict do nothing', [
      numberIds,
    ])
    this.delivery = createDelivery({ db: this.db, channel: whatsApp, senders: sendersOf(account) })
    for (const numberId of numberIds) {
      const rest = new WakeableSleep()
      const passes = new Passes(this.db, this.logger, { failure: 'The queue could not be looked at' })
      this.lanes.push({ rest, passes })
      void this.keepSending(this.delivery, numberId, { rest, passes })
    }
    void this.keepWatch()
    void this.listener.start()
  }

  /** More may be due: nobody waits for the next look. */
  wake(): void {
    for (const { rest } of this.lanes) rest.wake()
  }

  private async keepSending(
    delivery: Delivery,
    numberId: string,
    { rest, passes }: { rest: WakeableSleep; passes: Passes },
  ): Promise<void> {
    while (!this.isStopping) {
      let nextAt: number | null = delivery.now() + RETRY_MS
      await passes.run(async () => {
        nextAt = await delivery.pump(numberId)
      })
      const wait = nextAt === null ? LOOK_MS : Math.min(nextAt - delivery.now(), LOOK_MS)
      if (!this.isStopping) await rest.sleep(wait)
    }
  }

  private async keepWatch(): Promise<void> {
    while (!this.isStopping) {
      await this.watch.run((db) => this.look(db))
      if (!this.isStopping) await this.watchRest.sleep(WATCH_MS)
    }
  }

  private async look(db: Db): Promise<void> {
    const olderThanMs = this.config.WHATSAPP_TIMEOUT_SECONDS * 1_000 + MARGIN_MS
    const lost = await loseStaleSends({ db }, olderThanMs)
    if (lost > 0) this.logger.warn({ what: 'Messages whose sending was interrupted are unknown', messages: lost })
    const now = await readNow(db)
    const listed = await listUnsettled(db, now - UNSETTLED_AFTER_MS, now)
    if (listed > 0) this.logger.warn({ what: 'Messages nobody could settle wait for a person', messages: listed })
    await this.noteAlerts(db, now)
  }

  private async noteAlerts(db: Db, now: number): Promise<void> {
    const channels = [...alertChannels(this.config).keys()]
    const budget = await noteBudget(db, channels, now)
    if (budget) this.logger.warn({ what: 'The month’s budget is near its end, or spent', ...budget })
    const news = await noteNews(db, channels, now)
    if (news > 0) this.logger.warn({ what: 'WhatsApp has told something of the account', news })
    const { opened } = await noteStops(db, channels, now)
    if (opened.length > 0) this.logger.warn({ what: 'WhatsApp has stopped what sends', stops: opened })
  }

  /** What is under way gets its answer, or its time-out; nothing new begins. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true
    const stopped = [this.listener, this.watch, ...this.lanes.map(({ passes }) => passes)].map((one) => one.stop())
    this.wake()
    this.watchRest.wake()
    await Promise.all(stopped)
    await Promise.race([this.delivery?.drain(), setTimeout(DRAIN_MS, undefined, { ref: false })])
  }
}
