/** Bearer tokens: in the `Authorization` header alone, since addresses and bodies end up in logs. */
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'

export function refuseTokenElsewhere(request: Request): void {
  const inBody = typeof request.body === 'object' && request.body !== null && 'access_token' in request.body
  if ('access_token' in request.query || inBody) {
    throw new Refused('token_not_in_header', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_request"' } })
  }
}

/** Null when the request brings none. */
export function bearerOf(request: Request): string | null {
  refuseTokenElsewhere(request)
  return /^Bearer +([\x21-\x7e]+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null
}
