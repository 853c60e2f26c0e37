/** Compares the enrolments of some leads with what the rules ask for, and puts them right. */
import type { Plan } from '../../decide/plan.ts'
import type { Standing } from '../../decide/enrolment.ts'
import { type Difference, differenceOf, isHeldByRun, isPending, withdrawalOf } from '../../decide/reconcile.ts'
import type { ReasonCode } from '../../ground/reasons.ts'
import type { Db } from '../../ground/ports.ts'
import { changeEnrolments } from '../state/change-enrolments.sql.ts'
import { readRuleProgress } from '../state/find-changes.sql.ts'
import { leadsUnderWay, leadsWithLock, makeLeadLocks, readWaitingItems } from './read-compared.sql.ts'
import { readLeadStates } from '../state/read-lead-states.sql.ts'
import { readStandings, type Standings } from '../state/read-standings.sql.ts'
import { withdrawRelances } from '../state/withdraw-relances.sql.ts'

export interface Comparison {
  differences: Difference[]
  /** Items that should have been taken back. */
  strays: { relanceId: string; leadId: string; reason: ReasonCode }[]
  /** Leads that differ, but that the engine itself is still to look at. */
  pending: Set<string>
}

/** What is read may change meanwhile: see `confirm`. */
export async function compare(tx: Db, leadIds: readonly string[], plan: Plan, now: number): Promise<Comparison> {
  const rules = [...plan.rules.values()]
  const standings = await readStandings(tx, leadIds, plan, rules, now)
  const locked = await leadsWithLock(tx, leadIds)
  const suspects = standings.standings.flatMap((standing) => {
    return differenceOf({ standing, hasLock: locked.has(standing.leadId), plan, now }) ?? []
  })
  const real = await dropHeld(tx, suspects, plan, now)
  const pending = await pendingOf(tx, real, plan)
  const differences = real.filter((one) => !pending(one))
  const strays = await straysOf(tx, leadIds, standings, real)
  const changing = await leadsUnderWay(
    tx,
    [...real, ...strays].map((one) => one.leadId),
  )
  return {
    differences: differences.filter((one) => !changing.has(one.leadId)),
    strays: strays.filter((one) => !changing.has(one.leadId)),
    pending: new Set(
      [...real.filter(pending), ...[...real, ...strays].filter((one) => changing.has(one.leadId))].map(
        (one) => one.leadId,
      ),
    ),
  }
}

/** Leaves out what a run has stopped, and would stop again. */
async function dropHeld(tx: Db, suspects: readonly Difference[], plan: Plan, now: number): Promise<Difference[]> {
  const stopped = suspects.filter(
    ({ enrolment, change }) => enrolment !== null && enrolment.state !== 'active' && change.kind === 'move',
  )
  const states = await readLeadStates(tx, [...new Set(stopped.map((one) => one.leadId))])
  const leads = new Map(states.map(({ lead }) => [lead.id, lead]))
  return suspects.filter(({ enrolment, leadId, change }) => {
    const lead = leads.get(leadId)
    return (
      change.kind === 'enter' ||
      enrolment === null ||
      enrolment.state === 'active' ||
      !lead ||
      !isHeldByRun(lead, enrolment, plan, now)
    )
  })
}

/**
 * Whether the engine is still to look at a difference by itself: its rule is not followed to the end, or only time since it
 * was last followed makes the difference.
 */
async function pendingOf(tx: Db, found: readonly Difference[], plan: Plan): Promise<(one: Difference) => boolean> {
  if (found.length === 0) return () => false
  const progress = new Map((await readRuleProgress(tx)).map((one) => [one.ruleId, one]))
  const lasting = new Set<string>()
  for (const ruleId of new Set(found.map((one) => one.ruleId))) {
    const rule = plan.rules.get(ruleId)
    const matchedAt = progress.get(ruleId)?.matchedAt ?? null
    if (!rule || matchedAt === null) continue
    const leadIds = found.filter((one) => one.ruleId === ruleId).map((one) => one.leadId)
    const { standings } = await readStandings(tx, leadIds, plan, [rule], matchedAt, { onlyRuleId: ruleId })
    for (const standing of standings)
      if (differsAt(standing, plan, matchedAt)) lasting.add(`${ruleId} ${standing.leadId}`)
  }
  return ({ ruleId, leadId, kind }) => {
    const rule = plan.rules.get(ruleId)
    if (isPending(progress.get(ruleId), rule)) return true
    return rule !== undefined && kind !== 'no_turn' && !lasting.has(`${ruleId} ${leadId}`)
  }
}

const differsAt = (standing: Standing, plan: Plan, now: number): boolean =>
  differenceOf({ standing, hasLock: true, plan, now }) !== null

/** An enrolment that is put right takes its items back by itself. */
async function straysOf(
  tx: Db,
  leadIds: readonly string[],
  { refused }: Standings,
  found: readonly Difference[],
): Promise<Comparison['strays']> {
  const leadReasons = new Map(refused.map((one) => [one.leadId, one.reason]))
  const differing = new Set(found.map((one) => `${one.ruleId} ${one.leadId}`))
  return (await readWaitingItems(tx, leadIds)).flatMap((item) => {
    const { relanceId, leadId, ruleId } = item
    if (differing.has(`${ruleId} ${leadId}`)) return []
    const reason = withdrawalOf({ ...item, leadReason: leadReasons.get(leadId) ?? null })
    return reason ? { relanceId, leadId, reason } : []
  })
}

/** Within a transaction that holds the lock of the leads concerned. Leads go on from `now` at the earliest. Returns how many differences it put right. */
export async function repair(tx: Db, { differences, strays }: Comparison, now: number): Promise<number> {
  await makeLeadLocks(
    tx,
    differences.filter((one) => one.kind === 'no_turn').map((one) => one.leadId),
  )
  await changeEnrolments(
    tx,
    differences.filter((one) => one.kind !== 'no_turn').map((one) => one.change),
    now,
  )
  await withdrawRelances(
    tx,
    strays.map((one) => one.relanceId),
    strays.map((one) => one.reason),
  )
  return differences.length + strays.length
}
