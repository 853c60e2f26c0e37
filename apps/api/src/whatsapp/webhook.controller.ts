/** Where WhatsApp tells what became of messages and what people wrote: checked, stored, answered, and applied afterwards. */
import { createHash } from 'node:crypto'
import { type Db, readNow } from '@relance/relance'
import { storeEvents, storeUnreadable } from '@relance/sending'
import { isOneOfSecrets } from '@relance/trigger'
import { verifySignature, whatsApp } from '@relance/whatsapp'
import { Controller, Get, HttpCode, Inject, Optional, Post, Req, Res } from '@nestjs/common'
import { ApiBody, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import type { Config } from '../environment/config.ts'
import { Refused } from '../http/refused.ts'
import { ReadsItself } from '../http/unknown-words.ts'
import { CONFIG, DB } from '../environment/tokens.ts'
import { accountOf } from './cloud.ts'
import { EventReader } from './event-reader.ts'

@ApiTags('whatsapp')
@ReadsItself()
@Controller('api/whatsapp/webhook')
export class WebhookController {
  private readonly account

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(DB) private readonly db: Db,
    @Optional() private readonly reader?: EventReader,
  ) {
    this.account = accountOf(config)
  }

  @Get()
  @ApiOperation({ summary: 'The challenge by which WhatsApp makes sure that this address is ours' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async challenge(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.account) throw new Refused('not_found')
    const query = (name: string): string => (typeof request.query[name] === 'string' ? request.query[name] : '')
    const isAsked = query('hub.mode') === 'subscribe' && /^[\w-]{1,200}$/.test(query('hub.challenge'))
    const isKnown = await isOneOfSecrets(query('hub.verify_token'), [this.account.verifyToken])
    if (!isAsked || !isKnown) throw new Refused('forbidden')
    response.status(200).type('text/plain').send(query('hub.challenge'))
  }

  /** Whatever a genuine body says is stored once; only then is it answered, so that WhatsApp brings it again otherwise. */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Statuses, replies, opt-outs and templates, signed by WhatsApp' })
  @ApiBody({ schema: { type: 'object', additionalProperties: true } })
  @ApiOkResponse({ schema: { type: 'object', properties: { received: { type: 'boolean', enum: [true] } } } })
  async receive(@Req() request: Request): Promise<{ received: true }> {
    if (!this.account) throw new Refused('not_found')
    const bytes: unknown = request.body
    const signature = request.headers['x-hub-signature-256']
    const header = typeof signature === 'string' ? signature : null
    if (!Buffer.isBuffer(bytes) || !(await verifySignature(bytes, header, this.account.appSecret))) {
      throw new Refused('forbidden')
    }
    const now = await readNow(this.db)
    const body = parse(bytes)
    if (body === undefined) await storeUnreadable(this.db, createHash('sha256').update(bytes).digest('hex'), now)
    else if ((await storeEvents(this.db, whatsApp.eventsOf(body, now), now)) > 0) this.reader?.wake()
    return { received: true }
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
