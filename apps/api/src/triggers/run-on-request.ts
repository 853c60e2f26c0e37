/** A run that somebody asked for over HTTP: at once, within a budget, or dry and for any instant. */
import type { AutoRelanceQuery } from '@relance/contract'
import { dryRun, type Host, run, type RunReport } from '@relance/relance'
import { Refused } from '../http/refused.ts'

/** Seconds: external crons cut the connection after 30. */
const DEFAULT_BUDGET = 25

export async function runOnRequest(
  host: Host,
  trigger: 'http' | 'manual',
  { dryRun: isDry = false, at, budget = DEFAULT_BUDGET }: AutoRelanceQuery,
): Promise<RunReport> {
  if (isDry) return (await dryRun(host, { trigger, ...(at !== undefined && { at: Date.parse(at) }) })).report
  if (at !== undefined) throw new Refused('invalid_query', { refusals: [{ field: 'at', code: 'at_without_dry_run' }] })
  const report = await run(host, { trigger, budgetSeconds: budget })
  if (!report) throw new Refused('conflict')
  return report
}
