/** Asks every few seconds which slots are due, and lets the engine fire them; replicas agree through the slot's row. */
import { coverAbsences, type Db, expire, failSilentRuns, runDueSlot, settleChanges } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { Interval } from '@nestjs/schedule'
import { describeError } from '../ops/describe-error.ts'
import { DB } from '../tokens.ts'

const TICK_MS = 10_000
/** A run that has not beaten for so long has lost its process. */
const SILENCE_MS = 75_000

@Injectable()
export class Scheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('scheduler')
  private ticking: Promise<void> | null = null
  private isStopping = false

  constructor(@Inject(DB) private readonly db: Db) {}

  /** Missed slots are made up for at once, and not waited for: the server listens meanwhile. */
  onApplicationBootstrap(): void {
    void this.tick()
  }

  @Interval('scheduler', TICK_MS)
  async tick(): Promise<void> {
    if (this.ticking || this.isStopping) return
    this.ticking = this.look().catch((error: unknown) => {
      this.logger.error({ what: 'The scheduler could not look for due slots', ...describeError(error) })
    })
    await this.ticking
    this.ticking = null
  }

  private async look(): Promise<void> {
    const host = { db: this.db }
    await failSilentRuns(host, SILENCE_MS)
    const report = await runDueSlot(host)
    if (report) this.logger.log({ what: 'run', ...report })
    else await settleChanges(host, TICK_MS / 2_000)
    await coverAbsences(host)
    await expire(host)
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true
    await this.ticking
  }
}
