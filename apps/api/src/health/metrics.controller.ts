/** What a monitor scrapes: work waiting, runs and their outcome, the state of the scan. Nothing personal. */
import { isScanTrouble, SCAN_STATES } from '@relance/contract'
import { annoyingSteps, type Clock, countDue, type Db, listReconciliations, readNow } from '@relance/relance'
import { DIFFERENCE_KINDS } from '@relance/relance/core'
import { isOneOfSecrets } from '@relance/trigger'
import { Controller, Get, Inject, Req, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { bearerOf, refuseGuesses } from '../auth/bearer.ts'
import type { Config } from '../environment/config.ts'
import { Refused } from '../http/refused.ts'
import { CLOCK, CONFIG, DB } from '../environment/tokens.ts'
import { ClockWatch } from './clock-watch.ts'
import { readScanState } from './scan-state.ts'
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
    gauge('relance_clock_difference_seconds', 'By how much this host’s clock is ahead of the database’s', async () => {
      return (clockWatch.difference ?? 0) / 1_000
    })
    gauge(
      'relance_reconciliation_repaired',
      'What the latest comparison of enrolments with the rules put right',
      async () => {
        return (await listReconciliations(db, 1, 'completed'))[0]?.repaired ?? 0
      },
    )
    new Gauge({
      name: 'relance_reconciliation_differences',
      help: 'Differences the latest comparison of enrolments with the rules found, by kind',
      labelNames: ['kind'],
      registers: [this.registry],
      async collect() {
        const [last] = await listReconciliations(db, 1, 'completed')
        for (const kind of DIFFERENCE_KINDS) this.set({ kind }, last?.differences[kind] ?? 0)
      },
    })
    gauge('relance_alarming_steps', 'Steps that more people than allowed answered with an opt-out', async () => {
      return (await annoyingSteps(db, clock())).length
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
