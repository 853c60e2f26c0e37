/** Figures for managers: each is one question to the database. */
import {
  closerStatistics,
  dayStatistics,
  type FunnelQuery,
  funnelQuery,
  type PlannedLoad,
  plannedLoad,
  setup,
  type StatisticsQuery,
  statisticsQuery,
  stepStatistics,
  summaryStatistics,
} from '@relance/contract'
import {
  type Clock,
  countClosers,
  countDays,
  countPeriod,
  countPlanned,
  countRules,
  countStages,
  countSteps,
  type Db,
  forecast,
  readPeriods,
  readSetup,
  type Span,
} from '@relance/relance'
import { localDateOf, DAY } from '@relance/relance/core'
import { Settings } from '@relance/relance/nest'
import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import { Refused } from '../http/refused.ts'
import { InTurn } from '../long-questions/few-at-once.ts'
import { CLOCK, DB } from '../environment/tokens.ts'

const DEFAULT_DAYS = 60
const MAX_DAYS = 400
const LOAD_DAYS = 28
/** A page waits for the planned load no longer than this. */
const LOAD_MS = 4_000

@ApiTags('statistics')
@ApiBearerAuth('api')
@Controller('api/statistics')
export class StatisticsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('days')
  @InTurn()
  @ApiOperation({ summary: 'Due, done and late, day by day' })
  @ApiOkResponse({ standardSchema: dayStatistics, isArray: true })
  async days(@Query({ schema: statisticsQuery }) query: StatisticsQuery) {
    return countDays(this.db, await this.spanOf(query), this.clock())
  }

  @Get('summary')
  @ApiOperation({ summary: 'A period beside the one before it, how far its leads came, and rule by rule' })
  @ApiOkResponse({ standardSchema: summaryStatistics })
  async summary(@Query({ schema: statisticsQuery }) query: StatisticsQuery) {
    const { current, before } = await readPeriods(this.db, await this.spanOf(query), this.clock())
    return {
      current: { ...current, ...(await countPeriod(this.db, current)) },
      before: { ...before, ...(await countPeriod(this.db, before)) },
      funnel: await countStages(this.db, current),
      rules: await countRules(this.db, current),
    }
  }

  @Get('funnel')
  @InTurn()
  @ApiOperation({ summary: 'How far relances come, step by step' })
  @ApiOkResponse({ standardSchema: stepStatistics, isArray: true })
  async funnel(@Query({ schema: funnelQuery }) { ruleId, ...query }: FunnelQuery) {
    return countSteps(this.db, await this.spanOf(query), ruleId ?? null, this.clock())
  }

  @Get('closers')
  @InTurn()
  @ApiOperation({ summary: 'What each closer did, and what waits for them' })
  @ApiOkResponse({ standardSchema: closerStatistics, isArray: true })
  async closers(@Query({ schema: statisticsQuery }) query: StatisticsQuery) {
    return countClosers(this.db, await this.spanOf(query), this.clock())
  }

  @Get('load')
  @InTurn()
  @ApiOperation({ summary: 'What the next four weeks will bring: what is recorded, and what the scans would record' })
  @ApiOkResponse({ standardSchema: plannedLoad })
  async load(): Promise<PlannedLoad> {
    const now = this.clock()
    const timeZone = await this.timeZone()
    const span = { from: localDateOf(now, timeZone), to: localDateOf(now + (LOAD_DAYS - 1) * DAY, timeZone) }
    const hasTime = () => this.clock() - now < LOAD_MS
    const { load, isComplete } = await forecast(this.db, now, { days: LOAD_DAYS, hasTime })
    const byDay = new Map<string, number>()
    for (const { on, relances } of [...(await countPlanned(this.db, span, now)), ...load])
      byDay.set(on, (byDay.get(on) ?? 0) + relances)
    const days = [...byDay].map(([on, relances]) => ({ on, relances })).sort((a, b) => (a.on < b.on ? -1 : 1))
    return { ...span, days: days.filter(({ on }) => on <= span.to), isComplete }
  }

  @Get('setup')
  @ApiOperation({ summary: 'How far a new installation has come' })
  @ApiOkResponse({ standardSchema: setup })
  setup() {
    return readSetup(this.db)
  }

  private async timeZone(): Promise<string> {
    return (await this.source.manager.findOneByOrFail(Settings, { id: true })).timeZone
  }

  private async spanOf({ from, to }: StatisticsQuery): Promise<Span> {
    const last = to ?? localDateOf(this.clock(), await this.timeZone())
    const first = from ?? new Date(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY).toISOString().slice(0, 10)
    if (first > last || Date.parse(last) - Date.parse(first) >= MAX_DAYS * DAY) {
      const refusals = [{ field: 'to', code: 'span_refused' as const, params: { maximum: MAX_DAYS } }]
      throw new Refused('invalid_query', { refusals })
    }
    return { from: first, to: last }
  }
}
