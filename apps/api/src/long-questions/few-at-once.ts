/** Questions that take long of the database: nobody may keep it busy with many of them. */
import { applyDecorators, type CallHandler, type ExecutionContext, Injectable, UseInterceptors } from '@nestjs/common'
import type { NestInterceptor } from '@nestjs/common'
import type { Request, Response } from 'express'
import { finalize, type Observable } from 'rxjs'
import { actorOf } from '../auth/access.ts'
import { credentialOf } from '../auth/credentials.ts'
import { Refused } from '../http/refused.ts'
import { createPlaces, type Places } from './places.ts'

const RETRY_AFTER = { 'Retry-After': '2' }

@Injectable()
class FewAtOnceInterceptor implements NestInterceptor {
  constructor(private readonly places: Places) {}

  /** @throws a 429 while as many questions of the same person, or token, are being answered by this server. */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp()
    const request = http.getRequest<Request>()
    const response = http.getResponse<Response>()
    const who = actorOf(request)?.id ?? credentialOf(request)?.id ?? ''
    const leave = await this.places.take(who, () => !response.destroyed)
    if (!leave) throw new Refused('too_many_requests', { headers: RETRY_AFTER })
    return next.handle().pipe(finalize(leave))
  }
}

/** A form that asks again while somebody types leaves the question before behind for a moment. */
const questions = new FewAtOnceInterceptor(createPlaces({ atOnce: 3, inLine: 0 }))
/** A page asks for several figures together, and somebody may have several pages open: they take their turns. */
const figures = new FewAtOnceInterceptor(createPlaces({ atOnce: 3, inLine: 20 }))

/** Seconds of work: one count for all routes that carry it. */
export const FewAtOnce = () => applyDecorators(UseInterceptors(questions))

/** Parts of a second, on large tables more. */
export const InTurn = () => applyDecorators(UseInterceptors(figures))
