/** What a run would do now, or at any instant: the same decisions from the same questions, and nothing written. */
import { decideAll, type Decision } from '../decide/decide.ts'
import type { Plan, PlannedRule } from '../decide/plan.ts'
import type { DueLead, DueEnrolment, LeadState } from '../decide/lead-state.ts'
import type { Occupied } from '../decide/daily-room.ts'
import { type EnrolmentChange, settle, type Standing } from '../decide/enrolment.ts'
import type { Followed } from '../decide/settle-state.ts'
import { stateAtDecision } from '../decide/state-at-decision.ts'
import { OVERLAP_MS } from '../decide/follow.ts'
import { readNow, timed } from '../ground/now.ts'
import type { Db, Host } from '../ground/ports.ts'
import { addToTally, emptyTally, reportOf, type RunReport } from './report.ts'
import {
  changedLeads,
  changesByTime,
  crossedBy,
  leadsCrossedByTime,
  leadsElsewhere,
  nextLeads,
  readRuleProgress,
  SCANNED,
  type RuleProgress,
} from './state/find-changes.sql.ts'
import { leadsToFollow } from './follow-contacts.sql.ts'
import { loadPlan } from './state/load-plan.sql.ts'
import { placeResumed } from './resuming/place-resumed.ts'
import { readFollowed, readLeadStates } from './state/read-lead-states.sql.ts'
import { readStandings } from './state/read-standings.sql.ts'
import { nextWaiting, type Slice } from './replan/planning.sql.ts'
import { newRunId, type Trigger } from './state/runs.sql.ts'
import { leadsToWithdrawOf } from './state/withdraw-relances.sql.ts'
import { dueLeadIds, readDueLeads } from './take-due.sql.ts'

export interface DryRunRequest {
  trigger: Trigger
  /** The instant to try, milliseconds; now when absent. */
  at?: number
  /** How many single decisions to return; none when absent. They hold personal data: not for logs. */
  sample?: number
  /** Handed every decision, chunk by chunk; what it rejects with ends the dry run. */
  onDecisions?: (decisions: readonly Decision[]) => Promise<void>
}

export interface DryRun {
  report: RunReport
  sample: Decision[]
}

const CHUNK = 2_000

/**
 * Reads one consistent picture (repeatable read, read only) and takes no lock, so that no real run is held up. What it
 * reports is what one run at `at` would record if nothing changed until then.
 */
export async function dryRun(host: Host, request: DryRunRequest): Promise<DryRun> {
  return timed(host).transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const startedAt = await readNow(tx)
    const startedMs = performance.now()
    const at = request.at ?? startedAt
    const plan = await loadPlan(tx)
    const tally = emptyTally()
    const sample: Decision[] = []
    if (!plan.isStopped) {
      for await (const dueLeads of dueLeadsAt(tx, plan, at)) {
        const decisions = decideAll(dueLeads, plan, at)
        addToTally(tally, decisions, decisions.filter((decision) => decision.kind === 'record').length)
        await request.onDecisions?.(decisions)
        sample.push(...decisions.slice(0, Math.max(0, (request.sample ?? 0) - sample.length)))
      }
    }
    const run = { runId: await newRunId(tx), trigger: request.trigger, state: 'completed' as const, remaining: 0 }
    const finishedAt = startedAt + Math.round(performance.now() - startedMs)
    const report = reportOf(tally, { ...run, startedAt, finishedAt })
    return { report: { ...report, dryRun: true, recorded: 0 }, sample }
  })
}

/** What settling would change, by lead: enrolments that would be due, and those that would no longer be. */
interface Outlook {
  due: DueEnrolment[]
  replaced: Set<string>
}

/** The leads that a run at `at` would find due, in chunks; of the rules in `plan` alone. */
async function* dueLeadsAt(tx: Db, plan: Plan, at: number): AsyncGenerator<DueLead[]> {
  const changed = await changedLeads(tx)
  const foreseen = new Set<string>()
  const followed = await readFollowed(tx)
  for await (const leadIds of leadsWithMoves(tx, changed, followed, plan)) {
    const states = await readLeadStates(
      tx,
      leadIds.filter((leadId) => !foreseen.has(leadId)),
    )
    for (const { lead } of states) foreseen.add(lead.id)
    yield states.flatMap((state) => dueLeadOf(stateAtDecision(state, plan, followed, at), at))
  }
  const outlooks = new Map<string, Outlook>()
  const placed: Occupied = new Map()
  for await (const unsettled of unsettledLeads(tx, changed, plan, at)) {
    await lookAhead(tx, plan, { ...unsettled, at, placed }, outlooks)
  }
  const concerned = [...new Set([...(await dueLeadIds(tx, at)), ...outlooks.keys()])]
  const leadIds = concerned.filter((leadId) => !foreseen.has(leadId))
  for (let start = 0; start < leadIds.length; start += CHUNK) {
    const dueLeads = await readDueLeads(tx, leadIds.slice(start, start + CHUNK), at)
    yield dueLeads.flatMap((dueLead) => withOutlook(dueLead, outlooks.get(dueLead.lead.id)))
  }
}

/**
 * Leads of which a run moves what waits before it decides: contacts are still to be followed, dates to be planned again, or relances
 * to be withdrawn, whose rule is off.
 */
