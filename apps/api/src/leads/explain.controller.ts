/** Why a lead is written to, or why not: the run's own decisions, as codes and as sentences. */
import {
  explainedLead,
  explainedRelance,
  explainQuery,
  explanationOf,
  explanationWords,
  idShape,
  languageOf,
  ruleExplanationOf,
  ruleExplanationWords,
} from '@relance/contract'
import { type Db, explainLead, explainPast, explainRelance, readNow } from '@relance/relance'
import { Controller, Get, Headers, Inject, Param, Query } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DataSource } from 'typeorm'
import type { z } from 'zod'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { Refused } from '../http/refused.ts'
import { InTurn } from '../long-questions/few-at-once.ts'
import { DB } from '../environment/tokens.ts'
import { readLead } from './lead-view.ts'
import { readRelance } from '../relances/relance-view.ts'

/** What was asked a moment ago is still the present. */
const RECENT_MS = 60_000

@ApiTags('explain')
@ApiBearerAuth('api')
@Controller('api')
export class ExplainController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get('leads/:id/explain')
  @InTurn()
  @ApiOperation({
    summary: 'Why a lead is followed up, or why not, rule by rule',
    description:
      'Codes (conditions with the value seen, checks, course of the next step) and, in `words`, sentences in the language of Accept-Language.',
  })
  @ApiOkResponse({ standardSchema: explainedLead })
  async explain(
    @Param('id', { schema: idShape }) id: string,
    @Query({ schema: explainQuery }) { at }: z.infer<typeof explainQuery>,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    await readLead(this.source.manager, id, actor)
    const now = await readNow(this.db)
    const moment = at === undefined ? now : Date.parse(at)
    const explained = await (moment < now - RECENT_MS ? explainPast : explainLead)(this.db, id, moment)
    if (!explained) throw new Refused('not_found')
    const explanation = explanationOf(explained)
    return { ...explanation, words: explanationWords(languageOf(language), explanation) }
  }

  @Get('relances/:id/explain')
  @InTurn()
  @ApiOperation({
    summary: 'Why a relance was recorded',
    description: 'From the versions of rule, frequency and template it kept, and from the lead as it was then.',
  })
  @ApiOkResponse({ standardSchema: explainedRelance })
  async explainRelance(
    @Param('id', { schema: idShape }) id: string,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    await readRelance(this.source.manager, id, actor)
    const explained = await explainRelance(this.db, id)
    if (!explained) throw new Refused('not_found')
    const explanation = ruleExplanationOf(explained)
    return { ...explanation, words: ruleExplanationWords(languageOf(language), explanation) }
  }
}
