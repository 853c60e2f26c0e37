/** Personal data of one lead: its timeline, all of it as a file, and its erasure. */
import { type EraseRequest, eraseRequest, idShape, lead, leadExport, timelineEntry } from '@relance/contract'
import { type Db, settleChanges, readNow } from '@relance/relance'
import { Relance } from '@relance/relance/nest'
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { note } from '../audit/note.ts'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { readContacts, readNotes, readStopWishes } from '../leads/contact-view.ts'
import { readLead } from '../leads/lead-view.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { DB } from '../environment/tokens.ts'
import { eraseLeads } from './erase.ts'
import { readMessages } from './read-messages.ts'
import { readTimeline } from './timeline.ts'

const SETTLE_SECONDS = 2

@ApiTags('personal data')
@ApiBearerAuth('api')
@Controller('api/leads/:id')
export class PersonalDataController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get('timeline')
  @ApiOperation({ summary: 'What happened to a lead, newest first' })
  @ApiOkResponse({ standardSchema: timelineEntry, isArray: true })
  async timeline(
    @Param('id', { schema: idShape }) id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    await readLead(this.source.manager, id, actor)
    const entries = await readTimeline(this.db, id)
    response.set('Content-Range', `timeline 0-${Math.max(entries.length - 1, 0)}/${entries.length}`)
    return actor.role === 'closer' ? entries.map((entry) => ({ ...entry, cost: null })) : entries
  }

  @Get('export')
  @FewAtOnce()
  @ApiOperation({ summary: 'All that is kept of one person' })
  @ApiOkResponse({ standardSchema: leadExport })
  async export(
    @Param('id', { schema: idShape }) id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ) {
    const found = await readLead(this.source.manager, id, actor)
    const relances = await this.source.manager.find(Relance, { where: { leadId: id }, order: { id: 'ASC' } })
    const timeline = await readTimeline(this.db, id, 100_000)
    const whatsapp = await readMessages(this.db, id)
    const contacts = await readContacts(this.db, id)
    const notes = await readNotes(this.db, id)
    const stopWishes = await readStopWishes(this.db, id)
    await changing(this.source, (manager) =>
      note(managerDb(manager), { action: 'exported', resource: 'leads', recordId: id }),
    )
    response.set('Content-Disposition', `attachment; filename="lead-${id}.json"`)
    const exportedAt = new Date(await readNow(this.db)).toISOString()
    const told = relances.map(({ enrolmentId: _, ...row }) => row)
    return { exportedAt, lead: found, relances: told, contacts, notes, stopWishes, timeline, whatsapp }
  }

  @Post('erase')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes the person out of lead, relances and audit log; the facts stay' })
  @ApiOkResponse({ standardSchema: lead })
  async erase(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: eraseRequest.optional() }) body: EraseRequest | undefined,
    @CurrentActor() actor: Actor,
  ) {
    await readLead(this.source.manager, id, actor)
    const { neverContactAgain = true } = body ?? {}
    await changing(this.source, async (manager) => {
      const tx = managerDb(manager)
      await eraseLeads(tx, [id], { neverContactAgain, now: await readNow(tx) })
    })
    await settleChanges({ db: this.db }, SETTLE_SECONDS)
    return readLead(this.source.manager, id, actor)
  }
}
