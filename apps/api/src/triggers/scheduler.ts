/** Asks every few seconds which slots are due, and lets the engine fire them; replicas agree through the slot's row. */
import { coverAbsences, type Db, expire, failSilentRuns, runDueSlot, settleChanges } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { Passes } from '../ops/passes.ts'
import { WORK_DB } from '../tokens.ts'

const TICK_MS = 10_000
/** After a tick that failed, of a lost connection mostly: a slot may be waiting. */
const RETRY_MS = 1_000
/** A run that has not beaten for so long has lost its process. */
const SILENCE_MS = 75_000

@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('scheduler')
  private readonly ticks: Passes

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
    const host = { db }
    await failSilentRuns(host, SILENCE_MS)
    const report = await runDueSlot(host, () => this.ticks.isStopping)
    if (report) this.logger.log({ what: 'run', ...report })
    else await settleChanges(host, TICK_MS / 2_000)
    await coverAbsences(host)
    await expire(host)
  }

  /** A run under way ends with its batch, as `partial`: another replica, or the next start, goes on with it. */
  beforeApplicationShutdown(): Promise<void> {
    return this.ticks.stop()
  }
}
