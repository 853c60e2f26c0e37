/** What colleagues may know of each other: names, roles, and who is away. */
import { closer, closerList, idShape, type ListQuery } from '@relance/contract'
import { Controller, Get, Param, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { User } from './user.entity.ts'
import { list } from '../http/list.ts'
import { Refused } from '../http/refused.ts'

@ApiTags('users')
@ApiBearerAuth('api')
@Controller('api/closers')
export class ClosersController {
  constructor(private readonly source: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'Lists the people a lead can belong to' })
  @ApiOkResponse({ standardSchema: closer, isArray: true })
  async list(@Query({ schema: closerList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const options = { resource: 'closers', searched: ['row.name'], defaultSort: ['name', 'ASC'] as const }
    return this.view(await list(this.active(), query, options, response))
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads one of the people a lead can belong to' })
  @ApiOkResponse({ standardSchema: closer })
  async get(@Param('id', { schema: idShape }) id: string) {
    const row = await this.active().andWhere('row.id = :id', { id }).getOne()
    if (!row) throw new Refused('not_found')
    return (await this.view([row]))[0]
  }

  private active() {
    return this.source.getRepository(User).createQueryBuilder('row').where('row.disabledAt is null')
  }

  private async view(rows: readonly User[]) {
    const away = await this.source.manager.query<{ id: string }[]>(
      `select a.user_id as id from absences a, settings s
        where a.user_id = any($1::uuid[]) and (now() at time zone s.time_zone)::date between a.from_on and a.to_on`,
      [rows.map((row) => row.id)],
    )
    const absent = new Set(away.map((row) => row.id))
    return rows.map(({ id, name, role }) => ({ id, name, role, isAbsent: absent.has(id) }))
  }
}
