/** The switches of sending: kill switch, fallback, pace, stop words, budget. Secrets are the environment's alone. */
import { whatsAppSettings, type WhatsAppSettingsUpdate, whatsAppSettingsUpdate } from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import type { SettingDescription } from '@relance/relance/settings'
import { WHATSAPP_SETTINGS, type WhatsAppValues } from '@relance/whatsapp/settings'
import { Body, Controller, Get, Inject, Put } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import type { Config } from '../environment/config.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { CONFIG } from '../environment/tokens.ts'
import { accountOf, isSandbox, webhookUrlOf } from './cloud.ts'
import { microsOf, unitsOrNull } from '../http/money-view.ts'
import { readNumbers } from './sending-status.ts'

const VARIABLES = [
  'WHATSAPP_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_BUSINESS_ACCOUNT_ID',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'PUBLIC_URL',
] as const satisfies readonly (keyof Config)[]

/** The settings with a column of their own. */
const KEPT = Object.entries<SettingDescription>(WHATSAPP_SETTINGS).flatMap(([key, { column, kind }]) =>
  column === null ? [] : [{ key, column, isMoney: kind === 'money' }],
)

type Row = Omit<WhatsAppValues, 'stopped'> & {
  stopped: boolean
  stoppedAt: Date | null
  stopReason: string | null
  updatedAt: Date
}
const READ = `
  select stopped_at is not null as stopped, stopped_at as "stoppedAt", stop_reason as "stopReason", updated_at as "updatedAt",
         ${KEPT.map(({ key, column, isMoney }) => `${column}${isMoney ? '::float8' : ''} as "${key}"`).join(', ')}
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
    const account = accountOf(this.config)
    return {
      id: 'whatsapp',
      isConfigured: account !== null,
      isSandbox: isSandbox(this.config),
      environment: Object.fromEntries(VARIABLES.map((name) => [name, this.config[name] !== undefined])),
      webhookUrl: webhookUrlOf(this.config) ?? null,
      ...row,
      monthlyBudget: unitsOrNull(row.monthlyBudget),
      numbers: await readNumbers(db, account?.numberIds ?? [], await readNow(db)),
    }
  }
}

async function write(db: Db, { stopped, ...fields }: WhatsAppSettingsUpdate, now: Date): Promise<void> {
  const given: Readonly<Record<string, unknown>> = fields
  const changed = KEPT.filter(({ key }) => given[key] !== undefined)
  const values = changed.map(({ key, isMoney }) => {
    const value = given[key]
    return isMoney && typeof value === 'number' ? microsOf(value) : value
  })
  await db.query(
    `update whatsapp_settings
        set stopped_at = case when $1::boolean is null then stopped_at when $1 then coalesce(stopped_at, $2) end,
            stop_reason = case when $1 is false then null else stop_reason end,
            ${changed.map(({ column }, at) => `${column} = $${at + 3}, `).join('')}updated_at = $2`,
    [stopped ?? null, now, ...values],
  )
}

async function releaseHeld(db: Db, reason: string, now: Date): Promise<void> {
  await db.query(
    `update relances set deliver_at = $2, reason = null where state = 'queued' and reason = $1 and deliver_at > $2`,
    [reason, now],
  )
}
