/** Signing in and out with a session cookie, who one is, and where one is signed in. */
import {
  idShape,
  login,
  type Login,
  me,
  passwordChange,
  type PasswordChange,
  type ProblemCode,
  session,
} from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { note, noteAs } from '../audit/note.ts'
import { attributeTransaction, type Attribution } from '../database/attribution.ts'
import type { Config } from '../environment/config.ts'
import { Refused } from '../http/refused.ts'
import { correlationIdOf, currentAttribution } from '../http/request-context.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { type Actor, CurrentActor } from './access.ts'
import { DeviceCookies } from './device-cookie.ts'
import { type Keyring, keyringOf } from './authenticator-app/keyring.ts'
import { hashOrRefuse } from './new-password.ts'
import { provePassword } from './prove-password.ts'
import { passSecondFactor } from './pass-second-factor.ts'
import { signInBrowser } from './passkeys/sign-in-browser.ts'
import { sessionIdOf } from './credentials.ts'
import { clearSessionCookie, refuseForeignPage, sessionTokenOf, setSessionCookie } from '../http/session-cookie.ts'
import {
  type Account,
  checkPassword,
  endSession,
  endSessionsOf,
  listSessions,
  openSession,
  readAccount,
  revokeSession,
} from './sessions.ts'
import { attemptSignIn } from './sign-in-delays.ts'

/** Refusals before a code was compared with anything. */
const NOT_LOOKED_AT: readonly ProblemCode[] = ['too_many_requests', 'busy', 'second_factor_unreadable']

@ApiTags('auth')
@Controller('api/auth')
export class AuthController {
  private readonly devices: DeviceCookies
  private readonly keyring: Keyring

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.devices = new DeviceCookies(db, config)
    this.keyring = keyringOf(config)
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Signs in with email and password, and sets the session cookie' })
  @ApiOkResponse({ standardSchema: me })
  async login(
    @Body({ schema: login }) { email, password, code, passkey }: Login,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    refuseForeignPage(request)
    const now = this.clock()
    const device = await this.devices.deviceOf(request, email, now)
    const attempt = await attemptSignIn(this.db, { email, address: request.ip ?? '', device }, now)
    const account = await checkPassword(this.db, email, password).catch(async (error: unknown) => {
      await attempt.giveBack()
      throw error
    })
    if (!account) {
      // Looked up for known and unknown accounts alike, so that the time tells nothing.
      const [known] = await this.db.query<{ id: string }>('select id from users where email = $1', [email])
      await noteAs(this.db, nobody(request), {
        action: 'login_refused',
        resource: 'users',
        recordId: known?.id ?? null,
      })
      throw new Refused('login_refused')
    }
    const attribution = asAccount(account, request)
    const browser = signInBrowser(this.config, request, response)
    const step = { userId: account.id, code, passkey, browser, device, attribution, keyring: this.keyring }
    await passSecondFactor(this.db, this.clock, step).catch(async (error: unknown) => {
      // The password was right, and no code was looked at.
      const isLooked = !(error instanceof Refused && NOT_LOOKED_AT.includes(error.code))
      if ((code === undefined && passkey === undefined) || !isLooked) await attempt.giveBack()
      throw error
    })
    await attempt.succeed()
    const before = sessionTokenOf(request, this.config)
    const token = await this.db.transaction(async (tx) => {
      await attributeTransaction(tx, attribution)
      if (before) await endSession(tx, before)
      await note(tx, { action: 'signed_in', resource: 'users', recordId: account.id })
      return openSession(tx, account.id, request.get('user-agent') ?? '', now)
    })
    setSessionCookie(response, this.config, token)
    await this.devices.remember(request, response, email, now)
    return account
  }

  @Post('logout')
  @HttpCode(204)
  @ApiOperation({ summary: 'Signs out' })
  async logout(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    refuseForeignPage(request)
    const token = sessionTokenOf(request, this.config)
    const userId = token && (await endSession(this.db, token))
    if (userId) {
      await noteAs(this.db, nobody(request), { action: 'signed_out', resource: 'users', recordId: userId })
    }
    clearSessionCookie(response, this.config)
  }

  @Get('me')
  @ApiOperation({ summary: 'Reads who is signed in' })
  @ApiOkResponse({ standardSchema: me })
  me(@CurrentActor() actor: Actor) {
    return actor
  }

  @Post('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Changes one’s own password; every other session ends' })
  async changePassword(
    @Body({ schema: passwordChange }) { current, password }: PasswordChange,
    @CurrentActor() { id }: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    if (id === null || sessionIdOf(request) === null) throw new Refused('forbidden')
    const now = this.clock()
    await provePassword(this.db, this.clock, { userId: id, field: 'current', password: current })
    const account = await readAccount(this.db, id)
    const passwordHash = await hashOrRefuse(this.db, password, account ?? {})
    const token = await this.db.transaction(async (tx) => {
      await attributeTransaction(tx, currentAttribution() ?? nobody(request))
      await tx.query('update users set password_hash = $2, updated_at = now() where id = $1', [id, passwordHash])
      await endSessionsOf(tx, id)
      await note(tx, { action: 'password_changed', resource: 'users', recordId: id })
      return openSession(tx, id, request.get('user-agent') ?? '', now)
    })
    setSessionCookie(response, this.config, token)
  }

  @Get('sessions')
  @ApiOperation({ summary: 'Where one is signed in' })
  @ApiOkResponse({ standardSchema: session, isArray: true })
  async sessions(
    @CurrentActor() { id }: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const current = sessionIdOf(request)
    const rows = id === null || current === null ? [] : await listSessions(this.db, id, this.clock())
    response.set('Content-Range', `sessions 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
    return rows.map((row) => ({ ...row, isCurrent: row.id === current }))
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends one of one’s own sessions' })
  async revoke(
    @Param('id', { schema: idShape }) sessionId: string,
    @CurrentActor() { id }: Actor,
    @Req() request: Request,
  ): Promise<void> {
    const isEnded = id !== null && sessionIdOf(request) !== null && (await revokeSession(this.db, id, sessionId))
    if (!isEnded) throw new Refused('not_found')
    const attribution = currentAttribution()
    if (attribution) await noteAs(this.db, attribution, { action: 'session_revoked', resource: 'users', recordId: id })
  }
}

const nobody = (request: Request): Attribution => ({
  id: null,
  name: 'nobody',
  role: null,
  origin: 'session',
  requestId: correlationIdOf(request),
})

const asAccount = ({ id, name, role }: Account, request: Request): Attribution => ({
  id,
  name,
  role,
  origin: 'session',
  requestId: correlationIdOf(request),
})
