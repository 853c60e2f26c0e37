/**
 * What events cause, decided at once for a batch: a function of the events and of what they are about. The order of the events and
 * their repetition change nothing, and what was applied before causes nothing again.
 */
import { decideEffects } from '../attempts/effects.pure.ts'
import { foldPerson } from '../attempts/people.pure.ts'
import { ofKind } from './events.pure.ts'
import { latestTemplates } from './latest-templates.pure.ts'
import { changesOf, groupStatuses, moveOf, rulesAfter } from './move-sends.pure.ts'
import { createOwners } from './owners.pure.ts'
import type { ReceivedPlan, ReceivedState, Receiving, StoredEvent } from './received.pure.ts'
import { hear, leavingStrangers, messageOf, personFacts } from './told-of-people.pure.ts'

export function planReceived(
  stored: readonly StoredEvent[],
  state: ReceivedState,
  receiving: Receiving,
  now: number,
): ReceivedPlan {
  const { stopWords } = receiving
  const events = [...new Map(stored.map((one) => [one.key, one])).values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const all = events.map(({ event }) => event)
  const owners = createOwners(state.people, ofKind(all, 'number_changed'))
  const { told, waiting } = groupStatuses(events, state.sends)
  const moves = state.sends.map((send) =>
    moveOf(send, told.get(send.relanceId), { people: state.people, receiving, now }),
  )
  const heard = hear(all, owners, { knownMessages: state.knownMessages, stopWords })
  const people = state.people.map((before) => {
    const facts = personFacts(before, { all, heard, moves, owners })
    return { before, after: foldPerson(before, facts), hasWritten: facts.heard.length > 0 }
  })
  const receivers = people.map(({ after }) => after)
  return {
    sends: changesOf(moves, receivers, receiving, now),
    people: people.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)),
    messages: heard.map(messageOf),
    replied: [...new Set(heard.map(({ leadId }) => leadId))].sort(),
    strangers: leavingStrangers(all, owners, stopWords),
    templates: latestTemplates(ofKind(all, 'template_status'), state.templates),
    ...decideEffects(
      moves.flatMap(({ failure }) => failure?.caused ?? []),
      { numbers: state.numbers, rules: rulesAfter(state.rules, moves) },
      now,
    ),
    applied: events.map(({ key }) => key).filter((key) => !waiting.has(key)),
    waiting: [...waiting],
  }
}
