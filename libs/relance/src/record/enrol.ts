/** Brings leads into the rules they match, out of those they no longer may be in: after changes of leads, of rules, and by time. */
import type { Plan, PlannedRule } from '../decide/plan.ts'
import { settle, type Standing } from '../decide/enrolment.ts'
import { judgedAt, OVERLAP_MS } from '../decide/follow.ts'
import type { Plans } from './state/plans.ts'
import type { Db, HasTime } from '../ground/ports.ts'
import { changeEnrolments, Overtaken, lockLeads } from './state/change-enrolments.sql.ts'
import {
  activeLeadsOfRule,
  advanceMatchedAt,
  beginScan,
  changesByTime,
  type Crossing,
  crossedBy,
  distrustFuture,
  hasChangedLeads,
  type Horizon,
  inactiveVersions,
  leadsCrossedByTime,
  type Matching,
  nextLeads,
  noteHorizon,
  noteScan,
  openMatching,
  readRuleProgress,
  type Scanned,
  SCANNED,
  takeChangedLeads,
  takeMatching,
} from './state/find-changes.sql.ts'
import { followContacts } from './follow-contacts.sql.ts'
import { readEnrolments, standingsOf } from './state/read-standings.sql.ts'
import { placeResumed, type Settled } from './resuming/place-resumed.ts'
import { rulesToPlan } from './replan/planning.sql.ts'
import { replanLeads, replanRule } from './replan/replan.ts'
import { withdrawOfLeads, withdrawOfRule } from './state/withdraw-relances.sql.ts'

const CHUNK = 5_000

/**
 * Settles everything that has changed, in chunks that are a transaction each, with a plan that is read in each of them; stops
 * early when time is up, and the next call goes on. Safe to overlap. Returns whether nothing is left, also not with others.
 */
export async function enrol(db: Db, plans: Plans, hasTime: HasTime): Promise<boolean> {
  await distrustFuture(db)
  await followLeads(db, plans, hasTime)
  let isDone = !(await hasChangedLeads(db))
  // Before the scan of a new version lets what has become due be recorded all at once.
  for (const ruleId of await rulesToPlan(db)) {
    if (!(await replanRule(db, plans, ruleId, hasTime))) isDone = false
  }
  for (const { ruleId, isActive, isScanned } of await readRuleProgress(db)) {
    if (!hasTime()) return false
    const follow = !isActive ? followInactive : isScanned ? followTime : scanAndFollow
    if (!(await follow(db, plans, ruleId, hasTime))) isDone = false
  }
  return isDone && hasTime()
}

/** Settles the leads that were created, changed or imported. Also called right after a single lead was saved. */
async function followLeads(db: Db, plans: Plans, hasTime: HasTime): Promise<void> {
  let taken = CHUNK
  while (taken === CHUNK && hasTime()) {
    taken = await settling(db, async (tx) => {
      const { leadIds, elsewhere, taken: changes } = await takeChangedLeads(tx, CHUNK)
      await settleLeads(tx, leadIds, plans, everyRule)
      if (elsewhere.length > 0) await replanLeads(tx, elsewhere, await plans.read(tx))
      return changes
    })
  }
}

/** Settles one lead in every rule, within a transaction of `settling` that holds its lock. `keeping`: the relance that a person is just moving. */
export async function settleLead(
  tx: Db,
  leadId: string,
  plans: Plans,
  { keeping = null }: { keeping?: string | null } = {},
): Promise<void> {
  await settleLeads(tx, [leadId], plans, (plan) => ({ ...everyRule(plan), keeping }))
}

/** The rules that leads are settled in. Null: this plan is not the one to settle with. */
interface Scoped {
  rules: readonly PlannedRule[]
  isByTime?: boolean
  isResuming?: boolean
  keeping?: string | null
}
type Scope = (plan: Plan) => Scoped | null

