/** Why, or why not: one lead towards every rule at an instant, with everything a run would look at. */
import { templateOf } from '../../decide/assign.ts'
import { zoneOf } from '../../decide/cadence.ts'
import { leadRefusal } from '../../decide/checks.ts'
import { calendarOf, type Decision } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { ChannelKey } from '../../ground/channels.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import { type ExplainedEnrolment, type ExplainedReturn, returnOf, storedOf } from './explained-episode.pure.ts'
import { explainAudience, matchesFrom, type SeenGroup } from '../../decide/explain-audience.ts'
import { missingIn } from '../../decide/message/message.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import { type Followed, standingOf } from '../../decide/settle-state.ts'
import { type ReasonCode, REASONS } from '../../ground/reasons.ts'
import { type SeenCheck, seenChecks } from './seen-checks.pure.ts'
import { type Course, courseOf, type ShiftKind, SHIFTS } from './shifts.pure.ts'
import { createSimulator, type NextScan, type Pass, scansAlways } from '../foresee/simulate.pure.ts'
import { DAY } from '../../ground/time.ts'

/**
 * Besides the reasons of refusals. `not_noticed`: the lead fits, and the engine has not looked at it since it does. `awaiting_run`, `not_recorded`: of the past alone; it was due and no run had
 * come, or nothing of that time is on record.
 */
export const OUT_REASONS = [
  'not_due',
  'not_in_audience',
  'not_noticed',
  'engine_stopped',
  'awaiting_run',
  'not_recorded',
] as const
export type VerdictReason = ReasonCode | (typeof OUT_REASONS)[number]

/**
 * What one run makes of the lead in a rule. `record`: a relance. `wait`: it waits until an instant, `wait_for_event` until its rule, its
 * lead or its text changes. `end`: the episode is over. `out`: the lead is not in the rule.
 */
export const VERDICTS = ['record', 'wait', 'wait_for_event', 'end', 'out'] as const

export interface Verdict {
  verdict: (typeof VERDICTS)[number]
  /** Null for `record` alone. */
  reason: VerdictReason | null
  /** Until when it waits; null when nobody can tell. */
  until: number | null
}

export const BASES = ['computed', 'recorded', 'reconstructed'] as const

export interface RuleExplanation extends Verdict {
  ruleId: string
  name: string
  version: number
  frequencyVersion: number
  /** Of the step at hand. */
  templateId: string
  templateVersion: number
  isActive: boolean
  priority: number
  channel: ChannelKey
  timeZone: string
  stepCount: number
  /** As stored; null when the lead was never in the rule. */
  enrolment: ExplainedEnrolment | null
  /** Why a new episode begins, or why none does although the last one is over; null while one goes on. */
  return: ExplainedReturn | null
  audience: SeenGroup
  /** When the lead is in the audience if nothing but time passes: the instant itself when it already is; null: never. */
  matchesFrom: number | null
  checks: readonly SeenCheck[]
  /** The rule that goes first, when this one is outranked. */
  outrankedBy: string | null
  /** The variables of an incomplete message that have nothing to say. */
  missing: readonly string[]
  /** The way to the next delivery; null when none comes by itself. */
  course: Course | null
  /** The text, when a relance is recorded. */
  message: string | null
  /** Worked out as a run would; what was recorded at the time; or what the records of that time lead to. */
  basis: (typeof BASES)[number]
}

export interface Explanation {
  leadId: string
  at: number
  /** Whether what was decided then is told, and not what would be now. */
  isPast: boolean
  /** Of the past: the start of the last run before it, whose decisions are told. */
  decidedAt: number | null
  timeZone: string
  isStopped: boolean
  /** Why no rule may contact the lead at all. */
  leadReason: ReasonCode | null
  /** The rule whose relance is recorded. */
  winner: string | null
  /** The first relance that scans to come will record if nobody does anything; null: none within a year. */
  next: { ruleId: string; step: number; recordedAt: number; deliverAt: number } | null
  /** The highest priority first. */
  rules: readonly RuleExplanation[]
}

/**
 * What one run at `now` (milliseconds) would do with the lead, and why; as if nothing changed until then. `plan` holds
 * every rule to be explained, active or not. It is the run's own decisions that are told. `nextScan` tells when runs come.
 */
export function explain(
  state: LeadState,
  plan: Plan,
  followed: Followed,
  now: number,
  nextScan: NextScan = scansAlways,
): Explanation {
  const simulator = createSimulator(plan, nextScan)
  const pass = simulator.pass(state, followed, now)
  const next = simulator.relances(state, followed, now, now + 366 * DAY).next().value
  const rules = [...plan.rules.values()].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
  return {
    leadId: state.lead.id,
    at: now,
    isPast: false,
    decidedAt: null,
    timeZone: zoneOf(state.lead.timeZone, null, plan.timeZone),
    isStopped: plan.isStopped,
    leadReason: leadRefusal(state.lead, plan.openStatuses),
    winner: pass.decisions.find((decision) => decision.kind === 'record')?.enrolment.ruleId ?? null,
    next: next
      ? {
          ruleId: next.decision.rule.id,
          step: next.decision.enrolment.step,
          recordedAt: next.recordedAt,
          deliverAt: next.decision.deliverAt,
        }
      : null,
    rules: rules.map((rule) => explainRule(rule, { state, plan, pass, now })),
  }
}

