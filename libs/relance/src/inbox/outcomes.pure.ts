/** What came of a relance, as its closer says it, and what that causes. */
import type { ContactKind } from '../ground/contacts.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { ReasonCode } from '../ground/reasons.ts'
import type { RelanceMove, RelanceState } from '../ground/relance-states.ts'

interface Consequence {
  /** The status the lead gets, where the company has such a status. */
  status?: string
  /** The lead was in contact with us now, and how. Without an answer there was no contact. */
  contact?: ContactKind
  /** Cadences that stop on a reply stop, for this reason where the lead's new status does not end them already. */
  ends?: ReasonCode
  /** The lead is marked: no rule may contact it any more. */
  marks?: 'wrongNumberAt' | 'optedOutAt'
}

export const OUTCOMES = {
  replied: { contact: 'message', ends: 'replied' },
  meeting: { status: 'meeting', contact: 'meeting', ends: 'replied' },
  won: { status: 'won', contact: 'other', ends: 'won' },
  lost: { status: 'lost', contact: 'other', ends: 'lost' },
  no_answer: {},
  wrong_number: { marks: 'wrongNumberAt' },
  never_contact_again: { marks: 'optedOutAt' },
} as const satisfies Record<string, Consequence>
export type Outcome = keyof typeof OUTCOMES

export type LeadPatch = Partial<Pick<LeadFacts, 'status' | 'wrongNumberAt' | 'optedOutAt'>>

/** What changes on the lead. `statuses` are the company's codes: a status it does not have is left alone. */
export function leadPatchOf(outcome: Outcome, statuses: ReadonlySet<string>, now: number): LeadPatch {
  const { status, marks }: Consequence = OUTCOMES[outcome]
  return {
    ...(status !== undefined && statuses.has(status) && { status }),
    ...(marks && { [marks]: now }),
  }
}

export function contactOf(outcome: Outcome): ContactKind | null {
  const { contact }: Consequence = OUTCOMES[outcome]
  return contact ?? null
}

/** Why cadences that stop on a reply end; null where the outcome lets them go on. */
export function endOf(outcome: Outcome): ReasonCode | null {
  const { ends }: Consequence = OUTCOMES[outcome]
  return ends ?? null
}

/**
 * The move an outcome brings with it on an item that is still open. Whoever opened WhatsApp and tells what came of it has
 * sent the message, unless it could not be; whoever did not open it has not.
 */
export function moveOfOutcome(state: RelanceState, outcome: Outcome): RelanceMove | null {
  if (state !== 'due' && state !== 'snoozed' && state !== 'opened') return null
  const couldNotSend = outcome === 'wrong_number' || outcome === 'never_contact_again'
  return state === 'opened' && !couldNotSend ? 'sent' : 'skip'
}
