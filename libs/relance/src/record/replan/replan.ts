/** Plans again what waits: of rules whose frequency, zone or holidays are other ones, and of leads that are elsewhere. */
import { changedBetween, type ChangedRules, EVERYTHING } from '../../decide/replan.ts'
import type { Db } from '../../ground/ports.ts'
import { lockLeads } from '../state/change-enrolments.sql.ts'
import type { Moment, Plans } from '../state/plans.ts'
import { planAgain, type ToCome } from './plan-again.ts'
import { beginPlanning, nextWaiting, notePlanned, notePlannedTo, readBasis, takePlanning } from './planning.sql.ts'
import { writeMovedRelances, writePaces, writePlannedSteps } from './write-replanned.sql.ts'

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
  const changed = changedBetween(planned, current)
  const changedRules: ChangedRules = (id) => (id === ruleId ? changed : null)
  await lockLeads(tx, leadIds)
  const moment = await plans.read(tx)
  // Saved since: the next transaction begins anew, with what holds then.
  if ((await readBasis(tx, ruleId)) !== current) return 'again'
  await replanHeld(tx, leadIds, changedRules, moment, { ruleId, after: last })
  await notePlannedTo(tx, ruleId, last)
  return 'again'
}

/** Of leads whose zone or country is another one. `tx` must hold their lock. */
export async function replanLeads(tx: Db, leadIds: readonly string[], moment: Moment): Promise<void> {
  await replanHeld(tx, leadIds, () => EVERYTHING, moment, { ruleId: null, after: null })
}

/** Their steps alone, from where their relances are. `tx` must hold their lock. */
export async function dateStepsAgain(tx: Db, leadIds: readonly string[], moment: Moment): Promise<void> {
  const steps = { isDue: true, isDelivery: false }
  await replanHeld(tx, leadIds, () => steps, moment, { ruleId: null, after: null })
}

async function replanHeld(
  tx: Db,
  leadIds: readonly string[],
  changedRules: ChangedRules,
  moment: Moment,
  toCome: ToCome,
): Promise<void> {
  const all = await planAgain(tx, leadIds, { changedRules, moment, toCome })
  await writeMovedRelances(
    tx,
    all.flatMap(({ relances }) => relances),
  )
  const paced = all.flatMap(({ leadId, pacedAt }) => (pacedAt === null ? [] : [{ leadId, pacedAt }]))
  await writePaces(
    tx,
    paced.map((one) => one.leadId),
    paced.map((one) => one.pacedAt),
  )
  await writePlannedSteps(
    tx,
    all.flatMap(({ steps }) => steps),
    moment.now,
  )
}
