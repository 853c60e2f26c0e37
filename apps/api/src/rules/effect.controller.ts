/** What rules have brought about, and the steps that annoy. */
import { effectQuery, type EffectQuery, type EffectShape, effectShape, idShape, stepAlert } from '@relance/contract'
import { annoyingSteps, type Clock, type Db, EFFECT_SPAN_MS, effectOf } from '@relance/relance'
import { Rule } from '@relance/relance/nest'
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { findOne } from '../http/store.ts'
import { InTurn } from '../long-questions/few-at-once.ts'
import { CLOCK, DB } from '../environment/tokens.ts'

@ApiTags('effect')
@ApiBearerAuth('api')
@Controller('api')
export class EffectController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('rules/:id/effect')
  @InTurn()
  @ApiOperation({
    summary: 'Sent, opened, answered, won, opted out: step by step, text against text, with their bounds',
  })
  @ApiOkResponse({ standardSchema: effectShape })
  async effect(
    @Param('id', { schema: idShape }) id: string,
    @Query({ schema: effectQuery }) { since }: EffectQuery,
  ): Promise<EffectShape> {
    await findOne(this.source.manager, Rule, id)
    const from = since === undefined ? this.clock() - EFFECT_SPAN_MS : Date.parse(since)
    return { ...(await effectOf(this.db, id, from)), since: new Date(from).toISOString() }
  }

  @Get('alarms')
  @InTurn()
  @ApiOperation({ summary: 'The steps of active rules that more people than allowed answered with an opt-out' })
  @ApiOkResponse({ standardSchema: stepAlert, isArray: true })
  async alarms(@Res({ passthrough: true }) response: Response) {
    const steps = await annoyingSteps(this.db, this.clock())
    response.set('Content-Range', `alarms 0-${Math.max(steps.length - 1, 0)}/${steps.length}`)
    return steps.map((one) => ({ id: `${one.ruleId}-${one.step}`, ...one }))
  }
}
