/** Every night: compares all enrolments with the rules, a part at a time, and says what was found. */
import { type Clock, type Db, dropOldReconciliations, reconcile, type Reconciliation } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import type { Config } from '../config.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { alarmChannels } from './alarm-channels.ts'
import { createJumpWatch, type Jump } from './clock-jumps.ts'
import { noteDifferences } from './scan-incidents.ts'

const LOOK_MS = 60_000
/** Of each look; the next one goes on, so that a large base is done within the night and a stop is quick. */
const PART_MS = 30_000

@Injectable()
export class Reconciler implements OnApplicationShutdown {
  private readonly logger = new Logger('reconciliation')
  private readonly jumps: () => Jump
  private working: Promise<void> | null = null
  private isStopping = false

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.jumps = createJumpWatch(clock)
  }

  @Interval('reconciliation', LOOK_MS)
  async look(): Promise<void> {
    if (this.working || this.isStopping || this.jumps().isToWait) return
    this.working = this.work().catch((error: unknown) => {
      this.logger.error({ what: 'Enrolments could not be compared', code: (error as { code?: string }).code, error })
    })
    await this.working
    this.working = null
  }

  private async work(): Promise<void> {
    const until = performance.now() + PART_MS
    const hasTime = (): boolean => !this.isStopping && performance.now() < until
    const done = await reconcile({ db: this.db, clock: this.clock }, hasTime)
    if (done?.state !== 'completed') return
    await this.tell(done)
    await dropOldReconciliations(this.db, this.clock())
  }

  private async tell({ id, mode, looked, pending, differences, repaired }: Reconciliation): Promise<void> {
    const found = Object.values(differences).reduce((sum, count) => sum + count, 0)
    const figures = { mode, looked, pending, differences, repaired }
    if (found === 0) return this.logger.log({ what: 'Every lead stands where the rules ask', ...figures })
    this.logger.error({ what: 'Leads did not stand where the rules ask', id, ...figures })
    await noteDifferences(this.db, [...alarmChannels(this.config).keys()], this.clock())
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true
    await this.working
  }
}
