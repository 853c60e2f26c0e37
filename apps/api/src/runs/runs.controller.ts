/** Runs: the passes of the engine, and the button that starts one. */
import {
  type DryRunRow,
  heldRow,
  heldRowList,
  idShape,
  type ListQuery,
  run,
  runList,
  manualRunReport,
  runRequest,
  type RunRequestBody,
} from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import { Lead } from '@relance/leads/nest'
import { EnrolmentChange, Run } from '@relance/relance/nest'
import { runOnRequest } from '@relance/trigger'
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { list } from '../http/list.ts'
import { findOne } from '../http/store.ts'
import { TRIGGER_DB } from '../environment/tokens.ts'
import { tracedHost } from '../tracing/traced.ts'
import { reportOrRefuse } from '../triggers/report-or-refuse.ts'
import { dryRunWithSample } from './dry-run-sample.ts'

@ApiTags('runs')
@ApiBearerAuth('api')
@Controller('api/runs')
export class RunsController {
  constructor(
    private readonly source: DataSource,
    @Inject(TRIGGER_DB) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists runs' })
  @ApiOkResponse({ standardSchema: run, isArray: true })
  async list(@Query({ schema: runList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(Run).createQueryBuilder('row')
    return (await list(rows, query, { resource: 'runs', defaultSort: ['startedAt', 'DESC'] }, response)).map(view)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads a run' })
  @ApiOkResponse({ standardSchema: run })
  async get(@Param('id', { schema: idShape }) id: string) {
    return view(await findOne(this.source.manager, Run, id))
  }

  @Get(':id/held')
  @ApiOperation({
    summary: 'Which leads a run held back, and why',
    description: 'As many as the run counted. Kept for 90 days.',
  })
  @ApiOkResponse({ standardSchema: heldRow, isArray: true })
  async held(
    @Param('id', { schema: idShape }) id: string,
    @Query({ schema: heldRowList }) query: ListQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<DryRunRow[]> {
    const { startedAt, finishedAt } = await findOne(this.source.manager, Run, id)
    const until = finishedAt ?? new Date(await readNow(this.db))
    // Rows are found by their time: there is no index by run.
    const rows = this.source
      .createQueryBuilder(EnrolmentChange, 'row')
      .leftJoinAndMapOne('row.lead', Lead.options.name, 'lead', 'lead.id = row.leadId')
      .where('row.runId = :id and row.at between :startedAt and :until', { id, startedAt, until })
    return (await list(rows, query, { resource: 'held-rows', defaultSort: ['id', 'ASC'] }, response)).map(viewHeld)
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Runs the engine now, or shows what it would do' })
  @ApiOkResponse({ standardSchema: manualRunReport })
  async start(@Body({ schema: runRequest.optional() }) body: RunRequestBody | undefined) {
    const host = tracedHost(this.db)
    const { sample = 0, ...request } = body ?? {}
    return request.dryRun && sample > 0
      ? dryRunWithSample(host, request.at, sample)
      : reportOrRefuse(await runOnRequest(host, { trigger: 'manual', caller: null }, request))
  }
}

type Held = EnrolmentChange & { lead?: Pick<Lead, 'firstName' | 'lastName' | 'closerId'> | null }

const viewHeld = ({ id, leadId, lead, ruleId, step, reason, until }: Held): DryRunRow => ({
  id,
  kind: 'held',
  leadId,
  leadName: `${lead?.firstName ?? ''} ${lead?.lastName ?? ''}`.trim(),
  closerId: lead?.closerId ?? null,
  ruleId,
  step,
  channel: null,
  dueAt: null,
  deliverAt: null,
  message: null,
  link: null,
  reason,
  until: until?.toISOString() ?? null,
})

const view = ({ heartbeatAt: _, ...row }: Run) => row
