/** Notifies closers of due relances within seconds. Several servers may run it at once. */
import { pushWords } from '@relance/contract'
import type { Db } from '@relance/relance'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import { type Keyring, keyringOf } from '../auth/authenticator-app/keyring.ts'
import { Passes } from '../background/passes.ts'
import { WakeableSleep } from '../background/wakeable-sleep.ts'
import { Listener } from '../database/listener.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, WORK_DB } from '../environment/tokens.ts'
import { claimBundles } from './bundles.ts'
import { decideContent } from './decide-notices.pure.ts'
import { outcomeOf } from './push-answers.pure.ts'
import { readPushKey } from './push-key.ts'
import { sendPush } from './push-service.ts'
import { loseStaleSends, nextSendIn, settleSend, takeSend, type TakenSend } from './sends.ts'

/** Nothing signals that a relance has become due, so the notifier looks regularly. */
const LOOK_MS = 2_000
/** The shortest time between two looks: a run signals every batch. */
const LEAST_MS = 500
const LANES = 8
/** How many lanes may wait for one push service, so that a service that hangs leaves lanes for the others. */
const LANES_OF_ONE = 6
/** Longer than a service may take to answer. */
const LOST_MS = 60_000

@Injectable()
export class Notifier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('notices')
  private readonly rest = new WakeableSleep()
  private readonly passes: Passes
  private readonly listener: Listener
  private readonly keyring: Keyring
  private readonly lanes: Passes[]
  /** Calls under way, by origin of the push service. */
  private readonly underWay = new Map<string, number>()
  private taking: Promise<unknown> = Promise.resolve()

  constructor(
    @Inject(WORK_DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    const failure = 'Notices could not be sent and are tried again'
    this.passes = new Passes(db, this.logger, { failure })
    this.lanes = Array.from({ length: LANES }, () => new Passes(db, this.logger, { failure }))
    this.keyring = keyringOf(config)
    const wake = (): void => this.rest.wake()
    this.listener = new Listener({
      url: config.DATABASE_URL ?? '',
      channel: 'relance_live',
      hear: wake,
      begun: wake,
    })
  }

  onApplicationBootstrap(): void {
    void this.keepLooking()
    void this.listener.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    const stopped = [this.listener, this.passes, ...this.lanes].map((one) => one.stop())
    this.rest.wake()
    await Promise.all(stopped)
  }

  private async keepLooking(): Promise<void> {
    while (!this.passes.isStopping) {
      let nextMs: number | null = null
      await this.passes.run(async (db) => {
        nextMs = await this.look(db)
      })
      if (this.passes.isStopping) return
      await new Promise((resolve) => setTimeout(resolve, LEAST_MS))
      await this.rest.sleep(Math.max(Math.min(nextMs ?? LOOK_MS, LOOK_MS) - LEAST_MS, 0))
    }
  }

  /** Claims and starts the lanes. Returns the milliseconds until the next push is due. */
  async look(db: Db = this.db): Promise<number | null> {
    const lost = await loseStaleSends(db, LOST_MS)
    if (lost > 0) this.logger.warn({ what: 'Notices whose sending was interrupted are not sent again', notices: lost })
    await claimBundles(db)
    const nextMs = await nextSendIn(db)
    if (nextMs !== null && nextMs <= 0) for (const lane of this.lanes) void lane.run((work) => this.sendAll(work))
    return nextMs
  }

  /** Sends everything that is due now; for tests. */
  async sendAll(db: Db = this.db): Promise<void> {
    for (let send = await this.take(db); send; send = await this.take(db)) {
      try {
        await this.send(db, send)
      } finally {
        this.count(send, -1)
      }
      if (this.passes.isStopping) return
    }
  }

  /** Lanes take one after the other, so that each sees what the others have taken. */
  private take(db: Db): Promise<TakenSend | null> {
    const taken = this.taking.then(async () => {
      const spared = [...this.underWay].filter(([, calls]) => calls >= LANES_OF_ONE).map(([origin]) => origin)
      const send = await takeSend(db, spared)
      if (send) this.count(send, 1)
      return send
    })
    this.taking = taken.catch(() => undefined)
    return taken
  }

  private count({ endpoint }: TakenSend, by: 1 | -1): void {
    const { origin } = new URL(endpoint)
    this.underWay.set(origin, (this.underWay.get(origin) ?? 0) + by)
  }

  private async send(db: Db, send: TakenSend): Promise<void> {
    const content = decideContent(send, send.now)
    if (!content) return settleSend(db, send, { kind: 'settled' })
    const key = await readPushKey(db, this.keyring)
    if (!key) return settleSend(db, send, { kind: 'refused' })
    const { open, path, ttlSeconds } = content
    const payload = JSON.stringify({ ...pushWords(send.locale, content), lang: send.locale, open, path })
    const { endpoint, p256dh, auth } = send
    const push = { endpoint, p256dh, auth, payload, ttlSeconds, topic: 'due' }
    const answer = await sendPush(push, key, subjectOf(this.config))
    const outcome = outcomeOf(answer, send.tries)
    await settleSend(db, send, outcome)
    if (outcome.kind === 'sent' || outcome.kind === 'gone') return
    const service = new URL(endpoint).host
    const why = answer.status === null ? answer.code : `HTTP_${answer.status}`
    this.logger.warn({ what: 'A notice was not taken', service, why, outcome: outcome.kind })
  }
}

/** Push services refuse a message without a contact address. */
function subjectOf({ PUBLIC_URL, ADMIN_EMAIL, ALARM_MAIL_TO }: Config): string {
  if (PUBLIC_URL?.startsWith('https:')) return new URL(PUBLIC_URL).origin
  const mail = ALARM_MAIL_TO ?? ADMIN_EMAIL
  return mail ? `mailto:${mail}` : 'https://relance.invalid'
}
