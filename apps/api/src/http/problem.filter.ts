/** Every error leaves as `application/problem+json`, in the caller's language, with nothing personal in it. */
import { languageOf, PROBLEMS, type ProblemCode, problemOf } from '@relance/contract'
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common'
import type { Request, Response } from 'express'
import { troubleOf } from '@relance/relance'
import { problemOfTrouble, retryAfter } from '@relance/trigger'
import { describeError } from './describe-error.ts'
import { correlationIdOf } from './request-context.ts'
import { Refused } from './refused.ts'

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  401: 'token_missing',
  403: 'forbidden',
  404: 'route_not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'media_type_unsupported',
  429: 'too_many_requests',
  503: 'unavailable',
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http')

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>()
    const response = host.switchToHttp().getResponse<Response>()
    const refused = asRefused(error)
    const status = PROBLEMS[refused.code]
    if (status >= 500) this.report(error, request)
    if (response.headersSent) {
      response.end()
      return
    }
    const headers = { ...(status === 503 && retryAfter(refused.code)), ...refused.details.headers }
    const problem = problemOf(refused.code, refused.details, {
      language: languageOf(request.headers['accept-language']),
      instance: request.path,
      correlationId: correlationIdOf(request),
    })
    response.status(status).set({ 'Cache-Control': 'no-store', ...headers })
    response.type('application/problem+json').send(JSON.stringify({ ...problem, ...refused.details.extras }))
  }

  private report(error: unknown, request: Request): void {
    const { error: what } = describeError(error)
    const correlationId = correlationIdOf(request)
    // A database in trouble fails many requests at once, and none of them for where it asked.
    if (troubleOf(error)) this.logger.warn({ correlationId, what: { name: what.name, code: what.code } })
    else this.logger.error({ correlationId, what })
  }
}

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof HttpException)
    return new Refused(BY_STATUS[error.getStatus()] ?? codeOfStatus(error.getStatus()))
  const trouble = troubleOf(error)
  return new Refused(trouble ? problemOfTrouble[trouble] : 'internal')
}

const codeOfStatus = (status: number): ProblemCode => (status < 500 ? 'malformed_request' : 'internal')
