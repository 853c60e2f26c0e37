/** Frequencies. Deleting archives: relances keep the version they used. */
import {
  type BulkQuery,
  bulkQuery,
  bulkReport,
  type ListQuery,
  frequency,
  type FrequencyCreate,
  frequencyCreate,
  frequencyList,
  type FrequencyUpdate,
  frequencyUpdate,
  idShape,
  savedVersion,
} from '@relance/contract'
import { Frequency } from '@relance/relance/nest'
import { Body, Controller, Delete, Get, Headers, Param, Post, Put, Query, Req, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource } from 'typeorm'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { findOne, save } from '../http/store.ts'
import { sendVersion } from '../http/version-match.ts'
import { archive, archivedFilter } from './archive.ts'
import { versionedStore, type VersionedStore } from './versioned.ts'

@ApiTags('frequencies')
@ApiBearerAuth('api')
@Controller('api/frequencies')
export class FrequenciesController {
  private readonly store: VersionedStore<Frequency, FrequencyUpdate>

  constructor(private readonly source: DataSource) {
    this.store = versionedStore<Frequency, FrequencyUpdate>(source, {
      entity: Frequency,
      resource: 'frequencies',
      save: (manager, fields, id) => save(manager, Frequency, fields, id),
      inUse: 'exists (select from rules where active and frequency_id = $1)',
    })
  }

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
  async get(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
    return sendVersion(response, await findOne(this.source.manager, Frequency, id))
  }

  @Get(':id/versions')
  @ApiOkResponse({ schema: savedVersion as never, isArray: true })
  versions(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
    return this.store.versions(id, response)
  }

  @Post()
  @ApiCreatedResponse({ schema: frequency as never })
  create(@Body({ schema: frequencyCreate }) fields: FrequencyCreate) {
    return changing(this.source, (manager) => save(manager, Frequency, fields))
  }

  @Put(':id')
  @ApiOperation({ summary: 'Saves a new version; with If-Match, only over the version it names' })
  @ApiOkResponse({ schema: frequency as never })
  update(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: frequencyUpdate }) fields: FrequencyUpdate,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.store.update(id, fields, request, response)
  }

  @Put()
  @ApiOperation({ summary: 'The same change for many; what is refused is listed, the rest is done' })
  @ApiOkResponse({ schema: bulkReport as never })
  updateMany(
    @Query({ schema: bulkQuery }) { filter }: BulkQuery,
    @Body({ schema: frequencyUpdate }) fields: FrequencyUpdate,
    @Headers('accept-language') language?: string,
  ) {
    return this.store.updateMany(filter.id, fields, language)
  }

  @Delete(':id')
  @ApiOkResponse({ schema: frequency as never })
  remove(@Param('id', { schema: idShape }) id: string) {
    return this.store.archive(id)
  }

  @Delete()
  @ApiOperation({ summary: 'Archives many; what is still in use is listed' })
  @ApiOkResponse({ schema: bulkReport as never })
  removeMany(@Query({ schema: bulkQuery }) { filter }: BulkQuery, @Headers('accept-language') language?: string) {
    return this.store.archiveMany(filter.id, language)
  }
}
