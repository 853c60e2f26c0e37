/** The other side of a channel's wire, as a test plays it. Every driver brings its own to the conformance suite. */
import { sampleLead } from '@relance/leads/fields'
import type { Channel, Sender } from '@relance/relance'
import type { ChannelEvent, ChannelTemplate, Reaction } from '@relance/relance/core'

/** Ways in which the other side takes a message, and its answer is lost. */
export const LOST_ANSWERS = ['silence', 'cut', 'server_error'] as const
export type LostAnswer = (typeof LOST_ANSWERS)[number]

export interface ChannelWorld {
  channel: Channel
  sender: Sender
  /** The same where nobody listens. */
  unreachable: Sender
  /** One that the other side has approved, with one value: the lead's first name. */
  template: ChannelTemplate
  /** What the other side can refuse a message for. */
  refusals: readonly Reaction[]
  /** Milliseconds, on the other side's clock. */
  now(): Promise<number>
  /** Lets time pass there. */
  pass(ms: number): Promise<void>
  /** The number (E.164) of somebody new; `hasWritten` to us just now. */
  person(options?: { hasWritten?: boolean }): Promise<string>
  /** The id of somebody new, who hides the number and has written to us just now. */
  hidden(): Promise<string>
  /** From now on every message is taken, and nothing goes wrong. */
  behave(): Promise<void>
  /** From now on every message is refused for this at once. */
  refuse(reaction: Reaction): Promise<void>
  /** From now on every message is taken, and reported as failed for this later. */
  failLater(reaction: Reaction): Promise<void>
  /** From now on every message is taken, and its answer is lost. */
  loseAnswers(how: LostAnswer): Promise<void>
  /** What the other side has taken under an id of ours. */
  taken(relanceId: string): Promise<readonly { to: string; text: string }[]>
  /** A person writes, reacts to a message of ours, or asks to be left alone. */
  write(from: string, text: string): Promise<void>
  react(from: string, messageId: string): Promise<void>
  leave(from: string): Promise<void>
  /** What the channel has delivered so far, as it came; resolves once the events in it satisfy the condition. */
  reports(isEnough: (events: readonly ChannelEvent[]) => boolean): Promise<readonly unknown[]>
}

export interface ChannelConformance {
  guarantee: string
  /** Rejects, saying what differed, when the driver does not keep the guarantee. */
  holds(world: ChannelWorld): Promise<void>
}

export const conforms = (guarantee: string, holds: ChannelConformance['holds']): ChannelConformance => ({
  guarantee,
  holds: async (world) => {
    await world.behave()
    await holds(world)
  },
})

export function same(actual: unknown, expected: unknown, what = ''): void {
  const [seen, wanted] = [actual, expected].map((value) => JSON.stringify(value))
  if (seen !== wanted) throw new Error(`${what && `${what}: `}expected ${wanted}, got ${seen}.`)
}

export function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** Ids of our own, as relances have them. */
export const newId = (): string => crypto.randomUUID()

export const VALUES = {
  lead: { ...sampleLead('empty'), firstName: 'Zoé', lastName: 'Martin', custom: {} },
  closer: { name: 'Ada' },
  company: { name: 'Acme' },
}
