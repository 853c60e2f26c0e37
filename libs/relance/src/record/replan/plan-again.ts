/** What of leads is planned again, once a rule, a zone or the holidays are other ones: read and decided, nothing written. */
import { calendarOf } from '../../decide/decide.ts'
import type { Plan } from '../../decide/plan.ts'
import {
  type ChangedRules,
  type MovedEnrolment,
  type PlannedAgain,
  type PlannedStep,
  replan,
} from '../../decide/replan.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import { isInbox } from '../../ground/channels.ts'
import type { Db } from '../../ground/ports.ts'
import type { Moment } from '../state/plans.ts'
import { readWaitingOf } from './read-waiting.sql.ts'
import { findRoom } from './find-room.ts'
import type { LeftOut } from './write-replanned.sql.ts'

/** Enrolments that are about to be planned after these: their days are not taken yet. */
export type ToCome = Omit<LeftOut, 'ids'>

interface Question {
  changedRules: ChangedRules
  moment: Moment
  toCome: ToCome
}

/** Of each lead, in the order of ids. To write it, `db` must hold the lead locks. */
export async function planAgain(
  db: Db,
  leadIds: readonly string[],
  { changedRules, moment, toCome }: Question,
): Promise<PlannedAgain[]> {
  const { plan, now } = moment
  const all = (await readWaitingOf(db, leadIds)).map((waiting) => ({
    lead: waiting.lead,
    ...replan(waiting, changedRules, plan, now),
  }))
  const steps = all.flatMap(({ lead, enrolments }) => enrolments.map((move) => ({ move, lead })))
  const placed = new Map((await placeSteps(db, steps, moment, toCome)).map((step) => [step.id, step]))
  return all.map(({ lead, relances, enrolments, pacedAt }) => {
    return { leadId: lead.id, relances, steps: enrolments.flatMap(({ id }) => placed.get(id) ?? []), pacedAt }
  })
}

interface Step {
  move: MovedEnrolment
  lead: LeadFacts
}

/** Steps that are overdue find the next day on which their closer has room. */
async function placeSteps(
  db: Db,
  steps: readonly Step[],
  { plan, now }: Moment,
  toCome: ToCome,
): Promise<PlannedStep[]> {
  const overdue = steps.flatMap((step) => rankedOf(step, plan, now) ?? [])
  const leftOut = { ids: steps.map(({ move }) => move.id), ...toCome }
  const days = await findRoom(db, overdue, { limit: plan.closerDailyLimit, plan, now, leftOut })
  const dayOf = new Map([...days].map(([{ move }, from]) => [move, from]))
  return steps.map(({ move }) => {
    const nextDueAt = dayOf.get(move) ?? now
    return nextDueAt <= now ? move : { ...move, nextDueAt, reason: 'spread' }
  })
}

/** Null unless it is overdue, and for a person to send. */
function rankedOf({ move, lead }: Step, plan: Plan, now: number) {
  const rule = plan.rules.get(move.ruleId)
  if (move.state !== 'active' || move.dueAt > now || !rule || !isInbox(rule.channel)) return null
  const { id: leadId, closerId } = lead
  const { id: ruleId, frequency, priority } = rule
  const calendar = calendarOf(plan, rule, lead)
  return { move, leadId, closerId, ruleId, frequency, calendar, priority, dueAt: move.dueAt, wasDueAt: move.dueAt }
}
