/** Wakes the courier when a job comes in. The queue's library runs on connections of its own, and is begun again when they fail. */
import { EventEmitter, once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Logger } from '@nestjs/common'
import { type Runner, run } from 'graphile-worker'
import pg from 'pg'
import { connectionOptions } from '../database/connection-options.ts'
import { describeError } from '../http/describe-error.ts'
import { queueLogger } from './queue-logger.ts'
import { WakeableSleep } from './wakeable-sleep.ts'

const POLL_MS = 500
/** For each of its questions, which all are small: a half-open connection answers none. */
const QUESTION_MS = 10_000
/** Meanwhile the courier looks for itself. */
const RETRY_MS = 5_000
const STOP_MS = 2_000

export class QueueListener {
  private readonly rest = new WakeableSleep()
  private stopNow: (() => void) | null = null
  private isStopping = false
  private listening: Promise<void> = Promise.resolve()

  constructor(
    private readonly url: string | undefined,
    private readonly logger: Logger,
    private readonly wake: () => void,
  ) {}

  start(): void {
    this.listening = this.keepListening()
  }

  async stop(): Promise<void> {
    this.isStopping = true
    this.stopNow?.()
    this.rest.wake()
    await this.listening
  }

  private async keepListening(): Promise<void> {
    while (!this.isStopping) {
      try {
        await this.listen()
      } catch (error) {
        this.logger.error({ what: 'The queue does not wake, and is begun again', ...describeError(error) })
      }
      if (!this.isStopping) await this.rest.sleep(RETRY_MS)
    }
  }

  /** Until the process ends. @throws when a question of the library's failed: a connection of its pool may be dead. */
  private async listen(): Promise<void> {
    const pool = new pg.Pool({
      ...connectionOptions,
      connectionString: this.url,
      max: 3,
      query_timeout: QUESTION_MS,
    }).on('error', () => undefined)
    const events = new EventEmitter()
    const failed = once(events, 'worker:getJob:error')
    const stopped = new Promise<void>((resolve) => {
      this.stopNow = resolve
    })
    let runner: Runner | null = null
    try {
      runner = await run({
        pgPool: pool,
        concurrency: 1,
        noHandleSignals: true,
        pollInterval: POLL_MS,
        events,
        logger: queueLogger(this.logger),
        taskList: { send_messages: async () => this.wake() },
      })
      const refusal = await Promise.race([failed, stopped, runner.promise])
      if (Array.isArray(refusal)) throw (refusal[0] as { error: unknown }).error
    } finally {
      // What hangs in it ends with its own time-out.
      await Promise.race([runner?.stop().catch(() => undefined), setTimeout(STOP_MS, undefined, { ref: false })])
      void pool.end().catch(() => undefined)
    }
  }
}
