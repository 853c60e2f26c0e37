/** How sending stands, whether the connection works, and the templates Meta has approved. */
import {
  connectionReport,
  languageOf,
  templateSync,
  whatsAppStatus,
  type WhatsAppStatus,
  whatsAppTemplate,
} from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import { Controller, Get, Headers, HttpCode, Inject, Post, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import type { Config } from '../environment/config.ts'
import { attributedDb } from '../database/attribution.ts'
import { Refused } from '../http/refused.ts'
import { currentAttribution } from '../http/request-context.ts'
import { CONFIG, DB } from '../environment/tokens.ts'
import { checkConnection } from './check-connection.ts'
import { type CloudTemplate, unfitParts } from '@relance/whatsapp'
import { accountOf, isSandbox } from './cloud.ts'
import { readNumbers, readSending } from './sending-status.ts'
import { syncTemplates } from './sync-templates.ts'

@ApiTags('whatsapp')
@ApiBearerAuth('api')
@Controller('api/whatsapp')
export class WhatsAppController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('status')
  @ApiOperation({ summary: 'How sending stands: queue, stops, paused rules, templates, money' })
  @ApiOkResponse({ standardSchema: whatsAppStatus })
  async status(): Promise<WhatsAppStatus> {
    const now = await readNow(this.db)
    const account = accountOf(this.config)
    const numbers = await readNumbers(this.db, account?.numberIds ?? [], now)
    const sending = await readSending(this.db, now)
    return { isConfigured: account !== null, isSandbox: isSandbox(this.config), numbers, ...sending }
  }

  @Post('check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tests token, number, account, templates, subscription and webhook; sends nothing' })
  @ApiOkResponse({ standardSchema: connectionReport })
  check(@Headers('accept-language') accepted?: string) {
    return checkConnection(this.db, this.config, languageOf(accepted))
  }

  @Get('templates')
  @ApiOperation({ summary: 'The templates of the account, as they were last read' })
  @ApiOkResponse({ standardSchema: whatsAppTemplate, isArray: true })
  async templates(@Res({ passthrough: true }) response: Response) {
    const rows = await this.db.query(
      `select w.template || jsonb_build_object('id', w.name || ':' || w.language, 'name', w.name, 'language', w.language,
                'category', w.category, 'status', w.status, 'reason', w.reason, 'syncedAt', w.synced_at) as template
         from whatsapp_templates w where w.status <> 'DELETED' order by w.name, w.language`,
    )
    response.set('Content-Range', `templates 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
    return rows.map((row) => {
      const { template } = row as { template: CloudTemplate & { syncedAt: string } }
      const { syncedAt, ...rest } = template
      return { ...rest, unsupported: unfitParts(template), syncedAt: new Date(syncedAt).toISOString() }
    })
  }

  @Post('templates/sync')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reads the templates of the account again' })
  @ApiOkResponse({ standardSchema: templateSync })
  async sync() {
    const account = accountOf(this.config)
    if (!account) throw new Refused('whatsapp_not_configured')
    const synced = await syncTemplates(attributedDb(this.db, currentAttribution), account, await readNow(this.db))
    if (!synced.ok) throw new Refused('whatsapp_refuses', { params: { reason: synced.error?.details ?? '' } })
    const { ok: _, ...report } = synced
    return report
  }
}
