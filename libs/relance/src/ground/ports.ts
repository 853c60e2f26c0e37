/** What the engine asks of its host. */
import type { Db } from '@relance/leads'
import type { OutgoingMessage, SendOutcome } from './channel.ts'

export type { Db }

/** Milliseconds since the epoch, UTC. */
export type Clock = () => number

/**
 * The engine's clock is the database's, `relance_now()`. A `clock` takes its place in every transaction of the engine: only
 * tests and the demo give one.
 */
export interface Host {
  db: Db
  clock?: Clock | undefined
}

/** A channel that sends by itself. Resolves whatever happens on the way; rejects only for a bug of ours. */
export interface Sender {
  send(message: OutgoingMessage): Promise<SendOutcome>
}
