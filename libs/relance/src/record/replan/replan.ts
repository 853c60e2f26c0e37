/** Plans again what waits: of rules whose frequency, zone or holidays are other ones, and of leads that are elsewhere. */
import { createDailyRoom } from '../../decide/daily-room.ts'
import { calendarOf } from '../../decide/decide.ts'
import type { Plan } from '../../decide/dossier.ts'
import {
  type Changed,
  type ChangedRules,
  type MovedEnrolment,
  replan,
  type Replanned,
  type Waiting,
} from '../../decide/replan.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import { isInbox } from '../../ground/messages.ts'
import type { Db } from '../../ground/ports.ts'
import { takeTurns } from '../change-enrolments.sql.ts'
import type { Moment, Plans } from '../plans.ts'
import {
  beginPlanning,
  nextWaiting,
  notePlanned,
  notePlannedTo,
  type Planning,
  readBasis,
  takePlanning,
} from './planning.sql.ts'
import { readWaitingOf } from './read-waiting.sql.ts'
import {
  type LeftOut,
  type PlannedStep,
  readOccupied,
  writeMovedRelances,
  writePaces,
  writePlannedSteps,
} from './write-replanned.sql.ts'

/** Enrolments looked at in one transaction. */
const CHUNK = 2_000

/**
 * Plans the rule again, in chunks that are a transaction each: a crash loses one of them, and the next call goes on from there.
 * What is saved in the middle begins it anew. Returns whether nothing is left.
 */
export async function replanRule(db: Db, plans: Plans, ruleId: string, hasTime: () => boolean): Promise<boolean> {
  while (hasTime()) {
    const next = await db.transaction((tx) => replanSlice(tx, plans, ruleId))
    if (next !== 'again') return next === 'done'
  }
  return false
}

async function replanSlice(tx: Db, plans: Plans, ruleId: string): Promise<'again' | 'done' | 'busy'> {
  const planning = await takePlanning(tx, ruleId)
  if (!planning) return 'busy'
  const { planned, current } = planning
  if (planned === current) return 'done'
  // The first matching of a rule plans by what holds then.
  if (planned === null) {
    await notePlanned(tx, ruleId, current)
    return 'done'
  }
  const after = planning.planning === current ? planning.plannedTo : null
  if (planning.planning !== current) await beginPlanning(tx, ruleId, current)
  const { leadIds, last } = await nextWaiting(tx, ruleId, after, CHUNK)
  if (last === null) {
    await notePlanned(tx, ruleId, current)
    return 'done'
  }
  const changed = changedOf(planning)
  const changedRules: ChangedRules = (id) => (id === ruleId ? changed : null)
  await takeTurns(tx, leadIds)
  const moment = await plans.read(tx)
  // Saved since: the next transaction begins anew, with what holds then.
  if ((await readBasis(tx, ruleId)) !== current) return 'again'
  await replanHeld(tx, leadIds, changedRules, moment, { ruleId, after: last })
  await notePlannedTo(tx, ruleId, last)
  return 'again'
}

/** A basis has two parts: what steps are counted by, and when and how long things may be delivered. */
function changedOf({ planned, current }: Planning): Changed {
  const [before, after] = [(planned ?? '').split(' '), current.split(' ')]
  return { isDue: before[0] !== after[0], isDelivery: before[1] !== after[1] }
}

const EVERYTHING: Changed = { isDue: true, isDelivery: true }

/** Of leads whose zone or country is another one. `tx` must hold their turn. */
export async function replanLeads(tx: Db, leadIds: readonly string[], moment: Moment): Promise<void> {
  await replanHeld(tx, leadIds, () => EVERYTHING, moment, { ruleId: null, after: null })
}

async function replanHeld(
  tx: Db,
  leadIds: readonly string[],
  changedRules: ChangedRules,
  { plan, now }: Moment,
  toCome: Omit<LeftOut, 'ids'>,
): Promise<void> {
  const waiting = await readWaitingOf(tx, leadIds)
  const all = waiting.map((one) => ({ waiting: one, replanned: replan(one, changedRules, plan, now) }))
  await writeMovedRelances(
    tx,
    all.flatMap(({ replanned }) => replanned.relances),
  )
  const paced = all.flatMap(({ waiting: { lead }, replanned: { pacedAt } }) =>
    pacedAt === null ? [] : [{ leadId: lead.id, pacedAt }],
  )
  await writePaces(
    tx,
    paced.map((one) => one.leadId),
    paced.map((one) => one.pacedAt),
  )
  await writePlannedSteps(tx, await placeSteps(tx, all, plan, now, toCome), now)
}

interface Of {
  waiting: Waiting
  replanned: Replanned
}

/** Steps that are overdue find the next day on which their closer has room. */
async function placeSteps(
  tx: Db,
  all: readonly Of[],
  plan: Plan,
  now: number,
  toCome: Omit<LeftOut, 'ids'>,
): Promise<PlannedStep[]> {
  const steps = all.flatMap(({ waiting, replanned }) =>
    replanned.enrolments.map((move) => ({ move, lead: waiting.lead, isOverdue: isOverdue(move, plan, now) })),
  )
  const overdue = steps.filter((step) => step.isOverdue).sort(byRank(plan))
  const closerIds = [...new Set(overdue.flatMap(({ lead }) => lead.closerId ?? []))]
  if (plan.closerDailyLimit === null || closerIds.length === 0) return steps.map(({ move }) => move)
  const occupied = await readOccupied(tx, closerIds, { ids: steps.map(({ move }) => move.id), ...toCome })
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
