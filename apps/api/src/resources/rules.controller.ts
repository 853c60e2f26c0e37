/** Rules. Activating one first writes every message to the leads that match now; deleting archives. */
import {
  type BulkQuery,
  bulkQuery,
  bulkReport,
  idShape,
  type ListQuery,
  rule,
  type RuleCreate,
  ruleCreate,
  ruleList,
  type RuleOrder,
  ruleOrder,
  type RuleUpdate,
  ruleUpdate,
  savedVersion,
} from '@relance/contract'
import { type Clock, resumeRule } from '@relance/relance'
import { Rule } from '@relance/relance/nest'
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource, type EntityManager } from 'typeorm'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { findOne, save } from '../http/store.ts'
import { CLOCK } from '../tokens.ts'
import { sendVersion } from '../http/version-match.ts'
import { archive, archivedFilter } from './archive.ts'
import { versionedStore, type VersionedStore } from './versioned.ts'
import { orderRules } from './order-rules.ts'
import { refuseBadMessages } from './preflight-rule.ts'
import { refuseWrongMappings } from './template-mapping.ts'
import { refuseUnknownParts } from './rule-refusals.ts'

/** What decides who is written to, and what. */
const MESSAGE_FIELDS = ['audience', 'templateIds', 'variants', 'channel', 'frequencyId'] as const

@ApiTags('rules')
@ApiBearerAuth('api')
@Controller('api/rules')
export class RulesController {
  private readonly store: VersionedStore<Rule, RuleUpdate>

  constructor(
    private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.store = versionedStore<Rule, RuleUpdate>(source, {
      entity: Rule,
      resource: 'rules',
      save: (manager, fields, id) => this.saveChecked(manager, fields, id),
      inUse: 'exists (select from rules where id = $1 and active)',
    })
  }

  @Get()
  @ApiOkResponse({ schema: rule as never, isArray: true })
  list(@Query({ schema: ruleList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(Rule).createQueryBuilder('row')
    const options = { resource: 'rules', searched: ['row.name'], ...archive.list }
    return list(rows, archivedFilter(query), { ...options, defaultSort: ['priority', 'DESC'] }, response)
  }

  @Get(':id')
  @ApiOkResponse({ schema: rule as never })
  async get(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
    return sendVersion(response, await findOne(this.source.manager, Rule, id))
  }

  @Get(':id/versions')
  @ApiOkResponse({ schema: savedVersion as never, isArray: true })
  versions(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
    return this.store.versions(id, response)
  }

  @Post()
  @ApiCreatedResponse({ schema: rule as never })
  create(@Body({ schema: ruleCreate }) fields: RuleCreate) {
    return changing(this.source, (manager) => this.saveChecked(manager, fields))
  }

  @Put('order')
  @HttpCode(204)
  @ApiOperation({ summary: 'Gives priorities anew, from the first rule to the last' })
  order(@Body({ schema: ruleOrder }) { ids }: RuleOrder): Promise<void> {
    return changing(this.source, (manager) => orderRules(manager, ids))
  }

  @Put(':id')
  @ApiOperation({ summary: 'Saves a new version; with If-Match, only over the version it names' })
  @ApiOkResponse({ schema: rule as never })
  update(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: ruleUpdate }) fields: RuleUpdate,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.store.update(id, fields, request, response)
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets a rule that rests go on where it stood' })
  @ApiOkResponse({ schema: rule as never })
  resume(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, async (manager) => {
      const { pausedAt } = await findOne(manager, Rule, id)
      if (pausedAt) await resumeRule(managerDb(manager), id, this.clock())
      return findOne(manager, Rule, id)
    })
  }

  @Put()
  @ApiOperation({ summary: 'The same change for many; what is refused is listed, the rest is done' })
  @ApiOkResponse({ schema: bulkReport as never })
  updateMany(
    @Query({ schema: bulkQuery }) { filter }: BulkQuery,
    @Body({ schema: ruleUpdate }) fields: RuleUpdate,
    @Headers('accept-language') language?: string,
  ) {
    return this.store.updateMany(filter.id, fields, language)
  }

  @Delete(':id')
  @ApiOkResponse({ schema: rule as never })
  remove(@Param('id', { schema: idShape }) id: string) {
    return this.store.archive(id)
  }

  @Delete()
  @ApiOperation({ summary: 'Archives many; what is still in use is listed' })
  @ApiOkResponse({ schema: bulkReport as never })
  removeMany(@Query({ schema: bulkQuery }) { filter }: BulkQuery, @Headers('accept-language') language?: string) {
    return this.store.archiveMany(filter.id, language)
  }

  /** The checks look at the rule as it would be saved; what they refuse is rolled back. */
  private async saveChecked(
    manager: EntityManager,
    { goAnyway = false, ...fields }: RuleUpdate,
    id?: string,
  ): Promise<Rule> {
    await refuseUnknownParts(manager, fields)
    const before = id === undefined ? null : await findOne(manager, Rule, id)
    const saved = await save(manager, Rule, fields, id)
    const changesMessages = before === null || MESSAGE_FIELDS.some((field) => differs(before[field], saved[field]))
    if (saved.active && (before?.active !== true || changesMessages)) {
      await refuseWrongMappings(manager, saved)
      await refuseBadMessages(manager, saved, this.clock(), goAnyway)
    }
    return saved
  }
}

const differs = (before: unknown, after: unknown): boolean => JSON.stringify(before) !== JSON.stringify(after)
