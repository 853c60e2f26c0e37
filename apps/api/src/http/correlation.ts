/** One id per request, in the answer, the problem and the log, so that a person can ask about it. */
import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'

const ACCEPTED = /^[A-Za-z0-9._-]{8,64}$/
const ids = new WeakMap<Request, string>()

export function correlate(request: Request, response: Response, next: NextFunction): void {
  const asked = request.get('x-request-id') ?? ''
  const id = ACCEPTED.test(asked) ? asked : randomUUID()
  ids.set(request, id)
  response.set('X-Request-Id', id)
  next()
}

export const correlationIdOf = (request: Request): string => ids.get(request) ?? ''
