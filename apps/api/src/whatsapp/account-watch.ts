/** Reads the account's templates and the quality of its numbers again every hour, and soon after the start. */
import { readNow } from '@relance/relance'
import type { Clock, Db } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import type { Config } from '../config.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { accountOf } from './cloud.ts'
import { syncNumbers } from './sync-numbers.ts'
import { syncTemplates } from './sync-templates.ts'

const LOOK_MS = 60_000
const EVERY_MS = 3_600_000

@Injectable()
export class AccountWatch implements OnApplicationBootstrap {
  private readonly logger = new Logger('whatsapp')
  private triedAt = 0

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    void this.look()
  }

  @Interval('whatsapp account', LOOK_MS)
  async look(): Promise<void> {
    const account = accountOf(this.config)
    const now = this.clock()
    if (!account?.businessAccountId || now - this.triedAt < EVERY_MS) return
    this.triedAt = now
    try {
      const synced = await syncTemplates(this.db, account, await readNow(this.db))
      if (!synced.ok) {
        this.logger.warn({ what: 'The templates could not be read', code: synced.error?.code ?? null })
        // Worth another try before the hour is over.
        this.triedAt = now - EVERY_MS + 5 * LOOK_MS
      } else if (synced.paused.length > 0) {
        this.logger.warn({ what: 'Rules rest: a template may not be sent', rules: synced.paused })
      }
      const numbers = await syncNumbers(this.db, account)
      if (numbers.ok && numbers.low.length > 0) {
        this.logger.warn({ what: 'WhatsApp rates numbers badly: too many people block them', numbers: numbers.low })
      }
    } catch (error) {
      this.triedAt = 0
      this.logger.error({
        what: 'What WhatsApp tells of the account could not be stored',
        code: (error as { code?: string }).code,
      })
    }
  }
}
