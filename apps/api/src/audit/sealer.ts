/** Seals the audit log every second, and writes the chain's head to the server's log now and then. */
import type { Db } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { Passes } from '../background/passes.ts'
import { WORK_DB } from '../environment/tokens.ts'
import { headText } from './verify.ts'
import { readHead, sealEntries } from './seal.ts'
import { HOUR } from '@relance/relance/core'

const EVERY_MS = 1_000
/** The log leaves the database's owner's reach: a head in it lets later tampering be seen. */
const ANCHOR_MS = HOUR

@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('audit')
  private timer: NodeJS.Timeout | null = null
  private readonly passes: Passes
  private anchoredAt = 0
  private anchoredSeq = 0

  constructor(@Inject(WORK_DB) db: Db) {
    this.passes = new Passes(db, this.logger, { failure: 'The audit log could not be sealed' })
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.passes.run((db) => this.seal(db)), EVERY_MS)
  }

  private async seal(db: Db): Promise<void> {
    await sealEntries(db)
    const now = performance.now()
    if (this.anchoredAt !== 0 && now - this.anchoredAt < ANCHOR_MS) return
    this.anchoredAt = now
    const head = await readHead(db)
    if (head.seq === this.anchoredSeq) return
    this.anchoredSeq = head.seq
    this.logger.log({ what: 'audit head', head: headText(head) })
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.passes.stop()
  }
}
