/** What a rule would have done over the past, had it been as it is now drafted. */
import { type Backtest, createBacktester } from './backtest.pure.ts'
import { historyOf } from './history.pure.ts'
import { scansAt } from './simulate.pure.ts'
import { leadSlices } from './lead-slices.ts'
import type { Db, HasTime } from '../../ground/ports.ts'
import { nextLeads } from '../../record/state/find-changes.sql.ts'
import { loadDraft, type RuleDraft } from './load-draft.sql.ts'
import { loadPlan } from '../../record/state/load-plan.sql.ts'
import { readHistories, readScans } from './read-histories.sql.ts'
import { DAY } from '../../ground/time.ts'

export interface BacktestOptions {
  /** How many days to go back. */
  days?: number
  /** Whether to go on with the next leads: for a time budget, or for whoever cancels. */
  hasTime?: HasTime
  /** Told after each chunk how many leads are done. */
  onProgress?: (leads: number) => void
  /** Awaited between leads, so that a server goes on answering. */
  breathe?: () => Promise<void>
}

/**
 * Replays the rule over the days before `now` (milliseconds), with today's settings, holidays and texts, at the runs that
 * were, on leads as the audit log says they were. Reads one consistent picture and takes no lock; memory does not grow
 * with the number of leads. Null when the frequency or one of the templates does not exist.
 */
export function backtest(
  db: Db,
  draft: RuleDraft,
  now: number,
  { days = 90, hasTime = () => true, onProgress = () => undefined, breathe }: BacktestOptions = {},
): Promise<Backtest | null> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const rule = await loadDraft(tx, draft)
    if (!rule) return null
    const plan = await loadPlan(tx)
    const from = now - days * DAY
    const nextScan = scansAt(await readScans(tx, from, now))
    const backtester = createBacktester(rule, plan, { from, until: now, nextScan })
    const slices = leadSlices(
      (last, limit) => nextLeads(tx, last, limit),
      (leadIds) => readHistories(tx, leadIds, from),
      breathe,
    )
    let leads = 0
    for await (const histories of slices) {
      if (!hasTime()) return { ...backtester.result(), isComplete: false }
      for (const stored of histories) backtester.add(historyOf(stored, rule, plan, from))
      leads += histories.length
      onProgress(leads)
    }
    return backtester.result()
  })
}
