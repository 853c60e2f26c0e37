/** Why a relance was recorded: the same answer as before it was, from what was then in force. */
import { calendarOf } from '../../decide/decide.ts'
import type { Plan, PlannedRule } from '../../decide/plan.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import { explainAudience } from '../../decide/explain-audience.ts'
import type { RuleExplanation } from './explain.pure.ts'
import type { LeadState } from '../../decide/lead-state.ts'
import { seenChecks } from './seen-checks.pure.ts'
import { courseOf } from './shifts.pure.ts'

export interface RecordedStep extends Pick<Enrolment, 'episode' | 'begunBy' | 'begunAt' | 'notBefore'> {
  enrolmentId: string
  step: number
  dueAt: number
  recordedAt: number
  deliverAt: number
  message: string
  templateId: string
  templateVersion: number
}

/**
 * `rule` in the versions the relance kept, `state` as the lead stood then, `plan` with the settings then in force. Where a
 * closer has moved the delivery, its shifts are left out.
 */
export function explainRecorded(
  recorded: RecordedStep,
  rule: PlannedRule,
  state: LeadState,
  plan: Plan,
): RuleExplanation {
  const { enrolmentId, step, dueAt, recordedAt, deliverAt, message, templateId, templateVersion, notBefore } = recorded
  const begun = { episode: recorded.episode, begunBy: recorded.begunBy, begunAt: recorded.begunAt }
  const { lead, relances, contacts = [] } = state
  const enrolment = { id: enrolmentId, step, dueAt, begunAt: begun.begunAt, notBefore }
  const course = courseOf({ lead, rule, plan, relances, contacts, now: recordedAt }, enrolment, {
    kind: 'awaited_scan',
    to: recordedAt,
  })
  const { id, name, version, frequencyVersion, priority, channel, frequency } = rule
  return {
    ...{ ruleId: id, name, version, frequencyVersion, templateId, templateVersion, isActive: true, priority, channel },
    timeZone: calendarOf(plan, rule, lead).timeZone,
    stepCount: frequency.steps.length,
    enrolment: { ...begun, state: 'active', reason: null, step, dueAt, nextDueAt: dueAt, stoppedAt: null },
    return: null,
    audience: explainAudience(rule.audience, lead, recordedAt),
    matchesFrom: null,
    // It was recorded: every check was passed.
    checks: seenChecks(lead, rule, enrolment, plan, recordedAt).map((one) => ({ ...one, isPassed: true, until: null })),
    ...{ verdict: 'record', reason: null, until: null, outrankedBy: null, missing: [], message, basis: 'recorded' },
    course: course.deliverAt === deliverAt ? course : { ...course, shifts: [], deliverAt },
  }
}