async function* leadsWithMoves(
  tx: Db,
  changed: readonly string[],
  followed: Followed,
  plan: Plan,
): AsyncGenerator<string[]> {
  for (let start = 0; start < changed.length; start += CHUNK) {
    yield await leadsToFollow(tx, changed.slice(start, start + CHUNK))
  }
  yield await leadsElsewhere(tx)
  for (const [ruleId, { toPlan }] of followed) {
    let after: string | null = null
    do {
      const slice: Slice = !plan.rules.has(ruleId)
        ? await leadsToWithdrawOf(tx, ruleId, after, CHUNK)
        : toPlan
          ? await nextWaiting(tx, ruleId, after, CHUNK)
          : { leadIds: [], last: null }
      yield slice.leadIds
      after = slice.last
    } while (after !== null)
  }
}

function dueLeadOf({ lead, enrolments, hasOpenRelance }: LeadState, at: number): DueLead[] {
  const due = enrolments.flatMap(({ id, ruleId, step, dueAt, nextDueAt }) =>
    nextDueAt !== null && nextDueAt <= at ? { id, tid: '', ruleId, step, dueAt } : [],
  )
  return due.length === 0 ? [] : [{ lead, enrolments: due, hasOpenRelance }]
}

function withOutlook(dueLead: DueLead, outlook: Outlook | undefined): DueLead | [] {
  if (!outlook) return dueLead.enrolments.length > 0 ? dueLead : []
  const standing = dueLead.enrolments.filter((enrolment) => !outlook.replaced.has(enrolment.id))
  const enrolments = [...standing, ...outlook.due]
  return enrolments.length > 0 ? { ...dueLead, enrolments } : []
}

interface Unsettled {
  leadIds: string[]
  rules: PlannedRule[]
  onlyRuleId: string | null
  isByTime: boolean
  isResuming: boolean
}

async function* unsettledLeads(tx: Db, changed: readonly string[], plan: Plan, at: number): AsyncGenerator<Unsettled> {
  for (let start = 0; start < changed.length; start += CHUNK) {
    yield {
      leadIds: changed.slice(start, start + CHUNK),
      rules: [...plan.rules.values()],
      onlyRuleId: null,
      isByTime: false,
      isResuming: false,
    }
  }
  for (const progress of await readRuleProgress(tx)) {
    const rule = plan.rules.get(progress.ruleId)
    if (!rule) continue
    const { isScanned, scannedTo, matchedAt } = progress
    const isToScan = !isScanned || matchedAt === null
    const common = { rules: [rule], onlyRuleId: rule.id, isResuming: isResumed(progress) }
    // A scan that was interrupted goes on where it stopped; what it has passed already, time alone changes.
    if (isToScan) {
      const next = (after: string | null) => nextLeads(tx, after, SCANNED)
      for await (const leadIds of pages(next, scannedTo)) yield { ...common, leadIds, isByTime: false }
    }
    if (matchedAt === null || (isToScan && scannedTo === null) || !changesByTime(rule)) continue
    const span = { since: Math.min(matchedAt, at) - OVERLAP_MS, now: at }
    const crossed = (after: string | null) => leadsCrossedByTime(tx, crossedBy(rule), span, after, CHUNK)
    for await (const leadIds of pages(crossed, null)) yield { ...common, leadIds, isByTime: true }
  }
}

/** Ids in their order, until there are no more. */
async function* pages(
  read: (after: string | null) => Promise<string[]>,
  first: string | null,
): AsyncGenerator<string[]> {
  for (let after = first; ; ) {
    const ids = await read(after)
    if (ids.length === 0) return
    yield ids
    after = ids.at(-1) ?? null
  }
}

const isResumed = ({ isScanned, isResuming }: RuleProgress): boolean => !isScanned && isResuming

async function lookAhead(
  tx: Db,
  plan: Plan,
  { leadIds, rules, at, placed, isResuming, ...how }: Unsettled & { at: number; placed: Occupied },
  outlooks: Map<string, Outlook>,
): Promise<void> {
  const { standings, leads } = await readStandings(tx, leadIds, plan, rules, at, how)
  const settled = standings.flatMap((standing) => {
    const change = settle(standing)
    return change && !isReplaced(standing, change, outlooks) ? [{ standing, change }] : []
  })
  const changes = await placeResumed(tx, settled, { plan, now: at, leads, isResuming, placed })
  settled.forEach(({ standing }, place) => {
    const change = changes[place]
    if (change) note(standing, change, at, outlooks)
  })
}

const keyOf = (change: EnrolmentChange): string => (change.kind === 'enter' ? `new ${change.ruleId}` : change.id)

const isReplaced = ({ leadId }: Standing, change: EnrolmentChange, outlooks: Map<string, Outlook>): boolean =>
  !isResumption(change) && outlooks.get(leadId)?.replaced.has(keyOf(change)) === true

/** What was planned again is put off all the same. */
const isResumption = (change: EnrolmentChange): boolean => change.kind === 'move' && change.pausedMs !== undefined

function note(
  { leadId, ruleId, enrolment }: Standing,
  change: EnrolmentChange,
  at: number,
  outlooks: Map<string, Outlook>,
): void {
  const outlook = outlooks.get(leadId) ?? { due: [], replaced: new Set<string>() }
  outlooks.set(leadId, outlook)
  const id = keyOf(change)
  outlook.replaced.add(id)
  if (enrolment) outlook.replaced.add(enrolment.id)
  outlook.due = outlook.due.filter((one) => one.id !== id)
  if ((change.nextDueAt ?? change.dueAt) > at || (change.kind === 'move' && change.state !== 'active')) return
  const step = change.kind === 'enter' ? 1 : (enrolment?.step ?? 1)
  outlook.due.push({ id, tid: '', ruleId, step, dueAt: change.dueAt })
}
