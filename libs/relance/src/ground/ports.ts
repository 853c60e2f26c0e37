/** What the engine asks of its host. */
import type { Db } from '@relance/leads'

export type { Db }

/** Milliseconds since the epoch, UTC. */
export type Clock = () => number

/** Whether there is time for one more chunk of work. */
export type HasTime = () => boolean

/**
 * The engine's clock is the database's, `relance_now()`. A `clock` takes its place in every transaction of the engine: only
 * tests and the demo give one.
 */
export interface Host {
  db: Db
  clock?: Clock | undefined
  /** Called with each run, so that a host can tell what belongs to it; must do `work`, once, and answer with its result. */
  aroundRun?: (<Result>(runId: string, work: () => Promise<Result>) => Promise<Result>) | undefined
}
