/** Plans again what waits, once its frequency, its zone or the holidays are other ones: decided, not yet done. */
import { matches } from './audience.ts'
import { deliverAt as openingFrom, expiresAt, isOpenAt, nextDueAt } from './cadence.ts'
import { leadRefusal } from './checks.ts'
import { calendarOf } from './decide.ts'
import type { Plan, PlannedRule } from './plan.ts'
import { type Enrolment, stepOneDueAt } from './episodes.ts'
import { effectOfContact } from './pacing.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import { type ReasonCode, REASONS } from '../ground/reasons.ts'
import { closingAfter } from './window.ts'

/** A cadence that is lengthened again within so many days goes on where shortening it has ended it. */
export const SHORTENED_DAYS = 90

/** What ends an episode and may pass by itself: it goes on where it stood, and is dated anew meanwhile. */
export const PASSING_ENDS: readonly ReasonCode[] = (Object.keys(REASONS) as ReasonCode[]).filter(
  (reason) => REASONS[reason].effect === 'end' && REASONS[reason].isReversible,
)

/** Step 1 is dated when it goes on. */
export const mayPass = ({ state, reason, step }: Pick<Enrolment, 'state' | 'reason' | 'step'>): boolean =>
  state === 'ended' && step > 1 && reason !== null && PASSING_ENDS.includes(reason)

/** A relance that nobody has acted on and no channel has taken. Instants are milliseconds, UTC. */
export interface WaitingRelance {
  id: string
  ruleId: string
  deliverAt: number
  expiresAt: number
  /** Until when somebody has put it off; null when it came as soon as it could. */
  notBefore: number | null
  /** A channel has handed it over, or tries it again later. */
  reason: string | null
}

/** An enrolment that waits, for its step or for an event, or whose end may pass: a shortened cadence, and {@link PASSING_ENDS}. */
export interface WaitingEnrolment extends Enrolment {
  /** The relance of the step before, and when the lead had it, or will have it. */
  before: { relanceId: string; at: number } | null
  /** When the first relance of the episode was recorded. */
  firstRecordedAt: number | null
}

/** All that waits of one lead. `deliveredAt`: the latest instant of a relance that does not wait any more, and that counts. */
export interface Waiting {
  lead: LeadFacts
  deliveredAt: number | null
  /** The latest contact by us. */
  contactedAt: number | null
  enrolments: readonly WaitingEnrolment[]
  /** Of every rule, the first to be delivered first. */
  relances: readonly WaitingRelance[]
}

/** What of a rule has changed: what steps are counted by, or when and how long things may be delivered. */
export interface Changed {
  isDue: boolean
  isDelivery: boolean
}
export const EVERYTHING: Changed = { isDue: true, isDelivery: true }

/**
 * What is another between two bases of a rule. A basis has two parts: what steps are counted by, and when and how long things may be
 * delivered. Null: nothing, also where nothing was planned before.
 */
export function changedBetween(planned: string | null, current: string): Changed | null {
  if (planned === null || planned === current) return null
  const [before, after] = [planned.split(' '), current.split(' ')]
  return { isDue: before[0] !== after[0], isDelivery: before[1] !== after[1] }
}

/** Null for rules in which nothing has changed. */
export type ChangedRules = (ruleId: string) => Changed | null

export interface MovedRelance {
  id: string
  deliverAt: number
  expiresAt: number
}
export interface MovedEnrolment {
  id: string
  ruleId: string
  step: number
  /** What waits for an event, or is over, stays so, with the date that it goes on with. */
  state: Enrolment['state']
  reason: ReasonCode | null
  dueAt: number
  /** What it would be without the contact that has moved it; null when none did. */
  plannedAt: number | null
  /** Null unless it is active. */
  nextDueAt: number | null
}
/** Where the closers' days have room for it. */
export type PlannedStep = Omit<MovedEnrolment, 'reason'> & { reason: ReasonCode | null }

/** What of one lead is planned again. */
export interface PlannedAgain {
  leadId: string
  relances: readonly MovedRelance[]
  steps: readonly PlannedStep[]
  pacedAt: number | null
}

export interface Replanned {
  relances: MovedRelance[]
  enrolments: MovedEnrolment[]
  /** When the lead was, or will be, written to last; null when that stays. */
  pacedAt: number | null
}

/** Deliveries first: the next step counts from them. */
export function replan(waiting: Waiting, changedOf: ChangedRules, plan: Plan, now: number): Replanned {
  const relances = moveRelances(waiting, changedOf, plan, now)
  const moved = new Map(relances.map((one) => [one.id, one.deliverAt]))
  const enrolments = waiting.enrolments.flatMap((enrolment) => {
    const rule = plan.rules.get(enrolment.ruleId)
    const isMoved = enrolment.before !== null && moved.get(enrolment.before.relanceId) !== undefined
    const isCounted = changedOf(enrolment.ruleId)?.isDue === true
    if (!rule?.isActive || (!isCounted && !isMoved)) return []
    const { lead, contactedAt } = waiting
    return moveEnrolment({ enrolment, rule, lead, contactedAt, moved, isCounted }, plan, now) ?? []
  })
  return { relances, enrolments, pacedAt: pacedAtOf(waiting, moved) }
}

