/** The heart: from leads that are due and an instant to decisions, as plain data. */
import { deliverAt as openingAfter, expiresAt, nextDueAt } from './cadence.ts'
import type { Calendar } from './calendar.ts'
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
  const timingOf = createTimings(plan, now)
  return (dueLead) => decideLead(dueLead, plan, timingOf, now)
}

export function decide(dueLead: DueLead, plan: Plan, now: number): Decision[] {
  return deciderAt(plan, now)(dueLead)
}

function decideLead(dueLead: DueLead, plan: Plan, timingOf: Timings, now: number): Decision[] {
  const { lead } = dueLead
  const decisions: Decision[] = []
  const allowed: Candidate[] = []
  for (const enrolment of dueLead.enrolments) {
    const rule = plan.rules.get(enrolment.ruleId)
    const timing = rule ? timingOf(rule, lead) : null
    const deliverAt = timing?.deliverAt ?? null
    const refusal = firstRefusal({ lead, enrolment, rule, plan, now, deliverAt })
    if (refusal) decisions.push(hold(lead, enrolment, refusal.reason, refusal.until))
    else if (rule && timing && deliverAt !== null) allowed.push({ enrolment, rule, timing, deliverAt })
  }
  let winner: Candidate | null = null
  for (const candidate of allowed.sort(byRank)) {
    if (winner) {
      const until = Math.max(winner.deliverAt + plan.minimumGapMs, now + 1)
      decisions.push(hold(lead, candidate.enrolment, 'outranked', until))
      continue
    }
    // A rule whose text cannot be written leaves its place to the next.
    const decision = write(candidate, dueLead, plan)
    decisions.push(decision)
    if (decision.kind === 'record') winner = candidate
  }
  return decisions
}

interface Candidate {
  enrolment: DueEnrolment
  rule: PlannedRule
  timing: Timing
  deliverAt: number
}

/** Highest priority first, then the longest due; the rule's id settles the rest, so that every replica agrees. */
function byRank(a: Candidate, b: Candidate): number {
  return b.rule.priority - a.rule.priority || a.enrolment.dueAt - b.enrolment.dueAt || (a.rule.id < b.rule.id ? -1 : 1)
}

function write({ enrolment, rule, timing, deliverAt }: Candidate, dueLead: DueLead, plan: Plan): Decision {
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
    expiresAt: timing.expiresAt(deliverAt),
    message: rendered.text,
    nextDueAt: timing.nextDueAt(enrolment.step, deliverAt),
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

/** What a rule's cadence gives for a step recorded now, in one place. Instants in milliseconds. */
interface Timing {
  /** Null when the window never opens. */
  deliverAt: number | null
  expiresAt(deliverAt: number): number
  nextDueAt(step: number, deliverAt: number): number | null
}

type Timings = (rule: PlannedRule, lead: LeadFacts) => Timing

/** Leads of one zone and country share what follows from a rule: `now` is the same for all. */
function createTimings(plan: Plan, now: number): Timings {
  const known = new Map<PlannedRule, Map<string, Timing>>()
  return (rule, lead) => {
    const places = known.get(rule) ?? new Map<string, Timing>()
    known.set(rule, places)
    const place = `${lead.timeZone} ${countryOf(plan, lead)}`
    const timing = places.get(place) ?? createTiming(rule, calendarOf(plan, rule, lead), now)
    places.set(place, timing)
    return timing
  }
}

function createTiming(rule: PlannedRule, calendar: Calendar, now: number): Timing {
  const { frequency, expiryDays } = rule
  const nextDueAts = new Map<number, number | null>()
  let expiry: number | undefined
  return {
    deliverAt: openingAfter(frequency, calendar, now),
    expiresAt(deliverAt) {
      expiry ??= expiresAt(frequency, calendar, deliverAt, expiryDays)
      return expiry
    },
    nextDueAt(step, deliverAt) {
      const next = nextDueAts.get(step)
      if (next !== undefined) return next
      const computed = nextDueAt(frequency, step, deliverAt, calendar)
      nextDueAts.set(step, computed)
      return computed
    },
  }
}
