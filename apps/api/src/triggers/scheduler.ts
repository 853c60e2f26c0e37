/** Asks every few seconds which slots are due, and lets the engine fire them; replicas agree through the slot's row. */
import {
  coverAbsences,
  type Db,
  expire,
  failSilentRuns,
  type Host,
  mendAhead,
  readNow,
  runDueSlot,
  settleChanges,
} from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { createJumpWatch } from '../health/clock-jumps.ts'
import { Passes } from '../background/passes.ts'
import { WORK_DB } from '../environment/tokens.ts'
import { tracedHost } from '../tracing/traced.ts'

const TICK_MS = 10_000
/** After a tick that failed, of a lost connection mostly: a slot may be waiting. */
const RETRY_MS = 1_000
/** A run that has not beaten for so long has lost its process. */
const SILENCE_MS = 75_000

@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('scheduler')
  private readonly ticks: Passes
  private readonly jumps = createJumpWatch()
  /** A server may have been stopped by whoever saw that its clock was wrong. */
  private isToMend = true

  constructor(@Inject(WORK_DB) db: Db) {
    this.ticks = new Passes(db, this.logger, { failure: 'The scheduler could not look for due slots' })
  }

  /** Missed slots are made up for at once, and not waited for: the server listens meanwhile. */
  onApplicationBootstrap(): void {
    void this.tick()
  }

  @Interval('scheduler', TICK_MS)
  async tick(): Promise<void> {
    const isWell = await this.ticks.run((db) => this.look(db))
    if (isWell === false && !this.ticks.isStopping) setTimeout(() => void this.tick(), RETRY_MS).unref()
  }

  private async look(db: Db): Promise<void> {
    const host = tracedHost(db)
    if (this.isClockToSettle(await readNow(db))) return
    if (this.isToMend) await this.mend(host)
    await failSilentRuns(host, SILENCE_MS)
    const report = await runDueSlot(host, () => this.ticks.isStopping)
    if (report) this.logger.log({ what: 'run', ...report })
    else await settleChanges(host, TICK_MS / 2_000)
    await coverAbsences(host)
    await expire(host)
  }

  /** A slot or an expiry that only a wrong clock sees is not acted on when the clock is right again at the next tick. */
  private isClockToSettle(now: number): boolean {
    const { byMs, isToWait } = this.jumps(now)
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

  /** A run under way ends with its batch, as `partial`: another replica, or the next start, goes on with it. */
  beforeApplicationShutdown(): Promise<void> {
    return this.ticks.stop()
  }
}
