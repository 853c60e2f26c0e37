/** Frequencies. Deleting archives: relances keep the version they used. */
import {
  type ListQuery,
  frequency,
  type FrequencyCreate,
  frequencyCreate,
  frequencyList,
  type FrequencyUpdate,
  frequencyUpdate,
  idShape,
} from '@relance/contract'
import { Frequency } from '@relance/relance/nest'
import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { findOne, save } from '../http/store.ts'
import { archive, archivedFilter, refuseArchived } from './archive.ts'

@ApiTags('frequencies')
@ApiBearerAuth('api')
@Controller('api/frequencies')
export class FrequenciesController {
  constructor(private readonly source: DataSource) {}

  @Get()
  @ApiOkResponse({ schema: frequency as never, isArray: true })
  list(@Query({ schema: frequencyList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(Frequency).createQueryBuilder('row')
    const searched = ['row.name']
    return list(
      rows,
      archivedFilter(query),
      { resource: 'frequencies', searched, ...archive.list, defaultSort: ['name', 'ASC'] },
      response,
    )
  }

  @Get(':id')
  @ApiOkResponse({ schema: frequency as never })
  get(@Param('id', { schema: idShape }) id: string) {
    return findOne(this.source.manager, Frequency, id)
  }

  @Post()
  @ApiCreatedResponse({ schema: frequency as never })
  create(@Body({ schema: frequencyCreate }) fields: FrequencyCreate) {
    return changing(this.source, (manager) => save(manager, Frequency, fields))
  }

  @Put(':id')
  @ApiOkResponse({ schema: frequency as never })
  update(@Param('id', { schema: idShape }) id: string, @Body({ schema: frequencyUpdate }) fields: FrequencyUpdate) {
    return changing(this.source, async (manager) => {
      refuseArchived(await findOne(manager, Frequency, id))
      return save(manager, Frequency, fields, id)
    })
  }

  @Delete(':id')
  @ApiOkResponse({ schema: frequency as never })
  remove(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, (manager) =>
      archive.one(manager, Frequency, id, 'exists (select from rules where active and frequency_id = $1)'),
    )
  }
}
