/** Rules. Activating one first writes every message to the leads that match now; deleting archives. */
import {
  rule,
  ruleCreate,
  ruleList,
  type RuleOrder,
  ruleOrder,
  type RuleUpdate,
  ruleUpdate,
  idShape,
} from '@relance/contract'
import { readNow } from '@relance/relance'
import { resumeRule } from '@relance/sending'
import { Rule } from '@relance/relance/nest'
import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DataSource, type EntityManager } from 'typeorm'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { findOne, save } from '../http/store.ts'
import { orderRules } from './order-rules.ts'
import { refuseBadMessages } from './preflight-rule.ts'
import { refuseWrongMappings } from '../templates/template-mapping.ts'
import { refuseUnknownParts } from './rule-refusals.ts'
import { versionedRoutes } from '../versions/versioned-routes.ts'

/** What decides who is written to, and what. */
const MESSAGE_FIELDS = ['audience', 'templateIds', 'variants', 'channel', 'frequencyId'] as const

@ApiTags('rules')
@ApiBearerAuth('api')
@Controller('api/rules')
export class RulesController extends versionedRoutes<Rule, RuleUpdate>({
  entity: Rule,
  resource: 'rules',
  shapes: { row: rule, list: ruleList, create: ruleCreate, update: ruleUpdate },
  searched: ['row.name'],
  defaultSort: ['priority', 'DESC'],
  inUse: 'exists (select from rules where id = $1 and active)',
}) {
  constructor(source: DataSource) {
    super(source)
  }

  @Put('order')
  @HttpCode(204)
  @ApiOperation({ summary: 'Gives priorities anew, from the first rule to the last' })
  order(@Body({ schema: ruleOrder }) { ids }: RuleOrder): Promise<void> {
    return changing(this.source, (manager) => orderRules(manager, ids))
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets a rule that rests go on where it stood' })
  @ApiOkResponse({ standardSchema: rule })
  resume(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, async (manager) => {
      const { pausedAt } = await findOne(manager, Rule, id)
      if (pausedAt) await resumeRule(managerDb(manager), id, await readNow(managerDb(manager)))
      return findOne(manager, Rule, id)
    })
  }

  /** The checks look at the rule as it would be saved; what they refuse is rolled back. */
  override async save(manager: EntityManager, { goAnyway = false, ...fields }: RuleUpdate, id?: string): Promise<Rule> {
    await refuseUnknownParts(manager, fields)
    const before = id === undefined ? null : await findOne(manager, Rule, id)
    const saved = await save(manager, Rule, fields, id)
    const changesMessages = before === null || MESSAGE_FIELDS.some((field) => differs(before[field], saved[field]))
    if (saved.active && (before?.active !== true || changesMessages)) {
      await refuseWrongMappings(manager, saved)
      await refuseBadMessages(manager, saved, await readNow(managerDb(manager)), goAnyway)
    }
    return saved
  }
}

const differs = (before: unknown, after: unknown): boolean => JSON.stringify(before) !== JSON.stringify(after)
