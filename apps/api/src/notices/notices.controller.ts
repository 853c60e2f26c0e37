/** The current user's notification settings: hours, devices, morning digest. */
import {
  idShape,
  notices,
  noticesUpdate,
  type NoticesUpdate,
  pushDevice,
  pushDeviceCreate,
  type PushDeviceCreate,
} from '@relance/contract'
import type { Db } from '@relance/relance'
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request } from 'express'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { sessionIdOf } from '../auth/credentials.ts'
import { type Keyring, keyringOf } from '../auth/authenticator-app/keyring.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, DB } from '../environment/tokens.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { changeChoices, keepDevice, listDevices, readChoices, removeDevice } from './devices.ts'
import { readPushKey } from './push-key.ts'
import { isPushService } from './push-service.ts'

@ApiTags('users')
@ApiBearerAuth('api')
@Controller('api/notices')
export class NoticesController {
  private readonly keyring: Keyring

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.keyring = keyringOf(config)
  }

  @Get()
  @ApiOperation({ summary: 'Reads how one is told what is due' })
  @ApiOkResponse({ standardSchema: notices })
  read(@CurrentActor() { id }: Actor) {
    return this.view(id)
  }

  @Put()
  @ApiOperation({ summary: 'Changes when one is told, and whether by mail' })
  @ApiOkResponse({ standardSchema: notices })
  async change(@Body({ schema: noticesUpdate }) fields: NoticesUpdate, @CurrentActor() { id }: Actor) {
    if (id === null) throw new Refused('forbidden')
    await this.db.transaction((tx) => changeChoices(tx, id, fields))
    return this.view(id)
  }

  @Post('devices')
  @HttpCode(200)
  @ApiOperation({ summary: 'Has this browser told, or says that it is still there' })
  @ApiOkResponse({ standardSchema: pushDevice })
  async add(
    @Body({ schema: pushDeviceCreate }) subscription: PushDeviceCreate,
    @CurrentActor() { id }: Actor,
    @Req() request: Request,
  ) {
    const sessionId = sessionIdOf(request)
    if (id === null || sessionId === null) throw new Refused('forbidden')
    if (!isPushService(subscription.endpoint, this.config.PUSH_SERVICES)) {
      throw refuseFields({ field: 'endpoint', code: 'push_service_unknown' })
    }
    const device = request.get('user-agent') ?? ''
    const deviceId = await this.db.transaction((tx) =>
      keepDevice(tx, { ...subscription, userId: id, sessionId, device }),
    )
    return (await listDevices(this.db, id)).find((one) => one.id === deviceId)
  }

  @Delete('devices/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Tells one of one’s browsers nothing any more' })
  async remove(@Param('id', { schema: idShape }) deviceId: string, @CurrentActor() { id }: Actor): Promise<void> {
    if (id === null || !(await removeDevice(this.db, id, deviceId))) throw new Refused('not_found')
  }

  private async view(id: string | null) {
    const choices = id === null ? null : await readChoices(this.db, id)
    if (id === null || !choices) throw new Refused('forbidden')
    const { SMTP_URL, PUBLIC_URL } = this.config
    const key = await readPushKey(this.db, this.keyring)
    return {
      ...choices,
      canMail: Boolean(SMTP_URL && PUBLIC_URL),
      publicKey: key?.publicKey ?? null,
      devices: await listDevices(this.db, id),
    }
  }
}