interface Subject {
  state: LeadState
  plan: Plan
  pass: Pass
  now: number
}

/** What is told is the lead as the run decides about it: its contacts are followed by then. */
function explainRule(rule: PlannedRule, subject: Subject): RuleExplanation {
  const { state, plan, pass, now } = subject
  const { lead } = pass.begun
  const stored = state.enrolments.find((one) => one.ruleId === rule.id)
  const settled = pass.begun.enrolments.find((one) => one.ruleId === rule.id) ?? null
  const decision = pass.decisions.find((one) => one.enrolment.ruleId === rule.id) ?? null
  const from = matchesFrom(rule.audience, lead, now)
  const verdict = decision ? verdictOfDecision(decision) : verdictOfStanding(rule, settled, from, subject)
  const enrolment = settled ?? firstStep(rule, subject)
  return {
    ...verdict,
    ruleId: rule.id,
    name: rule.name,
    version: rule.version,
    frequencyVersion: rule.frequencyVersion,
    ...textOf(rule, enrolment.step, lead.id),
    isActive: rule.isActive,
    priority: rule.priority,
    channel: rule.channel,
    timeZone: calendarOf(plan, rule, lead).timeZone,
    stepCount: rule.frequency.steps.length,
    enrolment: stored ? storedOf(stored) : null,
    return: returnOf(rule, stored, lead, now),
    audience: explainAudience(rule.audience, lead, now),
    matchesFrom: from,
    checks: seenChecks(lead, rule, enrolment, plan, now),
    outrankedBy: verdict.reason === 'outranked' ? firstInRank(pass) : null,
    missing: verdict.reason === 'message_incomplete' ? missingFor(rule, enrolment.step, subject) : [],
    course: courseOfRule(rule, settled, verdict, from, subject),
    message: decision?.kind === 'record' ? decision.message : null,
    basis: 'computed',
  }
}

/** Which text a step is sent with. */
export function textOf(
  rule: PlannedRule,
  step: number,
  leadId: string,
): Pick<RuleExplanation, 'templateId' | 'templateVersion'> {
  const { id, version } = templateOf(rule, step, leadId)
  return { templateId: id, templateVersion: version }
}

/** The place the lead would have in a rule it is not in, or comes back to. */
function firstStep(
  rule: PlannedRule,
  { state, plan, now }: Subject,
): Pick<Enrolment, 'id' | 'step' | 'dueAt' | 'begunBy' | 'begunAt'> {
  const stored = state.enrolments.find((one) => one.ruleId === rule.id) ?? null
  const { firstDueAt: dueAt, comeback = null } = standingOf(state.lead, rule, stored, plan, now)
  return { id: '', step: 1, dueAt, begunBy: comeback?.by ?? 'matched', begunAt: comeback?.at ?? null }
}

function verdictOfDecision(decision: Decision): Verdict {
  if (decision.kind === 'record') return { verdict: 'record', reason: null, until: null }
  return { verdict: REASONS[decision.reason].effect, reason: decision.reason, until: decision.until }
}

function verdictOfStanding(
  rule: PlannedRule,
  settled: Enrolment | null,
  from: number | null,
  { state, plan, now }: Subject,
): Verdict {
  if (!settled) {
    const refused = leadRefusal(state.lead, plan.openStatuses, rule.channel) ?? (rule.isActive ? null : 'rule_inactive')
    return { verdict: 'out', reason: refused ?? (from === now ? 'not_noticed' : 'not_in_audience'), until: null }
  }
  const { state: place, reason, nextDueAt } = settled
  if (place !== 'active') return { verdict: place === 'waiting' ? 'wait_for_event' : 'end', reason, until: null }
  if (nextDueAt !== null && nextDueAt <= now) return { verdict: 'wait', reason: 'engine_stopped', until: null }
  return { verdict: 'wait', reason: reason ?? 'not_due', until: nextDueAt }
}

function missingFor(rule: PlannedRule, step: number, { state: { lead }, plan }: Subject): readonly string[] {
  const values = { lead, closer: { name: lead.closerName ?? '' }, company: { name: plan.companyName } }
  return missingIn(templateOf(rule, step, lead.id).template.render(values))
}

function firstInRank({ decisions }: Pass): string | null {
  return decisions.find(({ kind }) => kind === 'record')?.enrolment.ruleId ?? null
}

function courseOfRule(
  rule: PlannedRule,
  settled: Enrolment | null,
  { verdict, reason, until }: Verdict,
  from: number | null,
  subject: Subject,
): Course | null {
  const { state, plan, now } = subject
  const { lead, relances, contacts = [] } = subject.pass.begun
  const context = { lead, rule, plan, relances, contacts, now }
  if (settled && (verdict === 'record' || verdict === 'wait')) {
    const kind: ShiftKind = SHIFTS.find((shift) => shift === reason) ?? 'awaited_scan'
    return courseOf(context, settled, { kind, to: until ?? now })
  }
  const waitsForTime = reason === 'not_in_audience' || reason === 'no_longer_matches'
  if (!waitsForTime || from === null || from <= now || !rule.isActive) return null
  if (leadRefusal(state.lead, plan.openStatuses, rule.channel)) return null
  const enrolment = settled && settled.step > 1 ? settled : firstStep(rule, subject)
  return courseOf(context, enrolment, { kind: 'awaited_audience', to: from })
}
