/** Days off: what falls due meanwhile goes to a stand-in, or waits. Closers enter their own. */
import {
  absence,
  type AbsenceCreate,
  absenceCreate,
  absenceList,
  type AbsenceUpdate,
  absenceUpdate,
  idShape,
  type ListQuery,
} from '@relance/contract'
import { Body, Controller, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource, type EntityManager } from 'typeorm'
import { Absence } from './absence.entity.ts'
import { type Actor, CurrentActor, isCloser } from '../auth/access.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { save } from '../http/store.ts'
import { isActiveUser } from './leaving.ts'

@ApiTags('users')
@ApiBearerAuth('api')
@Controller('api/absences')
export class AbsencesController {
  constructor(private readonly source: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'Lists absences' })
  @ApiOkResponse({ standardSchema: absence, isArray: true })
  list(
    @Query({ schema: absenceList }) query: ListQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    const rows = this.visible(this.source.manager, actor)
    return list(rows, query, { resource: 'absences', defaultSort: ['fromOn', 'DESC'] }, response)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads an absence' })
  @ApiOkResponse({ standardSchema: absence })
  get(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor) {
    return this.find(this.source.manager, id, actor)
  }

  @Post()
  @ApiOperation({ summary: 'Records an absence' })
  @ApiCreatedResponse({ standardSchema: absence })
  create(@Body({ schema: absenceCreate }) fields: AbsenceCreate, @CurrentActor() actor: Actor) {
    const userId = fields.userId ?? actor.id
    if (userId === null) throw refuseFields({ field: 'userId', code: 'required' })
    return changing(this.source, (manager) => this.saveChecked(manager, { standInId: null, ...fields, userId }, actor))
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes an absence' })
  @ApiOkResponse({ standardSchema: absence })
  update(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: absenceUpdate }) fields: AbsenceUpdate,
    @CurrentActor() actor: Actor,
  ) {
    return changing(this.source, async (manager) => {
      const { createdAt: _, id: __, ...before } = await this.find(manager, id, actor)
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
      return this.saveChecked(manager, { ...before, ...given }, actor, id)
    })
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Deletes an absence' })
  @ApiOkResponse({ standardSchema: absence })
  remove(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor) {
    return changing(this.source, async (manager) => {
      const row = await this.find(manager, id, actor)
      await manager.delete(Absence, { id })
      return row
    })
  }

  private async saveChecked(
    manager: EntityManager,
    fields: Pick<Absence, 'userId' | 'fromOn' | 'toOn' | 'standInId'>,
    actor: Actor,
    id?: string,
  ): Promise<Absence> {
    const { userId, fromOn, toOn, standInId } = fields
    if (isCloser(actor) && userId !== actor.id) throw refuseFields({ field: 'userId', code: 'field_for_managers' })
    if (toOn < fromOn) throw refuseFields({ field: 'toOn', code: 'absence_ends_before_it_begins' })
    if (!(await isActiveUser(manager, userId))) throw refuseFields({ field: 'userId', code: 'user_unknown' })
    if (standInId !== null) {
      const isThere = standInId !== userId && (await isActiveUser(manager, standInId))
      if (!isThere) throw refuseFields({ field: 'standInId', code: 'user_unknown' })
      const away = await manager.query<unknown[]>(
        'select from absences where user_id = $1 and from_on <= $3 and to_on >= $2',
        [standInId, fromOn, toOn],
      )
      if (away.length > 0) throw refuseFields({ field: 'standInId', code: 'stand_in_absent' })
    }
    return save(manager, Absence, { userId, fromOn, toOn, standInId }, id)
  }

  private visible(manager: EntityManager, actor: Actor) {
    const rows = manager.createQueryBuilder(Absence, 'row')
    return isCloser(actor) ? rows.where('row.userId = :actorId', { actorId: actor.id }) : rows
  }

  private async find(manager: EntityManager, id: string, actor: Actor): Promise<Absence> {
    const row = await this.visible(manager, actor).andWhere('row.id = :id', { id }).getOne()
    if (!row) throw new Refused('not_found')
    return row
  }
}
