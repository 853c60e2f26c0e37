/** What the engine asks of its host. */
export type { Db } from '@relance/leads'

/** The one clock: milliseconds since the epoch, UTC. */
export type Clock = () => number
