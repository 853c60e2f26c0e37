/** One pass of the engine: settles who is in which rule, then records every step that is due. The same for every trigger. */
import { type Decision, decideAll } from '../decide/decide.ts'
import type { DueLead } from '../decide/lead-state.ts'
import { enrol } from './enrol.ts'
import { timed } from '../ground/now.ts'
import { mendAhead } from './mend-ahead.ts'
import { createPlans, type Moment, type Plans } from './state/plans.ts'
import type { Db, Host, HasTime } from '../ground/ports.ts'
import { addToTally, emptyTally, reportOf, type RunReport, type RunRequest } from './report.ts'
import { lockRules, lockTexts } from './lock-plan.sql.ts'
import { expireRelances } from './expire-relances.sql.ts'
import { recordDecisions } from './record-decisions.sql.ts'
import { beatRun, closeRun, failRun, hasRunAhead, openRun, readRemaining, type Tally } from './state/runs.sql.ts'
import { takeDue } from './take-due.sql.ts'

/** Leads per transaction: 1,000 to 2,000 was fastest; more only costs memory and holds locks longer. */
const BATCH = 2_000
/** Two batches in flight keep PostgreSQL busy while the other is decided; four brought little more on two cores. */
const LANES = 2
const HEARTBEAT_MS = 5_000

/**
 * Runs until nothing due is free or the budget is spent. What was recorded stands, the rest stays due: then it says `partial`,
 * also when leads were locked by others. Under the global stop nothing may be recorded, so the run is `completed`; what waits
 * for the end of the stop is counted as remaining. A crash loses only uncommitted batches, which stay due as well. Safe to
 * overlap with itself. Returns null when the request names a slot that another replica has fired. Rejects, with the run marked
 * as failed, when PostgreSQL fails.
 */
export async function run(host: Host, request: RunRequest): Promise<RunReport | null> {
  const db = timed(host)
  const isInBudget = timeFor(request.budgetSeconds)
  const hasTime = (): boolean => isInBudget() && !request.isStopping?.()
  const { trigger, caller = null, callerTokenId = null, slotAt = null, missedSlots = 0, missedSince = null } = request
  const opened = await openRun(db, { trigger, caller, callerTokenId, slotAt, missedSlots, missedSince })
  if (opened === null) return null
  const recording = { db, runId: opened.id, startedAt: opened.startedAt, trigger, hasTime }
  const work = () => record(host, recording)
  return host.aroundRun ? host.aroundRun(opened.id, work) : work()
}

interface Recording extends Pick<Pass, 'db' | 'runId' | 'startedAt' | 'hasTime'> {
  trigger: RunRequest['trigger']
}

async function record(host: Host, { trigger, ...of }: Recording): Promise<RunReport> {
  const { db, runId, startedAt, hasTime } = of
  try {
    // Without a scheduler nobody else notices that a clock was wrong.
    if (await hasRunAhead(db)) await mendAhead(host)
    const plans = createPlans()
    const tally = emptyTally()
    const isSettled = await enrol(db, plans, hasTime)
    while (hasTime() && (await expireRelances(db, BATCH)) === BATCH);
    const pass = { ...of, plans, lookedAt: startedAt }
    const isDone = (await recordDue(pass, tally)) && isSettled && !tally.skipped.resuming
    const { remaining, isStopped } = await readRemaining(db, pass.lookedAt)
    const state = isStopped || (isDone && remaining === 0) ? 'completed' : 'partial'
    const due = tally.recorded + remaining
    const finishedAt = await closeRun(db, runId, { ...tally, state, due, remaining })
    return reportOf(tally, { runId, trigger, state, startedAt, finishedAt, remaining })
  } catch (error) {
    await failRun(db, runId, 'database').catch(() => undefined)
    throw error
  }
}

interface Pass {
  db: Db
  runId: string
  /** Milliseconds. */
  startedAt: number
  plans: Plans
  hasTime: HasTime
  /** The instant of the latest batch, milliseconds. */
  lookedAt: number
}

/** Returns whether every lane has found nothing more that is free. */
async function recordDue(pass: Pass, tally: Tally): Promise<boolean> {
  const beat = createHeartbeat(pass)
  const lane = async (): Promise<boolean> => {
    let from = 0
    while (pass.hasTime()) {
      const batch = await recordBatch(pass, from)
      addToTally(tally, batch.decisions, batch.recorded)
      pass.lookedAt = Math.max(pass.lookedAt, batch.now)
      await beat()
      if (batch.isStopped) return true
      // Rows an interrupted run left behind may lie before the bound: one last look from the start.
      if (batch.taken < BATCH && from === 0) return true
      from = batch.taken < BATCH ? 0 : batch.claimedTo
    }
    return false
  }
  const areDone = await Promise.all(Array.from({ length: LANES }, lane))
  return areDone.every(Boolean)
}

interface Batch {
  now: number
  decisions: readonly Decision[]
  recorded: number
  taken: number
  claimedTo: number
  isStopped: boolean
}

/** Locks, due leads, then the plan: what a person saved before is obeyed, and who saves it later waits for these locks. */
async function recordBatch({ db, plans, ...pass }: Pass, from: number): Promise<Batch> {
  return db.transaction(async (tx) => {
    const { dueLeads, taken, claimedTo } = await takeDue(tx, pass, from, BATCH)
    const moment = await plans.read(tx)
    const { now } = moment
    const { isStopped } = moment.plan
    if (isStopped) return { now, decisions: [], recorded: 0, taken, claimedTo, isStopped }
    const decisions = await decideUnderLocks(tx, plans, dueLeads, moment)
    const recorded = await recordDecisions(tx, decisions, pass.runId, now)
    return { now, decisions, recorded, taken, claimedTo, isStopped }
  })
}

/**
 * Resuming a rule, or saving a text, wakes what waits for it, and cannot see what a batch lets wait just now. So a rule that
 * is paused and a text that cannot be written are locked before anything waits for them, and the batch decides again with what
 * holds then.
 */
async function decideUnderLocks(
  tx: Db,
  plans: Plans,
  dueLeads: readonly DueLead[],
  moment: Moment,
  locked: ReadonlySet<string> = new Set(),
): Promise<Decision[]> {
  const decisions = decideAll(dueLeads, moment.plan, moment.now)
  const holds = decisions.filter((decision) => decision.kind === 'hold')
  const rules = unique(holds.flatMap(({ reason, enrolment }) => (reason === 'rule_paused' ? [enrolment.ruleId] : [])))
  const texts = unique(holds.flatMap(({ unwritten }) => (unwritten ? [unwritten.template.id] : [])))
  const wanted = [...rules, ...texts]
  if (wanted.every((id) => locked.has(id))) return decisions
  await lockRules(tx, rules)
  if (texts.length > 0) await lockTexts(tx, texts)
  return decideUnderLocks(tx, plans, dueLeads, await plans.read(tx), new Set([...locked, ...wanted]))
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

/** By the host's monotonic clock. */
export function timeFor(budgetSeconds: number | undefined): HasTime {
  const deadline = budgetSeconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + budgetSeconds * 1_000
  return () => performance.now() < deadline
}

/** Tells the watch that the run is alive; at most once per few seconds. */
function createHeartbeat({ db, runId }: Pass): () => Promise<void> {
  let lastMs = performance.now()
  return async () => {
    if (performance.now() - lastMs < HEARTBEAT_MS) return
    lastMs = performance.now()
    await beatRun(db, runId)
  }
}
