/** Why, or why not, for one lead of the database. */
import { explain, type Explanation, type RuleExplanation } from './explain.pure.ts'
import { explainRecorded } from './explain-recorded.pure.ts'
import { historyOf } from '../foresee/history.pure.ts'
import { slotFrom } from '../../decide/schedule.ts'
import { scansAlways } from '../foresee/simulate.pure.ts'
import type { Db } from '../../ground/ports.ts'
import { loadPlan } from '../../record/state/load-plan.sql.ts'
import { planInForce } from './plan-in-force.sql.ts'
import { readHistories } from '../foresee/read-histories.sql.ts'
import { readFollowed, readLeadStates } from '../../record/state/read-lead-states.sql.ts'
import { readRecorded } from './read-recorded.sql.ts'
import { readSchedule } from '../../record/schedule.sql.ts'

/**
 * What one run at `at` (milliseconds) would do with the lead in every rule that is not archived, and why. Reads one
 * consistent picture and takes no lock. Null when there is no such lead. What is told holds personal data: not for logs.
 */
export function explainLead(db: Db, leadId: string, at: number): Promise<Explanation | null> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const plan = await loadPlan(tx, 'all')
    const [state] = await readLeadStates(tx, [leadId])
    if (!state) return null
    const schedule = await readSchedule(tx)
    const nextScan = schedule.enabled ? (from: number) => slotFrom(schedule, from) : scansAlways
    return explain(state, plan, await readFollowed(tx), at, nextScan)
  })
}

/**
 * Why a relance was recorded, from the versions of rule, frequency and template it kept, and from the lead as it was
 * then. Null when there is no such relance.
 */
export function explainRelance(db: Db, relanceId: string): Promise<RuleExplanation | null> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    return tellRelance(tx, relanceId)
  })
}

/** The same within a transaction that reads one consistent picture. */
export async function tellRelance(tx: Db, relanceId: string): Promise<RuleExplanation | null> {
  const recorded = await readRecorded(tx, relanceId)
  if (!recorded) return null
  const { leadId, rule, step } = recorded
  const plan = await planInForce(tx, step.recordedAt)
  const [stored] = await readHistories(tx, [leadId], step.recordedAt)
  if (!stored) return null
  const { state } = historyOf(stored, rule, plan, step.recordedAt)
  return explainRecorded(step, rule, state, plan)
}
