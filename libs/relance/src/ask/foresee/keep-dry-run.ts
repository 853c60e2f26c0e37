/** A dry run whose every decision is kept for a while, so that its figures open the lists behind them. */
import { dryRun } from '../../record/dry-run.ts'
import { readNow, timed } from '../../ground/now.ts'
import type { DryRunReport } from '../../record/report.ts'
import type { Channels } from '../../ground/channel.ts'
import type { MessageCost } from '../../ground/cost.ts'
import type { ChannelKey } from '../../ground/channels.ts'
import type { Db, Host } from '../../ground/ports.ts'
import { addPrice, type PriceOf } from './cost.pure.ts'
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
export async function keepDryRun(
  host: Host,
  { channels = new Map(), ...request }: { at?: number; channels?: Channels } = {},
): Promise<KeptDryRun> {
  const db = timed(host)
  const now = await readNow(db)
  const at = request.at ?? now
  const id = await openDryRun(db, at, now)
  try {
    const prices = await readPrices(db, channels)
    let cost: MessageCost | null = null
    const { report } = await dryRun(host, {
      trigger: 'manual',
      at,
      onDecisions: (decisions) => {
        for (const decision of decisions) {
          const priceOf = decision.kind === 'record' && prices.get(decision.rule.channel)
          if (priceOf) addPrice((cost ??= { micros: 0, unpriced: 0 }), decision, priceOf)
        }
        return addRows(db, id, decisions)
      },
    })
    const priced = { ...report, cost }
    await addExcluded(db, id)
    await keepReport(db, id, priced)
    return { id, at, report: priced }
  } catch (error) {
    await db.query('delete from dry_runs where id = $1', [id]).catch(() => undefined)
    throw error
  }
}

async function readPrices(db: Db, channels: Channels): Promise<ReadonlyMap<ChannelKey, PriceOf>> {
  const prices = new Map<ChannelKey, PriceOf>()
  for (const channel of channels.values()) prices.set(channel.key, await channel.readPrices(db))
  return prices
}
