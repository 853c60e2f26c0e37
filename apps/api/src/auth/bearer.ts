/** Bearer tokens: in the `Authorization` header alone, since addresses and bodies end up in logs. */
import type { Db } from '@relance/relance'
import { bearerLimit, takeAttempt } from '@relance/trigger'
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'

export function refuseTokenElsewhere(request: Request): void {
  const inBody = typeof request.body === 'object' && request.body !== null && 'access_token' in request.body
  if ('access_token' in request.query || inBody) {
    throw new Refused('token_not_in_header', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_request"' } })
  }
}

/**
 * Null when the request brings none. Other schemes are not ours: a proxy may ask for a password of its own. A bearer that
 * cannot be read is one all the same, and wrong.
 */
export function bearerOf(request: Request): string | null {
  refuseTokenElsewhere(request)
  const given = /^Bearer(?: +(.*))?$/i.exec(request.get('authorization')?.trim() ?? '')
  return given ? (given[1] ?? '') : null
}

/** @throws a 429 to an address that has brought ten wrong bearers within a minute. */
export async function refuseGuesses(db: Db, request: Request, now: number): Promise<void> {
  const waitSeconds = await takeAttempt(db, [bearerLimit(request.ip ?? '')], now)
  if (waitSeconds > 0) throw new Refused('too_many_requests', { headers: { 'Retry-After': String(waitSeconds) } })
}
