/** What the people of a batch have written: the messages of leads, the facts about each lead, and the events of nobody we know. */
import type { ChannelEvent, StopWish } from '@relance/relance/core'
import { NO_FACTS, type PersonFacts, type PersonState } from '../attempts/people.pure.ts'
import type { Effects } from '../attempts/receipt.pure.ts'
import { CONTENT_EFFECTS, type ContentEffect } from './content-effects.pure.ts'
import { ofKind } from './events.pure.ts'
import type { Move } from './move-sends.pure.ts'
import type { Owners } from './owners.pure.ts'
import { allNames, isOfPerson } from './person-events.pure.ts'
import { readInbound } from './read-inbound.pure.ts'
import type { InboundEvent, ReceivedMessage, ReceivedState, SentState, StoredEvent } from './received.pure.ts'

/** A message of a lead that was not known before. */
export interface InboundMessage extends ContentEffect {
  leadId: string
  event: InboundEvent
  wish: StopWish
  /** It ends cadences that stop on a reply. */
  isAnswer: boolean
}

export function toInboundMessages(
  all: readonly ChannelEvent[],
  { ownerOf }: Owners,
  {
    people,
    knownMessages,
    stopWords,
  }: Pick<ReceivedState, 'people' | 'knownMessages'> & { stopWords: readonly string[] },
): InboundMessage[] {
  const known = new Set(knownMessages)
  const relancedAt = new Map(people.map(({ lead }) => [lead.id, lead.lastRelanceAt]))
  return ofKind(all, 'inbound').flatMap((event) => {
    const leadId = known.has(event.messageId) ? undefined : ownerOf(event)
    if (leadId === undefined) return []
    const isAnswer = event.isPast !== true || event.at >= (relancedAt.get(leadId) ?? Number.POSITIVE_INFINITY)
    const effect = CONTENT_EFFECTS[event.content]
    return [
      {
        leadId,
        event,
        wish: wishOf(event, stopWords),
        isAnswer: effect.isReply && isAnswer,
        ...effect,
      },
    ]
  })
}

/** What is no reply has no words of its own: a reaction that is taken back, a message that is deleted. */
const wishOf = (event: InboundEvent, stopWords: readonly string[]): StopWish =>
  CONTENT_EFFECTS[event.content].isReply ? readInbound(event, stopWords).wish : 'no'

export interface Facts {
  leftNames: readonly { name: string; at: number }[]
  all: readonly ChannelEvent[]
  messages: readonly InboundMessage[]
  moves: readonly Move[]
  owners: Owners
}

/** A wish to hear from us again is not taken for more than it says: the opt-out stays until a person lifts it. */
export function personFacts(
  { lead, identities }: PersonState,
  { all, messages, moves, owners, leftNames }: Facts,
): PersonFacts {
  const own = messages.filter(({ leadId }) => leadId === lead.id)
  const left = ofKind(all, 'preference').filter((event) => !event.wantsMarketing && owners.ownerOf(event) === lead.id)
  const sent = moves.filter(({ before, after }) => before.leadId === lead.id && before !== after)
  const failures = sent.flatMap(({ failure }) => failure ?? [])
  const failedAt = (wanted: (effects: Effects) => boolean): number[] =>
    failures.filter(({ effects }) => wanted(effects)).map(({ at }) => at)
  const phone = owners.phones.get(lead.id) ?? null
  const learnt = (owners.learnt.get(lead.id) ?? []).filter(({ value }) => value !== (phone ?? lead.phone))
  const isKnown = (value: string): boolean => identities.some((one) => one.value === value)
  const leftBefore = leftNames.filter(({ name }) => !isKnown(name) && learnt.some(({ value }) => value === name))
  const isUnreachable = ({ state, reason }: SentState): boolean => state === 'failed' && reason === 'unreachable'
  return {
    ...NO_FACTS,
    heard: own.filter(({ isReply }) => isReply).map(({ event, opensWindow }) => ({ at: event.at, opensWindow })),
    identities: learnt,
    leavesAt: [
      ...leftBefore.map(({ at }) => at),
      ...own.filter(({ wish }) => wish === 'certain').map(({ event }) => event.at),
      ...left.map(({ at }) => at),
      ...failedAt((effects) => effects.lead === 'opt_out'),
    ],
    windowClosedAt: failedAt((effects) => effects.closesWindow === true),
    waitsUntil: failures.flatMap(({ effects }) => effects.recipientUntil ?? []),
    unreachable: sent.flatMap(({ after }) =>
      isUnreachable(after) && after.failedAt !== null ? [{ relanceId: after.relanceId, failedAt: after.failedAt }] : [],
    ),
    reached: sent.filter(({ after }) => !isUnreachable(after)).map(({ after }) => after.relanceId),
    phone,
  }
}

const MAX_TEXT = 4_096

const ABOUT_ANOTHER: readonly InboundEvent['content'][] = ['edited', 'removed', 'deleted', 'reaction']

export const messageOf = ({ leadId, isReply, wish, event }: InboundMessage): ReceivedMessage => ({
  id: event.messageId,
  ...{ leadId, isReply, direction: 'inbound', at: event.at, content: event.content },
  text: event.text?.replaceAll('\0', '').slice(0, MAX_TEXT) ?? null,
  about: ABOUT_ANOTHER.includes(event.content) ? event.inReplyTo : null,
  ...(wish !== 'no' && { stops: { wish, said: event.text ?? event.payload ?? '' } }),
})

/** Names that are no lead's and wish to be left alone, since when. A username may be another's tomorrow. */
export function leavingStrangers(all: readonly ChannelEvent[], { ownerOf }: Owners, stopWords: readonly string[]) {
  const leaving = new Map<string, number>()
  const leaves = [
    ...ofKind(all, 'inbound').filter((event) => wishOf(event, stopWords) === 'certain'),
    ...ofKind(all, 'preference').filter((event) => !event.wantsMarketing),
  ]
  for (const event of leaves) {
    if (ownerOf(event) !== undefined) continue
    for (const name of allNames(event)) {
      if (name !== event.username) leaving.set(name, Math.min(event.at, leaving.get(name) ?? event.at))
    }
  }
  return [...leaving].map(([name, at]) => ({ name, at })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Whose events nobody here can place: kept for a person, apart where a person has set theirs aside. Of who was erased nothing is
 * kept.
 */
export function unplaced(
  events: readonly StoredEvent[],
  { ownerOf }: Owners,
  state: Pick<ReceivedState, 'setAside' | 'erased'>,
): { unknown: string[]; setAside: string[] } {
  const [apart, erased] = [new Set(state.setAside), new Set(state.erased)]
  const unknown: string[] = []
  const setAside: string[] = []
  for (const { key, event } of events) {
    if (!isOfPerson(event) || ownerOf(event) !== undefined) continue
    const names = allNames(event)
    if (names.some((name) => erased.has(name))) continue
    ;(names.some((name) => apart.has(name)) ? setAside : unknown).push(key)
  }
  return { unknown, setAside }
}
