/** The ordered table of everything that can keep a due step from being recorded. */
import { isHeldOut } from './assign.ts'
import { matches } from './audience.ts'
import { judgedAt } from './follow.ts'
import { capEndsAt, gapEndsAt } from './pacing.ts'
import type { Plan, PlannedRule } from './plan.ts'
import type { DueEnrolment } from './lead-state.ts'
import { isBehind } from './pauses/pause.ts'
import { type ChannelKey, isInbox } from '../ground/channels.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { ReasonCode } from '../ground/reasons.ts'

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

/** One line of the table: what it refuses for, and whether it does. */
export interface Check {
  reason: ReasonCode
  refuse: (subject: Case) => Refusal | null
}

export type Eligibility = Pick<LeadFacts, 'phone' | 'personId' | 'status' | 'optedOutAt' | 'wrongNumberAt' | 'erasedAt'>

/**
 * What keeps every rule from a lead, whatever the hour; without a channel it is asked whether any may reach the lead. Pauses pass
 * by themselves and are not among them.
 */
const LEAD_CHECKS = [
  { reason: 'erased', holds: (lead) => lead.erasedAt !== null },
  { reason: 'opted_out', holds: (lead) => lead.optedOutAt !== null },
  { reason: 'wrong_number', holds: (lead) => lead.wrongNumberAt !== null },
  {
    // A person who hides the number is reached by an id, which only a channel that sends by itself can do.
    reason: 'phone_missing',
    holds: (lead, _, channel) => lead.phone === null && (lead.personId === undefined || isInbox(channel)),
  },
  { reason: 'status_closed', holds: (lead, openStatuses) => !openStatuses.has(lead.status) },
] as const satisfies readonly {
  reason: ReasonCode
  holds: (lead: Eligibility, openStatuses: ReadonlySet<string>, channel: ChannelKey | null) => boolean
}[]

/** The first reason for which no rule of the channel may contact the lead, or without one no rule at all; null when one may. */
export function leadRefusal(
  lead: Eligibility,
  openStatuses: ReadonlySet<string>,
  channel: ChannelKey | null = null,
): ReasonCode | null {
  for (const { reason, holds } of LEAD_CHECKS) if (holds(lead, openStatuses, channel)) return reason
  return null
}

const refuseIf = <Reason extends ReasonCode>(reason: Reason, holds: (subject: Case) => boolean) => ({
  reason,
  refuse: (subject: Case): Refusal | null => (holds(subject) ? { reason } : null),
})

/**
 * Until the first relance the audience decides at every look; after it, a cadence that has begun goes on, unless the rule
 * asks to stop when the lead no longer matches.
 */
function mustStillMatch(rule: PlannedRule, step: number): boolean {
  return step === 1 || rule.stopOn.includes('no_longer_matches')
}

/** First refusal wins in `decide`; all are run to explain. The order is from what ends everything to what only waits. */
export const CHECKS = [
  ...LEAD_CHECKS.map(({ reason, holds }) =>
    refuseIf(reason, ({ lead, plan, rule }) => holds(lead, plan.openStatuses, rule?.channel ?? null)),
  ),
  refuseIf('rule_inactive', ({ rule }) => !rule?.isActive),
  refuseIf('no_longer_matches', ({ rule, lead, enrolment, plan, now }) => {
    const mustMatch = rule !== undefined && mustStillMatch(rule, enrolment.step)
    return mustMatch && !matches(rule.audience, lead, judgedAt(plan, now))
  }),
  // A cadence that has begun goes on: only a lead that was never written to can be compared with.
  refuseIf('held_out', ({ rule, enrolment, lead }) => {
    return rule !== undefined && enrolment.step === 1 && isHeldOut(rule, lead.id)
  }),
  refuseIf('last_step', ({ rule, enrolment }) => rule !== undefined && enrolment.step > rule.frequency.steps.length),
  // Not among the checks of the lead: nothing is withdrawn before somebody has answered.
  refuseIf('stop_suspected', ({ lead }) => lead.stopSuspectedAt !== null),
  refuseIf('rule_paused', ({ rule }) => (rule?.pauseReason ?? null) !== null),
  // Its rule goes on again, and its date does not allow for the pause yet.
  refuseIf('resuming', ({ rule, enrolment }) => isBehind(enrolment, rule?.pauses)),
  {
    reason: 'paused',
    refuse: ({ lead, now }: Case): Refusal | null =>
      lead.pausedUntil !== null && lead.pausedUntil > now ? { reason: 'paused', until: lead.pausedUntil } : null,
  },
  refuseIf('no_opening', ({ deliverAt }) => deliverAt === null),
  {
    reason: 'minimum_gap',
    refuse: ({ lead, plan, now, deliverAt }: Case): Refusal | null => {
      const until = gapEndsAt(lead, plan, now)
      return until !== null && deliverAt !== null && deliverAt < until ? { reason: 'minimum_gap', until } : null
    },
  },
  {
    reason: 'cap_reached',
    refuse: ({ lead, plan, now, deliverAt }: Case): Refusal | null => {
      const until = capEndsAt(lead, plan, now)
      return until !== null && deliverAt !== null && deliverAt < until ? { reason: 'cap_reached', until } : null
    },
  },
] as const satisfies readonly Check[]
export type CheckReason = (typeof CHECKS)[number]['reason']
export const CHECK_REASONS: readonly CheckReason[] = CHECKS.map(({ reason }) => reason)

export function firstRefusal(subject: Case): Refusal | null {
  for (const { refuse } of CHECKS) {
    const refusal = refuse(subject)
    if (refusal) return refusal
  }
  return null
}
