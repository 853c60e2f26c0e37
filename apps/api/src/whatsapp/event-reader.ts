/** Applies what webhooks have stored, soon after they did; safe beside others doing the same. */
import { type Db, readNow } from '@relance/relance'
import { applyEvents, dropOldEvents, releaseMatched } from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { Passes } from '../background/passes.ts'
import { WORK_DB } from '../environment/tokens.ts'
import { WakeableSleep } from '../background/wakeable-sleep.ts'
import { DAY } from '@relance/relance/core'

/** Webhooks come in at other replicas too, so the table is looked at. */
const LOOK_MS = 500
const BATCH = 500
const TIDY_MS = 60_000
/** Who becomes known has what they sent read again within that. */
const RELEASE_MS = 2_000
/** WhatsApp replays what was not answered for 7 days; the keys that make a replay nothing new are kept longer. */
const KEPT_MS = 30 * DAY

@Injectable()
export class EventReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('events')
  private readonly rest = new WakeableSleep()
  private readonly passes: Passes
  private tidiedMs = Number.NEGATIVE_INFINITY
  private releasedMs = Number.NEGATIVE_INFINITY

  constructor(@Inject(WORK_DB) db: Db) {
    this.passes = new Passes(db, this.logger, {
      failure: 'Events of WhatsApp could not be applied and are tried again',
    })
  }

  onApplicationBootstrap(): void {
    void this.keepReading()
  }

  wake(): void {
    this.rest.wake()
  }

  private async keepReading(): Promise<void> {
    while (!this.passes.isStopping) {
      await this.passes.run((db) => this.read(db))
      if (!this.passes.isStopping) await this.rest.sleep(LOOK_MS)
    }
  }

  private async read(db: Db): Promise<void> {
    while (!this.passes.isStopping && (await applyEvents({ db }, whatsApp, BATCH)) > 0);
    await this.release(db)
    await this.tidy(db)
  }

  private async release(db: Db): Promise<void> {
    const nowMs = performance.now()
    if (nowMs - this.releasedMs < RELEASE_MS) return
    this.releasedMs = nowMs
    if ((await releaseMatched(db)) > 0) this.wake()
  }

  private async tidy(db: Db): Promise<void> {
    const nowMs = performance.now()
    if (nowMs - this.tidiedMs < TIDY_MS) return
    this.tidiedMs = nowMs
    await dropOldEvents(db, (await readNow(db)) - KEPT_MS)
  }

  async beforeApplicationShutdown(): Promise<void> {
    const stopped = this.passes.stop()
    this.rest.wake()
    await stopped
  }
}
