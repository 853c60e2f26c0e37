/** One lead towards every rule, and what a run makes of it before anything is decided. */
import { firstDueAt } from './cadence.ts'
import { matches, relativeConditions, turningAges } from './audience.ts'
import { leadRefusal } from './checks.ts'
import { calendarOf } from './decide.ts'
import type { Plan, PlannedRule } from './dossier.ts'
import { type Enrolment, settle, type Standing } from './enrolment.ts'
import { agingInstants } from './explain-audience.ts'
import { OVERLAP_MS } from './follow.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'

/** A relance as later decisions look back on it. */
export interface PastRelance {
  enrolmentId: string
  step: number
  deliverAt: number
  /** When the closer said it was sent: what the next step counts from. */
  confirmedAt: number | null
}

export interface LeadRecord {
  lead: LeadFacts
  /** In every state; at most one per rule. */
  enrolments: readonly Enrolment[]
  relances: readonly PastRelance[]
  hasOpenRelance: boolean
  /** Whether a change of the lead is still to be followed. */
  isChanged: boolean
}

/** How far a rule has been followed. */
export interface Following {
  /** Whether the audience of this very version was scanned to its end. */
  isScanned: boolean
  /** The last lead that an unfinished scan of this version has looked at. */
  scannedTo: string | null
  /** Up to which instant time-dependent conditions were followed, milliseconds; null before the first scan. */
  matchedAt: number | null
}

/** By rule; inactive rules are in it as long as the engine has not put them to sleep. */
export type Followed = ReadonlyMap<string, Following>

export const NEVER_FOLLOWED: Following = { isScanned: false, scannedTo: null, matchedAt: null }

/** How far the rules are followed once a run at `now` is done. */
export function followedUntil(plan: Plan, now: number): Followed {
  const active = [...plan.rules.values()].filter((rule) => rule.isActive)
  return new Map(active.map((rule) => [rule.id, { isScanned: true, scannedTo: null, matchedAt: now }]))
}

/** What stands after a run at `now` has followed all changes, and before it decides. The same `settle` as the run's. */
export function settleRecord(record: LeadRecord, plan: Plan, followed: Followed, now: number): Enrolment[] {
  const ruleIds = new Set([...plan.rules.keys(), ...record.enrolments.map((enrolment) => enrolment.ruleId)])
  return [...ruleIds].flatMap((ruleId) => {
    const enrolment = record.enrolments.find((one) => one.ruleId === ruleId) ?? null
    const rule = plan.rules.get(ruleId)
    const active = rule?.isActive ? rule : undefined
    const following = followed.get(ruleId)
    if (!isLookedAt(record, enrolment, active, following, now)) return enrolment ?? []
    const isByTime = !record.isChanged && following?.isScanned === true
    const standing = active
      ? { ...standingOf(record.lead, active, enrolment, plan, now), isByTime }
      : asleep(record.lead, enrolment, plan, now)
    return (standing && settled(standing)) ?? []
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
  const { isScanned, scannedTo, matchedAt } = following
  if (!isScanned || matchedAt === null) return scannedTo === null || lead.id > scannedTo
  const since = Math.min(matchedAt, now) - OVERLAP_MS
  return relativeConditions(rule.audience).some((condition) => {
    const instants = agingInstants(condition.field, lead, relances)
    return turningAges(condition).some((age) => instants.some((at) => at >= since - age && at <= now - age))
  })
}

export function standingOf(
  lead: LeadFacts,
  rule: PlannedRule,
  enrolment: Enrolment | null,
  plan: Plan,
  now: number,
): Standing {
  return {
    leadId: lead.id,
    ruleId: rule.id,
    enrolment,
    leadReason: leadRefusal(lead, plan.openStatuses),
    now,
    isRuleActive: true,
    isMatch: matches(rule.audience, lead, now),
    stopsWhenUnmatched: rule.stopOn.includes('no_longer_matches'),
    firstDueAt: firstDueAt(rule.frequency, lead.lastContactAt ?? lead.createdAt, calendarOf(plan, rule, lead)),
  }
}

function asleep(lead: LeadFacts, enrolment: Enrolment | null, plan: Plan, now: number): Standing | null {
  return (
    enrolment && {
      leadId: lead.id,
      ruleId: enrolment.ruleId,
      enrolment,
      leadReason: leadRefusal(lead, plan.openStatuses),
      now,
      isRuleActive: false,
      isMatch: false,
      stopsWhenUnmatched: false,
      firstDueAt: enrolment.dueAt,
    }
  )
}

function settled(standing: Standing): Enrolment | null {
  const { leadId, ruleId, enrolment } = standing
  const change = settle(standing)
  if (!change) return enrolment
  const { dueAt } = change
  if (change.kind === 'enter' || !enrolment) {
    return { id: `new ${ruleId}`, leadId, ruleId, step: 1, state: 'active', reason: null, dueAt, nextDueAt: dueAt }
  }
  const { state, reason } = change
  return { ...enrolment, state, reason, dueAt, nextDueAt: state === 'active' ? dueAt : null }
}
