/** Message templates. Deleting archives: relances keep the version they used. */
import {
  type BulkQuery,
  bulkQuery,
  bulkReport,
  type ListQuery,
  template,
  type TemplateCreate,
  templateCreate,
  templateList,
  type TemplateUpdate,
  templateUpdate,
  idShape,
  savedVersion,
} from '@relance/contract'
import { Template } from '@relance/relance/nest'
import { Body, Controller, Delete, Get, Headers, Param, Post, Put, Query, Req, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource } from 'typeorm'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { findOne } from '../http/store.ts'
import { sendVersion } from '../http/version-match.ts'
import { archive, archivedFilter } from './archive.ts'
import { saveTemplate, viewSnapshot } from './template-mapping.ts'
import { versionedStore, type VersionedStore } from './versioned.ts'

@ApiTags('templates')
@ApiBearerAuth('api')
@Controller('api/templates')
export class TemplatesController {
  private readonly store: VersionedStore<Template, TemplateUpdate>

  constructor(private readonly source: DataSource) {
    this.store = versionedStore<Template, TemplateUpdate>(source, {
      entity: Template,
      resource: 'templates',
      save: saveTemplate,
      view: viewSnapshot,
      inUse: `exists (select from rules where active and (template_ids @> array[$1::uuid]
        or variants @> jsonb_build_array(jsonb_build_object('templateId', $1::text))))`,
    })
  }

  @Get()
  @ApiOkResponse({ schema: template as never, isArray: true })
  list(@Query({ schema: templateList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(Template).createQueryBuilder('row')
    const searched = ['row.name', 'row.body']
    return list(
      rows,
      archivedFilter(query),
      { resource: 'templates', searched, ...archive.list, defaultSort: ['name', 'ASC'] },
      response,
    )
  }

  @Get(':id')
  @ApiOkResponse({ schema: template as never })
  async get(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
    return sendVersion(response, await findOne(this.source.manager, Template, id))
  }

  @Get(':id/versions')
  @ApiOkResponse({ schema: savedVersion as never, isArray: true })
  versions(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
    return this.store.versions(id, response)
  }

  @Post()
  @ApiCreatedResponse({ schema: template as never })
  create(@Body({ schema: templateCreate }) fields: TemplateCreate) {
    return changing(this.source, (manager) => saveTemplate(manager, fields))
  }

  @Put(':id')
  @ApiOperation({ summary: 'Saves a new version; with If-Match, only over the version it names' })
  @ApiOkResponse({ schema: template as never })
  update(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: templateUpdate }) fields: TemplateUpdate,
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
    @Body({ schema: templateUpdate }) fields: TemplateUpdate,
    @Headers('accept-language') language?: string,
  ) {
    return this.store.updateMany(filter.id, fields, language)
  }

  @Delete(':id')
  @ApiOkResponse({ schema: template as never })
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
