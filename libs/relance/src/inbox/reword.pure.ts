/** Whether a person may change the words of a relance, decided as plain data. */
import { isInbox } from '../ground/channels.ts'
import { OPEN_STATES, type RelanceState } from '../ground/relance-states.ts'
import type { Item, Person, Refused } from './act.pure.ts'

/** What is sent, and what the template said. */
export interface Wording {
  message: string
  /** Null while nobody has changed the words. */
  writtenMessage: string | null
}

export type RewordDecision =
  | { kind: 'change'; wording: Wording }
  | { kind: 'unchanged' }
  | { kind: 'refused'; refused: Refused }

/** Until it is sent, and not while a colleague has it in WhatsApp. The template's own words put back are no change any more. */
export function decideReword(item: Item, current: Wording, message: string, person: Person): RewordDecision {
  const { state, last, channel } = item
  const isOpen = isInbox(channel) && (OPEN_STATES as readonly RelanceState[]).includes(state)
  if (!isOpen) {
    const isSettledByHand = state === 'sent' || state === 'skipped'
    const name = last?.actorName ?? null
    return {
      kind: 'refused',
      refused: isSettledByHand ? { why: 'already_settled', state, name } : { why: 'move_refused', state },
    }
  }
  const isOthers = last?.actorId !== person.id || last.actorName !== person.name
  if (state === 'opened' && last?.kind === 'open' && isOthers) {
    return { kind: 'refused', refused: { why: 'taken', name: last.actorName } }
  }
  if (message === current.message) return { kind: 'unchanged' }
  const written = current.writtenMessage ?? current.message
  return { kind: 'change', wording: { message, writtenMessage: message === written ? null : written } }
}