const everyRule = (plan: Plan): Scoped => ({ rules: [...plan.rules.values()] })

/**
 * Locks, then enrolments, then the plan: a rule that comes later finds what was settled here, and no enrolment seen here is
 * of a rule that the plan is too old to know. Returns false, with nothing written, where the scope refuses the plan.
 */
async function settleLeads(
  tx: Db,
  leadIds: readonly string[],
  plans: Plans,
  scope: Scope,
  onlyRuleId: string | null = null,
): Promise<boolean> {
  if (leadIds.length === 0) return true
  await lockLeads(tx, leadIds)
  const enrolments = await readEnrolments(tx, leadIds, onlyRuleId)
  const { plan, now } = await plans.read(tx)
  const wanted = scope(plan)
  if (!wanted) return false
  const { keeping = null, isResuming = false, ...asked } = wanted
  const question = { leadIds, plan, now: judgedAt(plan, now), isByTime: false, ...asked }
  const { refused, standings, leads } = await standingsOf(tx, enrolments, question)
  const changes = await placeResumed(tx, settledOf(standings), { plan, now, leads, isResuming })
  if ((await changeEnrolments(tx, changes, now)).length > 0) throw new Overtaken()
  await withdrawOfLeads(
    tx,
    refused.map((one) => one.leadId),
    refused.map((one) => one.reason),
  )
  if (onlyRuleId === null) await followContacts(tx, leadIds, { plan, now, keeping })
  return true
}

const settledOf = (standings: readonly Standing[]): Settled[] =>
  standings.flatMap((standing) => {
    const change = settle(standing)
    return change ? [{ standing, change }] : []
  })

/** Each time another transaction has committed in between: so many in a row are a fault of ours. */
const MOST_ATTEMPTS = 20

/** A transaction that settles leads. When it is overtaken it begins again, from its first lock: the leads concerned have one by then. */
export async function settling<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

/** `done`: nothing is left of the rule. `busy`: somebody else has it, or it is not what it was. */
type Step = 'again' | 'done' | 'busy'

/** One transaction after another that holds the rule's matching. Returns whether nothing is left. */
async function inSteps(
  db: Db,
  ruleId: string,
  hasTime: HasTime,
  step: (tx: Db, matching: Matching) => Promise<Step>,
): Promise<boolean> {
  while (hasTime()) {
    const next = await settling(db, async (tx) => {
      const matching = await takeMatching(tx, ruleId)
      return matching ? step(tx, matching) : 'busy'
    })
    if (next !== 'again') return next === 'done'
  }
  return false
}

const scannedOf = ({ version, frequencyVersion, pauses }: PlannedRule): Scanned => {
  return { rule: version, frequency: frequencyVersion, pausedMs: pauses?.pausedMs ?? 0 }
}

const isOf = (rule: PlannedRule, scanned: Scanned): boolean => isSame(scannedOf(rule), scanned)

/** A scan is of one version and allows for the pauses so far: what was saved, or went on, in the middle of it begins it again. */
async function scanAudience(db: Db, plans: Plans, ruleId: string, hasTime: HasTime): Promise<boolean> {
  await openMatching(db, ruleId)
  return inSteps(db, ruleId, hasTime, async (tx, matching) => {
    const rule = (await plans.read(tx)).plan.rules.get(ruleId)
    if (!rule) return 'busy'
    if (!isOf(rule, matching)) {
      await beginScan(tx, ruleId, scannedOf(rule))
      return 'again'
    }
    if (matching.isScanned) return 'done'
    const leadIds = await nextLeads(tx, matching.scannedTo, SCANNED)
    // Refused when the rule was saved since: the next step begins again.
    if (!(await settleLeads(tx, leadIds, plans, scanOf(ruleId, matching), ruleId))) return 'again'
    await noteScan(tx, ruleId, leadIds.at(-1) ?? null)
    return leadIds.length === 0 ? 'done' : 'again'
  })
}

