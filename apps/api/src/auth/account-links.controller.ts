/** What a one-time link opens: who it is for, and the password that the person sets with it. */
import { accountLink, type LinkLookup, type LinkUse, linkLookup, linkUse, me } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { addressLimit } from '@relance/trigger'
import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { note } from '../audit/note.ts'
import { attributeTransaction } from '../database/attribution.ts'
import type { Config } from '../environment/config.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { refuseFields, Refused } from '../http/refused.ts'
import { correlationIdOf } from '../http/request-context.ts'
import { passSecondFactor } from './pass-second-factor.ts'
import { signInBrowser } from './passkeys/sign-in-browser.ts'
import { readLink, useLink } from './account-links.ts'
import { DeviceCookies } from './device-cookie.ts'
import { type Keyring, keyringOf } from './authenticator-app/keyring.ts'
import { hashOrRefuse } from './new-password.ts'
import { refuseForeignPage, setSessionCookie } from '../http/session-cookie.ts'
import { endSessionsOf, openSession, readAccount } from './sessions.ts'
import { takeOrRefuse } from './sign-in-delays.ts'

@ApiTags('auth')
@Controller('api/auth/link')
export class AccountLinksController {
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

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Reads what a one-time link is for' })
  @ApiOkResponse({ standardSchema: accountLink })
  async look(@Body({ schema: linkLookup }) { token }: LinkLookup, @Req() request: Request) {
    refuseForeignPage(request)
    const link = await readLink(this.db, token)
    if (!link) {
      await takeOrRefuse(this.db, [addressLimit(request.ip ?? '')], this.clock())
      throw new Refused('link_ended')
    }
    return link
  }

  @Post('use')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sets the password, ends every session of the account, and signs in' })
  @ApiOkResponse({ standardSchema: me })
  async use(
    @Body({ schema: linkUse }) { token, password, code, passkey, name = '', email = '' }: LinkUse,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const link = await this.look({ token }, request)
    const missing = [...(name ? [] : ['name']), ...(email ? [] : ['email'])]
    if (link.kind === 'first_admin' && missing.length > 0)
      throw refuseFields(...missing.map((field) => ({ field, code: 'required' as const })))
    const now = this.clock()
    const person = { name: link.name ?? name, email: link.email ?? email }
    const passwordHash = await hashOrRefuse(this.db, password, person).catch(async (error: unknown) => {
      await takeOrRefuse(this.db, [addressLimit(request.ip ?? '')], now)
      throw error
    })
    // After the password: a code is used up by being looked at.
    await this.askForFactor(person.email, { code, passkey }, { request, response })
    const use = { passwordHash, name, email }
    const { account, session } = await this.db.transaction(async (tx) => {
      await attributeTransaction(tx, {
        id: null,
        name: person.name,
        role: null,
        origin: 'session',
        requestId: correlationIdOf(request),
      })
      const id = await useLink(tx, token, use)
      const account = id === null ? null : await readAccount(tx, id)
      if (!account) throw new Refused('link_ended')
      await endSessionsOf(tx, account.id)
      await note(tx, { action: 'password_changed', resource: 'users', recordId: account.id, details: { by: 'link' } })
      return { account, session: await openSession(tx, account.id, request.get('user-agent') ?? '', now) }
    })
    setSessionCookie(response, this.config, session)
    await this.devices.remember(request, response, account.email, now)
    return account
  }

  /** Who can read a person's mail is not yet that person. */
  private async askForFactor(
    email: string,
    given: Pick<LinkUse, 'code' | 'passkey'>,
    { request, response }: { request: Request; response: Response },
  ): Promise<void> {
    const [user] = await this.db.query<{ id: string; name: string }>('select id, name from users where email = $1', [
      email,
    ])
    if (!user) return
    const device = await this.devices.deviceOf(request, email, this.clock())
    const attribution = {
      id: null,
      name: user.name,
      role: null,
      origin: 'session',
      requestId: correlationIdOf(request),
    } as const
    const { code, passkey } = given
    const browser = signInBrowser(this.config, request, response)
    const step = { userId: user.id, code, passkey, browser, device, attribution, keyring: this.keyring }
    await passSecondFactor(this.db, this.clock, step)
  }
}
