/** What a run would plan again before it decides, from what has been saved and not been followed yet. */
import type { PlannedAgain } from '../../decide/replan.ts'
import type { Db } from '../../ground/ports.ts'
import type { Moment } from '../plans.ts'
import { changedOf, EVERYTHING, planAgain } from './plan-again.ts'
import { leadsElsewhere, nextWaiting, pendingPlannings } from './planning.sql.ts'

const CHUNK = 2_000

/**
 * In the run's order: leads that are elsewhere, then rule by rule; what comes later of a lead takes the place of what came
 * before. `leadId`: of one lead alone. Each piece is of the leads as they are stored.
 */
export async function* foreseePlanning(
  tx: Db,
  moment: Moment,
  leadId: string | null = null,
): AsyncGenerator<PlannedAgain[]> {
  const elsewhere = await leadsElsewhere(tx, leadId)
  for (let start = 0; start < elsewhere.length; start += CHUNK) {
    const question = { changedRules: () => EVERYTHING, moment, toCome: { ruleId: null, after: null } }
    yield await planAgain(tx, elsewhere.slice(start, start + CHUNK), question)
  }
  for (const { ruleId, ...basis } of await pendingPlannings(tx)) {
    const changed = changedOf(basis)
    const changedRules = (id: string) => (id === ruleId ? changed : null)
    if (leadId !== null) {
      yield await planAgain(tx, [leadId], { changedRules, moment, toCome: { ruleId: null, after: null } })
      continue
    }
    let after: string | null = null
    do {
      const { leadIds, last } = await nextWaiting(tx, ruleId, after, CHUNK)
      yield await planAgain(tx, leadIds, { changedRules, moment, toCome: { ruleId, after: last } })
      after = last
    } while (after !== null)
  }
}
