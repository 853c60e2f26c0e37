/** Why, or why not, at an instant of the past: what was then recorded, else what is on record of that time. */
import { firstDueAt } from '../../decide/cadence.ts'
import { anchorAt } from '../../decide/episodes.ts'
import { leadRefusal } from '../../decide/checks.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import { explainAudience, matchesFrom } from '../../decide/explain-audience.ts'
import { type RuleExplanation, textOf, type Verdict } from './explain.pure.ts'
import { storedOf } from './explained-episode.pure.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import type { ReasonCode } from '../../ground/reasons.ts'
import { seenChecks } from './seen-checks.pure.ts'

/** What the engine made of an enrolment at `at`; instants in milliseconds. */
interface EnrolmentChangeNote {
  at: number
  step: number
  state: Enrolment['state']
  reason: ReasonCode | null
  until: number | null
}

export interface PastPlace {
  /** In the versions then in force. */
  rule: PlannedRule
  /** The latest before the instant, of this lead in this rule. */
  noted: EnrolmentChangeNote | null
  /** The latest relance by then. */
  recorded: { relanceId: string; runId: string; recordedAt: number } | null
  /** The episode that had begun; null when the lead had not entered the rule. */
  episode: Pick<Enrolment, 'id' | 'episode' | 'begunBy' | 'begunAt'> | null
}

export interface PastMoment {
  at: number
  /** The start of the last run before it; null when there was none. */
  decidedAt: number | null
}

/** `state` is the lead as it stood then; of its enrolments, the one that past relances left it in. A relance tells for itself. */
export function explainPastRule(place: PastPlace, state: LeadState, plan: Plan, moment: PastMoment): RuleExplanation {
  const { rule } = place
  const enrolment = enrolmentAt(place, state, plan)
  const verdict = verdictAt(place, enrolment, state, plan, moment)
  const { lead } = state
  const checks = seenChecks(lead, rule, enrolment ?? { id: '', step: 1, dueAt: moment.at }, plan, moment.at)
  return {
    ...verdict,
    ruleId: rule.id,
    name: rule.name,
    version: rule.version,
    frequencyVersion: rule.frequencyVersion,
    ...textOf(rule, enrolment?.step ?? 1, lead.id),
    isActive: rule.isActive,
    priority: rule.priority,
    channel: rule.channel,
    timeZone: calendarOf(plan, rule, lead).timeZone,
    stepCount: rule.frequency.steps.length,
    enrolment: enrolment && storedOf(enrolment),
    return: null,
    audience: explainAudience(rule.audience, lead, moment.at),
    matchesFrom: matchesFrom(rule.audience, lead, moment.at),
    // What was refused then was refused, whatever has changed since that run.
    checks: checks.map((check) =>
      check.reason === verdict.reason ? { ...check, isPassed: false, until: verdict.until ?? check.until } : check,
    ),
    outrankedBy: null,
    missing: [],
    course: null,
    message: null,
    basis: lastNoted(place) ? 'recorded' : 'reconstructed',
  }
}

/** The change, where it is the last that is on record: a run follows changes before it records relances. */
const lastNoted = ({ noted, recorded }: PastPlace): EnrolmentChangeNote | null =>
  noted !== null && (recorded === null || noted.at > recorded.recordedAt) ? noted : null

function enrolmentAt(place: PastPlace, { lead, enrolments }: LeadState, plan: Plan): Enrolment | null {
  const { rule, episode } = place
  const noted = lastNoted(place)
  const after = enrolments.find((one) => one.ruleId === rule.id) ?? null
  const anchor = anchorAt(lead, episode?.begunAt ?? null)
  const first = firstDueAt(rule.frequency, anchor, calendarOf(plan, rule, lead))
  const begun = episode ?? { id: '', episode: 1, begunBy: 'matched' as const, begunAt: null }
  const unknown = { leadId: lead.id, ruleId: rule.id, stoppedAt: null, returnSeenAt: null, notBefore: null }
  if (noted) {
    const { step, state, reason, until } = noted
    const dueAt = after?.dueAt ?? first
    const nextDueAt = state === 'active' ? (until ?? dueAt) : null
    return { ...begun, ...unknown, step, state, reason, dueAt, nextDueAt }
  }
  if (after) return after
  if (episode === null) return null
  return { ...begun, ...unknown, step: 1, dueAt: first, nextDueAt: first, state: 'active', reason: null }
}

function verdictAt(
  place: PastPlace,
  enrolment: Enrolment | null,
  { lead }: LeadState,
  plan: Plan,
  { at, decidedAt }: PastMoment,
): Verdict {
  const { rule } = place
  if (enrolment) {
    const { state, reason, nextDueAt } = enrolment
    if (state !== 'active') return { verdict: state === 'waiting' ? 'wait_for_event' : 'end', reason, until: null }
    if (nextDueAt !== null && nextDueAt > at) return { verdict: 'wait', reason: reason ?? 'not_due', until: nextDueAt }
    if (plan.isStopped) return { verdict: 'wait', reason: 'engine_stopped', until: null }
    // A run that came since would have left a trace.
    const wasLookedAt = nextDueAt !== null && decidedAt !== null && decidedAt > nextDueAt
    return { verdict: wasLookedAt ? 'out' : 'wait', reason: wasLookedAt ? 'not_recorded' : 'awaiting_run', until: null }
  }
  if (lead.createdAt > at) return { verdict: 'out', reason: 'not_recorded', until: null }
  const refused = leadRefusal(lead, plan.openStatuses, rule.channel) ?? (rule.isActive ? null : 'rule_inactive')
  const isIn = explainAudience(rule.audience, lead, at).holds
  return { verdict: 'out', reason: refused ?? (isIn ? 'not_noticed' : 'not_in_audience'), until: null }
}
