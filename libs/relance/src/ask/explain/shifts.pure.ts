/** From what a cadence asks for to when it is delivered: every shift on the way, with what it was for. */
import { closedSpans, deliverAt as openingFrom } from '../../decide/cadence.ts'
import { addDelay, clockShift, type Delay } from '../../decide/calendar.ts'
import { calendarOf } from '../../decide/decide.ts'
import { anchorAt } from '../../decide/episodes.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import { capEndsAt, gapEndsAt, lastSpokenAt } from '../../decide/pacing.ts'
import type { ContactFact } from '../../ground/contacts.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { PastRelance } from '../../decide/lead-state.ts'

/**
 * `clock_skipped`, `clock_repeated`: the hour asked for did not exist, or came twice. `awaited_audience`: time had to make
 * a condition true. `awaited_scan`: it was due, and no run had come yet. The others are reasons of the engine and of the
 * frequency's window.
 */
export const SHIFTS = [
  'clock_skipped',
  'clock_repeated',
  'awaited_audience',
  'awaited_scan',
  'contacted',
  'paused',
  'minimum_gap',
  'cap_reached',
  'outranked',
  'spread',
  'day_not_allowed',
  'holiday',
  'outside_hours',
  'resumed',
] as const
export type ShiftKind = (typeof SHIFTS)[number]

/** Instants in milliseconds, UTC; a change of clocks has both the same. */
export interface AppliedShift {
  kind: ShiftKind
  from: number
  to: number
  /** What was said that moved the date, where it was that. */
  contact?: ContactFact
}

export const ANCHORS = [
  'last_contact',
  'creation',
  'delivery',
  'confirmation',
  'reopening',
  'submission',
  'silence',
  'restart',
] as const

/** What the delay was counted from. */
export interface Anchor {
  kind: (typeof ANCHORS)[number]
  at: number
  after: Delay
}

export interface Course {
  /** Null when it can no longer be told. */
  anchor: Anchor | null
  dueAt: number
  shifts: readonly AppliedShift[]
  /** The earliest delivery, whenever scans come; null when the window never opens. */
  deliverAt: number | null
}

interface Subject {
  lead: LeadFacts
  rule: PlannedRule
  plan: Plan
  relances: readonly PastRelance[]
  contacts?: readonly ContactFact[]
  /** Of the run that is told of, milliseconds. */
  now: number
}

/**
 * `start` is the first shift known beforehand: why, and until when, the enrolment has to wait besides its due instant.
 * Competition of other rules is in it as far as it has happened, not beyond.
 */
export function courseOf(subject: Subject, enrolment: Dated, start: { kind: ShiftKind; to: number }): Course {
  const { lead, rule, plan, now } = subject
  const calendar = calendarOf(plan, rule, lead)
  const dueAt = enrolment.plannedAt ?? enrolment.dueAt
  const anchor = anchorOf(subject, { ...enrolment, dueAt })
  const asked = anchor ? addDelay(anchor.after, calendar, anchor.at) : dueAt
  const clock = anchor && clockShift(anchor.after, calendar, anchor.at)
  const shifts: AppliedShift[] = clock ? [{ kind: clock, from: asked, to: asked }] : []
  let at = Math.min(asked, dueAt)
  const moveTo = (kind: ShiftKind, to: number, contact?: ContactFact): void => {
    if (to <= at) return
    shifts.push({ kind, from: at, to, ...(contact && { contact }) })
    at = to
  }
  moveTo('resumed', dueAt)
  moveTo('contacted', enrolment.dueAt, latestContact(subject, 'outbound'))
  moveTo(start.kind, start.to)
  moveTo('paused', lead.pausedUntil ?? at)
  const waitFor = (kind: ShiftKind, end: number | null, contact?: ContactFact): void => {
    if (end !== null && (openingFrom(rule.frequency, calendar, at) ?? end) < end) moveTo(kind, end, contact)
  }
  const isContact = lead.lastContactAt !== null && lastSpokenAt(lead, now) === lead.lastContactAt
  waitFor('minimum_gap', gapEndsAt(lead, plan, now), isContact ? latestContact(subject) : undefined)
  waitFor('cap_reached', capEndsAt(lead, plan, now))
  const deliverAt = openingFrom(rule.frequency, calendar, at)
  if (deliverAt !== null) shifts.push(...closedSpans(rule.frequency, calendar, at, deliverAt))
  return { anchor, dueAt: Math.min(asked, dueAt), shifts, deliverAt }
}

type Dated = Pick<Enrolment, 'id' | 'step' | 'dueAt'> &
  Partial<Pick<Enrolment, 'begunBy' | 'begunAt' | 'notBefore' | 'plannedAt'>>

function latestContact({ contacts = [] }: Subject, direction?: ContactFact['direction']): ContactFact | undefined {
  const wanted = contacts.filter((one) => direction === undefined || one.direction === direction)
  return [...wanted].sort((a, b) => b.at - a.at)[0]
}

function anchorOf(subject: Subject, enrolment: Dated): Anchor | null {
  const { lead, rule, plan } = subject
  const after = rule.frequency.steps[enrolment.step - 1]?.after
  const from = enrolment.step === 1 ? firstAnchor(lead, enrolment) : laterAnchor(subject, enrolment)
  if (!after || !from) return null
  const { dueAt, notBefore = null } = enrolment
  const asked = addDelay(after, calendarOf(plan, rule, lead), from.at)
  const isResumed = notBefore !== null && notBefore === dueAt && asked < dueAt
  return asked === dueAt || isResumed ? { ...from, after } : null
}

const BEGUN_BY = { reopened: 'reopening', submitted: 'submission', silence: 'silence', restarted: 'restart' } as const

/** The latest of what step 1 may count from, and which it is. */
function firstAnchor(lead: LeadFacts, { begunBy, begunAt = null }: Dated): Omit<Anchor, 'after'> {
  const at = anchorAt(lead, begunAt)
  if (begunAt === null) return { kind: lead.lastContactAt === null ? 'creation' : 'last_contact', at }
  if (at === lead.lastContactAt) return { kind: 'last_contact', at }
  if (at === lead.submittedAt) return { kind: 'submission', at }
  if (at === lead.reopenedAt) return { kind: 'reopening', at }
  return { kind: begunBy && begunBy !== 'matched' ? BEGUN_BY[begunBy] : 'restart', at }
}

function laterAnchor(
  { relances }: Subject,
  { id, step }: Pick<Enrolment, 'id' | 'step'>,
): Omit<Anchor, 'after'> | null {
  const before = relances.find((relance) => relance.enrolmentId === id && relance.step === step - 1)
  if (!before) return null
  const { confirmedAt, deliverAt } = before
  return confirmedAt === null ? { kind: 'delivery', at: deliverAt } : { kind: 'confirmation', at: confirmedAt }
}
