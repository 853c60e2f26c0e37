/** Every minute: drops what has had its time. Once a day: applies the retention of personal data. */
import { type Db, dropDryRuns, dropEnrolmentChanges, followAlarms, readNow } from '@relance/relance'
import { dropOldAttempts } from '@relance/trigger'
import { Inject, Injectable, Logger } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { dropOldSessions } from '../auth/sessions.ts'
import { dropOldEvents } from '../live/feed.ts'
import { dropBacktests } from '../resources/backtest-jobs.ts'
import { applyRetention } from '../personal-data/retention.ts'
import { DB } from '../tokens.ts'

const EVERY_MS = 60_000
const DAY_MS = 86_400_000

@Injectable()
export class Housekeeping {
  private readonly logger = new Logger('housekeeping')

  constructor(@Inject(DB) private readonly db: Db) {}

  @Interval('housekeeping', EVERY_MS)
  async tidy(): Promise<void> {
    try {
      const now = await readNow(this.db)
      await dropOldEvents(this.db)
      await dropOldAttempts(this.db, now)
      await dropOldSessions(this.db, now)
      await dropDryRuns(this.db, now - DAY_MS)
      await dropBacktests(this.db, now)
      await dropEnrolmentChanges(this.db, now - 90 * DAY_MS)
      await followAlarms(this.db, now)
      const erased = await applyRetention(this.db, now)
      if (erased > 0) this.logger.log({ what: 'retention', erased })
    } catch (error) {
      this.logger.error({ what: 'Housekeeping failed and is tried again', code: (error as { code?: string }).code })
    }
  }
}
