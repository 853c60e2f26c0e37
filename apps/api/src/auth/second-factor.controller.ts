/** One's own second factor. What weakens the account asks for the password again. */
import {
  codeConfirmation,
  type CodeConfirmation,
  languageOf,
  newAuthenticatorApp,
  passwordProof,
  type PasswordProof,
  problemWords,
  recoveryCodes,
  secondFactor,
} from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { forgetAttempts, giveAttemptBack, growingLimit } from '@relance/trigger'
import { Body, Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request } from 'express'
import type { Config } from '../environment/config.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { type Actor, CurrentActor } from './access.ts'
import { type Keyring, keyringOf } from './authenticator-app/keyring.ts'
import { changeFactors, changeOwn, type Own, ownOf } from './own-account.ts'
import { listPasskeys } from './passkeys/kept-passkeys.ts'
import { siteFor } from './passkeys/sign-in-browser.ts'
import { keepRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts'
import { provePassword } from './prove-password.ts'
import { removeFactor } from './remove-factor.ts'
import {
  beginApp,
  confirmApp,
  fitsApp,
  type GivenCode,
  readSecondFactor,
  removeApp,
  removeFactors,
  takeAppCode,
} from './second-factors.ts'
import { takeOrRefuse } from './sign-in-delays.ts'

const CODE_REFUSED = { field: 'code', code: 'code_refused' } as const
const APP = { factor: 'app' }

@ApiTags('auth')
@Controller('api/auth/second-factor')
export class SecondFactorController {
  private readonly keyring: Keyring

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.keyring = keyringOf(config)
  }

  @Get()
  @ApiOperation({ summary: 'Reads which second factors one has, and whether one’s role must have one' })
  @ApiOkResponse({ standardSchema: secondFactor })
  async read(@CurrentActor() actor: Actor, @Req() request: Request) {
    const { id } = ownOf(actor, request)
    const { hasFactor: _, ...state } = await readSecondFactor(this.db, id)
    const site = siteFor(this.config, request)
    const language = languageOf(request.headers['accept-language'])
    const passkeyObstacle = 'obstacle' in site ? problemWords(language, site.obstacle, { ...site }).detail : null
    return { ...state, passkeys: await listPasskeys(this.db, id), passkeyObstacle }
  }

  @Post('app')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes the secret for an authenticator app; it counts once a code has confirmed it' })
  @ApiOkResponse({ standardSchema: newAuthenticatorApp })
  async begin(@CurrentActor() actor: Actor, @Req() request: Request) {
    const { id } = ownOf(actor, request)
    const made = await this.db.transaction((tx) => beginApp(tx, this.keyring, id))
    if (!made) throw new Refused('conflict')
    return made
  }

  @Post('app/confirm')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirms the app with its first code; the answer of a first factor holds the recovery codes, once',
  })
  @ApiOkResponse({ standardSchema: recoveryCodes })
  async confirm(
    @Body({ schema: codeConfirmation }) { code, password }: CodeConfirmation,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ) {
    const own = ownOf(actor, request)
    const { id } = own
    // A code is of the moment in which it was typed; hashing takes a while.
    const now = this.clock()
    const given = { userId: id, code, now }
    const limit = growingLimit(`first code of ${id}`)
    await takeOrRefuse(this.db, [limit], now)
    if ((await readSecondFactor(this.db, id)).hasApp) throw new Refused('conflict')
    // Before anything is hashed: everybody who signs in waits in the same line.
    if (!(await fitsApp(this.db, this.keyring, given))) throw refuseFields(CODE_REFUSED)
    const codes = await this.confirmWith(given, password, own).catch(async (error: unknown) => {
      // The code was right.
      await giveAttemptBack(this.db, [limit], now)
      throw error
    })
    await forgetAttempts(this.db, limit)
    return { recoveryCodes: codes }
  }

  @Post('app/remove')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes one’s own authenticator app; every other session ends' })
  async removeOwnApp(
    @Body({ schema: passwordProof }) { password }: PasswordProof,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<void> {
    const removal = { password, details: APP, remove: removeApp }
    if (!(await removeFactor(this.db, this.clock, ownOf(actor, request), removal))) throw new Refused('not_found')
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes ten new recovery codes; those before are void' })
  @ApiOkResponse({ standardSchema: recoveryCodes })
  async codes(
    @Body({ schema: passwordProof }) { password }: PasswordProof,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ) {
    const { id } = ownOf(actor, request)
    await provePassword(this.db, this.clock, { userId: id, field: 'password', password })
    // Ten slow hashes, in the line in which everybody who signs in waits: nobody needs new codes often.
    await takeOrRefuse(this.db, [growingLimit(`recovery codes of ${id}`)], this.clock())
    const made = await makeRecoveryCodes(id)
    const isMade = await changeOwn(this.db, id, { action: 'recovery_codes_made' }, async (tx) => {
      if (!(await readSecondFactor(tx, id)).hasFactor) return null
      await keepRecoveryCodes(tx, id, made)
      return true
    })
    if (!isMade) throw new Refused('not_found')
    return { recoveryCodes: made.codes }
  }

  @Post('remove')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes every second factor of one’s own; every other session ends' })
  async remove(
    @Body({ schema: passwordProof }) { password }: PasswordProof,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<void> {
    await removeFactor(this.db, this.clock, ownOf(actor, request), { password, remove: removeFactors })
  }

  /** Returns the recovery codes, unless those of another factor count already. */
  private async confirmWith(given: GivenCode, password: string, own: Own): Promise<string[]> {
    const { id } = own
    await provePassword(this.db, this.clock, { userId: id, field: 'password', password })
    const made = (await readSecondFactor(this.db, id)).hasFactor ? null : await makeRecoveryCodes(id)
    const event = { action: 'second_factor_added', details: APP } as const
    const isAdded = await changeFactors(this.db, own, event, async (tx) => {
      const { hasApp, hasFactor } = await readSecondFactor(tx, id)
      // Another one was added or removed in the meantime, and the codes are those of another state.
      if (hasApp || hasFactor !== (made === null)) throw new Refused('conflict')
      if (!(await takeAppCode(tx, this.keyring, given))) return null
      await confirmApp(tx, id)
      if (made) await keepRecoveryCodes(tx, id, made)
      return true
    })
    if (!isAdded) throw refuseFields(CODE_REFUSED)
    return made?.codes ?? []
  }
}
