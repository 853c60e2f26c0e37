/** Seals the audit log every second, and keeps the chain's head outside the database every hour. */
import { type Db, readNow } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { HOUR, MINUTE } from '@relance/relance/core'
import { noteAlert } from '../alerts/alerts.ts'
import { alertChannels } from '../alerts/channels.ts'
import { Passes } from '../background/passes.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, WORK_DB } from '../environment/tokens.ts'
import { type Anchor, openAnchor } from './anchor.ts'
import { type Head, readHead, sealEntries } from './seal.ts'
import { headText, holdsHead } from './verify.ts'

/** Any number, the same in every process: two of them never keep a head at the same time. */
const LOCK = 7_265_003
const EVERY_MS = 1_000
const ANCHOR_MS = HOUR
const RETRY_MS = 5 * MINUTE

@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('audit')
  private timer: NodeJS.Timeout | null = null
  private readonly passes: Passes
  private readonly anchor: Anchor | null
  private nextAnchorAt = 0
  private anchored = ''

  constructor(
    @Inject(WORK_DB) db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.anchor = config.AUDIT_ANCHOR ? openAnchor(config.AUDIT_ANCHOR) : null
    this.passes = new Passes(db, this.logger, { failure: 'The audit log could not be sealed' })
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.passes.run((db) => this.seal(db)), EVERY_MS)
  }

  async seal(db: Db): Promise<void> {
    await sealEntries(db)
    if (performance.now() < this.nextAnchorAt) return
    this.nextAnchorAt = performance.now() + ((await this.keepHead(db)) ? ANCHOR_MS : RETRY_MS)
  }

  /**
   * In the server's log, which leaves the reach of the database's owner too, and where the operator wants it. One server at a time: two
   * that read their heads in one order and wrote them in the other would leave the older one as the last.
   */
  private async keepHead(db: Db): Promise<boolean> {
    return db.transaction(async (tx) => {
      const [lock] = await tx.query<{ isMine: boolean }>('select pg_try_advisory_xact_lock($1) as "isMine"', [LOCK])
      return lock?.isMine === true && (await this.keepAlone(db, await readHead(tx)))
    })
  }

  private async keepAlone(db: Db, read: Head): Promise<boolean> {
    const head = headText(read)
    // The head of an empty log is the same everywhere, and proves nothing.
    if (read.seq > 0 && head !== this.anchored) this.logger.log({ what: 'audit head', head })
    this.anchored = head
    if (!this.anchor) return true
    try {
      const latest = await this.anchor.latest()
      if (latest !== null && !(await holdsHead(db, latest))) await this.tellLost(db, latest)
      if (latest !== head && read.seq > 0) await this.anchor.write(head, new Date(await readNow(db)).toISOString())
      return true
    } catch (error) {
      // An address may hold a secret, and errors quote it.
      const { code = 'no_answer' } = error as { code?: string }
      this.logger.error({ what: 'The head of the audit log could not be anchored and is tried again', code })
      return false
    }
  }

  private async tellLost(db: Db, head: string): Promise<void> {
    this.logger.error({ what: 'The audit log no longer holds the head that was anchored', head })
    const alert = { kind: 'audit_head_lost', subject: 'audit', occurrence: head } as const
    await noteAlert(db, alert, [...alertChannels(this.config).keys()], await readNow(db))
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.passes.stop()
  }
}
