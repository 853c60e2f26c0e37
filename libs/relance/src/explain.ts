/** Why, or why not, for one lead of the database. */
import { explain, type Explanation, type RuleExplanation } from './core/explain.ts'
import { explainRecorded } from './core/explain-recorded.ts'
import { historyOf } from './core/history.ts'
import { slotFrom } from './core/schedule.ts'
import { scansAlways } from './core/simulate.ts'
import type { Db } from './ports.ts'
import { loadPlan } from './sql/load-plan.ts'
import { planInForce } from './sql/plan-in-force.ts'
import { readHistories } from './sql/read-histories.ts'
import { readFollowed, readLeadRecords } from './sql/read-lead-records.ts'
import { readRecorded } from './sql/read-recorded.ts'
import { readSchedule } from './sql/schedule.ts'

/**
 * What one run at `at` (milliseconds) would do with the lead in every rule that is not archived, and why. Reads one
 * consistent picture and takes no lock. Null when there is no such lead. What is told holds personal data: not for logs.
 */
export function explainLead(db: Db, leadId: string, at: number): Promise<Explanation | null> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const plan = await loadPlan(tx, 'all')
    const [record] = await readLeadRecords(tx, [leadId])
    if (!record) return null
    const schedule = await readSchedule(tx, at)
    const nextScan = schedule.enabled ? (from: number) => slotFrom(schedule, from) : scansAlways
    return explain(record, plan, await readFollowed(tx), at, nextScan)
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
  const { record } = historyOf(stored, rule, plan, step.recordedAt)
  return explainRecorded(step, rule, record, plan)
}
