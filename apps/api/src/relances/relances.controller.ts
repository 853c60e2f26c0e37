/** Relances: the follow-ups that were recorded, with message and link, and what people do to them. */
import {
  actedRelance,
  idShape,
  type MessageRequest,
  messageRequest,
  type ListQuery,
  languageOf,
  type OpenRequest,
  openRequest,
  type OutcomeRequest,
  outcomeRequest,
  type ReassignRequest,
  reassignRequest,
  relance,
  relanceDetail,
  relanceList,
  type SentRequest,
  sentRequest,
  type SnoozeRequest,
  snoozeRequest,
  type UndoRequest,
  undoRequest,
} from '@relance/contract'
import {
  act,
  type Db,
  type Host,
  readNow,
  readSettings,
  reword,
  undo,
  windowClosedFor,
  type Witness,
} from '@relance/relance'
import { type Action, isInbox, OPEN_STATES } from '@relance/relance/core'
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { note } from '../audit/note.ts'
import { attributedDb } from '../database/attribution.ts'
import { list } from '../http/list.ts'
import { refuseFields } from '../http/refused.ts'
import { currentAttribution } from '../http/request-context.ts'
import { isActiveUser } from '../people/leaving.ts'
import { DB } from '../environment/tokens.ts'
import { refuseAct, viewClosed } from './act-refusals.ts'
import { readActed, readRelance, relanceListOptions, relancesQuery, viewRelance } from './relance-view.ts'

@ApiTags('relances')
@ApiBearerAuth('api')
@Controller('api/relances')
export class RelancesController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists relances; a closer gets their own' })
  @ApiOkResponse({ standardSchema: relance, isArray: true })
  async list(
    @Query({ schema: relanceList }) query: ListQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    const rows = relancesQuery(this.source.manager, actor)
    const options = relanceListOptions(actor, await readNow(this.db))
    return (await list(rows, query, options, response)).map(viewRelance)
  }

  @Get(':id')
  @ApiOperation({ summary: 'Reads a relance' })
  @ApiOkResponse({ standardSchema: relanceDetail })
  async get(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor) {
    const row = await readActed(this.source.manager, id, actor, await readNow(this.db))
    const isOpen = isInbox(row.channel) && (OPEN_STATES as readonly string[]).includes(row.state)
    const closed = isOpen ? await windowClosedFor({ db: this.db }, id) : null
    return { ...row, outsideWindow: closed && viewClosed(closed) }
  }

  @Put(':id/message')
  @ApiOperation({
    summary: 'Changes the words before they are sent; the link follows, and what the template said is kept',
  })
  @ApiOkResponse({ standardSchema: actedRelance })
  async reword(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: messageRequest }) { message }: MessageRequest,
    @CurrentActor() actor: Actor,
  ) {
    const changed = await reword(this.attributed(), id, message, await this.person(actor), (tx) =>
      note(tx, { action: 'message_changed', resource: 'relances', recordId: id }),
    )
    refuseAct(changed, 'fr')
    return readActed(this.source.manager, id, actor, await readNow(this.db))
  }

  @Post(':id/open')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes the relance: WhatsApp is being opened with it' })
  @ApiOkResponse({ standardSchema: actedRelance })
  open(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: openRequest.optional() }) body: OpenRequest | undefined,
    @CurrentActor() actor: Actor,
    @Headers('accept-language') language?: string,
  ) {
    return this.act(id, { kind: 'open', outsideWindow: body?.outsideWindow === true }, actor, language)
  }

  @Post(':id/sent')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirms that the message was sent' })
  @ApiOkResponse({ standardSchema: actedRelance })
  sent(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: sentRequest.optional() }) body: SentRequest | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.act(id, { kind: 'sent', agoMs: (body?.secondsAgo ?? 0) * 1_000 }, actor)
  }

  @Post(':id/skip')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets this step be; the cadence goes on' })
  @ApiOkResponse({ standardSchema: actedRelance })
  skip(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor) {
    return this.act(id, { kind: 'skip' }, actor)
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @ApiOperation({ summary: 'Puts the relance off' })
  @ApiOkResponse({ standardSchema: actedRelance })
  snooze(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: snoozeRequest }) { preset, until = '' }: SnoozeRequest,
    @CurrentActor() actor: Actor,
  ) {
    return this.act(id, { kind: 'snooze', until: preset ?? Date.parse(until) }, actor)
  }

  @Post(':id/outcome')
  @HttpCode(200)
  @ApiOperation({ summary: 'Says what came of it, with its consequences for lead and cadence' })
  @ApiOkResponse({ standardSchema: actedRelance })
  outcome(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: outcomeRequest }) { outcome }: OutcomeRequest,
    @CurrentActor() actor: Actor,
  ) {
    return this.act(id, { kind: 'outcome', outcome }, actor)
  }

  @Post(':id/reassign')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hands the relance to somebody else; the lead stays where it is' })
  @ApiOkResponse({ standardSchema: actedRelance })
  async reassign(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: reassignRequest }) { closerId }: ReassignRequest,
    @CurrentActor() actor: Actor,
  ) {
    await readRelance(this.source.manager, id, actor)
    if (!(await isActiveUser(this.source.manager, closerId))) {
      throw refuseFields({ field: 'closerId', code: 'closer_unknown' })
    }
    return this.act(id, { kind: 'reassign', closerId: closerId.toLowerCase() }, actor)
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes the latest action back, within 15 minutes' })
  @ApiOkResponse({ standardSchema: actedRelance })
  async undo(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: undoRequest.optional() }) body: UndoRequest | undefined,
    @CurrentActor() actor: Actor,
  ) {
    refuseAct(await undo(this.attributed(), id, body?.actionId ?? null, await this.person(actor)), 'fr')
    return readActed(this.source.manager, id, actor, await readNow(this.db))
  }

  private async act(id: string, action: Action, actor: Actor, language?: string) {
    const witness: Witness = async (tx, { opensOutsideWindow }) => {
      if (opensOutsideWindow) await note(tx, { action: 'opened_outside_window', resource: 'relances', recordId: id })
    }
    const acted = await act(this.attributed(), id, action, await this.person(actor), witness)
    refuseAct(acted, languageOf(language))
    return readActed(this.source.manager, id, actor, await readNow(this.db))
  }

  private async person({ id, name, role }: Actor) {
    const { sharedQueue } = await readSettings(this.db, 'sharedQueue')
    return { id, name, isManager: role !== 'closer', sharesQueue: sharedQueue }
  }

  private attributed(): Host {
    return { db: attributedDb(this.db, currentAttribution) }
  }
}
