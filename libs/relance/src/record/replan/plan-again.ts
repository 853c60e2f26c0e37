/** What of leads is planned again, once a rule, a zone or the holidays are other ones: read and decided, nothing written. */
import { createDailyRoom } from '../../decide/pauses/daily-room.ts'
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
import { isInbox } from '../../ground/messages.ts'
import type { Db } from '../../ground/ports.ts'
import type { Moment } from '../plans.ts'
import { readWaitingOf } from './read-waiting.sql.ts'
import { type LeftOut, readOccupied } from './write-replanned.sql.ts'

/** Enrolments that are about to be planned after these: their days are not taken yet. */
export type ToCome = Omit<LeftOut, 'ids'>

interface Question {
  changedRules: ChangedRules
  moment: Moment
  toCome: ToCome
}

/** Of each lead, in the order of ids. To write it, `db` must hold the leads' turns. */
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
  const steps = all.flatMap(({ lead, enrolments }) =>
    enrolments.map((move) => ({ move, lead, isOverdue: isOverdue(move, plan, now) })),
  )
  const placed = new Map((await placeSteps(db, steps, moment, toCome)).map((step) => [step.id, step]))
  return all.map(({ lead, relances, enrolments, pacedAt }) => {
    return { leadId: lead.id, relances, steps: enrolments.flatMap(({ id }) => placed.get(id) ?? []), pacedAt }
  })
}

interface Step {
  move: MovedEnrolment
  lead: LeadFacts
  isOverdue: boolean
}

/** Steps that are overdue find the next day on which their closer has room. */
async function placeSteps(
  db: Db,
  steps: readonly Step[],
  { plan, now }: Moment,
  toCome: ToCome,
): Promise<PlannedStep[]> {
  const overdue = steps.filter((step) => step.isOverdue).sort(byRank(plan))
  const closerIds = [...new Set(overdue.flatMap(({ lead }) => lead.closerId ?? []))]
  if (plan.closerDailyLimit === null || closerIds.length === 0) return steps.map(({ move }) => move)
  const occupied = await readOccupied(db, closerIds, { ids: steps.map(({ move }) => move.id), ...toCome })
  const roomFor = createDailyRoom(occupied, { limit: plan.closerDailyLimit, timeZone: plan.timeZone, now })
  const placed = overdue.map(({ move, lead }) => placeStep(move, lead, plan, roomFor, now))
  return [...steps.filter((step) => !step.isOverdue).map(({ move }) => move), ...placed]
}

const isOverdue = (move: MovedEnrolment, plan: Plan, now: number): boolean => {
  const rule = plan.rules.get(move.ruleId)
  return move.state === 'active' && move.dueAt <= now && rule !== undefined && isInbox(rule.channel)
}

function placeStep(
  move: MovedEnrolment,
  lead: LeadFacts,
  plan: Plan,
  roomFor: ReturnType<typeof createDailyRoom>,
  now: number,
): PlannedStep {
  const rule = plan.rules.get(move.ruleId)
  if (!rule) return move
  const { closerId } = lead
  const calendar = calendarOf(plan, rule, lead)
  const nextDueAt = roomFor({ closerId, ruleId: rule.id, frequency: rule.frequency, calendar })
  return nextDueAt <= now ? move : { ...move, nextDueAt, reason: 'spread' }
}

/** The highest priority first, then the longest due; ids settle the rest. */
const byRank =
  (plan: Plan) =>
  (a: { move: MovedEnrolment }, b: { move: MovedEnrolment }): number => {
    const priority = (ruleId: string): number => plan.rules.get(ruleId)?.priority ?? 0
    const byPriority = priority(b.move.ruleId) - priority(a.move.ruleId)
    return byPriority || a.move.dueAt - b.move.dueAt || Number(a.move.id) - Number(b.move.id)
  }
