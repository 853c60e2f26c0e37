/** Who asks, and under which id: carried along with the request, so that whatever it writes can say so. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import type { Attribution } from '../database/attribution.ts'

const ACCEPTED = /^[A-Za-z0-9._-]{8,64}$/

interface RequestContext {
  requestId: string
  attribution: Attribution | null
}

const contexts = new WeakMap<Request, RequestContext>()
const current = new AsyncLocalStorage<RequestContext>()

/** One id per request, in the answer, the problem, the log and the audit log, so that a person can ask about it. */
export function correlate(request: Request, response: Response, next: NextFunction): void {
  const asked = request.get('x-request-id') ?? ''
  const requestId = ACCEPTED.test(asked) ? asked : randomUUID()
  const context = { requestId, attribution: null }
  contexts.set(request, context)
  response.set('X-Request-Id', requestId)
  current.run(context, next)
}

export const correlationIdOf = (request: Request): string => contexts.get(request)?.requestId ?? ''

/** Names the one who asks, once it is known. */
export function attribute(request: Request, attribution: Omit<Attribution, 'requestId'>): void {
  const context = contexts.get(request)
  if (context) context.attribution = { ...attribution, requestId: context.requestId }
}

/** Null outside of requests, and in those nobody signed. */
export const currentAttribution = (): Attribution | null => current.getStore()?.attribution ?? null
