/** One's own passkeys. The password is asked for before anything is changed. */
import {
  addedPasskey,
  idShape,
  type NewPasskey,
  newPasskey,
  passkeyOptions,
  passwordProof,
  type PasswordProof,
} from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { growingLimit } from '@relance/trigger'
import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request } from 'express'
import type { Config } from '../environment/config.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { type Actor, CurrentActor } from './access.ts'
import { changeFactors, type Own, ownOf } from './own-account.ts'
import { challengeOf, type Credential, optionsToAdd, readNew } from './passkeys/ceremonies.ts'
import { makeChallenge, takeChallenge } from './passkeys/challenges.ts'
import { addPasskey, listCredentials, MOST_PASSKEYS, removePasskey } from './passkeys/kept-passkeys.ts'
import { siteFor } from './passkeys/sign-in-browser.ts'
import type { Site } from './passkeys/site.pure.ts'
import { provePassword } from './prove-password.ts'
import { removeFactor } from './remove-factor.ts'
import { keepRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts'
import { readSecondFactor } from './second-factors.ts'
import { takeOrRefuse } from './sign-in-delays.ts'

const PASSKEY = { factor: 'passkey' }

@ApiTags('auth')
@Controller('api/auth/second-factor/passkeys')
export class PasskeysController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('options')
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks for a new passkey, with the password: for five minutes, this session may add one' })
  @ApiOkResponse({ standardSchema: passkeyOptions })
  async ask(
    @Body({ schema: passwordProof }) { password }: PasswordProof,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ) {
    const { id, sessionId } = ownOf(actor, request)
    const site = this.siteOrRefuse(request)
    await provePassword(this.db, this.clock, { userId: id, field: 'password', password })
    const known = await listCredentials(this.db, id)
    if (known.length >= MOST_PASSKEYS) throw refuseFields({ field: 'name', code: 'too_many' })
    const [about] = await this.db.query<{ name: string; email: string; company: string }>(
      'select u.name, u.email, s.company_name as company from users u, settings s where u.id = $1',
      [id],
    )
    if (!about) throw new Refused('not_found')
    const challenge = await makeChallenge(this.db, { userId: id, purpose: 'add', holder: sessionId })
    const { company, ...user } = about
    const here = known.filter(({ host }) => host === site.host)
    return { options: await optionsToAdd({ site, challenge, company, user: { id, ...user }, known: here }) }
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Adds the passkey; every other session ends. That of a first factor holds the recovery codes, once',
  })
  @ApiCreatedResponse({ standardSchema: addedPasskey })
  async add(
    @Body({ schema: newPasskey }) { name, passkey: given }: NewPasskey,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ) {
    const own = ownOf(actor, request)
    const site = this.siteOrRefuse(request)
    const challenge = challengeOf(given)
    const wanted = { userId: own.id, purpose: 'add', holder: own.sessionId } as const
    const isAsked = challenge !== null && (await takeChallenge(this.db, challenge, wanted))
    const made = isAsked ? await readNew(given, challenge, site) : null
    if (!made) throw new Refused('passkey_refused')
    return this.keep(own, { name, site, made })
  }

  @Post(':id/remove')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes one of one’s own passkeys; every other session ends' })
  async remove(
    @Param('id', { schema: idShape }) passkeyId: string,
    @Body({ schema: passwordProof }) { password }: PasswordProof,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ): Promise<void> {
    const remove = (tx: Db, userId: string) => removePasskey(tx, userId, passkeyId)
    const removal = { password, details: PASSKEY, remove }
    if (!(await removeFactor(this.db, this.clock, ownOf(actor, request), removal))) throw new Refused('not_found')
  }

  private async keep(own: Own, { name, site, made }: { name: string; site: Site; made: Credential }) {
    const { id } = own
    const isFirst = !(await readSecondFactor(this.db, id)).hasFactor
    // Ten slow hashes, in the line in which everybody who signs in waits.
    if (isFirst) await takeOrRefuse(this.db, [growingLimit(`recovery codes of ${id}`)], this.clock())
    const codes = isFirst ? await makeRecoveryCodes(id) : null
    const event = { action: 'second_factor_added', details: PASSKEY } as const
    const passkey = await changeFactors(this.db, own, event, async (tx) => {
      // Another one was added or removed in the meantime, and the codes are those of another state.
      if ((await readSecondFactor(tx, id)).hasFactor === isFirst) throw new Refused('conflict')
      if ((await listCredentials(tx, id)).length >= MOST_PASSKEYS)
        throw refuseFields({ field: 'name', code: 'too_many' })
      const added = await addPasskey(tx, { userId: id, name, host: site.host }, made)
      if (added && codes) await keepRecoveryCodes(tx, id, codes)
      return added
    })
    if (!passkey) throw new Refused('already_exists')
    return { passkey, recoveryCodes: codes?.codes ?? [] }
  }

  private siteOrRefuse(request: Request): Site {
    const site = siteFor(this.config, request)
    if ('obstacle' in site) throw new Refused(site.obstacle, { params: { address: site.address } })
    return site
  }
}
