/** Bearers for scripts. The text of one is shown once, when it is made; deleting revokes. */
import {
  apiToken,
  type ApiTokenCreate,
  apiTokenCreate,
  apiTokenList,
  idShape,
  type ListQuery,
  newApiToken,
} from '@relance/contract'
import type { Clock } from '@relance/relance'
import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { ApiToken } from '../auth/api-token.entity.ts'
import { makeToken, tokenHash } from '../auth/api-tokens.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { findOne, save } from '../http/store.ts'
import { CLOCK } from '../tokens.ts'

@ApiTags('users')
@ApiBearerAuth('api')
@Controller('api/api-tokens')
export class ApiTokensController {
  constructor(
    private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists API tokens' })
  @ApiOkResponse({ standardSchema: apiToken, isArray: true })
  list(@Query({ schema: apiTokenList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(ApiToken).createQueryBuilder('row')
    const options = { resource: 'api-tokens', searched: ['row.name'], defaultSort: ['createdAt', 'DESC'] as const }
    return list(rows, query, options, response)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads an API token' })
  @ApiOkResponse({ standardSchema: apiToken })
  get(@Param('id', { schema: idShape }) id: string) {
    return findOne(this.source.manager, ApiToken, id)
  }

  @Post()
  @ApiOperation({ summary: 'Makes an API token; the answer alone holds the token itself' })
  @ApiCreatedResponse({ standardSchema: newApiToken })
  create(@Body({ schema: apiTokenCreate }) fields: ApiTokenCreate, @CurrentActor() actor: Actor) {
    const token = makeToken()
    return changing(this.source, async (manager) => {
      const saved = await save(manager, ApiToken, { ...fields, tokenHash: tokenHash(token), createdBy: actor.id })
      return { ...saved, token }
    })
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Revokes an API token' })
  @ApiOkResponse({ standardSchema: apiToken })
  revoke(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, async (manager) => {
      const row = await findOne(manager, ApiToken, id)
      return row.revokedAt ? row : save(manager, ApiToken, { revokedAt: new Date(this.clock()) }, id)
    })
  }
}
