/** Reconciliation: every night, who stands where in the rules is worked out anew for every lead and compared with what is stored. */
import { compare, repair } from './compare.ts'
import { countInto, type DifferenceCounts } from '../../decide/reconcile.ts'
import { latestSlot } from '../../decide/schedule.ts'
import { readNow, timed } from '../../ground/now.ts'
import { createPlans, type Plans } from '../state/plans.ts'
import type { Db, Host, HasTime } from '../../ground/ports.ts'
import { lockLeads } from '../state/change-enrolments.sql.ts'
import { nextLeads } from '../state/find-changes.sql.ts'
import {
  noteProgress,
  openReconciliation,
  readNightly,
  readReconciliation,
  type Reconciliation,
  type ReconciliationMode,
  takeReconciliation,
} from './reconciliations.sql.ts'
import { countSilentRuns, failSilentRuns } from '../state/runs.sql.ts'

/** Leads per transaction: memory does not grow with their number, and only leads that differ are locked, for one chunk. */
const CHUNK = 1_000
/** Before people work, and after the slot of midnight. In the company's zone. */
const EVERY_NIGHT = '0 3 * * *'
/** The scheduler closes a silent run within two minutes; what is silent for longer was overlooked. */
const SILENCE_MS = 10 * 60_000

/**
 * Does a part of the nightly reconciliation while there is time, and the next call goes on, in whichever process. Null when none
 * is due, or another replica is at it. A night without a server is made up for.
 */
export async function reconcile(host: Host, hasTime: HasTime): Promise<Reconciliation | null> {
  const db = timed(host)
  const now = await readNow(db)
  const { timeZone, from, running } = await readNightly(db, now)
  if (running) return goOn(db, running, hasTime)
  const slot = latestSlot({ cron: EVERY_NIGHT, timeZone }, from, now)
  const opened = slot && (await openReconciliation(db, { slotAt: slot.slotAt, mode: null, now }))
  return opened && goOn(db, opened, hasTime)
}

/** The whole of it at once, for a person who asks. */
export async function reconcileNow(host: Host, mode: ReconciliationMode): Promise<Reconciliation> {
  const db = timed(host)
  const opened = await openReconciliation(db, { slotAt: null, mode, now: await readNow(db) })
  const done = opened && (await goOn(db, opened, () => true))
  if (!done) throw new Error('The reconciliation was removed while it ran.')
  return done
}

async function goOn(db: Db, { id, mode }: Reconciliation, hasTime: HasTime): Promise<Reconciliation | null> {
  const plans = createPlans()
  while (hasTime()) {
    const step = await db.transaction((tx) => doChunk(tx, id, mode, plans))
    if (step === 'taken') return null
    if (step === 'done') break
  }
  return readReconciliation(db, id)
}

async function doChunk(tx: Db, id: string, mode: ReconciliationMode, plans: Plans): Promise<'more' | 'done' | 'taken'> {
  const taken = await takeReconciliation(tx, id)
  if (!taken) return 'taken'
  const differences: DifferenceCounts = {}
  let repaired = 0
  if (taken.reached === null) repaired += await lookAtRuns(tx, mode, differences)
  const leadIds = await nextLeads(tx, taken.reached, CHUNK)
  const seen = await plans.read(tx)
  const first = await compare(tx, leadIds, seen.plan, seen.now)
  const suspects = [...new Set([...first.differences, ...first.strays].map((one) => one.leadId))]
  // What was read without a lock may have changed between two statements: only what is still so with the lock held counts.
  await lockLeads(tx, suspects)
  const { plan, now } = await plans.read(tx)
  const found = suspects.length === 0 ? first : await compare(tx, suspects, plan, now)
  for (const { kind } of found.differences) countInto(differences, kind)
  countInto(differences, 'not_withdrawn', found.strays.length)
  if (mode === 'repair') repaired += await repair(tx, found, now)
  const reached = leadIds.length < CHUNK ? null : (leadIds.at(-1) ?? null)
  const pending = new Set([...first.pending, ...found.pending]).size
  await noteProgress(tx, id, { reached, looked: leadIds.length, pending, differences, repaired }, now)
  return reached === null ? 'done' : 'more'
}

async function lookAtRuns(tx: Db, mode: ReconciliationMode, differences: DifferenceCounts): Promise<number> {
  countInto(differences, 'run_left_running', await countSilentRuns(tx, SILENCE_MS))
  return mode === 'repair' ? failSilentRuns({ db: tx }, SILENCE_MS) : 0
}
