/** What a monitor scrapes. Nothing personal. */
import type { Clock, Db } from '@relance/relance'
import { isOneOfSecrets } from '@relance/trigger'
import { Controller, Get, Inject, Req, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { bearerOf, refuseGuesses } from '../auth/bearer.ts'
import type { Config } from '../environment/config.ts'
import { Refused } from '../http/refused.ts'
import { RequestDurations } from '../http/watch/request-durations.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { ClockWatch } from './clock-watch.ts'
import { addEngineMetrics } from './engine-metrics.ts'
import { addNoticeMetrics } from './notice-metrics.ts'
import { addWhatsAppMetrics } from './whatsapp-metrics.ts'

const CACHED_MS = 1_000

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  private readonly registry = new Registry()
  private readAt = Number.NEGATIVE_INFINITY
  private latest = Promise.resolve('')

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ClockWatch) clockWatch: ClockWatch,
    @Inject(RequestDurations) durations: RequestDurations,
  ) {
    collectDefaultMetrics({ register: this.registry })
    addEngineMetrics(this.registry, { db, clock, config, clockWatch })
    addWhatsAppMetrics(this.registry, db, clock)
    addNoticeMetrics(this.registry, db)
    durations.addTo(this.registry)
  }

  @Get()
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { METRICS_TOKEN, isDemo } = this.config
    if (!METRICS_TOKEN && !isDemo) throw new Refused('route_not_found')
    if (METRICS_TOKEN) {
      const token = bearerOf(request)
      const headers = { 'WWW-Authenticate': 'Bearer' }
      if (token === null) throw new Refused('token_missing', { headers })
      if (!(await isOneOfSecrets(token, [METRICS_TOKEN]))) {
        await refuseGuesses(this.db, request, this.clock())
        throw new Refused('token_wrong', { headers })
      }
    }
    response.type(this.registry.contentType).send(await this.text())
  }

  /** Read at most once a second, however many ask. */
  private text(): Promise<string> {
    if (performance.now() - this.readAt > CACHED_MS) {
      this.readAt = performance.now()
      this.latest = this.registry.metrics().catch((error: unknown) => {
        this.readAt = Number.NEGATIVE_INFINITY
        throw error
      })
    }
    return this.latest
  }
}
