/** Leads: who may be followed up. A change is followed by the engine at once. */
import {
  type BulkQuery,
  bulkQuery,
  bulkReport,
  idShape,
  lead,
  type LeadBulkUpdate,
  leadBulkUpdate,
  type LeadCreate,
  leadCreate,
  leadList,
  type LeadUpdate,
  leadUpdate,
  type ListQuery,
} from '@relance/contract'
import { Lead } from '@relance/leads/nest'
import { type Db, settleChanges } from '@relance/relance'
import { Body, Controller, Get, Headers, Inject, Param, Post, Put, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { type Refusals, reportOf, throwRefusal } from '../http/bulk.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { save } from '../http/store.ts'
import { DB } from '../environment/tokens.ts'
import { checkLead } from './lead-refusals.ts'
import { LEAD_LIST, leadsQuery, leadView, readLead } from './lead-view.ts'
import { updateLeads } from './update-leads.ts'

/** Seconds a save may take to settle the rules; what is left is the scheduler's. */
const SETTLE_SECONDS = 2

@ApiTags('leads')
@ApiBearerAuth('api')
@Controller('api/leads')
export class LeadsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists leads; a closer gets their own' })
  @ApiOkResponse({ standardSchema: lead, isArray: true })
  async list(
    @Query({ schema: leadList }) query: ListQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    return (await list(leadsQuery(this.source.manager, actor), query, LEAD_LIST, response)).map(leadView)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads a lead' })
  @ApiOkResponse({ standardSchema: lead })
  get(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor) {
    return readLead(this.source.manager, id, actor)
  }

  @Post()
  @ApiOperation({ summary: 'Creates a lead' })
  @ApiCreatedResponse({ standardSchema: lead })
  async create(@Body({ schema: leadCreate }) fields: LeadCreate, @CurrentActor() actor: Actor) {
    const { id } = await changing(this.source, async (manager) => save(manager, Lead, await checkLead(manager, fields)))
    await this.settle()
    return readLead(this.source.manager, id, actor)
  }

  @Put()
  @ApiOperation({ summary: 'The same change for many leads; what is refused is listed, the rest is done' })
  @ApiOkResponse({ standardSchema: bulkReport })
  async updateMany(
    @Query({ schema: bulkQuery }) { filter }: BulkQuery,
    @Body({ schema: leadBulkUpdate }) fields: LeadBulkUpdate,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    const refused = await this.change(filter.id, fields, actor)
    await this.settle()
    return reportOf(filter.id, refused, language)
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a lead' })
  @ApiOkResponse({ standardSchema: lead })
  async update(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: leadUpdate }) fields: LeadUpdate,
    @CurrentActor() actor: Actor,
  ) {
    throwRefusal(id, await this.change([id], fields, actor))
    await this.settle()
    return readLead(this.source.manager, id, actor)
  }

  private change(ids: readonly string[], fields: LeadBulkUpdate, actor: Actor): Promise<Refusals> {
    return changing(this.source, (manager) => updateLeads(manager, ids, fields, actor))
  }

  private settle(): Promise<void> {
    return settleChanges({ db: this.db }, SETTLE_SECONDS)
  }
}
