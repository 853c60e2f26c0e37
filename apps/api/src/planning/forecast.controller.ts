/** The load of the days to come, closer by closer: what scans will record, and what is recorded already. */
import { forecastQuery, type ForecastQuery, type ForecastShape, forecastShape } from '@relance/contract'
import { type Clock, type Db, forecast, holidaysBetween, loadPlan, readWaiting, readNow } from '@relance/relance'
import { Controller, Get, Inject, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { CLOCK, DB } from '../environment/tokens.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { requestBudget } from '../long-questions/request-budget.ts'

@ApiTags('forecast')
@ApiBearerAuth('api')
@Controller('api/forecast')
export class ForecastController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @FewAtOnce()
  @ApiOperation({ summary: 'How many relances each closer will find on each day' })
  @ApiOkResponse({ standardSchema: forecastShape })
  async read(
    @Query({ schema: forecastQuery }) { days = 14 }: ForecastQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ForecastShape> {
    const now = await readNow(this.db)
    const { until, load, isComplete } = await forecast(this.db, now, { days, ...requestBudget(response, this.clock) })
    const { timeZone, closerDailyLimit } = await loadPlan(this.db)
    return {
      from: new Date(now).toISOString(),
      until: new Date(until).toISOString(),
      timeZone,
      load,
      waiting: await readWaiting(this.db, now, until),
      dailyLimit: closerDailyLimit,
      holidays: await holidaysBetween(this.db, now, until),
      isComplete,
    }
  }
}
