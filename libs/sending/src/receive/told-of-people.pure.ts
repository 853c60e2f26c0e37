/** What the events of a batch say of persons, known ones and others. */
import type { ChannelEvent } from '@relance/relance/core'
import { NO_FACTS, type PersonFacts, type PersonState } from '../attempts/people.pure.ts'
import type { Effects } from '../attempts/receipt.pure.ts'
import { ofKind } from './events.pure.ts'
import type { Move } from './move-sends.pure.ts'
import type { Owners } from './owners.pure.ts'
import { readInbound } from './read-inbound.pure.ts'
import type { InboundEvent, ReceivedMessage, SentState } from './received.pure.ts'

/** A message of a lead that was not known before. */
export interface Heard {
  leadId: string
  event: InboundEvent
  opensWindow: boolean
  isStop: boolean
}

export function hear(
  all: readonly ChannelEvent[],
  { ownerOf }: Owners,
  { knownMessages, stopWords }: { knownMessages: readonly string[]; stopWords: readonly string[] },
): Heard[] {
  const known = new Set(knownMessages)
  return ofKind(all, 'inbound').flatMap((event) => {
    const leadId = known.has(event.messageId) ? undefined : ownerOf(event)
    return leadId === undefined ? [] : [{ leadId, event, ...readInbound(event, stopWords) }]
  })
}

export interface Facts {
  all: readonly ChannelEvent[]
  heard: readonly Heard[]
  moves: readonly Move[]
  owners: Owners
}

/** A wish to hear from us again is not taken for more than it says: the opt-out stays until a person lifts it. */
export function personFacts({ lead }: PersonState, { all, heard, moves, owners }: Facts): PersonFacts {
  const own = heard.filter(({ leadId }) => leadId === lead.id)
  const left = ofKind(all, 'preference').filter((event) => !event.wantsMarketing && owners.ownerOf(event) === lead.id)
  const sent = moves.filter(({ before, after }) => before.leadId === lead.id && before !== after)
  const failures = sent.flatMap(({ failure }) => failure ?? [])
  const failedAt = (wanted: (effects: Effects) => boolean): number[] =>
    failures.filter(({ effects }) => wanted(effects)).map(({ at }) => at)
  const isUnreachable = ({ state, reason }: SentState): boolean => state === 'failed' && reason === 'unreachable'
  return {
    ...NO_FACTS,
    heard: own.map(({ event, opensWindow }) => ({ at: event.at, opensWindow, userId: event.userId })),
    leavesAt: [
      ...own.filter(({ isStop }) => isStop).map(({ event }) => event.at),
      ...left.map(({ at }) => at),
      ...failedAt((effects) => effects.lead === 'opt_out'),
    ],
    windowClosedAt: failedAt((effects) => effects.closesWindow === true),
    restsUntil: failures.flatMap(({ effects }) => effects.recipientUntil ?? []),
    unreachable: sent.flatMap(({ after }) =>
      isUnreachable(after) && after.failedAt !== null ? [{ relanceId: after.relanceId, failedAt: after.failedAt }] : [],
    ),
    reached: sent.filter(({ after }) => !isUnreachable(after)).map(({ after }) => after.relanceId),
    phone: owners.phones.get(lead.id) ?? null,
  }
}

const MAX_TEXT = 4_096

export const messageOf = ({ leadId, event: { messageId, at, content, text } }: Heard): ReceivedMessage => ({
  id: messageId,
  ...{ leadId, at, content, text: text?.replaceAll('\0', '').slice(0, MAX_TEXT) ?? null },
})

/** Numbers that are no lead's and wish to be left alone, since when. */
export function leavingStrangers(all: readonly ChannelEvent[], { ownerOf }: Owners, stopWords: readonly string[]) {
  const leaving = new Map<string, number>()
  const leaves = [
    ...ofKind(all, 'inbound').filter((event) => readInbound(event, stopWords).isStop),
    ...ofKind(all, 'preference').filter((event) => !event.wantsMarketing),
  ]
  for (const event of leaves) {
    if (event.from === null || ownerOf(event) !== undefined) continue
    leaving.set(event.from, Math.min(event.at, leaving.get(event.from) ?? event.at))
  }
  return [...leaving].map(([phone, at]) => ({ phone, at })).sort((a, b) => (a.phone < b.phone ? -1 : 1))
}
