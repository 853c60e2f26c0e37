/** Message templates. Deleting archives: relances keep the version they used. */
import {
  type ListQuery,
  template,
  type TemplateCreate,
  templateCreate,
  templateList,
  type TemplateUpdate,
  templateUpdate,
  idShape,
} from '@relance/contract'
import { Template } from '@relance/relance/nest'
import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { findOne, save } from '../http/store.ts'
import { archive, archivedFilter, refuseArchived } from './archive.ts'

@ApiTags('templates')
@ApiBearerAuth('api')
@Controller('api/templates')
export class TemplatesController {
  constructor(private readonly source: DataSource) {}

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
  get(@Param('id', { schema: idShape }) id: string) {
    return findOne(this.source.manager, Template, id)
  }

  @Post()
  @ApiCreatedResponse({ schema: template as never })
  create(@Body({ schema: templateCreate }) fields: TemplateCreate) {
    return changing(this.source, (manager) => save(manager, Template, fields))
  }

  @Put(':id')
  @ApiOkResponse({ schema: template as never })
  update(@Param('id', { schema: idShape }) id: string, @Body({ schema: templateUpdate }) fields: TemplateUpdate) {
    return changing(this.source, async (manager) => {
      refuseArchived(await findOne(manager, Template, id))
      return save(manager, Template, fields, id)
    })
  }

  @Delete(':id')
  @ApiOkResponse({ schema: template as never })
  remove(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, (manager) =>
      archive.one(manager, Template, id, 'exists (select from rules where active and template_ids @> array[$1::uuid])'),
    )
  }
}
