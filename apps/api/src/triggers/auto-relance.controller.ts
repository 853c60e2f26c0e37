/** The one address external crons call: runs the engine for at most a budget, and answers without personal data. */
import { type AutoRelanceQuery, autoRelanceQuery, runReport } from '@relance/contract'
import type { Db, RunReport } from '@relance/relance'
import { type Caller, runOnRequest } from '@relance/trigger'
import { All, Controller, Get, HttpCode, Inject, Post, Query, Req, UseGuards } from '@nestjs/common'
import { ApiBearerAuth, ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request } from 'express'
import { Refused } from '../http/refused.ts'
import { TRIGGER_DB } from '../environment/tokens.ts'
import { tracedHost } from '../tracing/traced.ts'
import { CronGuard } from './cron-bearer.strategy.ts'
import { reportOrRefuse } from './report-or-refuse.ts'

@ApiTags('triggers')
@ApiBearerAuth('cron')
@Controller('api/gestion/auto-relance')
export class AutoRelanceController {
  constructor(@Inject(TRIGGER_DB) private readonly db: Db) {}

  @Post()
  @HttpCode(200)
  @UseGuards(CronGuard)
  @ApiOperation({ summary: 'Runs the engine once, within a budget of seconds' })
  @ApiOkResponse({ standardSchema: runReport })
  post(@Query({ schema: autoRelanceQuery }) query: AutoRelanceQuery, @Req() request: Request): Promise<RunReport> {
    return this.run(query, request)
  }

  @Get()
  @UseGuards(CronGuard)
  @ApiOperation({ summary: 'The same, for crons that can only send GET' })
  @ApiOkResponse({ standardSchema: runReport })
  async get(@Query({ schema: autoRelanceQuery }) query: AutoRelanceQuery, @Req() request: Request): Promise<RunReport> {
    // Express answers HEAD with the handler of GET; a probe must not run anything.
    if (request.method === 'HEAD') throw refuseMethod()
    return this.run(query, request)
  }

  @All()
  @ApiExcludeEndpoint()
  refuse(): never {
    throw refuseMethod()
  }

  private async run(query: AutoRelanceQuery, request: Request): Promise<RunReport> {
    const caller = request.user as Caller
    return reportOrRefuse(await runOnRequest(tracedHost(this.db), { trigger: 'http', caller }, query))
  }
}

const refuseMethod = (): Refused =>
  new Refused('method_not_allowed', { params: { allowed: 'GET, POST' }, headers: { Allow: 'GET, POST' } })
