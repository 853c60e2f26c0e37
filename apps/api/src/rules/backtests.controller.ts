/** A rule replayed over what really happened: begun, watched, cancelled. */
import { backtestJob, type BacktestRequest, backtestRequest, idShape } from '@relance/contract'
import type { Clock, Db } from '@relance/relance'
import { Body, Controller, Delete, Get, HttpCode, Inject, Logger, Param, Post } from '@nestjs/common'
import { ApiAcceptedResponse, ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import { Refused } from '../http/refused.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { CLOCK, DB, LONG_DB } from '../environment/tokens.ts'
import { cancelBacktest, openBacktest, readBacktest, workOn } from './backtest-jobs.ts'
import { draftOf, isWhole, refuseMissingParts } from './rule-draft.ts'
import { refuseUnknownParts } from './rule-refusals.ts'

@ApiTags('previews')
@ApiBearerAuth('api')
@Controller('api/rules/backtest')
export class BacktestsController {
  private readonly logger = new Logger('backtest')
  private isBusy = false

  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(LONG_DB) private readonly longDb: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @FewAtOnce()
  @ApiOperation({
    summary: 'Replays an unsaved rule over the last 90 days, against what really happened',
    description: 'Answers at once; read it again, or listen to `resource/backtests`, until it is completed.',
  })
  @ApiAcceptedResponse({ standardSchema: backtestJob })
  async start(@Body({ schema: backtestRequest }) { days = 90, ...body }: BacktestRequest) {
    const draft = await draftOf(this.source.manager, body)
    if (!isWhole(draft)) return refuseMissingParts(draft)
    await refuseUnknownParts(this.source.manager, draft)
    if (this.isBusy) throw new Refused('backtest_running')
    this.isBusy = true
    try {
      const job = await openBacktest(this.db, days, this.clock())
      void workOn(this.longDb, this.clock, job.id, draft, days)
        .catch((error: { code?: string }) => this.logger.error({ what: 'A replay failed', code: error.code }))
        .finally(() => void (this.isBusy = false))
      return job
    } catch (error) {
      this.isBusy = false
      throw error
    }
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads a backtest: its progress, then its result' })
  @ApiOkResponse({ standardSchema: backtestJob })
  async get(@Param('id', { schema: idShape }) id: string) {
    const job = await readBacktest(this.db, id)
    if (!job) throw new Refused('not_found')
    return job
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Cancels it; one that is over stays as it is' })
  @ApiOkResponse({ standardSchema: backtestJob })
  async cancel(@Param('id', { schema: idShape }) id: string) {
    await cancelBacktest(this.db, id, this.clock())
    return this.get(id)
  }
}
