/** Tells what is to be told, in every role and whoever has noted it. */
import { type Db, readNow } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import type { Config } from '../environment/config.ts'
import { CONFIG, WORK_DB } from '../environment/tokens.ts'
import { Passes } from '../background/passes.ts'
import { type AlertChannel, alertChannels, alertText, type Send } from './channels.ts'
import { delivered, type Delivery, takeDelivery } from './deliveries.ts'

const LOOK_MS = 5_000
/** Longer than a mail server may take. */
const QUIET_MS = 120_000

@Injectable()
export class AlertDeliverer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('alerts')
  private readonly channels: ReadonlyMap<AlertChannel, Send>
  private timer: NodeJS.Timeout | null = null
  private readonly passes: Passes

  constructor(
    @Inject(WORK_DB) db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.channels = alertChannels(config)
    this.passes = new Passes(db, this.logger, { failure: 'Alerts could not be delivered', quietMs: QUIET_MS })
  }

  onApplicationBootstrap(): void {
    if (this.channels.size === 0) return
    this.timer = setInterval(() => void this.deliver(), LOOK_MS)
    this.timer.unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.passes.stop()
  }

  async deliver(): Promise<void> {
    await this.passes.run((db) => this.deliverAll(db))
  }

  private async deliverAll(db: Db): Promise<void> {
    const names = [...this.channels.keys()]
    const take = async (): Promise<Delivery | null> =>
      this.passes.isStopping ? null : takeDelivery(db, names, await readNow(db))
    for (let delivery = await take(); delivery; delivery = await take()) {
      try {
        const { openedAt, closedAt, channel, ...alert } = delivery
        const instants = { openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null }
        await this.channels.get(channel)?.(alertText({ ...alert, ...instants }, this.config))
        await delivered(db, delivery.id, await readNow(db))
      } catch (error) {
        // Addresses may hold secrets, and errors quote them.
        const { code = 'no_answer' } = error as { code?: string }
        const { kind, channel } = delivery
        this.logger.warn({ what: 'An alert was not taken and is tried again', kind, channel, code })
      }
    }
  }
}
