/** The people of the house. Nobody is deleted: who leaves is disabled, and somebody takes over the leads. */
import {
  idShape,
  type ListQuery,
  newAccountLink,
  newUser,
  type UserCreate,
  type UserUpdate,
  user,
  userCreate,
  userList,
  userUpdate,
} from '@relance/contract'
import type { Db } from '@relance/relance'
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { DataSource, type EntityManager } from 'typeorm'
import { note } from '../audit/note.ts'
import { linkTo, makeLink } from '../auth/account-links.ts'
import { hashOrRefuse } from '../auth/new-password.ts'
import { removeFactors } from '../auth/second-factors.ts'
import { endSessionsOf } from '../auth/sessions.ts'
import { User } from './user.entity.ts'
import { managerDb } from '../database/manager-db.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, DB } from '../environment/tokens.ts'
import { changing } from '../http/changing.ts'
import { list } from '../http/list.ts'
import { publicUrlOf } from '../http/public-url.ts'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { Refused } from '../http/refused.ts'
import { findOne, save } from '../http/store.ts'
import { handOver, refuseLastAdmin } from './leaving.ts'
import { refuseNameOfToken } from './names.ts'

@ApiTags('users')
@ApiBearerAuth('api')
@Controller('api/users')
export class UsersController {
  constructor(
    private readonly source: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists accounts' })
  @ApiOkResponse({ standardSchema: user, isArray: true })
  async list(@Query({ schema: userList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const rows = this.source.getRepository(User).createQueryBuilder('row')
    const special = { disabled: (value: unknown) => ({ sql: `row.disabledAt is ${value ? 'not ' : ''}null` }) }
    const searched = ['row.name', 'row.email']
    return (
      await list(rows, query, { resource: 'users', searched, special, defaultSort: ['name', 'ASC'] }, response)
    ).map(view)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads an account' })
  @ApiOkResponse({ standardSchema: user })
  async get(@Param('id', { schema: idShape }) id: string) {
    return view(await findOne(this.source.manager, User, id))
  }

  @Post()
  @ApiOperation({ summary: 'Creates an account; without a password the answer holds an invitation link' })
  @ApiCreatedResponse({ standardSchema: newUser })
  async create(@Body({ schema: userCreate }) { password, ...fields }: UserCreate, @Req() request: Request) {
    const passwordHash = password === undefined ? null : await hashOrRefuse(this.db, password, fields)
    return changing(this.source, async (manager) => {
      await refuseNameOfToken(manager, fields.name)
      const saved = await save(manager, User, { role: 'closer', ...fields, passwordHash })
      return { ...view(saved), invitation: saved.hasPassword ? null : await this.makeLink(manager, saved, request) }
    })
  }

  @Post(':id/link')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Makes a one-time link with which the person sets a password: an invitation, or a reset valid for 24 hours',
  })
  @ApiOkResponse({ standardSchema: newAccountLink })
  link(@Param('id', { schema: idShape }) id: string, @Req() request: Request) {
    return changing(this.source, async (manager) => {
      const person = await findOne(manager, User, id)
      if (person.disabledAt !== null) throw new Refused('account_disabled')
      return this.makeLink(manager, person, request)
    })
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes an account' })
  @ApiOkResponse({ standardSchema: user })
  async update(@Param('id', { schema: idShape }) id: string, @Body({ schema: userUpdate }) fields: UserUpdate) {
    const passwordHash = fields.password === undefined ? undefined : await this.hashFor(id, fields.password, fields)
    return changing(this.source, async (manager) => {
      const before = await findOne(manager, User, id)
      await refuseLastAdmin(manager, before, fields)
      if (fields.name !== undefined && fields.name !== before.name) await refuseNameOfToken(manager, fields.name)
      const { disabled, takeOverBy, password: _, ...kept } = fields
      const isLeaving = disabled === true && before.disabledAt === null
      if (isLeaving) await handOver(manager, id, takeOverBy)
      const disabledAt =
        disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? new Date()) : null
      const saved = await save(
        manager,
        User,
        { ...kept, disabledAt, ...(passwordHash && { passwordHash }), updatedAt: new Date() },
        id,
      )
      if (isLeaving || passwordHash) await endSessionsOf(managerDb(manager), id)
      if (passwordHash) await note(managerDb(manager), { action: 'password_changed', resource: 'users', recordId: id })
      return view(saved)
    })
  }

  @Delete(':id/sessions')
  @HttpCode(204)
  @ApiOperation({ summary: 'Signs a person out everywhere' })
  endAllSessions(@Param('id', { schema: idShape }) id: string): Promise<void> {
    return changing(this.source, async (manager) => {
      await findOne(manager, User, id)
      await endSessionsOf(managerDb(manager), id)
      await note(managerDb(manager), { action: 'session_revoked', resource: 'users', recordId: id })
    })
  }

  @Delete(':id/second-factor')
  @HttpCode(204)
  @ApiOperation({ summary: 'Removes the second factor of a person who has lost it, and signs them out everywhere' })
  resetSecondFactor(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor): Promise<void> {
    // One's own goes with the password, on the page of the profile.
    if (actor.id === id) throw new Refused('forbidden')
    return changing(this.source, async (manager) => {
      await findOne(manager, User, id)
      const tx = managerDb(manager)
      if (!(await removeFactors(tx, id))) throw new Refused('not_found')
      await endSessionsOf(tx, id)
      await note(tx, { action: 'second_factor_reset', resource: 'users', recordId: id })
    })
  }

  private async hashFor(id: string, password: string, fields: UserUpdate): Promise<string> {
    const { name, email } = await findOne(this.source.manager, User, id)
    return hashOrRefuse(this.db, password, { name, email, ...fields })
  }

  private async makeLink(manager: EntityManager, { id, hasPassword }: User, request: Request) {
    const tx = managerDb(manager)
    const { token, endsAt } = await makeLink(tx, hasPassword ? 'reset' : 'invitation', id)
    await note(tx, { action: 'link_made', resource: 'users', recordId: id })
    return { link: linkTo(publicUrlOf(this.config, request), token), endsAt }
  }
}

function view({ passwordHash: _, ...row }: User) {
  return { ...row, disabled: row.disabledAt !== null }
}
