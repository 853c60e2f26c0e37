/**
 * One lead as a run finds it when it decides: changes are settled, contacts are followed, and what waits is planned again, by the same
 * functions and in the same order. Whoever foresees a run looks at this.
 */
import type { Plan } from './plan.ts'
import { afterMoves, contactMoves, without } from './follow-contacts.ts'
import type { Enrolment } from './episodes.ts'
import type { LeadFacts } from '../ground/lead-facts.ts'
import type { LeadState, PastRelance } from './lead-state.ts'
import { type Followed, settleState, stoppedBy } from './settle-state.ts'
import { type ChangedRules, EVERYTHING, type MovedEnrolment, mayPass, replan, type Waiting } from './replan.ts'

/** That closers' days may be full, and overdue steps then come later, is not in it. */
export function stateAtDecision(state: LeadState, plan: Plan, followed: Followed, now: number): LeadState {
  let found = state
  if (state.isChanged) {
    const settled = settledBy(state, plan, NOTHING_FOLLOWED, now)
    found = afterMoves(settled, contactMoves(settled, plan, now))
  }
  if (state.isElsewhere) found = plannedAgain(found, () => EVERYTHING, plan, now)
  for (const [ruleId, { toPlan }] of followed) {
    if (toPlan) found = plannedAgain(found, (id) => (id === ruleId ? toPlan : null), plan, now)
  }
  return withoutRelancesOfRulesOff(settledBy({ ...found, isChanged: false }, plan, followed, now), plan, followed)
}

/** What still waits of rules that are off is withdrawn, also where their cadence has ended for the lead. */
function withoutRelancesOfRulesOff(state: LeadState, plan: Plan, followed: Followed): LeadState {
  const isOff = (ruleId = ''): boolean => followed.has(ruleId) && plan.rules.get(ruleId)?.isActive !== true
  const waiting = state.relances.filter((one) => one.waiting && isOff(one.ruleId))
  return without(
    state,
    waiting.map(({ id }) => id),
  )
}

/** A change of the lead is followed in every rule; scans and the passing of time come after it. */
const NOTHING_FOLLOWED: Followed = new Map()

function settledBy(state: LeadState, plan: Plan, followed: Followed, now: number): LeadState {
  return withoutStopped(state, { ...state, enrolments: settleState(state, plan, followed, now) })
}

/** What is recorded of a place that is over, or waits for an event, is withdrawn. */
function withoutStopped(before: LeadState, after: LeadState): LeadState {
  const stopped = before.enrolments.filter((enrolment) => {
    const now = after.enrolments.find(({ id }) => id === enrolment.id)
    if (!now) return enrolment.state !== 'ended'
    return now !== enrolment && now.reason !== null && now.state !== 'active'
  })
  const ids = stopped.map(({ id }) => id)
  const waiting = after.relances.filter((one) => one.waiting && ids.includes(one.enrolmentId))
  return without(
    after,
    waiting.map(({ id }) => id),
  )
}

function plannedAgain(state: LeadState, changedOf: ChangedRules, plan: Plan, now: number): LeadState {
  const { relances, enrolments, pacedAt } = replan(waitingOf(state), changedOf, plan, now)
  const moved = new Map(relances.map((one) => [one.id, one]))
  const placed = new Map(enrolments.map((one) => [one.id, one]))
  const { lead } = state
  const recent = lead.recent?.map((one) => {
    const move = moved.get(one.id)
    return move ? { ...one, at: move.deliverAt, countsUntil: move.expiresAt } : one
  })
  return {
    ...state,
    lead: { ...lead, lastRelanceAt: pacedAt ?? lead.lastRelanceAt, ...(recent && { recent }) },
    relances: state.relances.map((one) => {
      const move = moved.get(one.id)
      const waiting = one.waiting ?? null
      return move
        ? { ...one, deliverAt: move.deliverAt, waiting: waiting && { ...waiting, expiresAt: move.expiresAt } }
        : one
    }),
    enrolments: state.enrolments.map((one) => movedTo(one, placed.get(one.id), lead, now)),
  }
}

function movedTo(enrolment: Enrolment, move: MovedEnrolment | undefined, lead: LeadFacts, now: number): Enrolment {
  if (!move) return enrolment
  const { state, reason, dueAt, plannedAt, nextDueAt } = move
  const moved = { ...enrolment, dueAt, plannedAt }
  if (state === 'ended' && enrolment.state !== 'ended') return stoppedBy(moved, state, reason, lead, now)
  return { ...moved, state, reason, nextDueAt, stoppedAt: state === 'active' ? null : enrolment.stoppedAt }
}

function waitingOf({ lead, enrolments, relances, contacts = [] }: LeadState): Waiting {
  const isWaiting = ({ waiting }: PastRelance): boolean =>
    waiting !== null && waiting !== undefined && !waiting.isOpened
  const waiting = relances.filter(isWaiting).sort((a, b) => a.deliverAt - b.deliverAt || (a.id < b.id ? -1 : 1))
  const ids = waiting.map(({ id }) => id)
  const delivered = (lead.recent ?? []).filter(({ id, isFailed }) => !isFailed && !ids.includes(id)).map(({ at }) => at)
  const ours = contacts.filter(({ direction }) => direction === 'outbound').map(({ at }) => at)
  return {
    lead,
    deliveredAt: delivered.length === 0 ? null : Math.max(...delivered),
    contactedAt: ours.length === 0 ? null : Math.max(...ours),
    enrolments: enrolments
      .filter((one) => one.state !== 'ended' || one.isShortened === true || mayPass(one))
      .map((enrolment) => {
        const own = relances.filter(({ enrolmentId }) => enrolmentId === enrolment.id)
        const before = own.find(({ step }) => step === enrolment.step - 1)
        const begun = own.map(({ recordedAt, deliverAt }) => recordedAt ?? deliverAt)
        return {
          ...enrolment,
          before: before ? { relanceId: before.id, at: before.confirmedAt ?? before.deliverAt } : null,
          firstRecordedAt: begun.length === 0 ? null : Math.min(...begun),
        }
      }),
    relances: waiting.flatMap(({ id, ruleId, deliverAt, waiting: wait }) => {
      if (!wait || ruleId === undefined) return []
      const { expiresAt, reason, isSnoozed } = wait
      const notBefore = wait.notBefore ?? (isSnoozed || reason !== null ? deliverAt : null)
      return [{ id, ruleId, deliverAt, expiresAt, notBefore, reason }]
    }),
  }
}
