/** Why, or why not, at an instant of the past: from what was recorded then, in the versions then in force. */
import type { Explanation, RuleExplanation } from './explain.pure.ts'
import { zoneOf } from '../../decide/cadence.ts'
import { leadRefusal } from '../../decide/checks.ts'
import { explainPastRule } from './explain-past.pure.ts'
import { historyOf } from '../foresee/history.pure.ts'
import { tellRelance } from './explain.ts'
import type { Db } from '../../ground/ports.ts'
import { planInForce } from './plan-in-force.sql.ts'
import { readHistories } from '../foresee/read-histories.sql.ts'
import { lastRunBefore, readPastPlaces } from './read-past.sql.ts'
import { rulesInForce } from './rules-in-force.sql.ts'

/**
 * The last run before `at` (milliseconds) is told; where it left no trace, what is on record of that time says why, and
 * `basis` says so. Settings and holidays are those then in force as well. Null when there is no such lead.
 */
export function explainPast(db: Db, leadId: string, at: number): Promise<Explanation | null> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const [stored] = await readHistories(tx, [leadId], at)
    if (!stored) return null
    const plan = await planInForce(tx, at)
    const lastRun = await lastRunBefore(tx, at)
    const decidedAt = lastRun?.at ?? null
    const rules = (await rulesInForce(tx, at)).sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
    const places = await readPastPlaces(tx, leadId, at)
    const moment = { at, decidedAt }
    // A relance of that very instant is among what had happened.
    const recordOf = (rule: (typeof rules)[number]) => historyOf(stored, rule, plan, at + 1).state
    const told: RuleExplanation[] = []
    for (const rule of rules) {
      const place = places.get(rule.id) ?? { noted: null, recorded: null, episode: null }
      // Whatever was saved between the run and the instant, a relance is told from what it kept.
      const { recorded } = place
      const kept = recorded && recorded.runId === lastRun?.id ? await tellRelance(tx, recorded.relanceId) : null
      told.push(kept ?? explainPastRule({ rule, ...place }, recordOf(rule), plan, moment))
    }
    const lead = rules[0] ? recordOf(rules[0]).lead : stored.lead
    return {
      leadId,
      at,
      isPast: true,
      decidedAt,
      timeZone: zoneOf(lead.timeZone, null, plan.timeZone),
      isStopped: plan.isStopped,
      leadReason: leadRefusal(lead, plan.openStatuses),
      winner: told.find(({ verdict }) => verdict === 'record')?.ruleId ?? null,
      next: null,
      rules: told,
    }
  })
}
