/** Looks every half minute whether scans come, in every role: a web server sees that the worker is gone. */
import { isScanTrouble, SCAN_TROUBLES } from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { followAlerts } from '../alerts/alerts.ts'
import { alertChannels } from '../alerts/channels.ts'
import { Passes } from '../background/passes.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, WORK_DB } from '../environment/tokens.ts'
import { readScanState } from './scan-state.ts'

const LOOK_MS = 30_000

@Injectable()
export class ScanWatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('scan-watch')
  private timer: NodeJS.Timeout | null = null
  private readonly passes: Passes

  constructor(
    @Inject(WORK_DB) db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.passes = new Passes(db, this.logger, { failure: 'Whether scans come could not be seen' })
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

  /** A trouble that changes its kind stays the same alert. */
  private async follow(db: Db): Promise<void> {
    const now = await readNow(db)
    const state = await readScanState(db, now, this.config)
    const causes = isScanTrouble(state) ? [{ kind: state, subject: 'scan' }] : []
    const channels = [...alertChannels(this.config).keys()]
    const { opened, closed } = await db.transaction((tx) => followAlerts(tx, SCAN_TROUBLES, causes, channels, now))
    if (opened.length > 0) this.logger.error({ what: 'Scans do not come', state })
    if (closed.length > 0) this.logger.log({ what: 'Scans come again' })
  }
}
