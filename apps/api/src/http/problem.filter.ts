/** Every error leaves as `application/problem+json`, in the caller's language, with nothing personal in it. */
import { languageOf, PROBLEMS, type ProblemCode, problemOf } from '@relance/contract'
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common'
import type { Request, Response } from 'express'
import { QueryFailedError } from 'typeorm'
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
    const { headers = {} } = refused.details
    const problem = problemOf(refused.code, refused.details, {
      language: languageOf(request.headers['accept-language']),
      instance: request.path,
      correlationId: correlationIdOf(request),
    })
    response.status(status).set({ 'Cache-Control': 'no-store', ...headers })
    response.type('application/problem+json').send(JSON.stringify({ ...problem, ...refused.details.extras }))
  }

  /** The stack without the values: messages of the database can quote rows. */
  private report(error: unknown, request: Request): void {
    const isDatabase = error instanceof QueryFailedError || (error as { severity?: string }).severity !== undefined
    const { name = 'Error', message = '', stack = '' } = error instanceof Error ? error : {}
    const what = isDatabase ? `${name} ${(error as { code?: string }).code ?? ''}` : `${name}: ${message}`
    const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
    this.logger.error({ correlationId: correlationIdOf(request), what, frames: frames.slice(0, 8) })
  }
}

/** Connection lost or refused, server starting or stopping, too many connections: worth another try. */
const UNAVAILABLE = /^(08|57P0|53300)|ECONN|ETIMEDOUT|EPIPE/

function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  if (error instanceof HttpException)
    return new Refused(BY_STATUS[error.getStatus()] ?? codeOfStatus(error.getStatus()))
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const isUnavailable = UNAVAILABLE.test(code) || /Connection terminated|timeout exceeded when trying/.test(message)
  return new Refused(isUnavailable ? 'unavailable' : 'internal')
}

const codeOfStatus = (status: number): ProblemCode => (status < 500 ? 'malformed_request' : 'internal')
