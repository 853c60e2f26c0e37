/** What a run was asked and what it answers. Never any personal data: callers log it. */
import type { Decision } from '../decide/decide.ts'
import { type ChannelKey, isInbox } from '../ground/channels.ts'
import type { MessageCost } from '../ground/cost.ts'
import type { ReasonCode } from '../ground/reasons.ts'
import type { Tally, Trigger } from './state/runs.sql.ts'

export interface RunRequest {
  trigger: Trigger
  /** Whose secret asked for it; null when nobody's did. */
  caller?: string | null
  /** The token that was, when it is one of api_tokens. */
  callerTokenId?: string | null
  /** Seconds after which no new batch is begun; none: until nothing due is left. */
  budgetSeconds?: number
  /** Asked before each batch: whether the host ends. The run then ends as `partial`. */
  isStopping?: () => boolean
  /** The slot of the schedule this run answers for, milliseconds. */
  slotAt?: number
  /** Slots that passed unseen before it. */
  missedSlots?: number
  /** The instant they were counted from, milliseconds. */
  missedSince?: number
}

/** `startedAt` and `finishedAt` are ISO 8601, UTC. */
export interface RunReport {
  runId: string
  trigger: Trigger
  state: 'completed' | 'partial'
  dryRun: boolean
  startedAt: string
  finishedAt: string
  /** Steps that are due and that nothing keeps from being recorded: `recorded` plus `remaining`, or what a dry run found. */
  due: number
  recorded: number
  byChannel: Partial<Record<ChannelKey, number>>
  /** Steps that were due but held back, by reason. */
  skipped: Partial<Record<ReasonCode, number>>
  remaining: number
  /** In each closer’s queue, by id; under `nobody` what belongs to none. */
  byCloser: Record<string, number>
  /** The hour of the first relance that was recorded, ISO 8601; null when none was. */
  firstAt: string | null
}

/** `cost`: of what would go through channels that cost, in millionths of the currency; null when nothing would. */
export type DryRunReport = RunReport & { cost: MessageCost | null }

export const emptyTally = (): Tally => ({ recorded: 0, byChannel: {}, skipped: {}, byCloser: {}, firstAt: null })

export function addToTally(tally: Tally, decisions: readonly Decision[], recorded: number): void {
  tally.recorded += recorded
  for (const decision of decisions) {
    if (decision.kind === 'record') {
      const { channel } = decision.rule
      tally.byChannel[channel] = (tally.byChannel[channel] ?? 0) + 1
      const whose = decision.lead.closerId ?? 'nobody'
      if (isInbox(channel)) tally.byCloser[whose] = (tally.byCloser[whose] ?? 0) + 1
      tally.firstAt = Math.min(tally.firstAt ?? decision.deliverAt, decision.deliverAt)
    } else tally.skipped[decision.reason] = (tally.skipped[decision.reason] ?? 0) + 1
  }
}

export function reportOf(
  tally: Tally,
  run: {
    runId: string
    trigger: Trigger
    state: 'completed' | 'partial'
    startedAt: number
    finishedAt: number
    remaining: number
  },
): RunReport {
  return {
    ...run,
    dryRun: false,
    startedAt: new Date(run.startedAt).toISOString(),
    finishedAt: new Date(run.finishedAt).toISOString(),
    due: tally.recorded + run.remaining,
    recorded: tally.recorded,
    byChannel: tally.byChannel,
    skipped: tally.skipped,
    byCloser: tally.byCloser,
    firstAt: tally.firstAt === null ? null : new Date(tally.firstAt).toISOString(),
  }
}
