/** Brings leads into the rules they match, out of those they no longer may be in: after changes of leads, of rules, and by time. */
import { relativeConditions } from './core/audience.ts'
import type { Plan, PlannedRule } from './core/dossier.ts'
import { settle } from './core/enrolment.ts'
import { CLOCK_TOLERANCE_MS } from './core/schedule.ts'
import type { Db } from './ports.ts'
import { changeEnrolments, takeTurns } from './sql/change-enrolments.ts'
import {
  activeLeadsOfRule,
  beginScan,
  leadsCrossedByTime,
  nextLeads,
  noteMatchedAt,
  noteScan,
  type RuleProgress,
  readRuleProgress,
  takeChangedLeads,
  takeMatching,
} from './sql/find-changes.ts'
import { readStandings } from './sql/read-standings.ts'
import { withdrawOfLeads, withdrawOfRule } from './sql/withdraw-relances.ts'

const CHUNK = 5_000

/** Whether there is time for one more chunk of work. */
export type HasTime = () => boolean

/**
 * Settles everything that has changed up to `now` (milliseconds), in chunks that are a transaction each; stops early
 * when time is up, and the next call goes on. Safe to overlap.
 */
export async function enrol(db: Db, plan: Plan, now: number, hasTime: HasTime): Promise<void> {
  await followLeads(db, plan, now, hasTime)
  for (const progress of await readRuleProgress(db)) {
    if (!hasTime()) return
    const rule = plan.rules.get(progress.ruleId)
    if (!progress.isActive) await putToSleep(db, plan, progress, now, hasTime)
    else if (rule && (!progress.isScanned || isAhead(progress, now))) await scanAudience(db, plan, rule, now, hasTime)
    else if (rule) await followTime(db, plan, rule, progress, now, hasTime)
  }
}

/** Whether a clock that was wrong has followed time beyond the present. */
function isAhead({ matchedAt }: RuleProgress, now: number): boolean {
  return matchedAt !== null && matchedAt > now + CLOCK_TOLERANCE_MS
}

/** Settles the leads that were created, changed or imported. Also called right after a single lead was saved. */
export async function followLeads(db: Db, plan: Plan, now: number, hasTime: HasTime): Promise<void> {
  const rules = [...plan.rules.values()]
  let taken = CHUNK
  while (taken === CHUNK && hasTime()) {
    taken = await db.transaction(async (tx) => {
      const changed = await takeChangedLeads(tx, CHUNK)
      await settleLeads(tx, changed.leadIds, plan, rules, now)
      return changed.taken
    })
  }
}

/** Settles one lead in every rule, within a transaction that holds its turn. */
export function settleLead(tx: Db, leadId: string, plan: Plan, now: number): Promise<void> {
  return settleLeads(tx, [leadId], plan, [...plan.rules.values()], now)
}

async function settleLeads(
  tx: Db,
  leadIds: readonly string[],
  plan: Plan,
  rules: readonly PlannedRule[],
  now: number,
  onlyRuleId: string | null = null,
): Promise<void> {
  if (leadIds.length === 0) return
  await takeTurns(tx, leadIds)
  const { refused, standings } = await readStandings(tx, leadIds, plan, rules, now, onlyRuleId)
  await changeEnrolments(
    tx,
    standings.flatMap((standing) => settle(standing) ?? []),
    now,
  )
  await withdrawOfLeads(
    tx,
    refused.map((one) => one.leadId),
    refused.map((one) => one.reason),
  )
}

async function scanAudience(db: Db, plan: Plan, rule: PlannedRule, now: number, hasTime: HasTime): Promise<void> {
  await beginScan(db, rule.id, { rule: rule.version, frequency: rule.frequencyVersion }, now)
  let isDone = false
  while (!isDone && hasTime()) {
    isDone = await db.transaction(async (tx) => {
      const matching = await takeMatching(tx, rule.id)
      if (!matching) return true
      const leadIds = await nextLeads(tx, matching.scannedTo, CHUNK)
      await settleLeads(tx, leadIds, plan, [rule], now, rule.id)
      await noteScan(tx, rule.id, leadIds.at(-1) ?? null)
      return leadIds.length === 0
    })
  }
}

async function putToSleep(db: Db, plan: Plan, progress: RuleProgress, now: number, hasTime: HasTime): Promise<void> {
  const { ruleId } = progress
  let isDone = false
  while (!isDone && hasTime()) {
    isDone = await db.transaction(async (tx) => {
      if (!(await takeMatching(tx, ruleId))) return true
      const leadIds = await activeLeadsOfRule(tx, ruleId, CHUNK)
      await settleLeads(tx, leadIds, plan, [], now, ruleId)
      if (leadIds.length > 0) return false
      await withdrawOfRule(tx, ruleId)
      await beginScan(tx, ruleId, { rule: progress.version, frequency: progress.frequencyVersion }, now)
      return true
    })
  }
}

async function followTime(
  db: Db,
  plan: Plan,
  rule: PlannedRule,
  { matchedAt }: RuleProgress,
  now: number,
  hasTime: HasTime,
): Promise<void> {
  const conditions = relativeConditions(rule.audience)
  if (conditions.length === 0 || matchedAt === null || matchedAt >= now) return
  let after: string | null = null
  let isDone = false
  while (!isDone && hasTime()) {
    isDone = await db.transaction(async (tx) => {
      if (!(await takeMatching(tx, rule.id))) return true
      const leadIds = await leadsCrossedByTime(tx, conditions, matchedAt, now, after, CHUNK)
      await settleLeads(tx, leadIds, plan, [rule], now, rule.id)
      after = leadIds.at(-1) ?? null
      if (leadIds.length === CHUNK) return false
      await noteMatchedAt(tx, rule.id, now)
      return true
    })
  }
}
