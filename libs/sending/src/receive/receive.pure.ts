/** What WhatsApp tells later: of several statuses, in any order and however often, the highest counts. */
import {
  type ChannelEvent,
  type LeadFacts,
  leadRefusal,
  type Plan,
  type Reaction,
  type RelanceState,
  type SendError,
  type SendReason,
} from '@relance/relance/core'

export type StatusEvent = Extract<ChannelEvent, { kind: 'status' }>
export type InboundEvent = Extract<ChannelEvent, { kind: 'inbound' }>

/** A relance as it stands, with what was told of it before. */
export interface SentStanding {
  state: RelanceState
  reason: string | null
}

/** What statuses add up to; instants in milliseconds, null when nothing was told. */
export interface Told {
  /** Null: the state stays. */
  state: Extract<RelanceState, 'accepted' | 'failed' | 'delivered' | 'read'> | null
  reason: SendReason | null
  messageId: string | null
  acceptedAt: number | null
  deliveredAt: number | null
  readAt: number | null
  failedAt: number | null
  error: (SendError & { reaction: Reaction }) | null
  isBillable: boolean | null
  category: string | null
}

const TOLD_STATES = { sent: 'accepted', delivered: 'delivered', read: 'read', failed: 'failed' } as const
const RANK: Partial<Record<RelanceState, number>> = {
  queued: 0,
  sending: 0,
  unknown: 0,
  accepted: 1,
  failed: 2,
  // A closer has it because WhatsApp failed, and nobody has written yet.
  due: 2,
  snoozed: 2,
  delivered: 3,
  read: 4,
}

/** What people believed of a lost message yields to what WhatsApp knows. */
function rankOf({ state, reason }: SentStanding): number {
  return state === 'failed' && reason === 'not_sent_by_person' ? 0 : (RANK[state] ?? Number.POSITIVE_INFINITY)
}

/** `statuses` are all of one relance and not empty. */
export function foldStatuses(standing: SentStanding, statuses: readonly [StatusEvent, ...StatusEvent[]]): Told {
  const ranked = statuses.map((event) => ({ event, state: TOLD_STATES[event.status] }))
  const highest = ranked.reduce((best, one) => ((RANK[one.state] ?? 0) > (RANK[best.state] ?? 0) ? one : best))
  const isHigher = (RANK[highest.state] ?? 0) > rankOf(standing)
  const firstAt = (...wanted: StatusEvent['status'][]): number | null => {
    const times = statuses.filter(({ status }) => wanted.includes(status)).map(({ at }) => at)
    return times.length === 0 ? null : Math.min(...times)
  }
  const failure = statuses.find(({ status }) => status === 'failed')
  const priced = statuses.find(({ pricing }) => pricing !== null)
  return {
    state: isHigher ? highest.state : null,
    reason: isHigher && highest.state === 'failed' ? failureReason(failure?.error?.reaction) : null,
    messageId: statuses[0].messageId,
    // Whatever is told of a message proves that it was accepted.
    acceptedAt: firstAt('sent', 'delivered', 'read'),
    // `read` alone is told when it was shown at once.
    deliveredAt: firstAt('delivered', 'read'),
    readAt: firstAt('read'),
    failedAt: firstAt('failed'),
    error: failure?.error ?? null,
    isBillable: priced?.pricing?.isBillable ?? null,
    category: priced?.pricing?.category ?? null,
  }
}

function failureReason(reaction: Reaction | undefined): SendReason {
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

/** What WhatsApp says of the person or of the words would be as true of a message the closer writes. */
const NOBODY_CAN: ReadonlySet<Reaction> = new Set(['mark_unreachable', 'opt_out', 'skip'])

/** A message that WhatsApp took and then gave up, as it stands. Instants in milliseconds. */
export interface GivenUp {
  lead: LeadFacts
  ruleId: string
  expiresAt: number
  /** The lead wrote after the message was taken. */
  hasReplied: boolean
}

/**
 * Whether the closer takes over what WhatsApp reports as failed: it could not carry the message, which is not late, and the lead
 * may still be written to. WhatsApp itself is not asked again, as it took the message once.
 */
export function passesToCloser(
  reaction: Reaction,
  { lead, ruleId, expiresAt, hasReplied }: GivenUp,
  { plan, fallsBack }: { plan: Plan; fallsBack: boolean },
  now: number,
): boolean {
  const rule = plan.rules.get(ruleId)
  if (!fallsBack || NOBODY_CAN.has(reaction) || !rule || expiresAt <= now) return false
  return leadRefusal(lead, plan.openStatuses) === null && !(hasReplied && rule.stopOn.includes('replied'))
}

/**
 * What somebody wrote or pressed asks of us: whatever it is, it is a reply. Reactions and what nobody can read open no window. A
 * wish to stop is all that a text says, or what a button is called or stands for; a word within a sentence is none.
 */
export function readInbound({ content, text, payload }: InboundEvent, stopWords: readonly string[]) {
  const said = content === 'reaction' ? [] : [text, payload].map((one) => plain(one ?? '')).filter(Boolean)
  const isStop = stopWords.some((word) => said.includes(plain(word)))
  return { opensWindow: content !== 'reaction' && content !== 'other', isStop }
}

/** Without accents, case, punctuation and surplus space: `STOP !` and `Arrêt.` are the words they are. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
