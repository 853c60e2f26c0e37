/** One pass of the engine: settles who is in which rule, then records every step that is due. The same for every trigger. */
import { type Decision, decideAll } from './core/decide.ts'
import type { Plan } from './core/dossier.ts'
import { enrol, type HasTime } from './enrol.ts'
import { addToTally, emptyTally, reportOf, type RunReport, type RunRequest } from './report.ts'
import type { Clock, Db, Host } from './ports.ts'
import { expireRelances } from './sql/expire-relances.ts'
import { loadPlan } from './sql/load-plan.ts'
import { recordDecisions } from './sql/record-decisions.ts'
import { beatRun, closeRun, countDue, failRun, openRun, type Tally } from './sql/runs.ts'
import { takeDue } from './sql/take-due.ts'

/** Leads per transaction: 1,000 to 2,000 was fastest; more only costs memory and holds locks longer. */
const BATCH = 2_000
/** Two batches in flight keep PostgreSQL busy while the other is decided; four brought little more on two cores. */
const LANES = 2
const HEARTBEAT_MS = 5_000

/**
 * Runs until nothing due is free or the budget is spent, then says `partial`: what was recorded stands, the rest stays
 * due. A crash loses only uncommitted batches, which stay due as well. Safe to overlap with itself. Returns null when the
 * request names a slot that another replica has fired. Rejects, with the run marked as failed, when PostgreSQL fails.
 */
export async function run(host: Host, request: RunRequest): Promise<RunReport | null> {
  const { db, clock } = host
  const startedAt = clock()
  const { caller = null, callerTokenId = null, slotAt = null, missedSlots = 0 } = request
  const runId = await openRun(db, { trigger: request.trigger, caller, callerTokenId, startedAt, slotAt, missedSlots })
  if (runId === null) return null
  const hasTime = timeUntil(clock, startedAt, request.budgetSeconds)
  try {
    const plan = await loadPlan(db)
    await enrol(db, plan, startedAt, hasTime)
    while (hasTime() && (await expireRelances(db, startedAt, BATCH)) === BATCH);
    const tally = emptyTally()
    if (!plan.isStopped) await recordDue(host, { runId, plan, now: startedAt, hasTime }, tally)
    const state = hasTime() ? 'completed' : 'partial'
    const remaining = await countDue(db, startedAt)
    const report = reportOf(tally, {
      runId,
      trigger: request.trigger,
      state,
      startedAt,
      finishedAt: clock(),
      remaining,
    })
    await closeRun(db, runId, { ...tally, state, due: report.due, remaining, finishedAt: clock() })
    return report
  } catch (error) {
    await failRun(db, runId, 'database', clock()).catch(() => undefined)
    throw error
  }
}

interface Pass {
  runId: string
  plan: Plan
  now: number
  hasTime: HasTime
}

async function recordDue(host: Host, pass: Pass, tally: Tally): Promise<void> {
  const beat = createHeartbeat(host, pass.runId)
  const lane = async (): Promise<void> => {
    let from = 0
    while (pass.hasTime()) {
      const batch = await recordBatch(host.db, pass, from, BATCH)
      addToTally(tally, batch.decisions, batch.recorded)
      await beat()
      // Rows an interrupted run left behind may lie before the bound: one last look from the start.
      if (batch.taken < BATCH && from === 0) return
      from = batch.taken < BATCH ? 0 : batch.claimedTo
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

interface Batch {
  decisions: readonly Decision[]
  recorded: number
  taken: number
  claimedTo: number
}

async function recordBatch(db: Db, { runId, plan, now }: Pass, from: number, limit: number): Promise<Batch> {
  return db.transaction(async (tx) => {
    const { dossiers, taken, claimedTo } = await takeDue(tx, now, from, limit)
    const decisions = decideAll(dossiers, plan, now)
    const recorded = await recordDecisions(tx, decisions, runId, now)
    return { decisions, recorded, taken, claimedTo }
  })
}

export function timeUntil(clock: Clock, startedAt: number, budgetSeconds: number | undefined): HasTime {
  const deadline = budgetSeconds === undefined ? Number.POSITIVE_INFINITY : startedAt + budgetSeconds * 1_000
  return () => clock() < deadline
}

/** Tells the watch that the run is alive; at most once per few seconds. */
function createHeartbeat({ db, clock }: Host, runId: string): () => Promise<void> {
  let lastAt = clock()
  return async () => {
    const now = clock()
    if (now - lastAt < HEARTBEAT_MS) return
    lastAt = now
    await beatRun(db, runId, now)
  }
}
