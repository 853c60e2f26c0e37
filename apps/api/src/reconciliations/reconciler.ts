/** Every night: compares all enrolments with the rules, a part at a time, and says what was found. */
import { type Db, readNow, reconcile, type Reconciliation } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import type { Config } from '../environment/config.ts'
import { CONFIG, LONG_DB } from '../environment/tokens.ts'
import { noteAlert } from '../alerts/alerts.ts'
import { alertChannels } from '../alerts/channels.ts'
import { createJumpWatch } from '../health/clock-jumps.ts'
import { Passes } from '../background/passes.ts'

const LOOK_MS = 60_000
/** Of each look; the next one goes on, so that a large base is done within the night and a stop is quick. */
const PART_MS = 30_000

@Injectable()
export class Reconciler implements BeforeApplicationShutdown {
  private readonly logger = new Logger('reconciliation')
  private readonly jumps = createJumpWatch()
  private readonly passes: Passes

  constructor(
    @Inject(LONG_DB) db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.passes = new Passes(db, this.logger, { failure: 'Enrolments could not be compared' })
  }

  @Interval('reconciliation', LOOK_MS)
  async look(): Promise<void> {
    await this.passes.run((db) => this.work(db))
  }

  private async work(db: Db): Promise<void> {
    const now = await readNow(db)
    if (this.jumps(now).isToWait) return
    const until = performance.now() + PART_MS
    const done = await reconcile({ db }, () => !this.passes.isStopping && performance.now() < until)
    if (done?.state !== 'completed') return
    await this.tell(db, done, now)
  }

  private async tell(
    db: Db,
    { id, mode, looked, pending, differences, repaired }: Reconciliation,
    now: number,
  ): Promise<void> {
    const found = Object.values(differences).reduce((sum, count) => sum + count, 0)
    const figures = { mode, looked, pending, differences, repaired }
    if (found === 0) return this.logger.log({ what: 'Every lead stands where the rules ask', ...figures })
    this.logger.error({ what: 'Leads did not stand where the rules ask', id, ...figures })
    const alert = { kind: 'differences', subject: 'enrolments', occurrence: id } as const
    await noteAlert(db, alert, [...alertChannels(this.config).keys()], now)
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.passes.stop()
  }
}
