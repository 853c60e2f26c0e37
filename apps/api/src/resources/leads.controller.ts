/** Leads: who may be followed up. A change is followed by the engine at once. */
import {
  idShape,
  lead,
  type LeadCreate,
  leadCreate,
  leadImport,
  leadList,
  type LeadUpdate,
  leadUpdate,
  type ListQuery,
} from '@relance/contract'
import { Lead } from '@relance/leads/nest'
import { type Clock, type Db, settleChanges } from '@relance/relance'
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common'
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource, type EntityManager } from 'typeorm'
import type { z } from 'zod'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { Refused } from '../http/refused.ts'
import { save } from '../http/store.ts'
import { CLOCK, DB } from '../tokens.ts'
import { importRequest } from './import-request.ts'
import { checkLead } from './lead-refusals.ts'
import { leadsQuery, leadView } from './lead-view.ts'

/** Seconds a save may take to settle the rules; what is left is the scheduler's. */
const SETTLE_SECONDS = 2

@ApiTags('leads')
@ApiBearerAuth('api')
@Controller('api/leads')
export class LeadsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOkResponse({ schema: lead as never, isArray: true })
  async list(@Query({ schema: leadList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = await list(
      leadsQuery(this.source.manager),
      query,
      {
        resource: 'leads',
        searched: ['row.firstName', 'row.lastName', 'row.company', 'row.email', 'row.phone'],
        expressions: { lastRelanceAt: 'pacing.last_relance_at', relanceCount: 'coalesce(pacing.relance_count, 0)' },
        special: { tags: (value) => ({ sql: 'row.tags @> :tags', parameters: { tags: [value].flat() } }) },
        defaultSort: ['createdAt', 'DESC'],
      },
      response,
    )
    return rows.map(leadView)
  }

  @Get(':id')
  @ApiOkResponse({ schema: lead as never })
  get(@Param('id', { schema: idShape }) id: string) {
    return this.read(this.source.manager, id)
  }

  @Post()
  @ApiCreatedResponse({ schema: lead as never })
  async create(@Body({ schema: leadCreate }) fields: LeadCreate) {
    const { id } = await changing(this.source, async (manager) => save(manager, Lead, await checkLead(manager, fields)))
    await this.settle()
    return this.read(this.source.manager, id)
  }

  @Put(':id')
  @ApiOkResponse({ schema: lead as never })
  async update(@Param('id', { schema: idShape }) id: string, @Body({ schema: leadUpdate }) fields: LeadUpdate) {
    await changing(this.source, async (manager) => {
      const before = await this.read(manager, id)
      if (before.erasedAt) throw new Refused('erased')
      const checked = await checkLead(manager, fields)
      await save(manager, Lead, { ...checked, updatedAt: new Date(this.clock()) }, id)
    })
    await this.settle()
    return this.read(this.source.manager, id)
  }

  @Post('import')
  @HttpCode(200)
  @ApiOperation({ summary: 'Imports a CSV file: good lines are kept, bad ones are listed' })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async import(@Query({ schema: leadImport }) query: z.infer<typeof leadImport>, @Req() request: Request) {
    const report = await importRequest(this.db, request, query, this.clock())
    if (!report.dryRun) await this.settle()
    return report
  }

  private settle(): Promise<void> {
    return settleChanges({ db: this.db, clock: this.clock }, SETTLE_SECONDS)
  }

  private async read(manager: EntityManager, id: string) {
    const row = await leadsQuery(manager).where('row.id = :id', { id }).getOne()
    if (!row) throw new Refused('not_found')
    return leadView(row)
  }
}
