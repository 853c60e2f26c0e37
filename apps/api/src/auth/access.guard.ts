/** Lets a request in when its session or bearer gives it the role the matrix asks for. */
import { accessTo, mayCall } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { noteAs } from '../audit/note.ts'
import type { Config } from '../environment/config.ts'
import type { Attribution } from '../database/attribution.ts'
import { Refused } from '../http/refused.ts'
import { attribute, correlationIdOf } from '../http/request-context.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { type Actor, setActor } from './access.ts'
import { ApiTokenGuard, type TokenBearer } from './api-tokens.ts'
import { bearerOf, refuseGuesses } from './bearer.ts'
import { type Credential, setCredential } from './credentials.ts'
import { refuseForeignPage, sessionTokenOf } from '../http/session-cookie.ts'
import { readSession } from './sessions.ts'

/** Open to who must set up a second factor first. */
const SIGN_IN = '/api/auth/'

const READS = new Set(['GET', 'HEAD'])

interface Identity {
  actor: Actor
  attribution: Omit<Attribution, 'requestId'>
  credential: Credential
  readOnly: boolean
  lacksSecondFactor: boolean
}

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
    const { actor, attribution, credential, readOnly, lacksSecondFactor } = await this.identify(request, context)
    setActor(request, actor)
    setCredential(request, credential)
    attribute(request, attribution)
    if (lacksSecondFactor && !path.startsWith(SIGN_IN)) throw new Refused('second_factor_missing')
    if (least === null || !mayCall(actor.role, least) || (readOnly && !READS.has(request.method))) {
      await this.noteDenied({ ...attribution, requestId: correlationIdOf(request) }, `${request.method} ${path}`)
      throw new Refused('forbidden')
    }
    return true
  }

  /** A bearer counts alone, right or wrong: the cookie that comes along is then not looked at. */
  private async identify(request: Request, context: ExecutionContext): Promise<Identity> {
    if (bearerOf(request) !== null) return this.identifyBearer(request, context)
    const cookie = sessionTokenOf(request, this.config)
    if (cookie !== null) {
      refuseForeignPage(request)
      const session = await readSession(this.db, cookie, this.clock())
      if (session) {
        const { id, name, role } = session.account
        return {
          actor: session.account,
          attribution: { id, name, role, origin: 'session' },
          credential: { kind: 'session', id: session.sessionId },
          readOnly: false,
          lacksSecondFactor: session.account.secondFactorMissing,
        }
      }
    }
    throw new Refused('token_missing', { headers: { 'WWW-Authenticate': 'Bearer' } })
  }

  private async identifyBearer(request: Request, context: ExecutionContext): Promise<Identity> {
    await this.tokens.canActivate(context)
    const bearer = (request as { user?: TokenBearer | false }).user
    if (!bearer) {
      await refuseGuesses(this.db, request, this.clock())
      throw new Refused('token_wrong', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } })
    }
    const { readOnly, token, ...actor } = bearer
    const who = { name: actor.name, role: actor.role, origin: 'token' } as const
    return {
      actor,
      attribution: token
        ? { ...who, id: token.ownerId, tokenId: token.id, tokenOwner: token.ownerName }
        : { ...who, id: null },
      credential: token ? { kind: 'token', id: token.id } : { kind: 'environment', id: null },
      readOnly,
      lacksSecondFactor: false,
    }
  }

  /** At most one entry per person and route in a minute: a loop must not bury the log. */
  private async noteDenied(attribution: Attribution, route: string): Promise<void> {
    const key = `${attribution.tokenId ?? attribution.id ?? attribution.name} ${route}`
    const now = this.clock()
    if (now - (this.denied.get(key) ?? 0) < 60_000) return
    if (this.denied.size > 10_000) this.denied.clear()
    this.denied.set(key, now)
    await noteAs(this.db, attribution, { action: 'access_denied', resource: 'routes', details: { route } })
  }
}
