/** A run that somebody asked for: at once, within a budget, or dry and for any instant. */
import type { AutoRelanceQuery, ProblemCode, Refusal } from '@relance/contract'
import { dryRun, failSilentRuns, type Host, run, type RunReport } from '@relance/relance'

/** External crons cut the connection after 30 seconds. */
export const DEFAULT_BUDGET_SECONDS = 25
/** A run that has not beaten for so long has lost its process. */
const SILENCE_MS = 75_000

export type RunAnswer =
  | { ok: true; report: RunReport }
  | { ok: false; code: ProblemCode; refusals?: readonly Refusal[] }

export interface Requested {
  trigger: 'http' | 'manual'
  /** Whose secret it was; kept with the run. */
  caller: string | null
  /** The host's own limit, seconds; none: an hour. */
  maxBudgetSeconds?: number
}

export async function runOnRequest(
  host: Host,
  { trigger, caller, maxBudgetSeconds = 3_600 }: Requested,
  { dryRun: isDry = false, at, budget = DEFAULT_BUDGET_SECONDS }: AutoRelanceQuery,
): Promise<RunAnswer> {
  if (isDry) {
    return {
      ok: true,
      report: (await dryRun(host, { trigger, ...(at !== undefined && { at: Date.parse(at) }) })).report,
    }
  }
  if (at !== undefined) {
    return { ok: false, code: 'invalid_query', refusals: [{ field: 'at', code: 'at_without_dry_run' }] }
  }
  const now = host.clock()
  await failSilentRuns(host.db, now - SILENCE_MS, now)
  const report = await run(host, { trigger, caller, budgetSeconds: Math.min(budget, maxBudgetSeconds) })
  return report ? { ok: true, report } : { ok: false, code: 'conflict' }
}
