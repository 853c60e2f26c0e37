/** A dry run whose every decision is kept for a while, so that its figures open the lists behind them. */
import { dryRun } from '../../record/dry-run.ts'
import { readNow, timed } from '../../ground/now.ts'
import type { DryRunReport } from '../../record/report.ts'
import type { Host } from '../../ground/ports.ts'
import { loadPrices } from '../../sending/load-prices.sql.ts'
import { addExcluded, addRows, openDryRun, keepReport } from './dry-runs.sql.ts'

export interface KeptDryRun {
  id: string
  at: number
  report: DryRunReport
}

/**
 * `at` in milliseconds; now when absent. The rows are written beside the dry run's own picture, which takes no lock: only
 * leads nobody may contact are read a moment later. A failure leaves nothing behind.
 */
export async function keepDryRun(host: Host, request: { at?: number } = {}): Promise<KeptDryRun> {
  const db = timed(host)
  const now = await readNow(db)
  const at = request.at ?? now
  const id = await openDryRun(db, at, now)
  try {
    const priceOf = await loadPrices(db)
    const cost = { micros: 0, unpriced: 0 }
    const { report } = await dryRun(host, {
      trigger: 'manual',
      at,
      onDecisions: (decisions) => {
        for (const decision of decisions) {
          if (decision.kind !== 'record' || decision.rule.channel !== 'whatsapp') continue
          const price = priceOf({ decision })
          if (price === null) cost.unpriced++
          else cost.micros += price
        }
        return addRows(db, id, decisions)
      },
    })
    const priced = { ...report, cost: report.byChannel.whatsapp ? cost : null }
    await addExcluded(db, id)
    await keepReport(db, id, priced)
    return { id, at, report: priced }
  } catch (error) {
    await db.query('delete from dry_runs where id = $1', [id]).catch(() => undefined)
    throw error
  }
}
