/** Questions that take seconds of the database: nobody may keep it busy with many of them. */
import { applyDecorators, type CallHandler, type ExecutionContext, Injectable, UseInterceptors } from '@nestjs/common'
import type { NestInterceptor } from '@nestjs/common'
import type { Request } from 'express'
import { finalize, type Observable } from 'rxjs'
import { actorOf } from '../auth/access.ts'
import { credentialOf } from '../auth/credentials.ts'
import { Refused } from '../http/refused.ts'

/** A form that asks again while somebody types leaves the question before behind for a moment. */
const PER_PERSON = 3
const RETRY_AFTER = { 'Retry-After': '2' }

@Injectable()
class FewAtOnceInterceptor implements NestInterceptor {
  private readonly underWay = new Map<string, number>()

  /** @throws a 429 while as many questions of the same person, or token, are being answered by this server. */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>()
    const who = actorOf(request)?.id ?? credentialOf(request)?.id ?? ''
    const others = this.underWay.get(who) ?? 0
    if (others >= PER_PERSON) throw new Refused('too_many_requests', { headers: RETRY_AFTER })
    this.underWay.set(who, others + 1)
    return next.handle().pipe(finalize(() => this.end(who)))
  }

  private end(who: string): void {
    const left = (this.underWay.get(who) ?? 1) - 1
    if (left > 0) this.underWay.set(who, left)
    else this.underWay.delete(who)
  }
}

/** One count for all routes that carry it. */
const interceptor = new FewAtOnceInterceptor()

export const FewAtOnce = () => applyDecorators(UseInterceptors(interceptor))
