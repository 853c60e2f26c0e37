/** What a person of ours answers a lead by the channel: whether it may be, and how it stands. Instants in milliseconds, UTC. */
import type { AnswerRefusal, SendOutcome } from '@relance/relance/core'

/** The lead and the number, as they stand. */
export interface AnswerFacts {
  isErased: boolean
  isOptedOut: boolean
  isStopSuspected: boolean
  /** The lead's number, or the id by which the channel knows the person. */
  to: string | null
  /** When the lead last wrote to us over this channel. */
  lastInboundAt: number | null
  /** The sending number to answer from: the one the lead knows, else the first. Null when that number is not on this account. */
  numberId: string | null
  /** A manager or the channel has stopped sending. */
  isStopped: boolean
  /** Until when that number sends nothing. */
  pausedUntil: number | null
}

/** Until when free text is allowed; null when the lead has never written. */
export const answerableUntil = ({ lastInboundAt }: AnswerFacts, freeTextMs: number): number | null =>
  lastInboundAt === null ? null : lastInboundAt + freeTextMs

/** Null when free text may be sent. What the lead wished comes first, then what only time or a person of ours mends. */
export function answerRefusal(standing: AnswerFacts, freeTextMs: number, now: number): AnswerRefusal | null {
  if (standing.isErased) return 'erased'
  if (standing.isOptedOut) return 'lead_opted_out'
  if (standing.isStopSuspected) return 'stop_suspected'
  if (standing.to === null || standing.numberId === null) return 'number_missing'
  if ((answerableUntil(standing, freeTextMs) ?? 0) <= now) return 'window_closed'
  if (standing.isStopped) return 'sending_stopped'
  return standing.pausedUntil !== null && standing.pausedUntil > now ? 'number_paused' : null
}

/** What a call proves of the message; null when it proves nothing, and a status may tell. */
export function provenBy(outcome: SendOutcome): Pick<AnswerNews, 'isFailed' | 'messageId' | 'error'> | null {
  if (outcome.kind === 'unknown') return null
  if (outcome.kind === 'accepted') return { isFailed: false, messageId: outcome.messageId, error: null }
  return { isFailed: true, messageId: null, error: outcome.error }
}

/** What is told of one answer, by the call or by a status. */
export interface AnswerNews {
  id: string
  messageId: string | null
  isFailed: boolean
  at: number
  deliveredAt: number | null
  readAt: number | null
  error: { code: number | null; details: string } | null
}
