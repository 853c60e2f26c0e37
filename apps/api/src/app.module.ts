/** The table of contents of the API. */
import { type Clock, LIMITS, poolDb } from '@relance/relance'
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common'
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core'
import { PassportModule } from '@nestjs/passport'
import { ScheduleModule } from '@nestjs/schedule'
import { ServeStaticModule } from '@nestjs/serve-static'
import { TypeOrmModule } from '@nestjs/typeorm'
import { AuditEventsController } from './audit/reading/audit-events.controller.ts'
import { AuditSealer } from './audit/sealer.ts'
import { AccessGuard } from './auth/access.guard.ts'
import { ApiTokenGuard, ApiTokenStrategy } from './auth/api-tokens.ts'
import { PasskeysController } from './auth/passkeys.controller.ts'
import { SecondFactorController } from './auth/second-factor.controller.ts'
import { AccountLinksController } from './auth/account-links.controller.ts'
import { AuthController } from './auth/auth.controller.ts'
import type { Config } from './environment/config.ts'
import { serverOptions } from './database/data-source.ts'
import { ENTITIES } from './entities.ts'
import { openPools, type Pools } from './database/pools.ts'
import { setDatabaseClock } from './database/test-clock.ts'
import { hasPanel, keepAssets, PANEL } from './http/pages/panel-files.ts'
import { EventsController } from './live/events.controller.ts'
import { ImportsController } from './imports/imports.controller.ts'
import { ClockWatch } from './health/clock-watch.ts'
import { DoctorController } from './doctor/doctor.controller.ts'
import { HealthController } from './health/health.controller.ts'
import { Housekeeping } from './health/housekeeping.ts'
import { MetricsController } from './health/metrics.controller.ts'
import { Reconciler } from './reconciliations/reconciler.ts'
import { AlertDeliverer } from './alerts/deliverer.ts'
import { DigestSender } from './notices/digest-sender.ts'
import { Notifier } from './notices/notifier.ts'
import { NoticesController } from './notices/notices.controller.ts'
import { ScanWatcher } from './health/scan-watcher.ts'
import { AbsencesController } from './people/absences.controller.ts'
import { ApiTokensController } from './people/api-tokens.controller.ts'
import { ClosersController } from './people/closers.controller.ts'
import { UsersController } from './people/users.controller.ts'
import { OptOutsController } from './personal-data/opt-outs.controller.ts'
import { PersonalDataController } from './personal-data/personal-data.controller.ts'
import { BacktestsController } from './rules/backtests.controller.ts'
import { DryRunsController } from './runs/dry-runs.controller.ts'
import { EffectController } from './rules/effect.controller.ts'
import { ResumptionController } from './rules/resumption.controller.ts'
import { ContactsController } from './leads/contacts.controller.ts'
import { StopQuestionsController } from './leads/stop-questions.controller.ts'
import { ExplainController } from './leads/explain.controller.ts'
import { ForecastController } from './planning/forecast.controller.ts'
import { FrequenciesController } from './frequencies/frequencies.controller.ts'
import { LeadFilesController } from './imports/lead-files.controller.ts'
import { LeadsController } from './leads/leads.controller.ts'
import { PreviewsController } from './rules/previews.controller.ts'
import { ReconciliationsController } from './reconciliations/reconciliations.controller.ts'
import { RelancesController } from './relances/relances.controller.ts'
import { RulesController } from './rules/rules.controller.ts'
import { RunsController } from './runs/runs.controller.ts'
import { SettingsController } from './settings/settings.controller.ts'
import { SettingsPreviewsController } from './settings/settings-previews.controller.ts'
import { SpreadController } from './planning/spread.controller.ts'
import { UnwrittenMessagesController } from './rules/unwritten-messages.controller.ts'
import { StatisticsController } from './statistics/statistics.controller.ts'
import { TemplatesController } from './templates/templates.controller.ts'
import { RequestDurations } from './http/watch/request-durations.ts'
import { UnknownWords } from './http/unknown-words.ts'
import { CLOCK, CONFIG, DB, LONG_DB, POOLS, TRIGGER_DB, WORK_DB } from './environment/tokens.ts'
import { traceStatements } from './tracing/traced.ts'
import { AutoRelanceController } from './triggers/auto-relance.controller.ts'
import { CronBearerStrategy } from './triggers/cron-bearer.strategy.ts'
import { Scheduler } from './triggers/scheduler.ts'
import { Courier } from './whatsapp/courier.ts'
import { EventReader } from './whatsapp/event-reader.ts'
import { MoneyController } from './whatsapp/money.controller.ts'
import { AnswersController } from './whatsapp/answers.controller.ts'
import { SentMessagesController } from './whatsapp/sent-messages.controller.ts'
import { AccountWatch } from './whatsapp/account-watch.ts'
import { UnknownEventsController } from './whatsapp/unknown-events.controller.ts'
import { WebhookController } from './whatsapp/webhook.controller.ts'
import { WhatsAppController } from './whatsapp/whatsapp.controller.ts'
import { WhatsAppSettingsController } from './whatsapp/whatsapp-settings.controller.ts'

