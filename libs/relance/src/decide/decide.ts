/** The heart: from leads that are due and an instant to decisions, as plain data. */
import { deliverAt as openingAfter, expiresAt, nextDueAt } from './cadence.ts'
import { calendarOf, countryOf } from './calendar-of.ts'
import { firstRefusal } from './checks.ts'
import { templateOf } from './assign.ts'
import type { Plan, PlannedRule, PlannedTemplate } from './plan.ts'
import type { DueLead, DueEnrolment } from './lead-state.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import { missingIn, type Rendered } from './message/message.ts'
import { type ReasonCode, REASONS } from '../ground/reasons.ts'

export { calendarOf } from './calendar-of.ts'

/** A step to record: the relance with its message, and when the enrolment is due again (null after its last step). */
export interface RecordDecision {
  kind: 'record'
  lead: LeadFacts
  enrolment: DueEnrolment
  rule: PlannedRule
  template: PlannedTemplate
  deliverAt: number
  expiresAt: number
  message: string
  nextDueAt: number | null
  supersedes: boolean
}

/** A step that may not be recorded now. `until` is set exactly when the reason's effect is `wait`. */
export interface HoldDecision {
  kind: 'hold'
  lead: LeadFacts
  enrolment: DueEnrolment
  reason: ReasonCode
  until: number | null
  /** The text, where that is why. */
  unwritten?: Unwritten
}

/** A text that cannot be sent: as it would read, and the variables that have nothing to say in it. */
export interface Unwritten {
  template: PlannedTemplate
  text: string | null
  missing: readonly string[]
}

export type Decision = RecordDecision | HoldDecision

/**
 * Decides every due enrolment of every lead at `now`. At most one step is recorded per lead: the rule of highest
 * priority wins, the others wait out the minimum gap. Zones, windows and delays are worked out once per frequency and
 * zone, since `now` is the same for all.
 */
export function decideAll(dueLeads: readonly DueLead[], plan: Plan, now: number): Decision[] {
  return dueLeads.flatMap(deciderAt(plan, now))
}

/** Decides one lead after another at the same `now`; what they share is worked out once. */
export function deciderAt(plan: Plan, now: number): (dueLead: DueLead) => Decision[] {
  const timing = createTiming(plan, now)
  return (dueLead) => decideLead(dueLead, plan, timing, now)
}

export function decide(dueLead: DueLead, plan: Plan, now: number): Decision[] {
  return deciderAt(plan, now)(dueLead)
}

function decideLead(dueLead: DueLead, plan: Plan, timing: Timing, now: number): Decision[] {
  const { lead } = dueLead
  const decisions: Decision[] = []
  const allowed: Candidate[] = []
  for (const enrolment of dueLead.enrolments) {
    const rule = plan.rules.get(enrolment.ruleId)
    const deliverAt = rule ? timing.deliverAt(rule, lead) : null
    const refusal = firstRefusal({ lead, enrolment, rule, plan, now, deliverAt })
    if (refusal) decisions.push(hold(lead, enrolment, refusal.reason, refusal.until))
    else if (rule && deliverAt !== null) allowed.push({ enrolment, rule, deliverAt })
  }
  let winner: Candidate | null = null
  for (const candidate of allowed.sort(byRank)) {
    if (winner) {
      const until = Math.max(winner.deliverAt + plan.minimumGapMs, now + 1)
      decisions.push(hold(lead, candidate.enrolment, 'outranked', until))
      continue
    }
    // A rule whose text cannot be written leaves its place to the next.
    const decision = write(candidate, dueLead, plan, timing)
    decisions.push(decision)
    if (decision.kind === 'record') winner = candidate
  }
  return decisions
}

interface Candidate {
  enrolment: DueEnrolment
  rule: PlannedRule
  deliverAt: number
}

/** Highest priority first, then the longest due; the rule's id settles the rest, so that every replica agrees. */
function byRank(a: Candidate, b: Candidate): number {
  return b.rule.priority - a.rule.priority || a.enrolment.dueAt - b.enrolment.dueAt || (a.rule.id < b.rule.id ? -1 : 1)
}

function write({ enrolment, rule, deliverAt }: Candidate, dueLead: DueLead, plan: Plan, timing: Timing): Decision {
  const { lead } = dueLead
  const template = templateOf(rule, enrolment.step, lead.id)
  const rendered = template.template.render({
    lead,
    closer: { name: lead.closerName ?? '' },
    company: { name: plan.companyName },
  })
  if (!rendered.ok) return holdText(lead, enrolment, template, rendered)
  return {
    kind: 'record',
    lead,
    enrolment,
    rule,
    template,
    deliverAt,
    expiresAt: timing.expiresAt(rule, lead, deliverAt),
    message: rendered.text,
    nextDueAt: timing.nextDueAt(rule, lead, enrolment.step, deliverAt),
    supersedes: dueLead.hasOpenRelance,
  }
}

function holdText(
  lead: LeadFacts,
  enrolment: DueEnrolment,
  template: PlannedTemplate,
  rendered: Exclude<Rendered, { ok: true }>,
): HoldDecision {
  const isIncomplete = rendered.why === 'incomplete'
  const unwritten = { template, text: isIncomplete ? rendered.text : null, missing: missingIn(rendered) }
  return { ...hold(lead, enrolment, isIncomplete ? 'message_incomplete' : 'message_refused'), unwritten }
}

function hold(lead: LeadFacts, enrolment: DueEnrolment, reason: ReasonCode, until?: number): HoldDecision {
  return { kind: 'hold', lead, enrolment, reason, until: REASONS[reason].effect === 'wait' ? (until ?? null) : null }
}

interface Timing {
  deliverAt(rule: PlannedRule, lead: LeadFacts): number | null
  expiresAt(rule: PlannedRule, lead: LeadFacts, deliverAt: number): number
  nextDueAt(rule: PlannedRule, lead: LeadFacts, step: number, deliverAt: number): number | null
}

function createTiming(plan: Plan, now: number): Timing {
  const known = new Map<string, number | null>()
  const placeOf = (lead: LeadFacts): string => `${lead.timeZone} ${countryOf(plan, lead)}`
  const once = <Value extends number | null>(key: string, compute: () => Value): Value => {
    const seen = known.get(key)
    if (seen !== undefined) return seen as Value
    const value = compute()
    known.set(key, value)
    return value
  }
  return {
    deliverAt: (rule, lead) =>
      once(`${rule.id} ${placeOf(lead)}`, () => openingAfter(rule.frequency, calendarOf(plan, rule, lead), now)),
    expiresAt: (rule, lead, deliverAt) =>
      once(`${rule.id} ${placeOf(lead)} expiry ${deliverAt}`, () =>
        expiresAt(rule.frequency, calendarOf(plan, rule, lead), deliverAt, rule.expiryDays),
      ),
    nextDueAt: (rule, lead, step, deliverAt) =>
      once(`${rule.id} ${placeOf(lead)} ${step} ${deliverAt}`, () =>
        nextDueAt(rule.frequency, step, deliverAt, calendarOf(plan, rule, lead)),
      ),
  }
}
