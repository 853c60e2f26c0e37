/** Spreads the load of the days to come: shown first, then done and on record, and taken back if wanted. */
import {
  idShape,
  type SpreadDone,
  spreadDone,
  type SpreadPlan,
  spreadPlan,
  type SpreadRequestBody,
  spreadRequest,
  spreadUndone,
} from '@relance/contract'
import {
  applySpread,
  type Clock,
  type Db,
  planSpread,
  type Spread,
  undoSpread,
  readNow,
  readSettings,
} from '@relance/relance'
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { note } from '../audit/note.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { CLOCK, DB } from '../environment/tokens.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { requestBudget } from '../long-questions/request-budget.ts'

const SAMPLE = 20

@ApiTags('forecast')
@ApiBearerAuth('api')
@Controller('api/forecast/spread')
export class SpreadController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('preview')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({ summary: 'Which relances would come later, so that no closer finds more than so many on one day' })
  @ApiOkResponse({ standardSchema: spreadPlan })
  async preview(
    @Body({ schema: spreadRequest.optional() }) body: SpreadRequestBody | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SpreadPlan> {
    const spread = await this.plan(body, response)
    const sample = spread.moves.slice(0, SAMPLE).map(({ leadId, closerId, fromOn, toOn, to }) => {
      return { leadId, closerId, fromOn, toOn, until: new Date(to).toISOString() }
    })
    return { ...figuresOf(spread, spread.moves.length), sample, isComplete: spread.isComplete }
  }

  @Post()
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({ summary: 'Does it; the answer’s id takes it back' })
  @ApiOkResponse({ standardSchema: spreadDone })
  async apply(
    @Body({ schema: spreadRequest.optional() }) body: SpreadRequestBody | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SpreadDone> {
    const spread = await this.plan(body, response)
    if (!spread.isComplete) throw new Refused('unavailable')
    return changing(this.source, async (manager) => {
      const tx = managerDb(manager)
      const { id, moved } = await applySpread(tx, spread, await readNow(tx))
      const details = { limit: spread.limit, leads: moved, unplaced: spread.unplaced }
      await note(tx, { action: 'spread', resource: 'forecast', recordId: id, details })
      return { id, ...figuresOf(spread, moved) }
    })
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes it back, for what has not gone on since' })
  @ApiOkResponse({ standardSchema: spreadUndone })
  undo(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, async (manager) => {
      const tx = managerDb(manager)
      const restored = await undoSpread(tx, id, await readNow(tx))
      if (restored === null) throw new Refused('not_found')
      await note(tx, { action: 'spread_undone', resource: 'forecast', recordId: id, details: { leads: restored } })
      return { id, restored }
    })
  }

  private async plan({ days = 14, limit }: SpreadRequestBody = {}, response: Response): Promise<Spread> {
    const wanted = limit ?? (await readSettings(this.db, 'closerDailyLimit')).closerDailyLimit
    if (wanted === null) throw refuseFields({ field: 'limit', code: 'required' })
    return planSpread(this.db, await readNow(this.db), { days, limit: wanted, ...requestBudget(response, this.clock) })
  }
}

const figuresOf = ({ limit, unplaced, days }: Spread, moved: number) => ({ limit, moved, unplaced, days })
