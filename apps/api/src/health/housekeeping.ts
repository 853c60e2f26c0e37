/** Every minute: drops what has had its time. Once a day: applies the retention of personal data. */
import { type Db, readNow } from '@relance/relance'
import { dropOldRows } from '@relance/trigger'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { alertChannels } from '../alerts/channels.ts'
import { dropOldSpools } from '../imports/spool.ts'
import { indexSearch } from '../leads/index-search.ts'
import { noteHeld } from '../leads/note-held.ts'
import { noteOptOuts } from '../rules/note-opt-outs.ts'
import { applyRetention } from '../personal-data/retention.ts'
import { fillHolidays } from '../settings/holidays.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, LONG_DB } from '../environment/tokens.ts'
import { createJumpWatch } from './clock-jumps.ts'
import { Passes } from '../background/passes.ts'
import { DAY } from '@relance/relance/core'

const EVERY_MS = 60_000
/** Longer than the longest statement it may ask. */
const QUIET_MS = 15 * 60_000

@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('housekeeping')
  private readonly jumps = createJumpWatch()
  private readonly passes: Passes
  /** Days since 1970. */
  private filledOn = 0

  constructor(
    @Inject(LONG_DB) db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.passes = new Passes(db, this.logger, {
      failure: 'Housekeeping failed and is tried again',
      quietMs: QUIET_MS,
    })
  }

  /** Files of people that a server before this one was killed over. */
  onApplicationBootstrap(): Promise<void> {
    return dropOldSpools()
  }

  @Interval('housekeeping', EVERY_MS)
  async tidy(): Promise<void> {
    await this.passes.run((db) => this.tidyOnce(db))
  }

  private async tidyOnce(db: Db): Promise<void> {
    const now = await readNow(db)
    // A clock that is a year ahead for a moment would erase leads whose retention has a year to go.
    if (this.jumps(now).isToWait) return
    await dropOldRows(db, now, () => !this.passes.isStopping)
    await indexSearch(db, () => this.passes.isStopping)
    await dropOldSpools()
    await this.fillHolidaysDaily(db, now)
    const told = [...alertChannels(this.config).keys()]
    await noteOptOuts(db, told, now)
    await noteHeld(db, told, now)
    const erased = await applyRetention(db, now)
    if (erased > 0) this.logger.log({ what: 'retention', erased })
  }

  /** Another year comes into reach, and leads of other countries. */
  private async fillHolidaysDaily(db: Db, now: number): Promise<void> {
    const day = Math.floor(now / DAY)
    if (day === this.filledOn) return
    await fillHolidays(db, now)
    this.filledOn = day
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.passes.stop()
  }
}
