/** The life of a relance: every state, and every move that is legal. */

export const RELANCE_STATES = [
  'due',
  'opened',
  'sent',
  'skipped',
  'snoozed',
  'superseded',
  'expired',
  'withdrawn',
  'queued',
  'sending',
  'accepted',
  'delivered',
  'read',
  'failed',
  'unknown',
] as const
export type RelanceState = (typeof RELANCE_STATES)[number]

/** A closer's inbox item that nobody has settled. */
export const OPEN_STATES = ['due', 'opened', 'snoozed'] as const satisfies readonly RelanceState[]

/** It reached the lead as far as anybody knows, who may answer at any time. */
export const ANSWERABLE_STATES = ['sent', 'accepted', 'delivered', 'read'] as const satisfies readonly RelanceState[]

interface Move {
  /** A closer does it, the engine does it, or the channel reports it. */
  by: 'closer' | 'engine' | 'channel'
  from: readonly RelanceState[]
  to: RelanceState
}

/**
 * What a channel reports outweighs what we believed. A message that it delivers was sent, also when we held it for refused, a
 * person for lost, or a closer was to write in its place and has not. `delivered` may come before `accepted`, and `read` without `delivered`: webhooks keep no order, and a later state implies
 * the earlier ones. Nothing leads out of `sending` but an answer, its loss, or what a webhook says.
 */
export const MOVES = {
  open: { by: 'closer', from: OPEN_STATES, to: 'opened' },
  sent: { by: 'closer', from: OPEN_STATES, to: 'sent' },
  skip: { by: 'closer', from: OPEN_STATES, to: 'skipped' },
  snooze: { by: 'closer', from: OPEN_STATES, to: 'snoozed' },
  supersede: { by: 'engine', from: OPEN_STATES, to: 'superseded' },
  expire: { by: 'engine', from: [...OPEN_STATES, 'queued'], to: 'expired' },
  withdraw: { by: 'engine', from: [...OPEN_STATES, 'queued'], to: 'withdrawn' },
  take: { by: 'engine', from: ['queued'], to: 'sending' },
  fallBack: { by: 'engine', from: ['queued', 'sending', 'unknown', 'failed'], to: 'due' },
  retry: { by: 'engine', from: ['sending', 'unknown'], to: 'queued' },
  lose: { by: 'engine', from: ['sending'], to: 'unknown' },
  accept: { by: 'channel', from: ['queued', 'sending', 'unknown', 'failed'], to: 'accepted' },
  deliver: {
    by: 'channel',
    from: ['queued', 'sending', 'unknown', 'accepted', 'failed', 'due', 'snoozed'],
    to: 'delivered',
  },
  read: {
    by: 'channel',
    from: ['queued', 'sending', 'unknown', 'accepted', 'delivered', 'failed', 'due', 'snoozed'],
    to: 'read',
  },
  fail: { by: 'channel', from: ['queued', 'sending', 'unknown', 'accepted'], to: 'failed' },
} as const satisfies Record<string, Move>
export type RelanceMove = keyof typeof MOVES

/** The state after a move; null when the move is not legal there. */
export function moveTo(state: RelanceState, move: RelanceMove): RelanceState | null {
  const { from, to }: Move = MOVES[move]
  return from.includes(state) ? to : null
}

/** Of the states nothing leads out of. */
export function isSettled(state: RelanceState): boolean {
  return Object.values(MOVES).every(({ from }: Move) => !from.includes(state))
}
