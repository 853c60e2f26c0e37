/** Answering a lead by WhatsApp from here, while free text is allowed: as on the phone, for numbers that have none. */
import { randomUUID } from 'node:crypto'
import {
  type Answer,
  answer,
  type AnswerCreate,
  answerCreate,
  type AnswerWindow,
  answerWindow,
  idShape,
} from '@relance/contract'
import { type Db, readNow } from '@relance/relance'
import {
  answerableUntil,
  answerLead,
  answerRefusal,
  readAnswers,
  readAnswerFacts,
  type StoredAnswer,
} from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor } from '../auth/access.ts'
import { attributedDb } from '../database/attribution.ts'
import type { Config } from '../environment/config.ts'
import { CONFIG, DB } from '../environment/tokens.ts'
import { Refused } from '../http/refused.ts'
import { currentAttribution } from '../http/request-context.ts'
import { readLead } from '../leads/lead-view.ts'
import { accountOf, sendersOf } from './cloud.ts'

@ApiTags('leads')
@ApiBearerAuth('api')
@Controller('api/leads/:id')
export class AnswersController {
  private readonly senders: ReturnType<typeof sendersOf>

  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CONFIG) config: Config,
  ) {
    const account = accountOf(config)
    this.senders = account ? sendersOf(account) : new Map()
  }

  @Get('answer-window')
  @ApiOperation({ summary: 'Whether the lead can be answered by WhatsApp now, and until when' })
  @ApiOkResponse({ standardSchema: answerWindow })
  async window(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor): Promise<AnswerWindow> {
    await readLead(this.source.manager, id, actor)
    const standing = await readAnswerFacts(this.db, id, [...this.senders.keys()])
    if (!standing) throw new Refused('not_found')
    const { freeTextMs } = whatsApp.limits
    const until = answerableUntil(standing, freeTextMs)
    const refused = answerRefusal(standing, freeTextMs, await readNow(this.db))
    return {
      id,
      until: until === null ? null : new Date(until).toISOString(),
      refused: this.senders.size === 0 ? 'whatsapp_not_configured' : refused,
    }
  }

  @Get('answers')
  @ApiOperation({ summary: 'Lists what people of ours answered a lead from here, oldest first' })
  @ApiOkResponse({ standardSchema: answer, isArray: true })
  async answers(
    @Param('id', { schema: idShape }) id: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer[]> {
    await readLead(this.source.manager, id, actor)
    const rows = await readAnswers(this.db, id)
    response.set('Content-Range', `answers 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
    return rows.map((row) => told(row, id))
  }

  @Post('answers')
  @ApiOperation({ summary: 'Answers a lead by WhatsApp, within 24 hours of its latest message; counts as a contact' })
  @ApiCreatedResponse({ standardSchema: answer })
  async answer(
    @Param('id', { schema: idShape }) leadId: string,
    @Body({ schema: answerCreate }) { id = randomUUID(), text }: AnswerCreate,
    @CurrentActor() actor: Actor,
  ): Promise<Answer> {
    await readLead(this.source.manager, leadId, actor)
    if (this.senders.size === 0) throw new Refused('whatsapp_not_configured')
    const host = { db: attributedDb(this.db, currentAttribution), channel: whatsApp, senders: this.senders }
    const asked = { id: id.toLowerCase(), leadId, text, person: { id: actor.id, name: actor.name } }
    const answered = await answerLead(host, asked)
    if (!answered.ok) throw new Refused(answered.refused)
    const [row] = await readAnswers(this.db, leadId, asked.id)
    // The id is known, and is another answer's.
    if (row?.text !== text) throw new Refused('conflict')
    return told(row, leadId)
  }
}

const told = ({ takenAt, ...row }: StoredAnswer, leadId: string): Answer => ({
  ...row,
  leadId,
  at: new Date(takenAt).toISOString(),
})
