/** Who should stand where in the rules, compared with what is stored: the differences, and how each is put right. */
import { firstDueAt, nextDueAt } from './cadence.ts'
import { calendarOf, decide } from './decide.ts'
import type { Plan, PlannedRule } from './plan.ts'
import { AWAITING_TEXT, type Enrolment, type EnrolmentChange, settle, type Standing } from './enrolment.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import { type ReasonCode, REASONS } from '../ground/reasons.ts'
import { SNOOZE_MAX_DAYS } from './snooze.ts'
import { DAY } from '../ground/time.ts'

/** Snoozing and closed windows put a step off, but never for so long. */
const LONGEST_WAIT_MS = SNOOZE_MAX_DAYS * DAY
/** A pause ends when it ends; a flood is spread over as many days as the closers' daily limit asks for. */
const LONG_WAITS: readonly ReasonCode[] = ['paused', 'spread', 'cap_reached']

/**
 * `missing`: a lead that fits the rule was never enrolled. `active_not_allowed`: enrolled although no longer allowed.
 * `wrongly_waiting`, `wrongly_ended`: nothing keeps the lead out any more. `no_due_date`: active, and due at no instant.
 * `due_too_late`: due later than if its whole delay began today. `no_turn`: active, but no run can take the lead.
 * `not_withdrawn`: an item waits for a closer, or a message to be sent, although its enrolment is over.
 * `run_left_running`: the process of a run is gone.
 */
export const DIFFERENCE_KINDS = [
  'missing',
  'active_not_allowed',
  'wrongly_waiting',
  'wrongly_ended',
  'no_due_date',
  'due_too_late',
  'no_turn',
  'not_withdrawn',
  'run_left_running',
] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** `reason`: why it stands as it does, or why it may not. `change` puts it right; the step is due from now on at the earliest. */
export interface Difference {
  kind: DifferenceKind
  leadId: string
  ruleId: string
  reason: ReasonCode | null
  enrolment: Enrolment | null
  change: EnrolmentChange
}

/** What one lead is compared by; `hasLock`: whether runs can take the lead. Instants in milliseconds. */
export interface Compared {
  standing: Standing
  hasLock: boolean
  plan: Plan
  now: number
}

/** Null when the lead stands in the rule as the engine's own rules ask. */
export function differenceOf({ standing, hasLock, plan, now }: Compared): Difference | null {
  const { leadId, ruleId, enrolment } = standing
  const change = settle(standing)
  const found = (kind: DifferenceKind, reason: ReasonCode | null, wanted: EnrolmentChange): Difference => ({
    kind,
    leadId,
    ruleId,
    reason,
    enrolment,
    change: fromNowOn(wanted, now),
  })
  if (!enrolment) return change ? found('missing', null, change) : null
  // A lead that has come back, and whose new episode has not begun.
  if (change?.kind === 'enter') return found('missing', enrolment.reason, change)
  const goOn = (dueAt: number): EnrolmentChange => {
    return { kind: 'move', id: enrolment.id, leadId, state: 'active', reason: null, dueAt }
  }
  if (enrolment.state !== 'active') {
    // What waits for its text is looked at when the lead or the text is saved, and not every night.
    const isAwaitingText = enrolment.reason !== null && AWAITING_TEXT.has(enrolment.reason)
    const isToGoOn = change?.kind === 'move' && change.state === 'active' && !isAwaitingText
    return isToGoOn
      ? found(enrolment.state === 'waiting' ? 'wrongly_waiting' : 'wrongly_ended', enrolment.reason, change)
      : null
  }
  if (change?.kind === 'move' && change.state !== 'active') return found('active_not_allowed', change.reason, change)
  const { fromNow, latest } = waitOf(standing, enrolment, plan, now)
  const asked = enrolment.step === 1 ? standing.firstDueAt : enrolment.dueAt
  const dueAt = asked <= latest ? asked : fromNow
  if (enrolment.nextDueAt === null) return found('no_due_date', null, goOn(dueAt))
  if (enrolment.nextDueAt > latest && !(enrolment.reason !== null && LONG_WAITS.includes(enrolment.reason))) {
    return found('due_too_late', enrolment.reason, goOn(dueAt))
  }
  return hasLock ? null : found('no_turn', null, goOn(enrolment.nextDueAt))
}

function fromNowOn(wanted: EnrolmentChange, now: number): EnrolmentChange {
  const dueAt = Math.max(wanted.dueAt, now)
  if (wanted.kind === 'enter') return { ...wanted, dueAt }
  return wanted.state === 'active' ? { ...wanted, dueAt, notBefore: dueAt } : wanted
}

interface Wait {
  /** When the step is due if its whole delay begins now. */
  fromNow: number
  /** When it may be due at the latest. */
  latest: number
}

function waitOf({ ruleId, firstDueAt: first }: Standing, { step }: Enrolment, plan: Plan, now: number): Wait {
  const rule = plan.rules.get(ruleId)
  if (!rule) return { fromNow: now, latest: Number.POSITIVE_INFINITY }
  const { frequency } = rule
  const calendar = calendarOf(plan, rule, { timeZone: null })
  const fromNow =
    step === 1 ? firstDueAt(frequency, now, calendar) : (nextDueAt(frequency, step - 1, now, calendar) ?? now)
  const latest = Math.max(fromNow, step === 1 ? first : 0) + Math.max(LONGEST_WAIT_MS, plan.minimumGapMs)
  return { fromNow, latest }
}

/**
 * Whether a run at `now` would have the enrolment wait or end again, for a reason that settling does not know: the text, the window,
 * the rule's pause, the leads set aside. Such an enrolment is where it belongs.
 */
export function isHeldByRun(lead: LeadFacts, enrolment: Enrolment, plan: Plan, now: number): boolean {
  const { id, ruleId, step, dueAt } = enrolment
  const dueLead = { lead, enrolments: [{ id, tid: '', ruleId, step, dueAt }], hasOpenRelance: false }
  return decide(dueLead, plan, now).some((one) => one.kind === 'hold' && REASONS[one.reason].effect !== 'wait')
}

/** An open inbox item or a queued message, with why nobody may contact its lead, and how its enrolment stands. */
export interface WaitingItem {
  relanceId: string
  leadId: string
  leadReason: ReasonCode | null
  state: Enrolment['state']
  reason: ReasonCode | null
}

/** Why the item should have been taken back; null when it may wait on. A cadence that is over by its last step, or that a run holds, keeps its item. */
export function withdrawalOf({ leadReason, state, reason }: WaitingItem): ReasonCode | null {
  if (leadReason) return leadReason
  if (state === 'active' || reason === null) return null
  if (reason === 'last_step' || reason === 'held_out') return null
  return REASONS[reason].effect === 'end' || reason === 'rule_inactive' ? reason : null
}

/** Whether the engine itself is still to look at this rule: what it has not done yet is no difference. */
export interface RulePending {
  isActive: boolean
  isScanned: boolean
  matchedAt: number | null
}

export function isPending(progress: RulePending | undefined, rule: PlannedRule | undefined): boolean {
  // A rule that is off, and whose enrolments wait, is not followed any more.
  if (!progress) return rule !== undefined
  return !progress.isActive || !progress.isScanned || progress.matchedAt === null
}

export type DifferenceCounts = Partial<Record<DifferenceKind, number>>

export function countInto(counts: DifferenceCounts, kind: DifferenceKind, count = 1): void {
  if (count > 0) counts[kind] = (counts[kind] ?? 0) + count
}
