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
import { Body, Controller, Get, Headers, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { reportOf, throwRefusal } from '../http/bulk.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { save } from '../http/store.ts'
import { DB } from '../environment/tokens.ts'
import { checkLead } from './lead-refusals.ts'
import { LEAD_LIST, leadsQuery, leadView, readLead } from './lead-view.ts'
import { updateLeads } from './update-leads.ts'
import { requireUnchanged, sendTag } from './lead-tag.ts'

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
  async get(
    @Param('id', { schema: idShape }) id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    return sendTag(response, await readLead(this.source.manager, id, actor))
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
    const refused = await changing(this.source, (manager) => updateLeads(manager, filter.id, fields, actor))
    await this.settle()
    return reportOf(filter.id, refused, language)
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a lead; with If-Match, only as it was when it was read' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The ETag of the lead that was read' })
  @ApiOkResponse({ standardSchema: lead })
  async update(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: leadUpdate }) fields: LeadUpdate,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const refused = await changing(this.source, async (manager) => {
      await requireUnchanged(manager, id, actor, request)
      return updateLeads(manager, [id], fields, actor)
    })
    throwRefusal(id, refused)
    await this.settle()
    return sendTag(response, await readLead(this.source.manager, id, actor))
  }

  private settle(): Promise<void> {
    return settleChanges({ db: this.db }, SETTLE_SECONDS)
  }
}
