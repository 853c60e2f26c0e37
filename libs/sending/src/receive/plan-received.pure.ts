/**
 * What events cause, decided at once for a batch: a function of the events and of what they are about. The order of the events and
 * their repetition change nothing, and what was applied before causes nothing again.
 */
import type { ChannelEvent } from '@relance/relance/core'
import { decideEffects } from '../attempts/effects.pure.ts'
import { foldPerson, type PersonMove } from '../attempts/people.pure.ts'
import { accountNews } from './account-news.pure.ts'
import { decideEchoes, writtenOnPhone } from './echoes.pure.ts'
import { ofKind } from './events.pure.ts'
import { latestTemplates } from './latest-templates.pure.ts'
import { changesOf, groupStatuses, moveOf, rulesAfter } from './move-sends.pure.ts'
import { createOwners, type Owners } from './owners.pure.ts'
import { isOfPerson } from './person-events.pure.ts'
import type { ReceivedPlan, ReceivedState, Receiving, StatusEvent, StoredEvent } from './received.pure.ts'
import {
  type Facts,
  type InboundMessage,
  leavingStrangers,
  messageOf,
  personFacts,
  toInboundMessages,
  unplaced,
} from './inbound-messages.pure.ts'

export function planReceived(
  stored: readonly StoredEvent[],
  state: ReceivedState,
  receiving: Receiving,
  now: number,
): ReceivedPlan {
  const { stopWords } = receiving
  const { events, foreign } = ownAndForeign(stored, state.ownNumbers)
  const all = events.map(({ event }) => event)
  const { statusesOf, waiting } = groupStatuses(events, state.sends)
  const owners = ownersOf(all, statusesOf, state)
  const moves = state.sends.map((send) =>
    moveOf(send, statusesOf.get(send.relanceId), { people: state.people, receiving, now }),
  )
  const messages = toInboundMessages(all, owners, { ...state, stopWords })
  const people = movePeople(state, { all, messages, moves, owners, leftNames: state.leftNames })
  const receivers = people.map(({ after }) => after)
  const { messages: echoed, ...echoes } = decideEchoes(
    writtenOnPhone(all, owners, state.knownMessages),
    state.openItems,
  )
  return {
    sends: changesOf(moves, receivers, receiving, now),
    people: people.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)),
    messages: [...messages.map(messageOf), ...echoed],
    ...echoes,
    news: accountNews(all),
    replied: repliedOf(messages),
    strangers: leavingStrangers(all, owners, stopWords),
    claimed: claimedOf(state, owners),
    templates: latestTemplates(ofKind(all, 'template_status'), state.templates),
    ...decideEffects(
      moves.flatMap(({ failure }) => failure?.caused ?? []),
      { numbers: state.numbers, rules: rulesAfter(state.rules, moves) },
      now,
    ),
    ...endsOf(events, [...waiting], unplaced(events, owners, state)),
    foreign,
  }
}

const movePeople = ({ people }: ReceivedState, batch: Facts): PersonMove[] =>
  people.map((before) => {
    const facts = personFacts(before, batch)
    return { before, after: foldPerson(before, facts), hasWritten: facts.heard.length > 0 }
  })

/** What waits for a message or a person is not applied. */
function endsOf(
  events: readonly StoredEvent[],
  waiting: string[],
  apart: Pick<ReceivedPlan, 'unknown' | 'setAside'>,
): Pick<ReceivedPlan, 'applied' | 'waiting' | 'unknown' | 'setAside'> {
  const isLeft = new Set([...waiting, ...apart.unknown, ...apart.setAside])
  return { applied: events.map(({ key }) => key).filter((key) => !isLeft.has(key)), waiting, ...apart }
}

/** Each event once, in the order of keys. */
function ownAndForeign(stored: readonly StoredEvent[], ownNumbers: readonly string[]) {
  const inOrder = [...new Map(stored.map((one) => [one.key, one])).values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const foreign = inOrder.filter(({ event }) => isForeign(event, ownNumbers)).map(({ key }) => key)
  return { events: inOrder.filter(({ key }) => !foreign.includes(key)), foreign }
}

/** Said to another number than ours, or in a group: no lead of ours said it to us. */
const isForeign = (event: ChannelEvent, ownNumbers: readonly string[]): boolean =>
  isOfPerson(event) &&
  (event.isGroup === true ||
    (event.numberId !== undefined && ownNumbers.length > 0 && !ownNumbers.includes(event.numberId)))

function ownersOf(
  all: readonly ChannelEvent[],
  statusesOf: ReadonlyMap<string, readonly StatusEvent[]>,
  { people, sends, recipients }: ReceivedState,
): Owners {
  const statuses = sends.flatMap(({ relanceId, leadId }) =>
    (statusesOf.get(relanceId) ?? []).map((event) => ({ leadId, event })),
  )
  const sent = sends.flatMap(({ messageId, leadId }) => (messageId === null ? [] : [{ messageId, leadId }]))
  return createOwners(people, { events: all.filter(isOfPerson), statuses, recipients: [...sent, ...recipients] })
}

const repliedOf = (messages: readonly InboundMessage[]): string[] =>
  [...new Set(messages.filter(({ isAnswer }) => isAnswer).map(({ leadId }) => leadId))].sort()

const claimedOf = ({ leftNames }: ReceivedState, { learnt }: Owners): string[] => {
  const names = new Set([...learnt.values()].flat().map(({ value }) => value))
  return leftNames.map(({ name }) => name).filter((name) => names.has(name))
}
