/** Lets a request in when its session or bearer gives it the role the matrix asks for. */
import { accessTo, mayCall } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { noteAs } from '../audit/note.ts'
import type { Config } from '../config.ts'
import type { Attribution } from '../database/attribution.ts'
import { Refused } from '../http/refused.ts'
import { attribute, correlationIdOf } from '../http/request-context.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { type Actor, setActor } from './access.ts'
import { ApiTokenGuard, type TokenBearer } from './api-tokens.ts'
import { bearerOf, refuseGuesses } from './bearer.ts'
import { refuseForeignPage, sessionTokenOf, setSessionId } from './session-cookie.ts'
import { readSession } from './sessions.ts'

const READS = new Set(['GET', 'HEAD'])

@Injectable()
export class AccessGuard implements CanActivate {
  private readonly denied = new Map<string, number>()

  constructor(
    private readonly tokens: ApiTokenGuard,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>()
    const path = (request.route as { path: string }).path
    const least = accessTo(request.method, path)
    if (least === 'public' || least === 'cron') return true
    const { actor, origin, readOnly } = await this.identify(request, context)
    setActor(request, actor)
    const attribution = { id: actor.id, name: actor.name, role: actor.role, origin }
    attribute(request, attribution)
    if (least === null || !mayCall(actor.role, least) || (readOnly && !READS.has(request.method))) {
      await this.noteDenied({ ...attribution, requestId: correlationIdOf(request) }, `${request.method} ${path}`)
      throw new Refused('forbidden')
    }
    return true
  }

  private async identify(
    request: Request,
    context: ExecutionContext,
  ): Promise<{ actor: Actor; origin: 'session' | 'token'; readOnly: boolean }> {
    const token = bearerOf(request)
    const cookie = sessionTokenOf(request, this.config)
    if (token === null && cookie !== null) {
      refuseForeignPage(request)
      const session = await readSession(this.db, cookie, this.clock())
      if (session) {
        setSessionId(request, session.sessionId)
        return { actor: session.account, origin: 'session', readOnly: false }
      }
    }
    if (token === null) throw new Refused('token_missing', { headers: { 'WWW-Authenticate': 'Bearer' } })
    await this.tokens.canActivate(context)
    const bearer = (request as { user?: TokenBearer | false }).user
    if (bearer) {
      const { readOnly, ...actor } = bearer
      return { actor, origin: 'token', readOnly }
    }
    await refuseGuesses(this.db, request, this.clock())
    throw new Refused('token_wrong', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } })
  }

  /** At most one entry per person and route in a minute: a loop must not bury the log. */
  private async noteDenied(attribution: Attribution, route: string): Promise<void> {
    const key = `${attribution.id ?? attribution.name} ${route}`
    const now = this.clock()
    if (now - (this.denied.get(key) ?? 0) < 60_000) return
    if (this.denied.size > 10_000) this.denied.clear()
    this.denied.set(key, now)
    await noteAs(this.db, attribution, { action: 'access_denied', resource: 'routes', details: { route } })
  }
}
