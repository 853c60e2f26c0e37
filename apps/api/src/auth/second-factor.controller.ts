/** One's own second factor. What weakens the account asks for the password again. */
import {
  codeConfirmation,
  type CodeConfirmation,
  newAuthenticatorApp,
  passwordProof,
  type PasswordProof,
  recoveryCodes,
  secondFactor,
} from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { forgetAttempts, giveAttemptBack, growingLimit } from '@relance/trigger'
import { Body, Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request } from 'express'
import { note, type NotedAction } from '../audit/note.ts'
import { attributeTransaction } from '../database/attribution.ts'
import type { Config } from '../environment/config.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { currentAttribution } from '../http/request-context.ts'
import { type Actor, CurrentActor } from './access.ts'
import { sessionIdOf } from './credentials.ts'
import { endOtherSessions } from './sessions.ts'
import { type Keyring, keyringOf } from './keyring.ts'
import { keepRecoveryCodes, makeRecoveryCodes, type NewRecoveryCodes } from './recovery-codes.ts'
import { provePassword } from './prove-password.ts'
import {
  beginApp,
  confirmApp,
  fitsApp,
  type GivenCode,
  readSecondFactor,
  removeFactors,
  takeAppCode,
} from './second-factors.ts'
import { takeOrRefuse } from './sign-in-delays.ts'

const CODE_REFUSED = { field: 'code', code: 'code_refused' } as const

@ApiTags('auth')
@Controller('api/auth/second-factor')
export class SecondFactorController {
  private readonly keyring: Keyring

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.keyring = keyringOf(config)
  }

  @Get()
  @ApiOperation({ summary: 'Reads which second factor one has, and whether one’s role must have one' })
  @ApiOkResponse({ standardSchema: secondFactor })
  read(@CurrentActor() actor: Actor, @Req() request: Request) {
    return readSecondFactor(this.db, ownId(actor, request))
  }

  @Post('app')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes the secret for an authenticator app; it counts once a code has confirmed it' })
  @ApiOkResponse({ standardSchema: newAuthenticatorApp })
  async begin(@CurrentActor() actor: Actor, @Req() request: Request) {
    const id = ownId(actor, request)
    const made = await this.db.transaction((tx) => beginApp(tx, this.keyring, id))
    if (!made) throw new Refused('conflict')
    return made
  }

  @Post('app/confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirms the app with its first code; the answer holds the recovery codes, once' })
  @ApiOkResponse({ standardSchema: recoveryCodes })
  async confirm(
    @Body({ schema: codeConfirmation }) { code, password }: CodeConfirmation,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ) {
    const id = ownId(actor, request)
    // A code is of the moment in which it was typed; hashing takes a while.
    const now = this.clock()
    const given = { userId: id, code, now }
    const limit = growingLimit(`first code of ${id}`)
    await takeOrRefuse(this.db, [limit], now)
    if ((await readSecondFactor(this.db, id)).hasApp) throw new Refused('conflict')
    // Before anything is hashed: everybody who signs in waits in the same line.
    if (!(await fitsApp(this.db, this.keyring, given))) throw refuseFields(CODE_REFUSED)
    const made = await this.confirmWith(given, password, request).catch(async (error: unknown) => {
      // The code was right.
      await giveAttemptBack(this.db, [limit], now)
      throw error
    })
    await forgetAttempts(this.db, limit)
    return { recoveryCodes: made.codes }
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
    const id = ownId(actor, request)
    await provePassword(this.db, this.clock, { userId: id, field: 'password', password })
    // Ten slow hashes, in the line in which everybody who signs in waits: nobody needs new codes often.
    await takeOrRefuse(this.db, [growingLimit(`recovery codes of ${id}`)], this.clock())
    const made = await makeRecoveryCodes(id)
    const isMade = await this.changing('recovery_codes_made', id, async (tx) => {
      if (!(await readSecondFactor(tx, id)).hasApp) return null
      await keepRecoveryCodes(tx, id, made)
      return true
    })
    if (!isMade) throw new Refused('not_found')
    return { recoveryCodes: made.codes }
  }

  @Post('remove')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes one’s own second factor; every other session ends' })
  async remove(
    @Body({ schema: passwordProof }) { password }: PasswordProof,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<void> {
    const id = ownId(actor, request)
    await provePassword(this.db, this.clock, { userId: id, field: 'password', password })
    await this.changing('second_factor_removed', id, async (tx) => {
      if (!(await removeFactors(tx, id))) return null
      await endOtherSessions(tx, id, sessionIdOf(request))
      return true
    })
  }

  private async confirmWith(given: GivenCode, password: string, request: Request): Promise<NewRecoveryCodes> {
    const { userId: id } = given
    await provePassword(this.db, this.clock, { userId: id, field: 'password', password })
    const made = await makeRecoveryCodes(id)
    const isAdded = await this.changing('second_factor_added', id, async (tx) => {
      const { hasApp } = await readSecondFactor(tx, id)
      if (hasApp) throw new Refused('conflict')
      if (!(await takeAppCode(tx, this.keyring, given))) return null
      await endOtherSessions(tx, id, sessionIdOf(request))
      await confirmApp(tx, id)
      await keepRecoveryCodes(tx, id, made)
      return true
    })
    if (!isAdded) throw refuseFields(CODE_REFUSED)
    return made
  }

  /** Null: nothing was changed, and nothing is noted. */
  private changing<Result>(
    action: NotedAction,
    id: string,
    change: (tx: Db) => Promise<Result | null>,
  ): Promise<Result | null> {
    return this.db.transaction(async (tx) => {
      const attribution = currentAttribution()
      if (attribution) await attributeTransaction(tx, attribution)
      const result = await change(tx)
      if (result !== null) await note(tx, { action, resource: 'users', recordId: id })
      return result
    })
  }
}

/** Tokens have no second factor. */
function ownId({ id }: Actor, request: Request): string {
  if (id === null || sessionIdOf(request) === null) throw new Refused('forbidden')
  return id
}
