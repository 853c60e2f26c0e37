/**
 * The passes of a background loop, one at a time. A pass that hangs is abandoned: the next one may begin, and the old one finds
 * its database closed should it ever wake up, so that the two never work side by side.
 */
import type { Db } from '@relance/relance'
import type { Logger } from '@nestjs/common'
import { describeError } from '../http/describe-error.ts'

/** A pass under way when the process ends may take so long to come to an end. */
const STOP_MS = 3_000
/** Counted in looks instead of by the clock: a process that was frozen meanwhile has had no chance to go on. */
const LOOKS = 4

export interface PassOptions {
  /** What is logged when a pass fails. */
  failure: string
  /** How long a pass may ask nothing of the database, and hear nothing from it. */
  quietMs?: number
  stopMs?: number
}

interface Pass {
  done: Promise<boolean>
  abandon: (why: string) => void
}

export class Passes {
  private current: Pass | null = null
  private isOver = false

  constructor(
    private readonly db: Db,
    private readonly logger: Logger,
    private readonly options: PassOptions,
  ) {}

  get isStopping(): boolean {
    return this.isOver
  }

  /** Resolves with whether the pass went well; null at once when another one is under way, or the process ends. */
  async run(work: (db: Db) => Promise<unknown>): Promise<boolean | null> {
    if (this.current || this.isOver) return null
    const pass = this.begin(work)
    this.current = pass
    const isWell = await pass.done
    if (this.current === pass) this.current = null
    return isWell
  }

  /** Resolves when the pass under way has ended, or has been abandoned. */
  async stop(): Promise<void> {
    this.isOver = true
    const { current } = this
    if (!current) return
    const timer = setTimeout(() => current.abandon('The process ends.'), this.options.stopMs ?? STOP_MS)
    await current.done
    clearTimeout(timer)
  }

  private begin(work: (db: Db) => Promise<unknown>): Pass {
    const { quietMs = 60_000 } = this.options
    let looks = 0
    let abandon: Pass['abandon'] = () => undefined
    const signs = { isAbandoned: false, beat: () => void (looks = 0) }
    const abandoned = new Promise<never>((_, reject) => {
      abandon = (why) => {
        signs.isAbandoned = true
        reject(new Error(why))
      }
    })
    const look = setInterval(() => {
      if (++looks > LOOKS) abandon(`It gave no sign of life for ${quietMs} ms and is abandoned.`)
    }, quietMs / LOOKS)
    look.unref()
    const done = Promise.race([work(watched(this.db, signs)), abandoned])
      .then(
        () => true,
        (error: unknown) => {
          this.logger.error({ what: this.options.failure, ...describeError(error) })
          return false
        },
      )
      .finally(() => clearInterval(look))
    return { done, abandon }
  }
}

/** Each question, and each answer, is a sign of life. */
function watched(db: Db, signs: { isAbandoned: boolean; beat: () => void }): Db {
  const refuseAbandoned = (): void => {
    if (signs.isAbandoned) throw new Error('This pass was abandoned.')
  }
  const watch = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    refuseAbandoned()
    signs.beat()
    try {
      return await ask()
    } finally {
      signs.beat()
    }
  }
  return {
    query: (sql, parameters) => watch(() => db.query(sql, parameters)),
    transaction: (work) =>
      watch(() =>
        db.transaction(async (tx) => {
          const result = await work(watched(tx, signs))
          // Before the commit: what it did is undone.
          refuseAbandoned()
          return result
        }),
      ),
  }
}
