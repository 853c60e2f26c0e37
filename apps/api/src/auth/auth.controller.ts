/** Signing in and out with a session cookie, and who one is. */
import { login, type Login, me } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common'
import { ApiOkResponse, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import type { Config } from '../config.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { Access, type Actor, CurrentActor } from './access.ts'
import { createAttempts } from './attempts.ts'
import { clearSessionCookie, refuseForeignPage, sessionTokenOf, setSessionCookie } from './session-cookie.ts'
import { signIn, signOut } from './sessions.ts'

@ApiTags('auth')
@Controller('api/auth')
export class AuthController {
  private readonly attempts = createAttempts()

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Access('public')
  @ApiOkResponse({ schema: me as never })
  async login(
    @Body({ schema: login }) { email, password }: Login,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    refuseForeignPage(request)
    const now = this.clock()
    const keys = [`account ${email}`, `address ${request.ip}`]
    const waitSeconds = this.attempts.secondsToWait(keys, now)
    if (waitSeconds > 0) throw new Refused('too_many_requests', { headers: { 'Retry-After': String(waitSeconds) } })
    const signedIn = await signIn(this.db, email, password, now)
    if (!signedIn) {
      this.attempts.note(keys, now)
      throw new Refused('login_refused')
    }
    this.attempts.forget(keys)
    setSessionCookie(response, this.config, signedIn.token)
    return signedIn.account
  }

  @Post('logout')
  @HttpCode(204)
  @Access('public')
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    refuseForeignPage(request)
    const token = sessionTokenOf(request)
    if (token) await signOut(this.db, token)
    clearSessionCookie(response, this.config)
  }

  @Get('me')
  @Access('closer')
  @ApiOkResponse({ schema: me as never })
  me(@CurrentActor() actor: Actor) {
    return actor
  }
}
