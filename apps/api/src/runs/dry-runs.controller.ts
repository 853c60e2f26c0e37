/** Dry runs over the whole base: figures that open the lists behind them. Kept for a day. */
import {
  type DryRunRequestBody,
  dryRunRequest,
  dryRunRow,
  type DryRunRow as Row,
  dryRunRowList,
  type DryRunShape,
  dryRunShape,
  idShape,
  type ListQuery,
} from '@relance/contract'
import { Lead } from '@relance/leads/nest'
import { type Db, keepDryRun, readDryRun, readGroups } from '@relance/relance'
import { DryRunRow } from '@relance/relance/nest'
import { waLink } from '@relance/whatsapp'
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { channels } from '../channels/channels.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { list } from '../http/list.ts'
import { Refused } from '../http/refused.ts'
import { DB } from '../environment/tokens.ts'

type Joined = DryRunRow & { lead?: Pick<Lead, 'firstName' | 'lastName' | 'phone'> | null }

@ApiTags('runs')
@ApiBearerAuth('api')
@Controller('api/dry-runs')
export class DryRunsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Post()
  @HttpCode(200)
  @FewAtOnce()
  @ApiOperation({ summary: 'What a run would record now, or at an instant; every row is kept for a day' })
  @ApiOkResponse({ standardSchema: dryRunShape })
  async start(@Body({ schema: dryRunRequest.optional() }) body: DryRunRequestBody | undefined) {
    const host = { db: this.db }
    const at = body?.at === undefined ? {} : { at: Date.parse(body.at) }
    const { id } = await keepDryRun(host, { ...at, channels })
    return this.view(id)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads the figures of a dry run' })
  @ApiOkResponse({ standardSchema: dryRunShape })
  get(@Param('id', { schema: idShape }) id: string) {
    return this.view(id)
  }

  @Get(':id/rows')
  @ApiOperation({ summary: 'Who, by whom, with which text; or who is left out, and why' })
  @ApiOkResponse({ standardSchema: dryRunRow, isArray: true })
  async rows(
    @Param('id', { schema: idShape }) id: string,
    @Query({ schema: dryRunRowList }) query: ListQuery,
    @Res({ passthrough: true }) response: Response,
  ) {
    const rows = this.source
      .createQueryBuilder(DryRunRow, 'row')
      .leftJoinAndMapOne('row.lead', Lead.options.name, 'lead', 'lead.id = row.leadId')
      .where('row.dryRunId = :id', { id })
    return (await list(rows, query, { resource: 'dry-run-rows', defaultSort: ['id', 'ASC'] }, response)).map(viewRow)
  }

  private async view(id: string): Promise<DryRunShape> {
    const stored = await readDryRun(this.db, id)
    if (!stored) throw new Refused('not_found')
    const groups = await readGroups(this.db, id)
    const excluded: Record<string, number> = {}
    for (const { kind, reason, count } of groups) {
      if (kind === 'excluded' && reason) excluded[reason] = (excluded[reason] ?? 0) + count
    }
    const { trigger, startedAt, finishedAt, due, byChannel, skipped, cost } = stored.report
    const [money] = await this.db.query<{ currency: string }>('select currency from whatsapp_settings')
    const figures = { due, byChannel, skipped: skipped as Record<string, number>, excluded, groups }
    return {
      id,
      at: stored.at.toISOString(),
      trigger,
      dryRun: true,
      startedAt,
      finishedAt,
      cost: cost && { ...cost, currency: money?.currency ?? 'EUR' },
      ...figures,
    }
  }
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

function viewRow({ lead, dryRunId: _, dueAt, deliverAt, until, ...row }: Joined): Row {
  return {
    ...row,
    leadName: `${lead?.firstName ?? ''} ${lead?.lastName ?? ''}`.trim(),
    dueAt: iso(dueAt),
    deliverAt: iso(deliverAt),
    until: iso(until),
    link: lead?.phone && row.message ? waLink(lead.phone, row.message) : null,
  }
}
