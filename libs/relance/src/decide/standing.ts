/** How a lead stands towards a rule: what `settle` decides from, whether its facts came one by one or in thousands. */
import type { LeadFacts } from '../ground/lead-facts.ts'
import { isHeldOut } from './assign.ts'
import { leadRefusal } from './checks.ts'
import { calendarOf } from './decide.ts'
import type { Plan, PlannedRule } from './plan.ts'
import type { Enrolment, Standing } from './enrolment.ts'
import { type Comeback, comebackOf, NO_REENTRY, stepOneDueAt, wasReopened } from './episodes.ts'
import { midwayOf } from './pauses/pause.ts'

/** Of a lead's facts, what its standing depends on apart from the audience. */
export const STANDING_FACTS = [
  ...(['phone', 'status', 'optedOutAt', 'wrongNumberAt', 'erasedAt', 'timeZone', 'closerId'] as const),
  ...(['createdAt', 'lastContactAt', 'submittedAt', 'reopenedAt', 'resubmittedAt'] as const),
]
export type StandingLead = Pick<LeadFacts, 'id' | 'personId' | (typeof STANDING_FACTS)[number]>

/** Towards a rule that is active. */
export function standingIn(
  lead: StandingLead,
  rule: PlannedRule,
  enrolment: Enrolment | null,
  { plan, now, isMatch }: { plan: Plan; now: number; isMatch: boolean },
): Standing {
  const comeback = comebackOf(lead, enrolment, rule.reentry ?? NO_REENTRY, now) ?? restartOf(enrolment, rule, now)
  return {
    leadId: lead.id,
    ruleId: rule.id,
    enrolment,
    leadReason: leadRefusal(lead, plan.openStatuses, rule.channel),
    now,
    isRuleActive: true,
    isMatch,
    stopsWhenUnmatched: rule.stopOn.includes('no_longer_matches'),
    firstDueAt: stepOneDueAt(lead, enrolment, comeback, rule.frequency, calendarOf(plan, rule, lead)),
    comeback,
    isReopened: enrolment !== null && wasReopened(lead, enrolment),
    pauses: rule.pauses,
    isHeldOut: isHeldOut(rule, lead.id),
  }
}

/** A rule that was switched on to begin anew. */
function restartOf(enrolment: Enrolment | null, { pauses }: PlannedRule, now: number): Comeback | null {
  if (!enrolment || midwayOf(enrolment, pauses) !== 'restart') return null
  return { by: 'restarted', at: Math.min(pauses?.resumedAt ?? now, now) }
}

/** Towards a rule that is off. */
export function standingInactive(lead: StandingLead, enrolment: Enrolment, plan: Plan, now: number): Standing {
  return {
    leadId: lead.id,
    ruleId: enrolment.ruleId,
    enrolment,
    leadReason: leadRefusal(lead, plan.openStatuses),
    now,
    isRuleActive: false,
    isMatch: false,
    stopsWhenUnmatched: false,
    firstDueAt: enrolment.dueAt,
    isReopened: wasReopened(lead, enrolment),
  }
}
