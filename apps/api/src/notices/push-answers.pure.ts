/** What the answer of a push service causes. */
import { HOUR, SECOND } from '@relance/relance/core'

/** `code`: of the error, when there was no answer. `retryAfterMs`: what the service asks for. */
export type PushAnswer = { status: number; retryAfterMs: number | null } | { status: null; code: string }

export type PushOutcome =
  /** The service has it. */
  | { kind: 'sent' }
  /** The browser is not subscribed any more. */
  | { kind: 'gone' }
  /** The service will never take it: a key of another server, or one that it does not like. */
  | { kind: 'refused' }
  /** Nobody knows whether the service has it: it is not sent again, since the phone would ring twice. */
  | { kind: 'unknown' }
  /** The service certainly does not have it. */
  | { kind: 'again'; afterMs: number }
  | { kind: 'given_up' }

const MAX_TRIES = 5
const FIRST_WAIT_MS = 5 * SECOND
/** Errors of a connection that never was. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** `tries`: with this one. */
export function outcomeOf(answer: PushAnswer, tries: number): PushOutcome {
  if (answer.status === null) return UNREACHED.has(answer.code) ? again(null, tries) : { kind: 'unknown' }
  const { status } = answer
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status === 429 || status >= 500) return again(answer.retryAfterMs, tries)
  return { kind: 'refused' }
}

/** 5, 20, 80 and 320 seconds, or longer where the service asks for it. */
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
