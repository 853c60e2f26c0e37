/** Lets a request in when its session or bearer gives it the role its route asks for. */
import type { Clock, Db } from '@relance/relance'
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { Request } from 'express'
import type { Config } from '../config.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { ACCESS, type Actor, ROLES, type Role, setActor } from './access.ts'
import { bearerOf } from './bearer.ts'
import { isOneOfSecrets } from './secrets.ts'
import { refuseForeignPage, sessionTokenOf } from './session-cookie.ts'
import { readSession } from './sessions.ts'

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const least = this.reflector.getAllAndOverride<Role | 'public' | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ])
    if (least === 'public') return true
    const request = context.switchToHttp().getRequest<Request>()
    const actor = await this.identify(request)
    setActor(request, actor)
    if (ROLES.indexOf(actor.role) < ROLES.indexOf(least ?? 'admin')) throw new Refused('forbidden')
    return true
  }

  private async identify(request: Request): Promise<Actor> {
    const token = bearerOf(request)
    const session = sessionTokenOf(request)
    if (token === null && session !== null) {
      refuseForeignPage(request)
      const account = await readSession(this.db, session, this.clock())
      if (account) return account
    }
    if (token === null) throw new Refused('token_missing', { headers: { 'WWW-Authenticate': 'Bearer' } })
    const { API_TOKEN } = this.config
    if (API_TOKEN && isOneOfSecrets(token, [API_TOKEN])) return { id: null, name: 'API token', role: 'admin' }
    throw new Refused('token_wrong', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } })
  }
}
