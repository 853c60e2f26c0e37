/** Sends what is queued, number by number, and sees to what got no answer. Replicas agree through the database. */
import { type Db, readNow } from '@relance/relance'
import { createDelivery, type Delivery, listUnsettled, loseStaleSends } from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { setTimeout } from 'node:timers/promises'
import type { Config } from '../environment/config.ts'
import { CONFIG, WORK_DB } from '../environment/tokens.ts'
import { alarmChannels, type Send, whatsAppAlarm } from '../alerts/alarm-channels.ts'
import { Passes } from '../background/passes.ts'
import type { AlarmChannel } from '../alerts/scan-incidents.ts'
import { Alarm } from './alarm.ts'
import { alarmTold, noteStops, takeAlarm, type WhatsAppAlarm } from './alarms.ts'
import { noteBudget } from './budget.ts'
import { accountOf, sendersOf } from './cloud.ts'
import { QueueListener } from './queue-listener.ts'

/** Without any wake-up, the queue is looked at so often: a lost one costs seconds, not a message. */
const LOOK_MS = 5_000
/** After a failure, of the database mostly. */
const RETRY_MS = 1_000
/** Longer than a mail server may take. */
const QUIET_MS = 120_000
/** When the process ends, for the answers that are still to come; what gets none is unknown, and settled later. */
const DRAIN_MS = 5_000
/** Beyond the client's own time-out, for recording the answer. */
const MARGIN_MS = 20_000
const UNSETTLED_AFTER_MS = 15 * 60_000

@Injectable()
export class Courier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('courier')
  private readonly lanes: { alarm: Alarm; passes: Passes }[] = []
  private readonly watchAlarm = new Alarm()
  private delivery: Delivery | null = null
  private readonly watch: Passes
  private readonly queue: QueueListener
  private isStopping = false

  constructor(
    @Inject(WORK_DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.watch = new Passes(db, this.logger, {
      failure: 'Unanswered messages could not be looked at',
      quietMs: QUIET_MS,
    })
    this.queue = new QueueListener(config.DATABASE_URL, this.logger, () => this.wake())
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
      const alarm = new Alarm()
      const passes = new Passes(this.db, this.logger, { failure: 'The queue could not be looked at' })
      this.lanes.push({ alarm, passes })
      void this.keepSending(this.delivery, numberId, { alarm, passes })
    }
    void this.keepWatch()
    this.queue.start()
  }

  /** More may be due: nobody waits for the next look. */
  wake(): void {
    for (const { alarm } of this.lanes) alarm.wake()
  }

  private async keepSending(
    delivery: Delivery,
    numberId: string,
    { alarm, passes }: { alarm: Alarm; passes: Passes },
  ): Promise<void> {
    while (!this.isStopping) {
      let nextAt: number | null = delivery.now() + RETRY_MS
      await passes.run(async () => {
        nextAt = await delivery.pump(numberId)
      })
      const wait = nextAt === null ? LOOK_MS : Math.min(nextAt - delivery.now(), LOOK_MS)
      if (!this.isStopping) await alarm.sleep(wait)
    }
  }

  private async keepWatch(): Promise<void> {
    while (!this.isStopping) {
      await this.watch.run((db) => this.look(db))
      if (!this.isStopping) await this.watchAlarm.sleep(LOOK_MS)
    }
  }

  private async look(db: Db): Promise<void> {
    const olderThanMs = this.config.WHATSAPP_TIMEOUT_SECONDS * 1_000 + MARGIN_MS
    const lost = await loseStaleSends({ db }, olderThanMs)
    if (lost > 0) this.logger.warn({ what: 'Messages whose sending was interrupted are unknown', messages: lost })
    const now = await readNow(db)
    const listed = await listUnsettled(db, now - UNSETTLED_AFTER_MS, now)
    if (listed > 0) this.logger.warn({ what: 'Messages nobody could settle wait for a person', messages: listed })
    await this.watchAlarms(db, now)
  }

  private async watchAlarms(db: Db, now: number): Promise<void> {
    const channels = alarmChannels(this.config)
    const names = [...channels.keys()]
    const budget = await noteBudget(db, names, now)
    if (budget) this.logger.warn({ what: 'The month’s budget is near its end, or spent', ...budget })
    const stops = await noteStops(db, names, now)
    if (stops.length > 0) this.logger.warn({ what: 'WhatsApp has stopped what sends', stops })
    const alarm = await takeAlarm(db, now)
    for (const channel of alarm?.channelsLeft ?? []) {
      if (alarm) await this.tell(db, alarm, channel, channels.get(channel))
    }
  }

  /** A channel that is no longer configured is left out. */
  private async tell(db: Db, alarm: WhatsAppAlarm, channel: AlarmChannel, send: Send | undefined): Promise<void> {
    try {
      await send?.(whatsAppAlarm(alarm, this.config))
      await alarmTold(db, alarm, channel)
    } catch (error) {
      // Addresses may hold secrets, and errors quote them.
      const { code = 'no_answer' } = error as { code?: string }
      this.logger.warn({ what: 'An alarm was not taken, and will be tried again', kind: alarm.kind, channel, code })
    }
  }

  /** What is under way gets its answer, or its time-out; nothing new begins. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true
    const stopped = [this.queue, this.watch, ...this.lanes.map(({ passes }) => passes)].map((one) => one.stop())
    this.wake()
    this.watchAlarm.wake()
    await Promise.all(stopped)
    await Promise.race([this.delivery?.drain(), setTimeout(DRAIN_MS, undefined, { ref: false })])
  }
}
