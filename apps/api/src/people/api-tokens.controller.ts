/** Bearers for scripts. The text of one is shown once, when it is made; deleting revokes. Each ends with its owner's account. */
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
import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource, type EntityManager, In } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { ApiToken } from './api-token.entity.ts'
import { makeToken } from '../auth/api-tokens.ts'
import { sha256 } from '../auth/sha256.ts'
import { credentialOf } from '../auth/credentials.ts'
import { User } from './user.entity.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { findOne, save } from '../http/store.ts'
import { CLOCK } from '../environment/tokens.ts'
import { refuseNameOfPerson } from './names.ts'
import { DAY } from '@relance/relance/core'

/** How long a token lives when nobody says. */
const LIFE_MS = 90 * DAY

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
  async list(@Query({ schema: apiTokenList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(ApiToken).createQueryBuilder('row')
    const options = { resource: 'api-tokens', searched: ['row.name'], defaultSort: ['createdAt', 'DESC'] as const }
    return withOwners(this.source.manager, await list(rows, query, options, response))
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads an API token' })
  @ApiOkResponse({ standardSchema: apiToken })
  get(@Param('id', { schema: idShape }) id: string) {
    return viewOf(this.source.manager, id)
  }

  @Post()
  @ApiOperation({ summary: 'Makes an API token; the answer alone holds the token itself' })
  @ApiCreatedResponse({ standardSchema: newApiToken })
  create(
    @Body({ schema: apiTokenCreate }) { ownerId: named, expiresAt, ...fields }: ApiTokenCreate,
    @CurrentActor() actor: Actor,
    @Req() request: Request,
  ) {
    // What a token made would outlive its revocation.
    if (credentialOf(request)?.kind === 'token') throw new Refused('forbidden')
    const token = makeToken()
    return changing(this.source, async (manager) => {
      await refuseNameOfPerson(manager, fields.name)
      const ownerId = await ownerOf(manager, actor, named)
      const row = {
        ...fields,
        ownerId,
        tokenHash: sha256(token),
        expiresAt: expiresAt ?? new Date(this.clock() + LIFE_MS),
      }
      const { id } = await save(manager, ApiToken, row)
      return { ...(await viewOf(manager, id)), token }
    })
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Revokes an API token' })
  @ApiOkResponse({ standardSchema: apiToken })
  revoke(@Param('id', { schema: idShape }) id: string) {
    return changing(this.source, async (manager) => {
      const row = await findOne(manager, ApiToken, id)
      if (!row.revokedAt) await save(manager, ApiToken, { revokedAt: new Date(this.clock()) }, id)
      return viewOf(manager, id)
    })
  }
}

async function ownerOf(manager: EntityManager, actor: Actor, named: string | undefined): Promise<string> {
  if (actor.id === null) {
    const [owner] = await manager.query<{ id: string }[]>(
      `select id from users
        where disabled_at is null and case when $1::uuid is null then role = 'admin' else id = $1 and role <> 'closer' end
        order by created_at, id limit 1`,
      [named ?? null],
    )
    if (owner) return owner.id
  } else if (named === undefined || named === actor.id) {
    return actor.id
  }
  throw refuseFields({ field: 'ownerId', code: 'owner_refused' })
}

async function withOwners(manager: EntityManager, tokens: readonly ApiToken[]) {
  const owners = await manager.find(User, { where: { id: In(tokens.flatMap(({ ownerId }) => ownerId ?? [])) } })
  const names = new Map(owners.map(({ id, name }) => [id, name]))
  return tokens.map((token) => ({ ...token, ownerName: names.get(token.ownerId ?? '') ?? '' }))
}

async function viewOf(manager: EntityManager, id: string) {
  return (await withOwners(manager, [await findOne(manager, ApiToken, id)]))[0]
}
