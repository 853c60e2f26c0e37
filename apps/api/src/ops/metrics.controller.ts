/** What a monitor scrapes: work waiting, runs and their outcome, the state of the scan. Nothing personal. */
import { isScanTrouble, SCAN_STATES } from '@relance/contract'
import { alarmsSince, type Clock, countDue, type Db, readNow } from '@relance/relance'
import { isOneOfSecrets } from '@relance/trigger'
import { Controller, Get, Inject, Req, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { bearerOf } from '../auth/bearer.ts'
import type { Config } from '../config.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, CONFIG, DB } from '../tokens.ts'
import { readScanState } from './scan-state.ts'
import { addWhatsAppMetrics } from './whatsapp-metrics.ts'

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  private readonly registry = new Registry()

  constructor(
    @Inject(DB) db: Db,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    collectDefaultMetrics({ register: this.registry })
    const gauge = (name: string, help: string, read: () => Promise<number>) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect: async function () {
          this.set(await read())
        },
      })
    addWhatsAppMetrics(this.registry, db, clock)
    gauge('relance_due', 'Steps that are due and not recorded yet', async () => countDue(db, await readNow(db)))
    gauge('relance_scan_healthy', '1 while scans come on time and succeed', async () => {
      return isScanTrouble(await readScanState(db, clock(), config)) ? 0 : 1
    })
    new Gauge({
      name: 'relance_scan_state',
      help: '1 for the state the scan is in, 0 for the others',
      labelNames: ['state'],
      registers: [this.registry],
      async collect() {
        const state = await readScanState(db, clock(), config)
        for (const one of SCAN_STATES) this.set({ state: one }, one === state ? 1 : 0)
      },
    })
    gauge('relance_alarming_steps', 'Steps that more people than allowed answered with an opt-out', async () => {
      return (await alarmsSince(db, clock() - 90 * 86_400_000)).length
    })
    new Gauge({
      name: 'relance_runs',
      help: 'Runs on record by trigger and state',
      labelNames: ['trigger', 'state'],
      registers: [this.registry],
      async collect() {
        this.reset()
        const sql = 'select trigger, state, count(*)::int as runs from runs group by trigger, state'
        const rows = await db.query<{ trigger: string; state: string; runs: number }>(sql)
        for (const { runs, ...labels } of rows) this.set(labels, runs)
      },
    })
  }

  @Get()
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { METRICS_TOKEN } = this.config
    if (METRICS_TOKEN) {
      const token = bearerOf(request)
      const headers = { 'WWW-Authenticate': 'Bearer' }
      if (token === null) throw new Refused('token_missing', { headers })
      if (!(await isOneOfSecrets(token, [METRICS_TOKEN]))) throw new Refused('token_wrong', { headers })
    }
    response.type(this.registry.contentType).send(await this.registry.metrics())
  }
}