/** One after the other, so that each keeps its distance to the one before. */
function moveRelances(waiting: Waiting, changedOf: ChangedRules, plan: Plan, now: number): MovedRelance[] {
  const { lead, relances } = waiting
  const moves: MovedRelance[] = []
  let lastAt = Math.max(waiting.deliveredAt ?? -Infinity, lead.lastContactAt ?? -Infinity)
  let isPushed = false
  for (const relance of relances) {
    const rule = plan.rules.get(relance.ruleId)
    const isChanged = changedOf(relance.ruleId)?.isDelivery === true
    const pace: Pace = { lead, lastAt }
    const move: MovedRelance | null =
      rule?.isActive && (isChanged || isPushed) ? moveRelance(relance, rule, pace, plan, now) : null
    if (move) moves.push(move)
    isPushed = isPushed || (move !== null && move.deliverAt > relance.deliverAt)
    lastAt = Math.max(lastAt, move?.deliverAt ?? relance.deliverAt)
  }
  return moves
}

interface Pace {
  lead: LeadFacts
  lastAt: number
}

/**
 * Null when it stays as it is. What came at an instant that is still allowed, or may be opened now, stays before its closer; only
 * its expiry is counted anew.
 */
function moveRelance(
  relance: WaitingRelance,
  rule: PlannedRule,
  { lead, lastAt }: Pace,
  plan: Plan,
  now: number,
): MovedRelance | null {
  // What nobody has acted on until its expiry expires, whatever is saved before somebody has looked.
  if (relance.expiresAt <= now) return null
  const { frequency } = rule
  const calendar = calendarOf(plan, rule, lead)
  const isAllowed = isOpenAt(frequency, calendar, relance.deliverAt) || isOpenAt(frequency, calendar, now)
  const isShown = relance.deliverAt <= now && isAllowed
  const from = Math.max(now, relance.notBefore ?? now, lastAt + plan.minimumGapMs)
  const deliverAt = isShown ? relance.deliverAt : (openingFrom(frequency, calendar, from) ?? relance.deliverAt)
  const counted = expiresAt(frequency, calendar, deliverAt, rule.expiryDays)
  const today = closingAfter(frequency, calendar, now, { count: 1, leastMs: 0 }) ?? counted
  // A channel may have handed it over late, with a time of its own to act.
  const kept = relance.reason !== null && isShown ? relance.expiresAt : 0
  const expires = Math.max(counted > now ? counted : today, kept)
  const isSame = deliverAt === relance.deliverAt && expires === relance.expiresAt
  return isSame ? null : { id: relance.id, deliverAt, expiresAt: expires }
}

interface Subject {
  enrolment: WaitingEnrolment
  rule: PlannedRule
  lead: LeadFacts
  contactedAt: number | null
  moved: ReadonlyMap<string, number>
  isCounted: boolean
}

function moveEnrolment({ enrolment, rule, lead, contactedAt, moved, isCounted }: Subject, plan: Plan, now: number) {
  const { id, ruleId, step, state, before } = enrolment
  const isTooLong = step > rule.frequency.steps.length
  const isOver = mayPass(enrolment)
  const move = (dueAt: number, plannedAt: number | null = null): MovedEnrolment => {
    const place = { id, ruleId, step, dueAt, plannedAt }
    if (state === 'waiting' || isOver) return { ...place, state, reason: enrolment.reason, nextDueAt: null }
    return { ...place, state: 'active', reason: null, nextDueAt: Math.max(dueAt, now) }
  }
  if (state === 'ended' && !isOver && !mayGoOn(lead, rule, plan, now)) return null
  if (isTooLong) {
    const place = { id, ruleId, step, dueAt: enrolment.dueAt, plannedAt: null, nextDueAt: null }
    const end: MovedEnrolment = { ...place, state: 'ended', reason: 'last_step' }
    return state !== 'ended' && isCounted ? end : null
  }
  const calendar = calendarOf(plan, rule, lead)
  if (step === 1) {
    const dueAt = stepOneDueAt(lead, enrolment, null, rule.frequency, calendar)
    return dueAt === enrolment.dueAt ? null : move(dueAt)
  }
  if (!before) return null
  const deliveredAt = moved.get(before.relanceId) ?? before.at
  const counted = nextDueAt(rule.frequency, step - 1, deliveredAt, calendar)
  if (counted === null) return null
  const asked = Math.max(counted, enrolment.notBefore ?? counted)
  const past = { firstRecordedAt: enrolment.firstRecordedAt, deliveredAt, contactedAt }
  const effect = effectOfContact(rule, step, past, { lead, plan })
  const isLater = effect?.kind === 'restart' && effect.dueAt > asked
  const dueAt = isLater ? effect.dueAt : asked
  return (state !== 'ended' || isOver) && dueAt === enrolment.dueAt ? null : move(dueAt, isLater ? asked : null)
}

/** What a shortened cadence has ended goes on only for whom the rule may write to. */
function mayGoOn(lead: LeadFacts, rule: PlannedRule, plan: Plan, now: number): boolean {
  if (leadRefusal(lead, plan.openStatuses, rule.channel)) return false
  return !rule.stopOn.includes('no_longer_matches') || matches(rule.audience, lead, now)
}

function pacedAtOf({ lead, deliveredAt, relances }: Waiting, moved: ReadonlyMap<string, number>): number | null {
  const isLast = relances.some(({ id, deliverAt }) => moved.has(id) && deliverAt === lead.lastRelanceAt)
  if (!isLast) return null
  return Math.max(deliveredAt ?? -Infinity, ...relances.map(({ id, deliverAt }) => moved.get(id) ?? deliverAt))
}
