/** Seals the audit log every second, and writes the chain's head to the server's log now and then. */
import type { Db } from '@relance/relance'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { DB } from '../tokens.ts'
import { headText } from './verify.ts'
import { readHead, sealEntries } from './seal.ts'

const EVERY_MS = 1_000
/** The log leaves the database's owner's reach: a head in it lets later tampering be seen. */
const ANCHOR_MS = 3_600_000

@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('audit')
  private timer: NodeJS.Timeout | null = null
  private sealing: Promise<void> | null = null
  private anchoredAt = 0
  private anchoredSeq = 0

  constructor(@Inject(DB) private readonly db: Db) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.seal(), EVERY_MS)
  }

  private async seal(): Promise<void> {
    if (this.sealing) return
    this.sealing = this.sealOnce().catch((error: unknown) => {
      this.logger.error({ what: 'The audit log could not be sealed', code: (error as { code?: string }).code })
    })
    await this.sealing
    this.sealing = null
  }

  private async sealOnce(): Promise<void> {
    await sealEntries(this.db)
    const now = performance.now()
    if (this.anchoredAt !== 0 && now - this.anchoredAt < ANCHOR_MS) return
    this.anchoredAt = now
    const head = await readHead(this.db)
    if (head.seq === this.anchoredSeq) return
    this.anchoredSeq = head.seq
    this.logger.log({ what: 'audit head', head: headText(head) })
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.sealing
  }
}
