/** Rules. Activating one first writes every message to the leads that match now; deleting archives. */
import { isDeepStrictEqual } from 'node:util'
import {
  rule,
  ruleCreate,
  ruleList,
  type RuleOrder,
  ruleOrder,
  type RuleResume,
  ruleResume,
  type RuleUpdate,
  ruleUpdate,
  idShape,
} from '@relance/contract'
import { chooseMidway, type Db, readNow, settleChanges } from '@relance/relance'
import { resumeRule } from '@relance/sending'
import { Rule } from '@relance/relance/nest'
import { Body, Controller, HttpCode, Inject, Param, Post, Put } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DataSource, type EntityManager } from 'typeorm'
import { DB } from '../environment/tokens.ts'
import { managerDb } from '../database/manager-db.ts'
import { type Refusals, throwRefusal, whyRefused } from '../http/bulk.ts'
import { changing } from '../http/changing.ts'
import { findOne, save, saveMany } from '../http/store.ts'
import { orderRules } from './order-rules.ts'
import { wrongMessages } from './preflight-rule.ts'
import { wrongMappings } from '../templates/template-mapping.ts'
import { refuseUnknownParts } from './rule-refusals.ts'
import { versionedRoutes } from '../versions/versioned-routes.ts'

/** Seconds a save may take to plan again what waits. */
const SETTLE_SECONDS = 2

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
  inUse: 'x.active',
}) {
  constructor(
    source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {
    super(source)
  }

  /** What a rule that goes on has waiting finds its days at once, so that every answer knows them; the scheduler goes on with the rest. */
  override async afterUpdate({ active }: RuleUpdate): Promise<void> {
    if (active === true) await settleChanges({ db: this.db }, SETTLE_SECONDS)
  }

  @Put('order')
  @HttpCode(204)
  @ApiOperation({ summary: 'Gives priorities anew, from the first rule to the last' })
  order(@Body({ schema: ruleOrder }) { ids }: RuleOrder): Promise<void> {
    return changing(this.source, (manager) => orderRules(manager, ids))
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Lets a paused rule go on: what was left of each delay counts from now, overdue steps are spread',
  })
  @ApiOkResponse({ standardSchema: rule })
  async resume(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: ruleResume.optional() }) body: RuleResume | undefined,
  ) {
    const resumed = await changing(this.source, async (manager) => {
      const { pausedAt } = await findOne(manager, Rule, id)
      const db = managerDb(manager)
      if (pausedAt) {
        await resumeRule(db, id, await readNow(db))
        await chooseMidway(db, [id], body?.midway ?? 'continue')
      }
      return findOne(manager, Rule, id)
    })
    await this.afterUpdate({ active: true })
    return resumed
  }

  /** The checks look at the rule as it would be saved; what they refuse is rolled back. */
  override async save(
    manager: EntityManager,
    { goAnyway = false, midway, ...fields }: RuleUpdate,
    id?: string,
  ): Promise<Rule> {
    await refuseUnknownParts(manager, fields)
    const before = id === undefined ? null : await findOne(manager, Rule, id)
    const saved = await save(manager, Rule, fields, id)
    throwRefusal(saved.id, await wrongActivations(manager, [{ before, wanted: saved }], goAnyway))
    if (midway && before && !before.active && saved.active) await chooseMidway(managerDb(manager), [saved.id], midway)
    return saved
  }

  /** As `save`, but looked at before it is written, so that a rule that is refused undoes no other. */
  override async saveAll(
    manager: EntityManager,
    { goAnyway = false, midway, ...fields }: RuleUpdate,
    rows: readonly Rule[],
  ) {
    const unknown = await whyRefused(() => refuseUnknownParts(manager, fields))
    if (unknown) return new Map(rows.map(({ id }) => [id, unknown]))
    const changes = rows.map((before) => ({ before, wanted: { ...before, ...given(fields) } }))
    const refused = await wrongActivations(manager, changes, goAnyway)
    const ids = rows.map(({ id }) => id).filter((id) => !refused.has(id))
    await saveMany(manager, Rule, { ids, set: fields })
    const switchedOn = rows.filter(({ id, active }) => fields.active && !active && !refused.has(id)).map(({ id }) => id)
    if (midway) await chooseMidway(managerDb(manager), switchedOn, midway)
    return refused
  }
}

/** What is not given stays. */
const given = (fields: RuleUpdate): Partial<Rule> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

interface Change {
  /** Null: the rule is new. */
  before: Rule | null
  wanted: Rule
}

/** Whose messages would come out wrong once it is active, by its id. Costs nothing for rules whose messages go on, or stop, as they were. */
async function wrongActivations(
  manager: EntityManager,
  changes: readonly Change[],
  goAnyway: boolean,
): Promise<Refusals> {
  const activated = changes.filter(isActivation).map(({ wanted }) => wanted)
  if (activated.length === 0) return new Map()
  const unmapped = await wrongMappings(manager, activated)
  const mapped = activated.filter(({ id }) => !unmapped.has(id))
  const now = await readNow(managerDb(manager))
  return new Map([...unmapped, ...(await wrongMessages(manager, mapped, now, goAnyway))])
}

const isActivation = ({ before, wanted }: Change): boolean =>
  wanted.active &&
  (before?.active !== true || MESSAGE_FIELDS.some((field) => !isDeepStrictEqual(before[field], wanted[field])))
