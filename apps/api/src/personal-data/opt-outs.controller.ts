/** The list of those who asked never to be contacted again. Numbers go in and are not shown. */
import { idShape, type ListQuery, optOut, type OptOutCreate, optOutCreate, optOutList } from '@relance/contract'
import { readMobile } from '@relance/leads/core'
import { type Db, settleChanges, readNow } from '@relance/relance'
import { Settings } from '@relance/relance/nest'
import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { refuseFields } from '../http/refused.ts'
import { findOne } from '../http/store.ts'
import { DB } from '../environment/tokens.ts'
import { OptOut } from './opt-out.entity.ts'

const SETTLE_SECONDS = 2

@ApiTags('personal data')
@ApiBearerAuth('api')
@Controller('api/opt-outs')
export class OptOutsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists opted-out numbers' })
  @ApiOkResponse({ standardSchema: optOut, isArray: true })
  list(@Query({ schema: optOutList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(OptOut).createQueryBuilder('row')
    return list(rows, query, { resource: 'opt-outs', defaultSort: ['optedOutAt', 'DESC'] }, response)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads an opt-out' })
  @ApiOkResponse({ standardSchema: optOut })
  get(@Param('id', { schema: idShape }) id: string) {
    return findOne(this.source.manager, OptOut, id)
  }

  /** A number that is no lead's yet is kept as well: the lead that brings it later is opted out from the start. */
  @Post()
  @ApiOperation({ summary: 'Opts a number out' })
  @ApiCreatedResponse({ standardSchema: optOut })
  async create(@Body({ schema: optOutCreate }) { phone }: OptOutCreate) {
    const { country } = await this.source.manager.findOneByOrFail(Settings, { id: true })
    const read = readMobile(phone, country)
    if (!read.ok) throw refuseFields({ field: 'phone', code: 'phone_refused', params: { country } })
    const row = await changing(this.source, async (manager) => {
      const now = new Date(await readNow(managerDb(manager)))
      await manager.query('select take_number_locks(array[$1::text])', [read.phone])
      await manager.query(
        'update leads set opted_out_at = $2, updated_at = $2 where phone = $1 and opted_out_at is null',
        [read.phone, now],
      )
      const [{ id }] = await manager.query<[{ id: string }]>(
        `insert into opt_outs (phone_hash, opted_out_at) values (opt_out_hash($1), $2)
         on conflict (phone_hash) do update set phone_hash = excluded.phone_hash returning id`,
        [read.phone, now],
      )
      return findOne(manager, OptOut, id)
    })
    await settleChanges({ db: this.db }, SETTLE_SECONDS)
    return row
  }

  /** Lifts the opt-out, of the number and of the lead that has it. */
  @Delete(':id')
  @ApiOperation({ summary: 'Takes an opt-out back' })
  @ApiOkResponse({ standardSchema: optOut })
  async remove(@Param('id', { schema: idShape }) id: string) {
    const row = await changing(this.source, async (manager) => {
      const found = await findOne(manager, OptOut, id)
      if (found.leadId) {
        await manager.query('update leads set opted_out_at = null, updated_at = now() where id = $1', [found.leadId])
      }
      await manager.delete(OptOut, { id })
      return found
    })
    await settleChanges({ db: this.db }, SETTLE_SECONDS)
    return row
  }
}
