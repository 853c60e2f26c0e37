/** What the engine asks of its host. */
import type { Db } from '@relance/leads'
import type { OutgoingMessage, SendOutcome } from './core/sending.ts'

export type { Db }

/** The one clock: milliseconds since the epoch, UTC. */
export type Clock = () => number

export interface Host {
  db: Db
  clock: Clock
}

/** A channel that sends by itself. Resolves whatever happens on the way; rejects only for a bug of ours. */
export interface Sender {
  send(message: OutgoingMessage): Promise<SendOutcome>
}
