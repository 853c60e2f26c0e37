/** What messages cost: the rate card people keep, and what was spent by rule and month. */
import {
  idShape,
  type RateCreate,
  rateCreate,
  rateShape,
  type RateUpdate,
  rateUpdate,
  type Spend,
  spend,
  type SpendQuery,
  spendQuery,
} from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import { RateCard } from '@relance/relance/nest'
import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { changing } from '../http/changing.ts'
import { findOne, save } from '../http/store.ts'
import { DB } from '../environment/tokens.ts'
import { microsOf, unitsOf } from '../http/money-view.ts'
import { readSpend } from './spend.ts'

@ApiTags('whatsapp')
@ApiBearerAuth('api')
@Controller('api/whatsapp')
export class MoneyController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get('spend')
  @ApiOperation({ summary: 'What a month cost, by rule and category' })
  @ApiOkResponse({ standardSchema: spend })
  async spend(@Query({ schema: spendQuery }) { month }: SpendQuery): Promise<Spend> {
    return readSpend(this.db, await readNow(this.db), month ?? null)
  }

  @Get('rates')
  @ApiOperation({ summary: 'Lists the rate card' })
  @ApiOkResponse({ standardSchema: rateShape, isArray: true })
  async rates(@Res({ passthrough: true }) response: Response) {
    const order = { market: 'ASC', category: 'ASC', validFrom: 'DESC' } as const
    const rows = await this.source.manager.find(RateCard, { order })
    response.set('Content-Range', `rates 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
    return rows.map(view)
  }

  @Get('rates/:id')
  @ApiOperation({ summary: 'Reads a rate' })
  @ApiOkResponse({ standardSchema: rateShape })
  async rate(@Param('id', { schema: idShape }) id: string) {
    return view(await findOne(this.source.manager, RateCard, id))
  }

  @Post('rates')
  @ApiOperation({ summary: 'Adds a rate' })
  @ApiCreatedResponse({ standardSchema: rateShape })
  create(@Body({ schema: rateCreate }) fields: RateCreate) {
    return changing(this.source, async (manager) => view(await save(manager, RateCard, rowOf(fields))))
  }

  @Put('rates/:id')
  @ApiOperation({ summary: 'Changes a rate' })
  @ApiOkResponse({ standardSchema: rateShape })
  update(@Param('id', { schema: idShape }) id: string, @Body({ schema: rateUpdate }) fields: RateUpdate) {
    return changing(this.source, async (manager) => {
      await findOne(manager, RateCard, id)
      return view(await save(manager, RateCard, rowOf(fields), id))
    })
  }

  @Delete('rates/:id')
  @ApiOperation({ summary: 'Deletes a rate' })
  @ApiOkResponse({ standardSchema: rateShape })
  remove(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, async (manager) => {
      const row = await findOne(manager, RateCard, id)
      await manager.delete(RateCard, { id })
      return view(row)
    })
  }
}

function rowOf({ price, ...fields }: RateUpdate) {
  return { ...fields, ...(price !== undefined && { priceMicros: String(microsOf(price)) }) }
}

const view = ({ priceMicros, ...row }: RateCard) => ({ ...row, price: unitsOf(Number(priceMicros)) })
