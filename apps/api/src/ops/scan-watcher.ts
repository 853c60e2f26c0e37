/** Looks every half minute whether scans come, in every role: a web server sees that the worker is gone. */
import { isScanTrouble } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { Config } from '../config.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { readScanState } from './scan-state.ts'
import { alarmChannels, alarmText } from './alarm-channels.ts'
import { alarmTold, closeIncident, openIncident, takeAlarm } from './scan-incidents.ts'

const LOOK_MS = 30_000

@Injectable()
export class ScanWatcher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('scan-watch')
  private readonly channels: ReturnType<typeof alarmChannels>
  private timer: NodeJS.Timeout | null = null
  private looking: Promise<void> | null = null

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.channels = alarmChannels(config)
  }

  /** Not at once: a server that has just started makes up for missed slots first. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_MS)
    this.timer.unref()
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.looking
  }

  async look(): Promise<void> {
    if (this.looking) return this.looking
    this.looking = this.follow().catch((error: unknown) => {
      this.logger.error({ what: 'Whether scans come could not be seen', code: (error as { code?: string }).code })
    })
    await this.looking
    this.looking = null
  }

  private async follow(): Promise<void> {
    const now = this.clock()
    const names = [...this.channels.keys()]
    const state = await readScanState(this.db, now, this.config)
    if (isScanTrouble(state)) {
      if (await openIncident(this.db, state, names, now)) this.logger.error({ what: 'Scans do not come', state })
    } else if (await closeIncident(this.db, names, now)) this.logger.log({ what: 'Scans come again' })
    let alarm = await takeAlarm(this.db, names, now)
    for (; alarm; alarm = await takeAlarm(this.db, names, now)) {
      try {
        await this.channels.get(alarm.channel)?.(alarmText(alarm, this.config))
        await alarmTold(this.db, alarm.id, this.clock())
      } catch (error) {
        // Addresses may hold secrets, and errors quote them.
        const { code = 'no_answer' } = error as { code?: string }
        this.logger.warn({ what: 'An alarm was not taken and is tried again', channel: alarm.channel, code })
      }
    }
  }
}
