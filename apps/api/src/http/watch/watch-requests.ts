/** What is known of every request once it is answered: how long it took, a line of the log, a span. Nothing personal. */
import { Logger } from '@nestjs/common'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Config } from '../../environment/config.ts'
import { type Span, tracer } from '../../tracing/tracer.ts'
import { correlationIdOf } from '../request-context.ts'
import type { Answered, RequestDurations } from './request-durations.ts'
import { methodOf, routeOf } from './route-of.ts'

type Level = Config['LOG_REQUESTS']

export function watchRequests(durations: RequestDurations, level: Level): RequestHandler {
  const logger = new Logger('request')
  return (request, response, next) => {
    const beganMs = performance.now()
    const end = (): void => {
      const answered = answeredOf(request, response, beganMs)
      if (!isStream(response)) durations.observe(answered)
      writeLine(logger, level, answered, correlationIdOf(request))
    }
    const on = tracer()
    if (!on) {
      response.once('close', end)
      return next()
    }
    const options = { kind: 'server', origin: { kind: 'caller', headers: request.headers } } as const
    void on.span(methodOf(request), options, (span) => untilClosed(span, request, { response, next, end }))
  }
}

/** The span is over with the answer, whether it was read to its end or not. */
function untilClosed(
  span: Span,
  request: Request,
  { response, next, end }: { response: Response; next: NextFunction; end: () => void },
): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', () => {
      end()
      const { method, route, status } = answeredOf(request, response, 0)
      span.rename(`${method} ${route}`)
      span.set({
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
        'relance.request.id': correlationIdOf(request),
      })
      if (status >= 500) span.fail(String(status))
      resolve()
    })
    next()
  })
}

/** 499, as proxies write it, for who left before the answer began. */
function answeredOf(request: Request, response: Response, beganMs: number): Answered {
  const status = response.headersSent ? response.statusCode : 499
  const seconds = (performance.now() - beganMs) / 1_000
  return { method: methodOf(request), route: routeOf(request, status), status, seconds }
}

const isStream = (response: Response): boolean =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')

const RANKS = { off: 3, error: 2, warn: 1, info: 0 } as const

function writeLine(logger: Logger, level: Level, answered: Answered, correlationId: string): void {
  const rank = answered.status >= 500 ? 2 : answered.status >= 400 ? 1 : 0
  if (rank < RANKS[level]) return
  const { seconds, ...rest } = answered
  const line = { what: 'request', ...rest, ms: Math.round(seconds * 1_000), correlationId }
  if (rank === 2) logger.error(line)
  else if (rank === 1) logger.warn(line)
  else logger.log(line)
}
