/** Applies what webhooks have stored, soon after they did; safe beside others doing the same. */
import { applyEvents, type Clock, type Db, dropOldEvents, releaseMatched } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { CLOCK, DB } from '../tokens.ts'
import { Alarm } from './alarm.ts'

/** Webhooks come in at other replicas too, so the table is looked at. */
const LOOK_MS = 500
const BATCH = 500
const TIDY_MS = 60_000
/** WhatsApp replays what was not answered for 7 days; the keys that make a replay nothing new are kept longer. */
const KEPT_MS = 30 * 86_400_000

@Injectable()
export class EventReader implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('events')
  private readonly alarm = new Alarm()
  private reading: Promise<void> = Promise.resolve()
  private tidiedAt = 0
  private isStopping = false

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.reading = this.keepReading()
  }

  wake(): void {
    this.alarm.wake()
  }

  private async keepReading(): Promise<void> {
    const host = { db: this.db, clock: this.clock }
    while (!this.isStopping) {
      try {
        while (!this.isStopping && (await applyEvents(host, BATCH)) > 0);
        await this.tidy()
      } catch (error) {
        const code = (error as { code?: string }).code ?? (error as Error).name
        this.logger.error({ what: 'Events of WhatsApp could not be applied and are tried again', code })
      }
      if (!this.isStopping) await this.alarm.sleep(LOOK_MS)
    }
  }

  private async tidy(): Promise<void> {
    const now = this.clock()
    if (now - this.tidiedAt < TIDY_MS) return
    this.tidiedAt = now
    await releaseMatched(this.db)
    await dropOldEvents(this.db, now - KEPT_MS)
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true
    this.alarm.wake()
    await this.reading
  }
}
