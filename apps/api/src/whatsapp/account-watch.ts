/** Reads the account's templates and the quality of its numbers again every hour, and soon after the start. */
import { readNow } from '@relance/relance'
import type { Clock, Db } from '@relance/relance'
import { followTemplates, templatesWantedAt } from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import type { Config } from '../environment/config.ts'
import { Passes } from '../background/passes.ts'
import { CLOCK, CONFIG, WORK_DB } from '../environment/tokens.ts'
import { type Account, accountOf } from './cloud.ts'
import { syncNumbers } from './sync-numbers.ts'
import { syncTemplates } from './sync-templates.ts'
import { HOUR } from '@relance/relance/core'

const LOOK_MS = 60_000
const EVERY_MS = HOUR
/** What was told of a template is read in full so soon; while more is told, or after a failure, not sooner than the others. */
const TOLD_LOOK_MS = 2_000
const TOLD_AGAIN_MS = 10_000
const TOLD_RETRY_MS = 30_000
/** Longer than WhatsApp may take for all pages of the list. */
const QUIET_MS = 5 * 60_000

@Injectable()
export class AccountWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('whatsapp')
  private readonly passes: Passes
  private triedAt = 0
  private toldRetryAt = 0

  constructor(
    @Inject(WORK_DB) db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.passes = new Passes(db, this.logger, {
      failure: 'What WhatsApp tells of the account could not be stored',
      quietMs: QUIET_MS,
    })
  }

  onApplicationBootstrap(): void {
    void this.look()
  }

  @Interval('whatsapp account', LOOK_MS)
  async look(): Promise<void> {
    const account = accountOf(this.config)
    const now = this.clock()
    if (!account?.businessAccountId) return
    if (now - this.triedAt < EVERY_MS) {
      // A mapping that was mended lets its rules go on.
      await this.passes.run(async (db) => followTemplates(db, whatsApp, await readNow(db)))
      return
    }
    this.triedAt = now
    // Also where a look at what was told was under way.
    if (!(await this.passes.run((db) => this.read(db, account)))) this.triedAt = 0
  }

  /** WhatsApp has told of a template: its text, places and kind are read before anything is sent with it. */
  @Interval('whatsapp templates', TOLD_LOOK_MS)
  async lookAtTold(): Promise<void> {
    const account = accountOf(this.config)
    if (!account?.businessAccountId || this.clock() < this.toldRetryAt) return
    await this.passes.run(async (db) => {
      if ((await templatesWantedAt(db)) === null) return
      this.toldRetryAt = this.clock() + TOLD_RETRY_MS
      if (await this.read(db, account)) this.toldRetryAt = this.clock() + TOLD_AGAIN_MS
    })
  }

  /** Whether the list could be read. */
  private async read(db: Db, account: Account): Promise<boolean> {
    const synced = await syncTemplates(db, account, await readNow(db))
    if (!synced.ok) {
      this.logger.warn({ what: 'The templates could not be read', code: synced.error?.code ?? null })
      // Worth another try before the hour is over.
      this.triedAt = this.clock() - EVERY_MS + 5 * LOOK_MS
    } else if (synced.paused.length > 0) {
      this.logger.warn({ what: 'Rules are paused: a template may not be sent', rules: synced.paused })
    }
    const numbers = await syncNumbers(db, account)
    if (numbers.ok && numbers.low.length > 0) {
      this.logger.warn({ what: 'WhatsApp rates numbers badly: too many people block them', numbers: numbers.low })
    }
    return synced.ok
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.passes.stop()
  }
}
