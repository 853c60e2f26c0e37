/** Mails each closer the relances of their day when it begins, once over all servers. */
import { digestWords } from '@relance/contract'
import type { Db } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { sendMail } from '../alerts/channels.ts'
import { Passes } from '../background/passes.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, WORK_DB } from '../environment/tokens.ts'
import { claimDigests, type DigestOutcome, settleDigest, type TakenDigest, takeDigest } from './digests.ts'

const LOOK_MS = 30_000
/** Longer than a mail server may take. */
const QUIET_MS = 120_000
/** The most relances that a mail lists. */
const NAMED = 10
/** The mail server may have accepted the mail before the connection failed, so the mail is not sent again. */
const MAYBE_TAKEN = new Set(['ETIMEDOUT', 'ESOCKET', 'ECONNRESET'])

interface Sender {
  smtp: string
  from: string
  base: string
}

/** Null when mail or the public address is not configured. */
function senderOf({ SMTP_URL: smtp, PUBLIC_URL: base, ALARM_MAIL_FROM, ALARM_MAIL_TO }: Config): Sender | null {
  const from = ALARM_MAIL_FROM ?? ALARM_MAIL_TO
  return smtp && base && from ? { smtp, base, from } : null
}

@Injectable()
export class DigestSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('digests')
  private readonly passes: Passes
  private readonly sender: Sender | null
  private timer: NodeJS.Timeout | null = null

  constructor(@Inject(WORK_DB) db: Db, @Inject(CONFIG) config: Config) {
    this.sender = senderOf(config)
    this.passes = new Passes(db, this.logger, { failure: 'Digests could not be sent', quietMs: QUIET_MS })
  }

  onApplicationBootstrap(): void {
    if (!this.sender) return
    this.timer = setInterval(() => void this.send(), LOOK_MS)
    this.timer.unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.passes.stop()
  }

  async send(): Promise<void> {
    const { sender } = this
    if (sender) await this.passes.run((db) => this.sendAll(db, sender))
  }

  private async sendAll(db: Db, sender: Sender): Promise<void> {
    await claimDigests(db)
    for (let digest = await takeDigest(db, NAMED); digest; digest = await takeDigest(db, NAMED)) {
      const outcome = digest.open === 0 ? 'settled' : await this.mail(digest, sender)
      await settleDigest(db, digest, outcome)
      if (this.passes.isStopping) return
    }
  }

  private async mail(digest: TakenDigest, { smtp, from, base }: Sender): Promise<DigestOutcome> {
    const { email: to, userId, day, locale } = digest
    const pageOf = (path: string): string => new URL(`/#/${path}`, base).href
    const { subject, text } = digestWords(locale, {
      ...digest,
      items: digest.items.map(({ id, ...item }) => ({ ...item, link: pageOf(`inbox/${id}`) })),
      queue: pageOf('inbox'),
      profile: pageOf('profile'),
    })
    try {
      await sendMail(smtp, { to, from, subject, text, messageId: `<relance-digest-${userId}-${day}@relance.invalid>` })
      return 'sent'
    } catch (error) {
      // Errors of a mail server quote addresses.
      const { code = 'no_answer', command = '' } = error as { code?: string; command?: string }
      this.logger.warn({ what: 'A digest was not taken', code, command })
      return MAYBE_TAKEN.has(code) && command === 'DATA' ? 'unknown' : 'again'
    }
  }
}
