/** The ordered table of everything that can keep a due step from being recorded. */
import { matches } from './audience.ts'
import type { DueEnrolment, Plan, PlannedRule } from './dossier.ts'
import type { LeadFacts } from './lead-facts.ts'
import type { ReasonCode } from './reasons.ts'

/** What a check looks at. `deliverAt` is null when the frequency's window never opens. */
export interface Case {
  lead: LeadFacts
  enrolment: DueEnrolment
  rule: PlannedRule | undefined
  plan: Plan
  now: number
  deliverAt: number | null
}

/** A refusal; `until` (milliseconds, UTC) is when a `wait` is over. */
export interface Refusal {
  reason: ReasonCode
  until?: number
}

export type Check = (subject: Case) => Refusal | null

const refuseIf =
  (reason: ReasonCode, holds: (subject: Case) => boolean): Check =>
  (subject) =>
    holds(subject) ? { reason } : null

type Eligibility = Pick<LeadFacts, 'phone' | 'status' | 'optedOutAt' | 'wrongNumberAt' | 'erasedAt'>

/** Why a lead may not be contacted by any rule, whatever the hour; null when it may. Pauses pass by themselves and are not among them. */
export function leadRefusal(lead: Eligibility, openStatuses: ReadonlySet<string>): ReasonCode | null {
  if (lead.erasedAt !== null) return 'erased'
  if (lead.optedOutAt !== null) return 'opted_out'
  if (lead.wrongNumberAt !== null || lead.phone === null) return 'wrong_number'
  if (!openStatuses.has(lead.status)) return 'status_closed'
  return null
}

/**
 * Until the first relance the audience decides at every look; after it, a cadence that has begun goes on, unless the rule
 * asks to stop when the lead no longer matches.
 */
function mustStillMatch(rule: PlannedRule, step: number): boolean {
  return step === 1 || rule.stopOn.includes('no_longer_matches')
}

/** First refusal wins in `decide`; all are run to explain. The order is from what ends everything to what only waits. */
export const CHECKS: readonly Check[] = [
  ({ lead, plan }) => {
    const reason = leadRefusal(lead, plan.openStatuses)
    return reason && { reason }
  },
  refuseIf('rule_inactive', ({ rule }) => !rule?.isActive),
  refuseIf('no_longer_matches', ({ rule, lead, enrolment, now }) => {
    return rule !== undefined && mustStillMatch(rule, enrolment.step) && !matches(rule.audience, lead, now)
  }),
  refuseIf('last_step', ({ rule, enrolment }) => rule !== undefined && enrolment.step > rule.frequency.steps.length),
  ({ lead, now }) =>
    lead.pausedUntil !== null && lead.pausedUntil > now ? { reason: 'paused', until: lead.pausedUntil } : null,
  refuseIf('no_opening', ({ deliverAt }) => deliverAt === null),
  ({ lead, plan, deliverAt }) => {
    if (lead.lastRelanceAt === null || deliverAt === null) return null
    const until = lead.lastRelanceAt + plan.minimumGapMs
    return deliverAt < until ? { reason: 'minimum_gap', until } : null
  },
]

export function firstRefusal(subject: Case): Refusal | null {
  for (const check of CHECKS) {
    const refusal = check(subject)
    if (refusal) return refusal
  }
  return null
}
