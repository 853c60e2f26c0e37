/** One lead towards every rule, as the engine, its explanations and its forecasts see it. */
import type { Enrolment } from './enrolment.ts'
import type { ContactFact } from '../ground/contacts.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'

/** A relance as later decisions look back on it. */
export interface PastRelance {
  /** The same as in the lead's `recent`, where it counts. */
  id: string
  enrolmentId: string
  step: number
  deliverAt: number
  /** When the closer said it was sent: what the next step counts from. */
  confirmedAt: number | null
  recordedAt?: number
  ruleId?: string
  /** While it waits for its closer, or to be sent. */
  waiting?: RelanceWait | null
}

/** Instants in milliseconds. */
export interface RelanceWait {
  /** Why it waits as it does. */
  reason: string | null
  /** When somebody put it off or handed it on: what was noted before is known to them. */
  decidedAt: number | null
  /** Until when somebody has put it off, at the earliest. */
  notBefore: number | null
  expiresAt: number
  /** Somebody is about to send it: it is not planned again. */
  isOpened: boolean
  isSnoozed: boolean
  /** It waits for a closer: another item takes its place. */
  isInbox: boolean
}

export interface LeadState {
  lead: LeadFacts
  /** The latest episode in each rule, in every state. */
  enrolments: readonly Enrolment[]
  relances: readonly PastRelance[]
  /** The latest contact by us and the latest of all, where there are any. */
  contacts?: readonly ContactFact[]
  hasOpenRelance: boolean
  /** Whether a change of the lead is still to be followed. */
  isChanged: boolean
  /** Whether the change is of where the lead is: what waits is planned again. */
  isElsewhere?: boolean
}

/** An enrolment whose step is due. */
export type DueEnrolment = Pick<Enrolment, 'id' | 'ruleId' | 'step' | 'dueAt' | 'pausedMs'> & {
  /** The row's place in its table, steady while the lead lock is held. */
  tid: string
}

/** What one decision looks at: of the lead's state, what is due. */
export type DueLead = Pick<LeadState, 'lead' | 'hasOpenRelance'> & { enrolments: readonly DueEnrolment[] }