@Global()
@Module({})
class EnvironmentModule implements OnApplicationShutdown {
  constructor(@Inject(POOLS) private readonly pools: Pools) {}

  static for(config: Config, testClock: Clock | undefined): DynamicModule {
    const open = async (): Promise<Pools> => {
      const pools = await openPools(config.DATABASE_URL ?? '')
      traceStatements([pools.web, pools.work])
      if (testClock) for (const pool of [pools.web, pools.work]) setDatabaseClock(pool, testClock)
      return pools
    }
    return {
      module: EnvironmentModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: CLOCK, useValue: testClock ?? Date.now },
        { provide: POOLS, useFactory: open },
        { provide: DB, useFactory: ({ web }: Pools) => poolDb(web, LIMITS.interactive), inject: [POOLS] },
        { provide: WORK_DB, useFactory: ({ work }: Pools) => poolDb(work, LIMITS.engine), inject: [POOLS] },
        { provide: TRIGGER_DB, useFactory: ({ work }: Pools) => poolDb(work, LIMITS.trigger), inject: [POOLS] },
        { provide: LONG_DB, useFactory: ({ work }: Pools) => poolDb(work, LIMITS.long), inject: [POOLS] },
      ],
      exports: [CONFIG, CLOCK, POOLS, DB, WORK_DB, TRIGGER_DB, LONG_DB],
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pools.end()
  }
}

const RESOURCES = [
  AbsencesController,
  ApiTokensController,
  AuditEventsController,
  BacktestsController,
  ClosersController,
  DoctorController,
  DryRunsController,
  EffectController,
  ResumptionController,
  EventsController,
  ExplainController,
  ForecastController,
  FrequenciesController,
  // Before the leads, whose `:id` would take `export` for one.
  ImportsController,
  LeadFilesController,
  LeadsController,
  ContactsController,
  MoneyController,
  NoticesController,
  OptOutsController,
  PersonalDataController,
  PreviewsController,
  ReconciliationsController,
  RelancesController,
  RulesController,
  RunsController,
  AnswersController,
  SentMessagesController,
  SettingsController,
  SettingsPreviewsController,
  SpreadController,
  StatisticsController,
  StopQuestionsController,
  TemplatesController,
  UnknownEventsController,
  UnwrittenMessagesController,
  UsersController,
  WebhookController,
  WhatsAppController,
  WhatsAppSettingsController,
]

@Module({})
export class AppModule {
  /** `testClock` takes the place of the database's clock, and of the host's; production has none. */
  static for(config: Config, testClock?: Clock): DynamicModule {
    const { DATABASE_URL: url = '', APP_ROLE: role } = config
    const isWeb = role !== 'worker'
    return {
      module: AppModule,
      imports: [
        EnvironmentModule.for(config, testClock),
        TypeOrmModule.forRootAsync({
          useFactory: ({ web }: Pools) => ({ ...serverOptions(url, web, ENTITIES), retryAttempts: 0 }),
          inject: [POOLS],
        }),
        PassportModule,
        ...(role === 'web' ? [] : [ScheduleModule.forRoot()]),
        ...(hasPanel(config)
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
        ...(isWeb
          ? [
              AutoRelanceController,
              AuthController,
              AccountLinksController,
              SecondFactorController,
              PasskeysController,
              ...RESOURCES,
            ]
          : []),
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: UnknownWords },
        ApiTokenGuard,
        ApiTokenStrategy,
        AuditSealer,
        ClockWatch,
        CronBearerStrategy,
        AlertDeliverer,
        RequestDurations,
        ScanWatcher,
        ...(role === 'web'
          ? []
          : [Courier, EventReader, DigestSender, Housekeeping, Notifier, Reconciler, Scheduler, AccountWatch]),
      ],
    }
  }
}
