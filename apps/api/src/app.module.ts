/** The table of contents of the API. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Clock, poolDb, type Pool } from '@relance/relance'
import { type DynamicModule, Global, Module } from '@nestjs/common'
import { APP_GUARD } from '@nestjs/core'
import { PassportModule } from '@nestjs/passport'
import { ScheduleModule } from '@nestjs/schedule'
import { ServeStaticModule } from '@nestjs/serve-static'
import { TypeOrmModule } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import { AuditEventsController } from './audit/audit-events.controller.ts'
import { AuditSealer } from './audit/sealer.ts'
import { AccessGuard } from './auth/access.guard.ts'
import { ApiTokenGuard, ApiTokenStrategy } from './auth/api-tokens.ts'
import { AuthController } from './auth/auth.controller.ts'
import type { Config } from './config.ts'
import { serverOptions } from './database/data-source.ts'
import { EventsController } from './live/events.controller.ts'
import { ImportsController } from './imports/imports.controller.ts'
import { HealthController } from './ops/health.controller.ts'
import { Housekeeping } from './ops/housekeeping.ts'
import { MetricsController } from './ops/metrics.controller.ts'
import { ScanWatcher } from './ops/scan-watcher.ts'
import { AbsencesController } from './people/absences.controller.ts'
import { ApiTokensController } from './people/api-tokens.controller.ts'
import { ClosersController } from './people/closers.controller.ts'
import { UsersController } from './people/users.controller.ts'
import { OptOutsController } from './personal-data/opt-outs.controller.ts'
import { PersonalDataController } from './personal-data/personal-data.controller.ts'
import { BacktestsController } from './resources/backtests.controller.ts'
import { DryRunsController } from './resources/dry-runs.controller.ts'
import { EffectController } from './resources/effect.controller.ts'
import { ExplainController } from './resources/explain.controller.ts'
import { ForecastController } from './resources/forecast.controller.ts'
import { FrequenciesController } from './resources/frequencies.controller.ts'
import { LeadFilesController } from './resources/lead-files.controller.ts'
import { LeadsController } from './resources/leads.controller.ts'
import { PreviewsController } from './resources/previews.controller.ts'
import { RelancesController } from './resources/relances.controller.ts'
import { RulesController } from './resources/rules.controller.ts'
import { RunsController } from './resources/runs.controller.ts'
import { SettingsController } from './resources/settings.controller.ts'
import { SpreadController } from './resources/spread.controller.ts'
import { StatisticsController } from './resources/statistics.controller.ts'
import { TemplatesController } from './resources/templates.controller.ts'
import { CLOCK, CONFIG, DB } from './tokens.ts'
import { AutoRelanceController } from './triggers/auto-relance.controller.ts'
import { CronBearerStrategy } from './triggers/cron-bearer.strategy.ts'
import { Scheduler } from './triggers/scheduler.ts'
import { Courier } from './whatsapp/courier.ts'
import { EventReader } from './whatsapp/event-reader.ts'
import { MoneyController } from './whatsapp/money.controller.ts'
import { SentMessagesController } from './whatsapp/sent-messages.controller.ts'
import { AccountWatch } from './whatsapp/account-watch.ts'
import { WebhookController } from './whatsapp/webhook.controller.ts'
import { WhatsAppController } from './whatsapp/whatsapp.controller.ts'
import { WhatsAppSettingsController } from './whatsapp/whatsapp-settings.controller.ts'

const PANEL = fileURLToPath(new URL('../../admin/dist', import.meta.url))

/** The name of an asset changes with its content; everything else of the panel is asked for anew. */
function keepAssets(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  const isAsset = path.startsWith(`${PANEL}/assets/`)
  response.setHeader('Cache-Control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/** TypeORM's own pool serves the engine as well. */
const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master

@Global()
@Module({})
class EnvironmentModule {
  static for(config: Config, clock: Clock): DynamicModule {
    return {
      module: EnvironmentModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: clock },
        { provide: DB, useFactory: (source: DataSource) => poolDb(poolOf(source)), inject: [DataSource] },
      ],
      exports: [CONFIG, CLOCK, DB],
    }
  }
}

const RESOURCES = [
  AbsencesController,
  ApiTokensController,
  AuditEventsController,
  BacktestsController,
  ClosersController,
  DryRunsController,
  EffectController,
  EventsController,
  ExplainController,
  ForecastController,
  FrequenciesController,
  // Before the leads, whose `:id` would take `export` for one.
  ImportsController,
  LeadFilesController,
  LeadsController,
  MoneyController,
  OptOutsController,
  PersonalDataController,
  PreviewsController,
  RelancesController,
  RulesController,
  RunsController,
  SentMessagesController,
  SettingsController,
  SpreadController,
  StatisticsController,
  TemplatesController,
  UsersController,
  WebhookController,
  WhatsAppController,
  WhatsAppSettingsController,
]

@Module({})
export class AppModule {
  static for(config: Config, clock: Clock = Date.now): DynamicModule {
    const { DATABASE_URL: url = '', APP_ROLE: role } = config
    const isWeb = role !== 'worker'
    const hasPanel = isWeb && existsSync(`${PANEL}/index.html`)
    return {
      module: AppModule,
      imports: [
        EnvironmentModule.for(config, clock),
        TypeOrmModule.forRootAsync({ useFactory: async () => ({ ...(await serverOptions(url)), retryAttempts: 0 }) }),
        PassportModule,
        ...(role === 'web' ? [] : [ScheduleModule.forRoot()]),
        ...(hasPanel
          ? [
              ServeStaticModule.forRoot({
                rootPath: PANEL,
                exclude: ['/api/{*rest}', '/health/{*rest}', '/metrics'],
                serveStaticOptions: { setHeaders: keepAssets },
              }),
            ]
          : []),
      ],
      controllers: [
        HealthController,
        MetricsController,
        ...(isWeb ? [AutoRelanceController, AuthController, ...RESOURCES] : []),
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        ApiTokenGuard,
        ApiTokenStrategy,
        AuditSealer,
        CronBearerStrategy,
        ScanWatcher,
        ...(role === 'web' ? [] : [Courier, EventReader, Housekeeping, Scheduler, AccountWatch]),
      ],
    }
  }
}
