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
import { type Db, settleChanges, readNow } from '@relance/relance'
import { Body, Controller, Get, Headers, Inject, Param, Post, Put, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { eachRecord } from '../http/bulk.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { save } from '../http/store.ts'
import { DB } from '../environment/tokens.ts'
import { checkLead, refuseManagersFields } from './lead-refusals.ts'
import { LEAD_LIST, leadsQuery, leadView, readLead } from './lead-view.ts'

/** Seconds a save may take to settle the rules; what is left is the scheduler's. */
const SETTLE_SECONDS = 2
const MAX_TAGS = 50

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
    const report = await eachRecord(filter.id, language, (id) => this.save(id, fields, actor))
    await this.settle()
    return report
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes a lead' })
  @ApiOkResponse({ standardSchema: lead })
  async update(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: leadUpdate }) fields: LeadUpdate,
    @CurrentActor() actor: Actor,
  ) {
    await this.save(id, fields, actor)
    await this.settle()
    return readLead(this.source.manager, id, actor)
  }

  private save(id: string, { addTags, removeTags, ...rest }: LeadBulkUpdate, actor: Actor): Promise<void> {
    return changing(this.source, async (manager) => {
      const before = await readLead(manager, id, actor)
      if (before.erasedAt) throw new Refused('erased')
      const fields: LeadUpdate =
        addTags || removeTags ? { ...rest, tags: retag(before.tags, addTags, removeTags) } : rest
      refuseManagersFields(actor, before, fields)
      const checked = await checkLead(manager, fields)
      await save(manager, Lead, { ...checked, updatedAt: new Date(await readNow(managerDb(manager))) }, id)
    })
  }

  private settle(): Promise<void> {
    return settleChanges({ db: this.db }, SETTLE_SECONDS)
  }
}

/** @throws when there would be more tags than a lead can have. */
function retag(before: readonly string[], added: readonly string[] = [], removed: readonly string[] = []): string[] {
  const tags = [...new Set([...before.filter((tag) => !removed.includes(tag)), ...added])]
  if (tags.length > MAX_TAGS) throw refuseFields({ field: 'tags', code: 'too_many', params: { maximum: MAX_TAGS } })
  return tags
}
