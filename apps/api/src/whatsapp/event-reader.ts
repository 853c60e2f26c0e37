/** Applies what webhooks have stored, soon after they did; safe beside others doing the same. */
import { applyEvents, type Db, dropOldEvents, releaseMatched, readNow } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { DB } from '../tokens.ts'
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
  private tidiedMs = Number.NEGATIVE_INFINITY
  private isStopping = false

  constructor(@Inject(DB) private readonly db: Db) {}

  onApplicationBootstrap(): void {
    this.reading = this.keepReading()
  }

  wake(): void {
    this.alarm.wake()
  }

  private async keepReading(): Promise<void> {
    const host = { db: this.db }
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
    const nowMs = performance.now()
    if (nowMs - this.tidiedMs < TIDY_MS) return
    this.tidiedMs = nowMs
    await releaseMatched(this.db)
    await dropOldEvents(this.db, (await readNow(this.db)) - KEPT_MS)
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true
    this.alarm.wake()
    await this.reading
  }
}
