/** The whole table of checks for one lead in one rule, each line with the value it looked at. */
import { deliverAt as openingFrom } from '../../decide/cadence.ts'
import { type Case, type CheckReason, CHECKS } from '../../decide/checks.ts'
import { isHeldOut } from '../../decide/assign.ts'
import { matches } from '../../decide/audience.ts'
import { capEndsAt, lastSpokenAt } from '../../decide/pacing.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'

/** `seen` is an instant in milliseconds, a text, a step or a truth; null when the lead has no such value. */
export interface SeenCheck {
  reason: CheckReason
  isPassed: boolean
  seen: string | number | boolean | null
  /** When a refusal is over by itself. */
  until: number | null
}

const SEEN = {
  erased: ({ lead }) => lead.erasedAt,
  opted_out: ({ lead }) => lead.optedOutAt,
  wrong_number: ({ lead }) => lead.wrongNumberAt,
  phone_missing: ({ lead }) => lead.phone !== null,
  status_closed: ({ lead }) => lead.status,
  rule_inactive: ({ rule }) => rule?.isActive ?? false,
  no_longer_matches: ({ lead, rule, now }) => rule !== undefined && matches(rule.audience, lead, now),
  held_out: ({ lead, rule }) => rule !== undefined && isHeldOut(rule, lead.id),
  last_step: ({ enrolment }) => enrolment.step,
  stop_suspected: ({ lead }) => lead.stopSuspectedAt,
  rule_paused: ({ rule }) => rule?.pauseReason ?? null,
  resuming: ({ rule }) => rule?.pauses?.resumedAt ?? null,
  paused: ({ lead }) => lead.pausedUntil,
  no_opening: ({ deliverAt }) => deliverAt,
  minimum_gap: ({ lead, now }) => lastSpokenAt(lead, now),
  cap_reached: ({ lead, plan, now }) => capEndsAt(lead, plan, now),
} as const satisfies Record<CheckReason, (subject: Case) => SeenCheck['seen']>

/** In the order of the table: the first that is not passed is what a run would say of a step that is due at `now`. */
export function seenChecks(
  lead: LeadFacts,
  rule: PlannedRule,
  { id, step, dueAt, pausedMs }: Pick<Enrolment, 'id' | 'step' | 'dueAt' | 'pausedMs'>,
  plan: Plan,
  now: number,
): SeenCheck[] {
  const enrolment = { id, tid: '', ruleId: rule.id, step, dueAt, pausedMs }
  const deliverAt = openingFrom(rule.frequency, calendarOf(plan, rule, lead), now)
  const subject: Case = { lead, enrolment, rule, plan, now, deliverAt }
  return CHECKS.map(({ reason, refuse }) => {
    const refusal = refuse(subject)
    return { reason, isPassed: refusal === null, seen: SEEN[reason](subject), until: refusal?.until ?? null }
  })
}
