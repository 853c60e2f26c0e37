/** Decides what follows from the answer of a push service. */
import { HOUR, SECOND } from '@relance/relance/core'

/** `code`: of the error, when there was no answer. `retryAfterMs`: what the service asks for. */
export type PushAnswer = { status: number; retryAfterMs: number | null } | { status: null; code: string }

export type PushOutcome =
  /** The service accepted it. */
  | { kind: 'sent' }
  /** The browser is not subscribed any more. */
  | { kind: 'gone' }
  /** The service will never accept it, for example because of another server's key. */
  | { kind: 'refused' }
  /** It is unknown whether the service accepted it. It is not sent again, or the phone could ring twice. */
  | { kind: 'unknown' }
  /** The service did not accept it. */
  | { kind: 'again'; afterMs: number }
  | { kind: 'given_up' }

const MAX_TRIES = 5
const FIRST_WAIT_MS = 5 * SECOND
/** Errors before a connection was made. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** `tries`: including this one. */
export function outcomeOf(answer: PushAnswer, tries: number): PushOutcome {
  if (answer.status === null) return UNREACHED.has(answer.code) ? again(null, tries) : { kind: 'unknown' }
  const { status } = answer
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status === 429 || status >= 500) return again(answer.retryAfterMs, tries)
  return { kind: 'refused' }
}

/** 5, 20, 80 and 320 seconds, or longer when the service asks for it. */
function again(askedMs: number | null, tries: number): PushOutcome {
  if (tries >= MAX_TRIES) return { kind: 'given_up' }
  const afterMs = FIRST_WAIT_MS * 4 ** (tries - 1)
  return { kind: 'again', afterMs: Math.min(Math.max(afterMs, askedMs ?? 0), HOUR) }
}

/** `Retry-After` in seconds or as a date; milliseconds from `now` on. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.max(ms, 0) : null
}
