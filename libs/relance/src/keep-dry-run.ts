/** A dry run whose every decision is kept for a while, so that its figures open the lists behind them. */
import { dryRun } from './dry-run.ts'
import type { RunReport } from './report.ts'
import type { Host } from './ports.ts'
import { addExcluded, addRows, openDryRun, keepReport } from './sql/dry-runs.ts'

export interface KeptDryRun {
  id: string
  at: number
  report: RunReport
}

/**
 * `at` in milliseconds; now when absent. The rows are written beside the dry run's own picture, which takes no lock: only
 * leads nobody may contact are read a moment later. A failure leaves nothing behind.
 */
export async function keepDryRun(host: Host, request: { at?: number } = {}): Promise<KeptDryRun> {
  const { db, clock } = host
  const at = request.at ?? clock()
  const id = await openDryRun(db, at, clock())
  try {
    const { report } = await dryRun(host, {
      trigger: 'manual',
      at,
      onDecisions: (decisions) => addRows(db, id, decisions),
    })
    await addExcluded(db, id)
    await keepReport(db, id, report)
    return { id, at, report }
  } catch (error) {
    await db.query('delete from dry_runs where id = $1', [id]).catch(() => undefined)
    throw error
  }
}
