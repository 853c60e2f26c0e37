/** Looks every half minute whether scans come, in every role: a web server sees that the worker is gone. */
import { isScanTrouble } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import type { Config } from '../environment/config.ts'
import { CLOCK, CONFIG, WORK_DB } from '../environment/tokens.ts'
import { readScanState } from '../health/scan-state.ts'
import { alarmChannels, alarmText } from './alarm-channels.ts'
import { Passes } from '../background/passes.ts'
import { alarmTold, closeIncident, openIncident, takeAlarm } from './scan-incidents.ts'

const LOOK_MS = 30_000
/** Longer than a mail server may take. */
const QUIET_MS = 120_000

@Injectable()
export class ScanWatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('scan-watch')
  private readonly channels: ReturnType<typeof alarmChannels>
  private timer: NodeJS.Timeout | null = null
  private readonly passes: Passes

  constructor(
    @Inject(WORK_DB) db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.channels = alarmChannels(config)
    this.passes = new Passes(db, this.logger, { failure: 'Whether scans come could not be seen', quietMs: QUIET_MS })
  }

  /** Not at once: a server that has just started makes up for missed slots first. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_MS)
    this.timer.unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.passes.stop()
  }

  async look(): Promise<void> {
    await this.passes.run((db) => this.follow(db))
  }

  private async follow(db: Db): Promise<void> {
    const now = this.clock()
    const names = [...this.channels.keys()]
    const state = await readScanState(db, now, this.config)
    if (isScanTrouble(state)) {
      if (await openIncident(db, state, names, now)) this.logger.error({ what: 'Scans do not come', state })
    } else if (await closeIncident(db, names, now)) this.logger.log({ what: 'Scans come again' })
    let alarm = await takeAlarm(db, names, now)
    for (; alarm; alarm = await takeAlarm(db, names, now)) {
      try {
        await this.channels.get(alarm.channel)?.(alarmText(alarm, this.config))
        await alarmTold(db, alarm.id, this.clock())
      } catch (error) {
        // Addresses may hold secrets, and errors quote them.
        const { code = 'no_answer' } = error as { code?: string }
        this.logger.warn({ what: 'An alarm was not taken and is tried again', channel: alarm.channel, code })
      }
    }
  }
}
