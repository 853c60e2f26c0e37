/** Asks every few seconds which slots are due, and lets the engine fire them; replicas agree through the slot's row. */
import {
  type Clock,
  coverAbsences,
  type Db,
  expire,
  failSilentRuns,
  type Host,
  mendAhead,
  runDueSlot,
  settleChanges,
} from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { createJumpWatch, type Jump } from '../ops/clock-jumps.ts'
import { CLOCK, DB } from '../tokens.ts'

const TICK_MS = 10_000
/** A run that has not beaten for so long has lost its process. */
const SILENCE_MS = 75_000

@Injectable()
export class Scheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('scheduler')
  private ticking: Promise<void> | null = null
  private isStopping = false
  private readonly jumps: () => Jump
  /** A server may have been stopped by whoever saw that its clock was wrong. */
  private isToMend = true

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.jumps = createJumpWatch(clock)
  }

  /** Missed slots are made up for at once, and not waited for: the server listens meanwhile. */
  onApplicationBootstrap(): void {
    void this.tick()
  }

  @Interval('scheduler', TICK_MS)
  async tick(): Promise<void> {
    if (this.ticking || this.isStopping) return
    this.ticking = this.look().catch((error: unknown) => {
      this.logger.error({ what: 'The scheduler could not look for due slots', code: (error as { code?: string }).code })
    })
    await this.ticking
    this.ticking = null
  }

  private async look(): Promise<void> {
    const host = { db: this.db, clock: this.clock }
    if (this.isClockToSettle()) return
    if (this.isToMend) await this.mend(host)
    const now = this.clock()
    await failSilentRuns(this.db, now - SILENCE_MS, now)
    const report = await runDueSlot(host)
    if (report) this.logger.log({ what: 'run', ...report })
    else await settleChanges(host, TICK_MS / 2_000)
    await coverAbsences(host)
    await expire(host)
  }

  /** A slot or an expiry that only a wrong clock sees is not acted on when the clock is right again at the next tick. */
  private isClockToSettle(): boolean {
    const { byMs, isToWait } = this.jumps()
    if (byMs === 0) return false
    this.isToMend = true
    this.logger.warn({ what: 'The clock has jumped', seconds: Math.round(byMs / 1_000), isTickLetPass: isToWait })
    return isToWait
  }

  private async mend(host: Host): Promise<void> {
    const mended = await mendAhead(host)
    this.isToMend = false
    if (mended.recorded + mended.expired === 0) return
    this.logger.error({
      what: 'A clock was ahead: what was recorded or expired before its time was taken back',
      ...mended,
    })
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true
    await this.ticking
  }
}
