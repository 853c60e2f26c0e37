/** Relances: the follow-ups that were recorded, with their message and link. */
import { idShape, type ListQuery, relance, relanceList } from '@relance/contract'
import { Lead } from '@relance/leads/nest'
import { Relance } from '@relance/relance/nest'
import { waLink } from '@relance/whatsapp'
import { Controller, Get, Param, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { list } from '../http/list.ts'
import { Refused } from '../http/refused.ts'

type WithLead = Relance & { lead?: Pick<Lead, 'phone'> | null }

@ApiTags('relances')
@ApiBearerAuth('api')
@Controller('api/relances')
export class RelancesController {
  constructor(private readonly source: DataSource) {}

  @Get()
  @ApiOkResponse({ schema: relance as never, isArray: true })
  async list(@Query({ schema: relanceList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = await list(
      this.query(),
      query,
      { resource: 'relances', defaultSort: ['recordedAt', 'DESC'] },
      response,
    )
    return rows.map(view)
  }

  @Get(':id')
  @ApiOkResponse({ schema: relance as never })
  async get(@Param('id', { schema: idShape }) id: string) {
    const row = await this.query().where('row.id = :id', { id }).getOne()
    if (!row) throw new Refused('not_found')
    return view(row)
  }

  private query() {
    return this.source.manager
      .createQueryBuilder(Relance, 'row')
      .leftJoinAndMapOne('row.lead', Lead, 'lead', 'lead.id = row.leadId')
  }
}

/** The link is a pure function of number and message, so it is not stored: there is one less copy of both. */
function view({ lead, enrolmentId: _, ...row }: WithLead) {
  return { ...row, link: lead?.phone ? waLink(lead.phone, row.message) : null }
}
