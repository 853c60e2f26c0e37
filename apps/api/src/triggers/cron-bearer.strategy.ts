/** The secrets of the trigger, checked by passport: CRON_SECRET, and those made for one caller. */
import type { Clock, Db } from '@relance/relance'
import { type Caller, callerOf } from '@relance/trigger'
import { type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import { AuthGuard, PassportStrategy } from '@nestjs/passport'
import type { Request } from 'express'
import { Strategy } from 'passport-http-bearer'
import { refuseGuesses, refuseTokenElsewhere } from '../auth/bearer.ts'
import type { Config } from '../environment/config.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'

@Injectable()
export class CronBearerStrategy extends PassportStrategy(Strategy, 'cron') {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super()
  }

  async validate(token: string): Promise<Caller | false> {
    return (await callerOf(this.db, this.config.CRON_SECRET, token, this.clock())) ?? false
  }
}

@Injectable()
export class CronGuard extends AuthGuard('cron') {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super()
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>()
    refuseTokenElsewhere(request)
    try {
      return (await super.canActivate(context)) as boolean
    } catch (error) {
      if (error instanceof Refused && error.code === 'token_wrong') await refuseGuesses(this.db, request, this.clock())
      throw error
    }
  }

  override handleRequest<User>(error: unknown, user: User, _info: unknown, context: ExecutionContext): User {
    if (error) throw error
    if (user) return user
    const hasToken = context.switchToHttp().getRequest<Request>().get('authorization') !== undefined
    const headers = { 'WWW-Authenticate': hasToken ? 'Bearer error="invalid_token"' : 'Bearer' }
    throw new Refused(hasToken ? 'token_wrong' : 'token_missing', { headers })
  }
}
