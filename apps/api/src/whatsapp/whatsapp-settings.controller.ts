/** The switches of sending: kill switch, fallback, pace, stop words, budget. Secrets are the environment's alone. */
import {
  whatsAppSettings,
  type WhatsAppSettings,
  type WhatsAppSettingsUpdate,
  whatsAppSettingsUpdate,
} from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import { Body, Controller, Get, Inject, Put } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import type { Config } from '../environment/config.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { CONFIG } from '../environment/tokens.ts'
import { accountOf, isSandbox, webhookUrlOf } from './cloud.ts'
import { microsOf, unitsOrNull } from './money-view.ts'
import { readNumbers } from './sending-status.ts'

type FromElsewhere = 'id' | 'isConfigured' | 'isSandbox' | 'environment' | 'webhookUrl' | 'numbers' | 'monthlyBudget'
interface Row extends Omit<WhatsAppSettings, FromElsewhere | 'stoppedAt' | 'updatedAt'> {
  stoppedAt: Date | null
  updatedAt: Date
  budgetMicros: number | null
}

const VARIABLES = [
  'WHATSAPP_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_BUSINESS_ACCOUNT_ID',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'PUBLIC_URL',
] as const satisfies readonly (keyof Config)[]

const READ = `
  select stopped_at is not null as stopped, stopped_at as "stoppedAt", stop_reason as "stopReason", falls_back as "fallsBack",
         messages_per_second as "messagesPerSecond", stop_words as "stopWords",
         monthly_budget_micros::float8 as "budgetMicros", currency, updated_at as "updatedAt"
    from whatsapp_settings`

@ApiTags('settings')
@ApiBearerAuth('api')
@Controller('api/settings/whatsapp')
export class WhatsAppSettingsController {
  constructor(
    private readonly source: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Reads the WhatsApp settings' })
  @ApiOkResponse({ standardSchema: whatsAppSettings })
  read() {
    return changing(this.source, (manager) => this.view(managerDb(manager)))
  }

  /** A higher budget, or none, lets go at once what waited for it. */
  @Put()
  @ApiOperation({ summary: 'Changes the WhatsApp settings' })
  @ApiOkResponse({ standardSchema: whatsAppSettings })
  update(@Body({ schema: whatsAppSettingsUpdate }) fields: WhatsAppSettingsUpdate) {
    return changing(this.source, async (manager) => {
      const db = managerDb(manager)
      const now = new Date(await readNow(db))
      await write(db, fields, now)
      if (fields.monthlyBudget !== undefined) await releaseHeld(db, 'budget_spent', now)
      return this.view(db)
    })
  }

  private async view(db: Db) {
    const [row] = (await db.query<Row>(READ)) as [Row]
    const { budgetMicros, ...settings } = row
    const account = accountOf(this.config)
    return {
      id: 'whatsapp',
      isConfigured: account !== null,
      isSandbox: isSandbox(this.config),
      environment: Object.fromEntries(VARIABLES.map((name) => [name, this.config[name] !== undefined])),
      webhookUrl: webhookUrlOf(this.config) ?? null,
      ...settings,
      monthlyBudget: unitsOrNull(budgetMicros),
      numbers: await readNumbers(db, account?.numberIds ?? [], await readNow(db)),
    }
  }
}

async function write(db: Db, fields: WhatsAppSettingsUpdate, now: Date): Promise<void> {
  const { stopped, monthlyBudget } = fields
  await db.query(
    `update whatsapp_settings
        set stopped_at = case when $1::boolean is null then stopped_at when $1 then coalesce(stopped_at, $2) end,
            stop_reason = case when $1 is false then null else stop_reason end,
            falls_back = coalesce($3, falls_back), messages_per_second = coalesce($4, messages_per_second),
            stop_words = coalesce($5, stop_words), currency = coalesce($6, currency),
            monthly_budget_micros = case when $7 then $8::bigint else monthly_budget_micros end, updated_at = $2`,
    [
      stopped ?? null,
      now,
      fields.fallsBack ?? null,
      fields.messagesPerSecond ?? null,
      fields.stopWords ?? null,
      fields.currency ?? null,
      monthlyBudget !== undefined,
      typeof monthlyBudget === 'number' ? microsOf(monthlyBudget) : null,
    ],
  )
}

async function releaseHeld(db: Db, reason: string, now: Date): Promise<void> {
  await db.query(
    `update relances set deliver_at = $2, reason = null where state = 'queued' and reason = $1 and deliver_at > $2`,
    [reason, now],
  )
}
