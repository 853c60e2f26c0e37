/** What is told of an episode: which one it is, how it began, and what would begin the next. */
import type { PlannedRule } from '../../decide/plan.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import { type Comeback, comebackOf, NO_REENTRY, type Reentry, silenceInstants } from '../../decide/episodes.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'

/** The latest episode of the lead in the rule. */
export type ExplainedEnrolment = Pick<
  Enrolment,
  'episode' | 'begunBy' | 'begunAt' | 'state' | 'reason' | 'step' | 'dueAt' | 'nextDueAt' | 'stoppedAt'
>

export interface ExplainedReturn {
  /** What begins the next episode now; null when nothing has. */
  by: Comeback['by'] | null
  /** What would begin it. */
  on: Reentry['on']
  /** When silence begins it, if nobody is heard of; null when it does not. */
  silentUntil: number | null
}

export function storedOf(enrolment: Enrolment): ExplainedEnrolment {
  const { episode, begunBy, begunAt, state, reason, step, dueAt, nextDueAt, stoppedAt } = enrolment
  return { episode, begunBy, begunAt, state, reason, step, dueAt, nextDueAt, stoppedAt }
}

/** How the lead may come back to the rule; null while an episode goes on, or before the first. */
export function returnOf(
  rule: PlannedRule,
  stored: Enrolment | undefined,
  lead: LeadFacts,
  now: number,
): ExplainedReturn | null {
  if (stored?.state !== 'ended') return null
  const { reentry = NO_REENTRY } = rule
  const instants = silenceInstants(lead, stored, rule)
  return {
    by: comebackOf(lead, stored, reentry, now)?.by ?? null,
    on: reentry.on,
    silentUntil: instants.length === 0 ? null : Math.max(...instants),
  }
}
