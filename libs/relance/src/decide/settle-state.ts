/** What a run makes of one lead before anything is decided: its changes are settled, rule by rule. */
import { matches, relativeConditions, turningAges } from './audience.ts'
import { type Enrolment, settle, type Standing } from './enrolment.ts'
import { latestReturn, type Returns, silenceInstants } from './episodes.ts'
import { agingInstants } from './explain-audience.ts'
import { OVERLAP_MS } from './follow.ts'
import type { LeadState } from './lead-state.ts'
import { type ContactEffect, effectOfContact } from './pacing.ts'
import type { Plan, PlannedRule } from './plan.ts'
import type { Changed } from './replan.ts'
import { standingInactive, standingIn } from './standing.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { ReasonCode } from '../ground/reasons.ts'

/** How far a rule has been followed. */
export interface Following {
  /** Whether the audience of this very version was scanned to its end. */
  isScanned: boolean
  /** The last lead that an unfinished scan of this version has looked at. */
  scannedTo: string | null
  /** Up to which instant time-dependent conditions were followed, milliseconds; null before the first scan. */
  matchedAt: number | null
  /** What has changed of the rule since its dates were planned; absent or null: nothing. */
  toPlan?: Changed | null
}

/** By rule; inactive rules are in it until everybody in them waits. */
export type Followed = ReadonlyMap<string, Following>

export const NEVER_FOLLOWED: Following = { isScanned: false, scannedTo: null, matchedAt: null }

/** How far the rules are followed once a run at `now` is done. */
export function followedUntil(plan: Plan, now: number): Followed {
  const active = [...plan.rules.values()].filter((rule) => rule.isActive)
  return new Map(active.map((rule) => [rule.id, { isScanned: true, scannedTo: null, matchedAt: now }]))
}

/** Where the lead stands in its rules after a run at `now` has settled all changes. The same `settle` as the run's. */
export function settleState(state: LeadState, plan: Plan, followed: Followed, now: number): Enrolment[] {
  const ruleIds = new Set([...plan.rules.keys(), ...state.enrolments.map((enrolment) => enrolment.ruleId)])
  return [...ruleIds].flatMap((ruleId) => {
    const enrolment = state.enrolments.find((one) => one.ruleId === ruleId) ?? null
    const rule = plan.rules.get(ruleId)
    const active = rule?.isActive ? rule : undefined
    const following = followed.get(ruleId)
    if (!isLookedAt(state, enrolment, active, following, now)) return enrolment ?? []
    const isByTime = !state.isChanged && following !== undefined && !isToScan(state.lead, following)
    const standing = active
      ? {
          ...standingOf(state.lead, active, enrolment, plan, now),
          isByTime,
          contact: contactOf(state, active, enrolment, plan),
        }
      : enrolment && standingInactive(state.lead, enrolment, plan, now)
    return (standing && settled(standing, state, now)) ?? []
  })
}

/** Whether a run at `now` looks at the lead's place in the rule again. `rule` is undefined when it is not active. */
function isLookedAt(
  { lead, relances, isChanged }: LeadState,
  enrolment: Enrolment | null,
  rule: PlannedRule | undefined,
  following: Following | undefined,
  now: number,
): boolean {
  if (isChanged) return true
  if (!following) return false
  if (!rule) return enrolment?.state === 'active'
  if (isToScan(lead, following)) return true
  const { matchedAt } = following
  if (matchedAt === null) return false
  const since = Math.min(matchedAt, now) - OVERLAP_MS
  if (enrolment && silenceInstants(lead, enrolment, rule).some((at) => at >= since && at <= now)) return true
  return relativeConditions(rule.audience).some((condition) => {
    const instants = agingInstants(condition.field, lead, relances)
    return turningAges(condition).some((age) => instants.some((at) => at >= since - age && at <= now - age))
  })
}

/** Whether the scan of the rule is still to reach the lead; afterwards time is followed from the beginning of the scan. */
const isToScan = ({ id }: LeadFacts, { isScanned, scannedTo, matchedAt }: Following): boolean =>
  (!isScanned || matchedAt === null) && (scannedTo === null || id > scannedTo)

/** What the latest contact by us does to the lead's place in the rule. */
function contactOf(
  { lead, relances, contacts = [] }: LeadState,
  rule: PlannedRule,
  enrolment: Enrolment | null,
  plan: Plan,
): ContactEffect | null {
  if (!enrolment || enrolment.step === 1) return null
  const own = relances.filter(({ enrolmentId }) => enrolmentId === enrolment.id)
  const before = own.find(({ step }) => step === enrolment.step - 1)
  const ours = contacts.filter(({ direction }) => direction === 'outbound').map(({ at }) => at)
  const begun = own.map(({ recordedAt, deliverAt }) => recordedAt ?? deliverAt)
  const past = {
    firstRecordedAt: begun.length === 0 ? null : Math.min(...begun),
    deliveredAt: before ? (before.confirmedAt ?? before.deliverAt) : null,
    contactedAt: ours.length === 0 ? null : Math.max(...ours),
  }
  return effectOfContact(rule, enrolment.step, past, { lead, plan })
}

export function standingOf(
  lead: LeadFacts,
  rule: PlannedRule,
  enrolment: Enrolment | null,
  plan: Plan,
  now: number,
): Standing {
  return standingIn(lead, rule, enrolment, { plan, now, isMatch: matches(rule.audience, lead, now) })
}

function settled(standing: Standing, { lead }: LeadState, now: number): Enrolment | null {
  const { leadId, ruleId, enrolment } = standing
  const change = settle(standing)
  if (!change) return enrolment
  const { dueAt } = change
  const returnSeenAt = latestReturn(lead)
  if (change.kind === 'enter') {
    const { episode, begunBy, begunAt } = change
    const place = { id: `new ${ruleId} ${episode}`, leadId, ruleId, episode, begunBy, begunAt, step: 1 }
    const waiting = { state: 'active' as const, reason: null, dueAt, nextDueAt: dueAt }
    return { ...place, ...waiting, stoppedAt: null, returnSeenAt, notBefore: null }
  }
  if (!enrolment) return null
  const { state, reason, plannedAt = null } = change
  const { notBefore = enrolment.notBefore, pausedMs = enrolment.pausedMs } = change
  if (state === 'active') {
    return { ...enrolment, state, reason, dueAt, plannedAt, nextDueAt: dueAt, stoppedAt: null, notBefore, pausedMs }
  }
  return stoppedBy({ ...enrolment, dueAt, plannedAt }, state, reason, lead, now)
}

/** The enrolment once it no longer goes on. */
export function stoppedBy(
  enrolment: Enrolment,
  state: Exclude<Enrolment['state'], 'active'>,
  reason: ReasonCode | null,
  lead: Returns,
  now: number,
): Enrolment {
  const stopsNow = enrolment.state === 'active' || state === 'ended'
  return {
    ...enrolment,
    state,
    reason,
    nextDueAt: null,
    stoppedAt: stopsNow ? now : enrolment.stoppedAt,
    returnSeenAt: state === 'ended' ? latestReturn(lead) : enrolment.returnSeenAt,
  }
}
