/**
 * The port of a channel that sends by itself: what the engine and the queue ask of it. The closer's inbox is no such channel: it
 * is part of the engine. Every driver passes the conformance suite of `@relance/sending`.
 */
import type { ChannelKey } from './channels.ts'
import type { Category } from './cost.ts'
import type {
  ChannelEvent,
  ChannelLimits,
  ChannelTemplate,
  OutgoingMessage,
  PricedMessage,
  SendOutcome,
  UnsentMessage,
  WrittenContent,
} from './messages.ts'
import type { Db } from './ports.ts'

/** The channels of an installation that send by themselves, by their keys. */
export type Channels = ReadonlyMap<ChannelKey, Channel>

export interface Channel {
  key: ChannelKey
  limits: ChannelLimits
  /** Our templates as the channel may send them, of `ids` or all of them. Those without a counterpart there are left out. */
  readTemplates(db: Db, ids?: readonly string[]): Promise<ReadonlyMap<string, ChannelTemplate>>
  /** Those of our templates that the channel would not send, by name. */
  unsendable(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]>
  /** Whether it delivers approved texts of a category there at all; `to` as in an outgoing message. Pure. */
  reaches(to: string, category: Category): boolean
  /** What messages cost, in millionths of the currency; null where no rate holds. */
  readPrices(db: Db): Promise<(message: PricedMessage) => number | null>
  /** How a message is said at `now` (milliseconds), or why it cannot be. Pure. */
  contentOf(message: UnsentMessage, now: number): WrittenContent
  /** What one delivery of the channel reports, in its order, duplicates included. `payload` is of any shape. Pure. */
  eventsOf(payload: unknown, receivedAt: number): ChannelEvent[]
}

/** A connection of a channel, for one of its sending numbers. Resolves whatever happens on the way; rejects only for a bug of ours. */
export interface Sender {
  send(message: OutgoingMessage): Promise<SendOutcome>
}
