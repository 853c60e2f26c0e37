/** A run that somebody asked for: at once, within a budget, or dry and for any instant. */
import type { AutoRelanceQuery, ProblemCode, Refusal } from '@relance/contract'
import type { Caller } from './caller-of.ts'
import { dryRun, failSilentRuns, type Host, run, type RunReport } from '@relance/relance'

/** External crons cut the connection after 30 seconds. */
export const DEFAULT_BUDGET_SECONDS = 25
/** Part of the budget after which no batch is begun, so that the one under way and the counts still end within it. */
const BEGIN = 0.85
/** Part of it after which the caller is told that the database does not answer: one that hangs must not hang the caller. */
const GIVE_UP = 0.96
/** No caller waits for less; a small budget may be over before its first batch is. */
const GIVE_UP_AFTER_MS = 3_000
const RETRY_AFTER = { 'Retry-After': '60' }
/** A run that has not beaten for so long has lost its process. */
const SILENCE_MS = 75_000

/** When things may be done during a call, milliseconds after it began. */
export interface CallTimes {
  /** Until then a batch may be begun. */
  beginMs: number
  /** By then the caller is answered, whatever happens. */
  answerMs: number
}

/** `seconds`: what the caller asks for; `maxSeconds`: the host's own limit. */
export function callTimes(seconds: number = DEFAULT_BUDGET_SECONDS, maxSeconds = 3_600): CallTimes {
  const budgetMs = 1_000 * Math.min(seconds, maxSeconds)
  return { beginMs: BEGIN * budgetMs, answerMs: Math.max(GIVE_UP * budgetMs, GIVE_UP_AFTER_MS) }
}

export type RunAnswer =
  | { ok: true; report: RunReport }
  | { ok: false; code: ProblemCode; refusals?: readonly Refusal[]; headers?: Readonly<Record<string, string>> }

export interface Requested {
  trigger: 'http' | 'manual'
  /** Whose secret it was; kept with the run. */
  caller: Caller | null
  /** The host's own limit, seconds; none: an hour. */
  maxBudgetSeconds?: number
}

/**
 * Always answers within the budget, or 3 seconds: with the report, or, when the database is too slow for one, that it is
 * unavailable. The run itself then goes on as long as its process does; what it has recorded stands.
 */
export async function runOnRequest(
  host: Host,
  { maxBudgetSeconds, ...whose }: Requested,
  { budget, ...asked }: AutoRelanceQuery,
): Promise<RunAnswer> {
  const { beginMs, answerMs } = callTimes(budget, maxBudgetSeconds)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<RunAnswer>((resolve) => {
    const answer = { ok: false, code: 'unavailable', headers: RETRY_AFTER } as const
    timer = setTimeout(() => resolve(answer), answerMs)
  })
  const answer = start(host, whose, { ...asked, budget: beginMs / 1_000 }).finally(() => clearTimeout(timer))
  return Promise.race([answer, late])
}

async function start(
  host: Host,
  { trigger, caller }: Requested,
  { dryRun: isDry = false, at, budget }: AutoRelanceQuery & { budget: number },
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
  await failSilentRuns(host, SILENCE_MS)
  const report = await run(host, {
    trigger,
    caller: caller?.name ?? null,
    callerTokenId: caller?.tokenId ?? null,
    budgetSeconds: budget,
  })
  return report ? { ok: true, report } : { ok: false, code: 'conflict' }
}
