/** What the events of a batch are about, as it stands under the locks, and what becomes of it. Instants in milliseconds, UTC. */
import type { ChannelEvent, StopWish, Plan, Reaction, RelanceState, SendReason } from '@relance/relance/core'
import type { EffectsPlan, RuleSends } from '../attempts/effects.pure.ts'
import type { PersonMove, PersonState } from '../attempts/people.pure.ts'
import type { RateCard } from '../money/money.pure.ts'
import type { NumberState } from '../pace/pace.pure.ts'
import type { AccountNews } from './account-news.pure.ts'
import type { Recipient } from './owners.pure.ts'

export type StatusEvent = Extract<ChannelEvent, { kind: 'status' }>
export type InboundEvent = Extract<ChannelEvent, { kind: 'inbound' }>
export type EchoEvent = Extract<ChannelEvent, { kind: 'echo' }>
export type TemplateEvent = Extract<ChannelEvent, { kind: 'template_status' }>

/** An event and the key by which two of them are one. */
export interface StoredEvent {
  key: string
  event: ChannelEvent
}

/** A message that was sent, and its relance. */
export interface SentState {
  relanceId: string
  leadId: string
  ruleId: string
  numberId: string
  state: RelanceState
  reason: string | null
  step: number
  dueAt: number
  takenAt: number
  expiresAt: number
  /** The lead's. */
  timeZone: string | null
  phone?: string | null
  messageId: string | null
  acceptedAt: number | null
  /** The same, where no answer told it and a status had to. */
  provedAt: number | null
  deliveredAt: number | null
  readAt: number | null
  failedAt: number | null
  /** What the failure that was told asks for. */
  reaction: Reaction | null
  errorCode: number | null
  errorDetails: string | null
  cost: number | null
}

export interface TemplateState {
  name: string
  language: string
  status: string
  statusAt: number | null
}

export interface ReceivedState {
  /** Those that statuses may be about, and of the persons those that failed and are not late. */
  sends: readonly SentState[]
  people: readonly PersonState[]
  /** Of the messages in the batch, those that stand in the timeline already. */
  knownMessages: readonly string[]
  numbers: readonly NumberState[]
  rules: readonly RuleSends[]
  templates: readonly TemplateState[]
  /** Of the messages that events answer, those we sent. */
  recipients: readonly Recipient[]
  /** Of the names in the batch, those whose owners had asked to be left alone before we knew them, with the instant. */
  leftNames: readonly { name: string; at: number }[]
  /** Of the names in the batch, those that a person has set aside. */
  setAside: readonly string[]
  /** Of the names in the batch, those of people who were erased and are never to be contacted again. */
  erased: readonly string[]
  /** What waits in the closers' inboxes for the persons, where the batch tells of messages we wrote on the phone. */
  openItems: readonly OpenItem[]
  /** Our sending numbers; none where the account has none yet. */
  ownNumbers: readonly string[]
}

export interface Confirmed {
  relanceId: string
  leadId: string
  /** When it was sent, where the item was taken back since; null where it waits. */
  takenBackSince: number | null
}

/** A relance its closer has to send, and has not confirmed. */
export interface OpenItem {
  relanceId: string
  leadId: string
  message: string
  recordedAt: number
  /** When what the lead said took it back, which may be told before what was sent; null while it waits. */
  takenBackAt: number | null
}

/** What holds for every event of a moment. */
export interface Receiving {
  plan: Plan
  rates: readonly RateCard[]
  stopWords: readonly string[]
  fallsBack: boolean
}

export interface SentChange extends SentState {
  /** State or reason have changed. */
  isMoved: boolean
  /** It becomes its closer's item. */
  isPassed: boolean
  /** A closer had it, and has it no more. */
  isTakenBack: boolean
  /** Since when the next step counts, where this batch is what proves it. */
  pacedAt: number | null
  nextDueAt: number | null
}

export interface ReceivedMessage {
  id: string
  leadId: string
  at: number
  content: InboundEvent['content']
  text: string | null
  isReply: boolean
  direction: 'inbound' | 'outbound'
  /** The message that this one edits, deletes or reacts to. */
  about: string | null
  /** It asks to stop, or seems to. */
  stops?: { wish: Exclude<StopWish, 'no'>; said: string }
}

export interface ReceivedPlan extends EffectsPlan {
  sends: SentChange[]
  people: PersonMove[]
  messages: ReceivedMessage[]
  news: AccountNews
  /** Messages that we wrote on the phone and that are no relance of ours. */
  contacted: { id: string; leadId: string; at: number }[]
  /** Items whose message was sent on the phone. */
  confirmed: Confirmed[]
  /** Leads who wrote: cadences that stop on a reply end. */
  replied: string[]
  /** Names of nobody here that wish to be left alone, with the instant; numbers in all their national forms. */
  strangers: { name: string; at: number }[]
  /** Names that have become a lead's who is opted out for them: the lead carries the wish from now on. */
  claimed: string[]
  templates: TemplateEvent[]
  applied: string[]
  /** Statuses whose message is not known here yet. */
  waiting: string[]
  /** Events about persons nobody here knows: for a person to say who they are. */
  unknown: string[]
  /** The same of persons whom a person has set aside. */
  setAside: string[]
  /** What was said to a number that is not ours, or in a group. */
  foreign: string[]
}

export type FailureReason = Extract<
  SendReason,
  'unreachable' | 'template_needed' | 'withheld' | 'rule_stopped' | 'number_blocked' | 'account_stopped' | 'refused'
>
