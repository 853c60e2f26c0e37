/**
 * The routes that rules, frequencies and templates share: a save makes a version, deleting archives, many are changed at once. Each
 * controller adds its own and says how it saves.
 */
import { type BulkQuery, bulkQuery, bulkReport, idShape, type ListQuery, savedVersion } from '@relance/contract'
import { Body, Delete, Get, Headers, Param, Post, Put, Query, Req, Res } from '@nestjs/common'
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource, type EntityManager, type EntityTarget } from 'typeorm'
import type { ZodType } from 'zod'
import { type Refusals, reportOf, throwRefusal } from '../http/bulk.ts'
import { changing } from '../http/changing.ts'
import { list, type ListOptions } from '../http/list.ts'
import { findOne, save, saveMany } from '../http/store.ts'
import { sendVersion, takeVersion } from '../http/version-match.ts'
import { archive, archivedFilter, refuseArchived } from './archive.ts'
import { readVersions } from './read-versions.ts'
import { type Row, updateMany } from './update-many.ts'

interface Resource<Entity extends Row> extends Pick<ListOptions, 'searched' | 'defaultSort'> {
  entity: EntityTarget<Entity>
  resource: 'rules' | 'frequencies' | 'templates'
  /** A saved state as it travels, so that it can be saved again; as it is stored when absent. */
  view?: (snapshot: Record<string, unknown>) => Record<string, unknown>
  /** Whether an active rule needs the row; over the row `x`. */
  inUse: string
  /** A row as it travels, and what is let in. */
  shapes: { row: ZodType; list: ZodType<ListQuery>; create: ZodType; update: ZodType }
}

/** What a controller sees of the routes it has taken over. */
export interface VersionedRoutes<Entity extends Row, Fields extends object> {
  readonly source: DataSource
  /** Checks and saves, inside the transaction; without an id a new row. */
  save(manager: EntityManager, fields: Fields, id?: string): Promise<Entity>
  /** The same change for many rows, inside the transaction; says which of them are refused. */
  saveAll(manager: EntityManager, fields: Fields, rows: readonly Entity[]): Promise<Refusals>
  /** Follows what was saved, once it is committed. */
  afterUpdate(fields: Fields): Promise<void>
}

type Routes<Entity extends Row, Fields extends object> = abstract new (
  source: DataSource,
) => VersionedRoutes<Entity, Fields>

const ONE = { rules: 'a rule', frequencies: 'a frequency', templates: 'a template' } as const

export function versionedRoutes<Entity extends Row, Fields extends object>({
  entity,
  resource,
  inUse,
  view = (snapshot) => snapshot,
  searched,
  defaultSort,
  shapes,
}: Resource<Entity>): Routes<Entity, Fields> {
  const one = ONE[resource]
  const options = { resource, searched, ...archive.list, defaultSort }
  abstract class SharedRoutes implements VersionedRoutes<Entity, Fields> {
    constructor(readonly source: DataSource) {}

    save(manager: EntityManager, fields: Fields, id?: string): Promise<Entity> {
      return save(manager, entity, fields, id)
    }

    async saveAll(manager: EntityManager, fields: Fields, rows: readonly Entity[]): Promise<Refusals> {
      await saveMany(manager, entity, { ids: rows.map(({ id }) => id), set: fields })
      return new Map()
    }

    afterUpdate(_: Fields): Promise<void> {
      return Promise.resolve()
    }

    @Get()
    @ApiOperation({ summary: `Lists ${resource}` })
    @ApiOkResponse({ standardSchema: shapes.row, isArray: true })
    list(@Query({ schema: shapes.list }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
      const rows = this.source.getRepository(entity).createQueryBuilder('row')
      return list(rows, archivedFilter(query), options, response)
    }

    @Get(':id')
    @ApiOperation({ summary: `Reads ${one}` })
    @ApiOkResponse({ standardSchema: shapes.row })
    async get(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
      return sendVersion(response, await findOne(this.source.manager, entity, id))
    }

    @Get(':id/versions')
    @ApiOperation({ summary: `Lists the saved versions of ${one}` })
    @ApiOkResponse({ standardSchema: savedVersion, isArray: true })
    async versions(@Param('id', { schema: idShape }) id: string, @Res({ passthrough: true }) response: Response) {
      await findOne(this.source.manager, entity, id)
      const rows = await readVersions(this.source.manager, resource, id)
      response.set('Content-Range', `versions 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
      return rows.map((row) => ({ ...row, snapshot: view(row.snapshot) }))
    }

    @Post()
    @ApiOperation({ summary: `Creates ${one}` })
    @ApiCreatedResponse({ standardSchema: shapes.row })
    create(@Body({ schema: shapes.create }) fields: Fields) {
      return changing(this.source, (manager) => this.save(manager, fields))
    }

    @Put(':id')
    @ApiOperation({ summary: 'Saves a new version; with If-Match, only over the version it names' })
    @ApiHeader({ name: 'If-Match', required: false, description: 'The ETag of the version that was read' })
    @ApiOkResponse({ standardSchema: shapes.row })
    async update(
      @Param('id', { schema: idShape }) id: string,
      @Body({ schema: shapes.update }) fields: Fields,
      @Req() request: Request,
      @Res({ passthrough: true }) response: Response,
    ) {
      const saved = await changing(this.source, async (manager) => {
        refuseArchived(await takeVersion(manager, entity, id, request))
        return this.save(manager, fields, id)
      })
      await this.afterUpdate(fields)
      return sendVersion(response, saved)
    }

    @Put()
    @ApiOperation({ summary: 'The same change for many; what is refused is listed, the rest is done' })
    @ApiOkResponse({ standardSchema: bulkReport })
    async updateMany(
      @Query({ schema: bulkQuery }) { filter }: BulkQuery,
      @Body({ schema: shapes.update }) fields: Fields,
      @Headers('accept-language') language?: string,
    ) {
      const refused = await changing(this.source, (manager) =>
        updateMany(manager, entity, filter.id, (rows) => this.saveAll(manager, fields, rows)),
      )
      await this.afterUpdate(fields)
      return reportOf(filter.id, refused, language)
    }

    @Delete(':id')
    @ApiOperation({ summary: `Archives ${one}` })
    @ApiOkResponse({ standardSchema: shapes.row })
    remove(@Param('id', { schema: idShape }) id: string) {
      return changing(this.source, async (manager) => {
        throwRefusal(id, await archive.many(manager, entity, [id], inUse))
        return findOne(manager, entity, id)
      })
    }

    @Delete()
    @ApiOperation({ summary: 'Archives many; what is still in use is listed' })
    @ApiOkResponse({ standardSchema: bulkReport })
    async removeMany(
      @Query({ schema: bulkQuery }) { filter }: BulkQuery,
      @Headers('accept-language') language?: string,
    ) {
      const refused = await changing(this.source, (manager) => archive.many(manager, entity, filter.id, inUse))
      return reportOf(filter.id, refused, language)
    }
  }
  return SharedRoutes
}
