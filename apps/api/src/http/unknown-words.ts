/**
 * Refuses words that a route does not read. A schema refuses those it does not name; a route without one would do what it does
 * whatever it is told, and `?dryRun=true` at the wrong address would be a real run.
 */
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common'
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants'
import { Reflector } from '@nestjs/core'
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js'
import type { Request } from 'express'
import type { Observable } from 'rxjs'
import { Refused } from './refused.ts'

const READS_ITSELF = 'reads its own words'
/** Of a controller that reads the query and the body by itself. */
export const ReadsItself = () => SetMetadata(READS_ITSELF, true)

/** The panel asks every list so. */
const OF_LISTS = new Set(['sort', 'range', 'filter'])

@Injectable()
export class UnknownWords implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  /** @throws a refusal that names every unknown word, before the route has done anything */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>()
    // Monitors add words of their own to health and metrics, which read nothing and change nothing.
    const isOurs = /^\/api\//i.test(request.path)
    if (isOurs && !this.reflector.get<boolean | undefined>(READS_ITSELF, context.getClass())) {
      const read = argumentsOf(context)
      const words = Object.keys(request.query).filter((word) => request.method !== 'GET' || !OF_LISTS.has(word))
      if (!read.has(RouteParamtypes.QUERY)) refuseAll('invalid_query', words)
      if (!read.has(RouteParamtypes.BODY)) refuseAll('invalid_body', Object.keys((request.body as object | null) ?? {}))
    }
    return next.handle()
  }
}

/** What the route takes, as its decorators say. */
function argumentsOf(context: ExecutionContext): Set<number> {
  const kept = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    | object
    | undefined
  return new Set(Object.keys(kept ?? {}).map((key) => Number(key.split(':')[0])))
}

function refuseAll(code: 'invalid_query' | 'invalid_body', words: readonly string[]): void {
  if (words.length > 0) throw new Refused(code, { refusals: words.map((field) => ({ field, code: 'unknown_field' })) })
}
