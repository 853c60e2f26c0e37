/** What came of a relance, as its closer says it, and what that causes. */
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { RelanceMove, RelanceState } from '../ground/relance-states.ts'

interface Consequence {
  /** The status the lead gets, where the company has such a status. */
  status?: string
  /** The lead was in contact with us now. */
  isContact: boolean
  /** Cadences that stop on a reply stop. */
  stopsCadences: boolean
  /** The lead is marked: no rule may contact it any more. */
  marks?: 'wrongNumberAt' | 'optedOutAt'
}

export const OUTCOMES = {
  replied: { isContact: true, stopsCadences: true },
  meeting: { status: 'meeting', isContact: true, stopsCadences: true },
  won: { status: 'won', isContact: true, stopsCadences: true },
  lost: { status: 'lost', isContact: true, stopsCadences: true },
  no_answer: { isContact: false, stopsCadences: false },
  wrong_number: { isContact: false, stopsCadences: false, marks: 'wrongNumberAt' },
  never_contact_again: { isContact: false, stopsCadences: false, marks: 'optedOutAt' },
} as const satisfies Record<string, Consequence>
export type Outcome = keyof typeof OUTCOMES

export type LeadPatch = Partial<Pick<LeadFacts, 'status' | 'lastContactAt' | 'wrongNumberAt' | 'optedOutAt'>>

/** What changes on the lead. `statuses` are the company's codes: a status it does not have is left alone. */
export function leadPatchOf(outcome: Outcome, statuses: ReadonlySet<string>, now: number): LeadPatch {
  const { status, isContact, marks }: Consequence = OUTCOMES[outcome]
  return {
    ...(status !== undefined && statuses.has(status) && { status }),
    ...(isContact && { lastContactAt: now }),
    ...(marks && { [marks]: now }),
  }
}

export const stopsCadences = (outcome: Outcome): boolean => OUTCOMES[outcome].stopsCadences

/**
 * The move an outcome brings with it on an item that is still open. Whoever opened WhatsApp and tells what came of it has
 * sent the message, unless it could not be; whoever did not open it has not.
 */
export function moveOfOutcome(state: RelanceState, outcome: Outcome): RelanceMove | null {
  if (state !== 'due' && state !== 'snoozed' && state !== 'opened') return null
  const couldNotSend = outcome === 'wrong_number' || outcome === 'never_contact_again'
  return state === 'opened' && !couldNotSend ? 'sent' : 'skip'
}
