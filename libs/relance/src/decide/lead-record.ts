/** One lead towards every rule, and what a run makes of it before anything is decided. */
import { matches, relativeConditions, turningAges } from './audience.ts'
import type { Plan, PlannedRule } from './dossier.ts'
import { type Enrolment, settle, type Standing } from './enrolment.ts'
import { latestReturn, type Returns, silenceTurns } from './episodes.ts'
import { agingInstants } from './explain-audience.ts'
import { OVERLAP_MS } from './follow.ts'
import { type ContactEffect, effectOfContact } from './pacing.ts'
import type { Changed } from './replan.ts'
import { standingAsleep, standingIn } from './standing.ts'
import type { ContactFact } from '../ground/contacts.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { ReasonCode } from '../ground/reasons.ts'

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

export interface LeadRecord {
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

/** By rule; inactive rules are in it as long as the engine has not put them to sleep. */
export type Followed = ReadonlyMap<string, Following>

export const NEVER_FOLLOWED: Following = { isScanned: false, scannedTo: null, matchedAt: null }

/** How far the rules are followed once a run at `now` is done. */
export function followedUntil(plan: Plan, now: number): Followed {
  const active = [...plan.rules.values()].filter((rule) => rule.isActive)
  return new Map(active.map((rule) => [rule.id, { isScanned: true, scannedTo: null, matchedAt: now }]))
}

/** Where the lead stands in its rules after a run at `now` has settled all changes. The same `settle` as the run's. */
export function settleRecord(record: LeadRecord, plan: Plan, followed: Followed, now: number): Enrolment[] {
  const ruleIds = new Set([...plan.rules.keys(), ...record.enrolments.map((enrolment) => enrolment.ruleId)])
  return [...ruleIds].flatMap((ruleId) => {
    const enrolment = record.enrolments.find((one) => one.ruleId === ruleId) ?? null
    const rule = plan.rules.get(ruleId)
    const active = rule?.isActive ? rule : undefined
    const following = followed.get(ruleId)
    if (!isLookedAt(record, enrolment, active, following, now)) return enrolment ?? []
    const isByTime = !record.isChanged && following !== undefined && !isToScan(record.lead, following)
    const standing = active
      ? {
          ...standingOf(record.lead, active, enrolment, plan, now),
          isByTime,
          contact: contactOf(record, active, enrolment, plan),
        }
      : enrolment && standingAsleep(record.lead, enrolment, plan, now)
    return (standing && settled(standing, record, now)) ?? []
  })
}

/** Whether a run at `now` looks at the lead's place in the rule again. `rule` is undefined when it is not active. */
function isLookedAt(
  { lead, relances, isChanged }: LeadRecord,
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
  if (enrolment && silenceTurns(lead, enrolment, rule).some((at) => at >= since && at <= now)) return true
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
  { lead, relances, contacts = [] }: LeadRecord,
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

function settled(standing: Standing, { lead }: LeadRecord, now: number): Enrolment | null {
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
  const { notBefore = enrolment.notBefore, restedMs = enrolment.restedMs } = change
  if (state === 'active') {
    return { ...enrolment, state, reason, dueAt, plannedAt, nextDueAt: dueAt, stoppedAt: null, notBefore, restedMs }
  }
  return stoppedBy({ ...enrolment, dueAt, plannedAt }, state, reason, lead, now)
}

/** The enrolment once it no longer goes on. */
export function stoppedBy(
  enrolment: Enrolment,
  state: 'parked' | 'ended',
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