/** A scan that was interrupted may have begun long ago: time has let leads in that it had passed already. */
async function scanAndFollow(db: Db, plans: Plans, ruleId: string, hasTime: HasTime): Promise<boolean> {
  return (await scanAudience(db, plans, ruleId, hasTime)) && (await followTime(db, plans, ruleId, hasTime))
}

/** The rule alone, and only while it is of these versions. */
function onlyOf(ruleId: string, versions: Scanned): Scope {
  return (plan) => {
    const rule = plan.rules.get(ruleId)
    return rule && isOf(rule, versions) ? { rules: [rule] } : null
  }
}

function scanOf(ruleId: string, matching: Matching): Scope {
  const scoped = onlyOf(ruleId, matching)
  return (plan) => {
    const wanted = scoped(plan)
    return wanted && { ...wanted, isResuming: matching.isResuming }
  }
}

/** The versions are read before the leads: what is switched on and off again meanwhile is followed again. */
async function followInactive(db: Db, plans: Plans, ruleId: string, hasTime: HasTime): Promise<boolean> {
  await openMatching(db, ruleId)
  return inSteps(db, ruleId, hasTime, async (tx) => {
    const versions = await inactiveVersions(tx, ruleId)
    if (!versions) return 'busy'
    const leadIds = await activeLeadsOfRule(tx, ruleId, CHUNK)
    const inactive: Scope = (plan) => (plan.rules.has(ruleId) ? null : { rules: [] })
    if (!(await settleLeads(tx, leadIds, plans, inactive, ruleId))) return 'busy'
    if (leadIds.length > 0) return 'again'
    await withdrawOfRule(tx, ruleId)
    await beginScan(tx, ruleId, versions)
    return 'done'
  })
}

/** What a look at the passing of time covers; fixed by its first transaction. */
interface Look extends Crossing {
  versions: Scanned
  since: number
  horizon: Horizon
}

async function followTime(db: Db, plans: Plans, ruleId: string, hasTime: HasTime): Promise<boolean> {
  const known = (await plans.read(db)).plan.rules.get(ruleId)
  if (!known || !changesByTime(known)) return true
  let look: Look | null = null
  let after: string | null = null
  return inSteps(db, ruleId, hasTime, async (tx, matching) => {
    look ??= await beginLook(tx, plans, ruleId, matching)
    if (!look || !isSame(look.versions, matching)) return 'busy'
    const { since, horizon } = look
    const leadIds: string[] = await leadsCrossedByTime(tx, look, { since, now: horizon.at }, after, CHUNK)
    const scoped = onlyOf(ruleId, matching)
    const byTime: Scope = (plan) => {
      const wanted = scoped(plan)
      return wanted && { ...wanted, isByTime: true }
    }
    if (!(await settleLeads(tx, leadIds, plans, byTime, ruleId))) return 'busy'
    after = leadIds.at(-1) ?? null
    if (leadIds.length === CHUNK) return 'again'
    await noteHorizon(tx, ruleId, horizon)
    return 'done'
  })
}

const isSame = (one: Scanned, other: Scanned): boolean =>
  one.rule === other.rule && one.frequency === other.frequency && one.pausedMs === other.pausedMs

/** A little of the past is read again. Null when the rule is not as it was scanned. */
async function beginLook(tx: Db, plans: Plans, ruleId: string, matching: Matching): Promise<Look | null> {
  const advanced = await advanceMatchedAt(tx, ruleId)
  const rule = (await plans.read(tx)).plan.rules.get(ruleId)
  if (!advanced || !rule || !matching.isScanned || !isOf(rule, matching)) return null
  const { since, horizon } = advanced
  return {
    versions: { rule: matching.rule, frequency: matching.frequency, pausedMs: matching.pausedMs },
    ...crossedBy(rule),
    since: Math.min(since, horizon.at) - OVERLAP_MS,
    horizon,
  }
}
