/** Who is it? Events about people nobody here knows, and what a person says of them. */
import {
  attachRequest,
  type AttachRequest,
  idShape,
  lead,
  type ListQuery,
  unknownEvent,
  type UnknownEvent,
  unknownEventLead,
  type UnknownEventLead,
  unknownEventList,
} from '@relance/contract'
import { Lead } from '@relance/leads/nest'
import { type Db, readNow, settleChanges } from '@relance/relance'
import {
  applyEvents,
  attachEvent,
  readUnplaced,
  setAside,
  takeBack,
  type Unplaced,
  UNPLACED_ROWS,
  unplacedOf,
  type UnplacedRow,
} from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource, type EntityManager } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { listRows } from '../http/list-rows.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { save } from '../http/store.ts'
import { DB } from '../environment/tokens.ts'
import { checkLead } from '../leads/lead-refusals.ts'
import { readLead } from '../leads/lead-view.ts'

const SETTLE_SECONDS = 2
const BATCH = 100

@ApiTags('whatsapp')
@ApiBearerAuth('api')
@Controller('api/whatsapp/unknown-events')
export class UnknownEventsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What people sent whom nobody here knows, by default the latest first' })
  @ApiOkResponse({ standardSchema: unknownEvent, isArray: true })
  async list(@Query({ schema: unknownEventList }) query: ListQuery, @Res({ passthrough: true }) response: Response) {
    const { state, state_in: states } = query.filter ?? {}
    const filter = state === undefined && states === undefined ? { ...query.filter, state: 'unknown' } : query.filter
    const listing = {
      resource: 'unknown-events',
      select: UNPLACED_ROWS,
      parameters: [],
      searched: [],
      defaultSort: ['at', 'DESC'],
    } as const
    const rows = await listRows<UnplacedRow>(this.db, { ...query, filter }, listing, response)
    return rows.flatMap(unplacedOf).map(viewOf)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads one of them' })
  @ApiOkResponse({ standardSchema: unknownEvent })
  async get(@Param('id', { schema: idShape }) id: string) {
    return viewOf(await find(this.db, id))
  }

  @Post(':id/attach')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says which lead it is: all that they sent is theirs, with what it causes' })
  @ApiOkResponse({ standardSchema: lead })
  async attach(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: attachRequest }) { leadId }: AttachRequest,
    @CurrentActor() actor: Actor,
  ) {
    await readLead(this.source.manager, leadId, actor)
    await changing(this.source, (manager) => attach(manager, id, leadId))
    return this.applied(leadId, actor)
  }

  @Post(':id/lead')
  @ApiOperation({ summary: 'Makes a lead of the person' })
  @ApiCreatedResponse({ standardSchema: lead })
  async makeLead(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: unknownEventLead }) fields: UnknownEventLead,
    @CurrentActor() actor: Actor,
  ) {
    const leadId = await changing(this.source, async (manager) => {
      const { event } = await find(managerDb(manager), id)
      const phone = fields.phone ?? phoneOf(event)
      // A person who hides the number is reached by the id that stands for it; a username reaches nobody.
      if (phone === null && userIdOf(event) === null) throw refuseFields({ field: 'phone', code: 'required' })
      const made = await save(manager, Lead, await checkLead(manager, { ...fields, ...(phone !== null && { phone }) }))
      await attach(manager, id, made.id)
      return made.id
    })
    return this.applied(leadId, actor)
  }

  @Post(':id/set-aside')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says that it is nobody of ours: what they send is not asked about again' })
  @ApiOkResponse({ standardSchema: unknownEvent })
  setAside(@Param('id', { schema: idShape }) id: string) {
    return this.move(id, setAside)
  }

  @Post(':id/take-back')
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks again who it is' })
  @ApiOkResponse({ standardSchema: unknownEvent })
  takeBack(@Param('id', { schema: idShape }) id: string) {
    return this.move(id, takeBack)
  }

  private move(id: string, act: (tx: Db, found: Unplaced, now: number) => Promise<void>): Promise<UnknownEvent> {
    return changing(this.source, async (manager) => {
      const tx = managerDb(manager)
      await act(tx, await find(tx, id), await readNow(tx))
      return viewOf(await find(tx, id))
    })
  }

  /** What it causes is seen at once, not at the next look of the reader. */
  private async applied(leadId: string, actor: Actor) {
    await applyEvents({ db: this.db }, whatsApp, BATCH)
    await settleChanges({ db: this.db }, SETTLE_SECONDS)
    return readLead(this.source.manager, leadId, actor)
  }
}

async function attach(manager: EntityManager, id: string, leadId: string): Promise<void> {
  const tx = managerDb(manager)
  if (!(await attachEvent(tx, await find(tx, id), leadId, await readNow(tx)))) throw new Refused('not_found')
}

async function find(db: Db, id: string): Promise<Unplaced> {
  const found = await readUnplaced(db, id)
  if (!found) throw new Refused('not_found')
  return found
}

/** The number they have now. */
const phoneOf = (event: Unplaced['event']): string | null =>
  event.kind === 'number_changed' ? event.to : event.kind === 'inbound' ? (event.sharedPhone ?? event.from) : event.from

/** The id they have now. */
const userIdOf = (event: Unplaced['event']): string | null =>
  event.kind === 'number_changed' ? (event.userId ?? event.previousUserId ?? null) : event.userId

function viewOf({ id, state, receivedAt, event }: Unplaced): UnknownEvent {
  return {
    ...{ id, kind: event.kind, state, receivedAt: receivedAt.toISOString(), at: new Date(event.at).toISOString() },
    numberId: event.numberId ?? null,
    phone: phoneOf(event),
    userId: userIdOf(event),
    username: 'username' in event ? (event.username ?? null) : null,
    content: 'content' in event ? event.content : null,
    text: 'text' in event ? event.text : null,
    wantsMarketing: event.kind === 'preference' ? event.wantsMarketing : null,
  }
}
