/** What statuses make of a message: of several, in any order and however often, the highest counts. */
import type { Reaction, RelanceState, SendReason } from '@relance/relance/core'
import { categoryOf, estimateCost } from '../money/money.pure.ts'
import type { FailureReason, Receiving, SentState, StatusEvent } from './received.pure.ts'

export type Statuses = readonly [StatusEvent, ...StatusEvent[]]

const TOLD_STATES = { sent: 'accepted', delivered: 'delivered', read: 'read', failed: 'failed' } as const
const RANK: Partial<Record<RelanceState, number>> = {
  queued: 0,
  sending: 0,
  unknown: 0,
  accepted: 1,
  failed: 2,
  // A closer has it because the channel failed, and nobody has written yet.
  due: 2,
  snoozed: 2,
  delivered: 3,
  read: 4,
}

/** What people believed of a lost message yields to what the channel knows. */
export const BELIEVED = 'not_sent_by_person'

function rankOf({ state, reason }: Pick<SentState, 'state' | 'reason'>): number {
  return state === 'failed' && reason === BELIEVED ? 0 : (RANK[state] ?? Number.POSITIVE_INFINITY)
}

/** The message after these statuses, which are all about it; `phone` is its lead's. Telling the same again changes nothing. */
export function foldStatuses(
  send: SentState,
  statuses: Statuses,
  { rates, phone }: Pick<Receiving, 'rates'> & { phone: string },
): SentState {
  const highest = statuses.reduce((best, one) => (rankOfStatus(one) > rankOfStatus(best) ? one : best))
  const isHigher = rankOfStatus(highest) > rankOf(send)
  const failure = failureOf(statuses)
  const first = (...wanted: StatusEvent['status'][]): number[] =>
    statuses.filter(({ status }) => wanted.includes(status)).map(({ at }) => at)
  // `read` alone is told when it was shown at once.
  const deliveredAt = earliest(send.deliveredAt, first('delivered', 'read'))
  const state = isHigher ? TOLD_STATES[highest.status] : send.state
  const told = highest.status === 'failed' ? failureReason(failure?.error?.reaction) : null
  return {
    ...send,
    state,
    reason: isWithLead(state) ? lateness(send, deliveredAt) : isHigher ? told : send.reason,
    messageId: send.messageId ?? statuses.map(({ messageId }) => messageId).sort()[0] ?? null,
    // Whatever is told of a message proves that it was accepted.
    ...proof(send, first('sent', 'delivered', 'read')),
    deliveredAt,
    readAt: earliest(send.readAt, first('read')),
    failedAt: earliest(send.failedAt, first('failed')),
    reaction: failure?.error?.reaction ?? send.reaction,
    errorCode: failure?.error?.code ?? send.errorCode,
    errorDetails: failure?.error?.details ?? send.errorDetails,
    cost: costOf(send.cost, statuses, { rates, phone }),
  }
}

const isWithLead = (state: RelanceState): boolean => state === 'delivered' || state === 'read'

/** A phone that was off for days receives what nobody would still send. */
const lateness = ({ expiresAt }: SentState, deliveredAt: number | null): SendReason | null =>
  deliveredAt !== null && deliveredAt > expiresAt ? 'delivered_late' : null

const rankOfStatus = ({ status }: StatusEvent): number => RANK[TOLD_STATES[status]] ?? 0

/** The failure that counts where several are told. */
export function failureOf(statuses: readonly StatusEvent[]): StatusEvent | undefined {
  const failures = statuses.filter(({ status }) => status === 'failed')
  return failures.sort((a, b) => a.at - b.at || (a.error?.code ?? 0) - (b.error?.code ?? 0))[0]
}

/** The instant of an answer stands; instants that were told stand for one until an earlier one is told. */
function proof({ acceptedAt, provedAt }: SentState, told: readonly number[]) {
  if (told.length === 0 || (acceptedAt !== null && acceptedAt !== provedAt)) return { acceptedAt, provedAt }
  const at = earliest(provedAt, told)
  return { acceptedAt: at, provedAt: at }
}

const earliest = (before: number | null, told: readonly number[]): number | null =>
  told.length === 0 ? before : Math.min(...told, before ?? Number.POSITIVE_INFINITY)

/** The most that any status names: a message that one of them bills is billed. Null while none has said. */
function costOf(
  before: number | null,
  statuses: readonly StatusEvent[],
  { rates, phone }: Pick<Receiving, 'rates'> & { phone: string },
): number | null {
  const told = statuses.flatMap(({ pricing, at }) => {
    if (!pricing) return []
    return pricing.isBillable ? (estimateCost(rates, phone, categoryOf(pricing.category), at) ?? []) : 0
  })
  const known = before === null ? told : [before, ...told]
  return known.length === 0 ? null : Math.max(...known)
}

function failureReason(reaction: Reaction | undefined): FailureReason {
  switch (reaction) {
    case 'mark_unreachable':
      return 'unreachable'
    case 'need_template':
      return 'template_needed'
    case 'wait_a_day':
      return 'withheld'
    case 'stop_rule':
      return 'rule_stopped'
    case 'block_number':
      return 'number_blocked'
    case 'slow_account':
    case 'stop_account':
      return 'account_stopped'
    default:
      return 'refused'
  }
}
