/** Compares the host's clock with the database's, in every role: said in the log when it begins and when it ends. */
import type { Clock, Db } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { CLOCK, DB } from '../environment/tokens.ts'
import { measureDifference, TOLERATED_MS } from './clock-difference.ts'

const LOOK_MS = 30_000

@Injectable()
export class ClockWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('clock-watch')
  private timer: NodeJS.Timeout | null = null
  private looking: Promise<void> | null = null
  private differenceMs: number | null = null

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Milliseconds the host is ahead of the database as last measured; null before the first answer. */
  get difference(): number | null {
    return this.differenceMs
  }

  get isOff(): boolean {
    return this.differenceMs !== null && Math.abs(this.differenceMs) > TOLERATED_MS
  }

  onApplicationBootstrap(): void {
    void this.look()
    this.timer = setInterval(() => void this.look(), LOOK_MS)
    this.timer.unref()
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.looking
  }

  async look(): Promise<void> {
    // Whether the database answers at all is for readiness to say.
    this.looking ??= this.measure().catch(() => undefined)
    await this.looking
    this.looking = null
  }

  private async measure(): Promise<void> {
    const measured = await measureDifference(this.db, this.clock)
    if (measured === null) return
    const wasOff = this.isOff
    this.differenceMs = measured
    if (this.isOff === wasOff) return
    const seconds = Math.round(measured / 100) / 10
    if (this.isOff)
      this.logger.error({ what: 'The clock of this host differs from the clock of the database', seconds })
    else this.logger.log({ what: 'The clock of this host agrees with the clock of the database again', seconds })
  }
}
