/** Messages that seem to ask to stop, forms of people who have opted out, and what a person answers. */
import {
  idShape,
  lead as leadShape,
  type ListQuery,
  type StopAnswer,
  stopAnswer,
  type StopQuestion,
  stopQuestion,
  stopQuestionList,
} from '@relance/contract'
import { answerStop, type Db, type Host, type StopAnswered, undoStopAnswer } from '@relance/relance'
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { type Actor, CurrentActor, isCloser } from '../auth/access.ts'
import { attributedDb } from '../database/attribution.ts'
import { DB } from '../environment/tokens.ts'
import { listRows } from '../http/list-rows.ts'
import { currentAttribution } from '../http/request-context.ts'
import { Refused } from '../http/refused.ts'
import { readLead } from './lead-view.ts'

const UNDO_MINUTES = 15

/** `$1`: only of this closer's leads. */
const OPEN_QUESTIONS = `
  select w.id, w.lead_id as "leadId", btrim(l.first_name || ' ' || l.last_name) as "leadName", l.closer_id as "closerId",
         w.source, w.message, w.said_at as "saidAt", w.asked_at as "askedAt"
    from stop_wishes w join leads l on l.id = w.lead_id
   where w.answered_at is null and (l.stop_suspected_at is not null or w.source = 'submission' and l.opted_out_at is not null)
     and ($1::uuid is null or l.closer_id = $1)`

@ApiTags('leads')
@ApiBearerAuth('api')
@Controller('api')
export class StopQuestionsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get('stop-questions')
  @ApiOperation({
    summary:
      'Lists the messages that seem to ask to stop, and forms of people who have opted out, that wait for an answer, by default the oldest first',
  })
  @ApiOkResponse({ standardSchema: stopQuestion, isArray: true })
  async list(
    @Query({ schema: stopQuestionList }) query: ListQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StopQuestion[]> {
    const listing = {
      resource: 'stop-questions',
      select: OPEN_QUESTIONS,
      parameters: [isCloser(actor) ? actor.id : null],
      searched: ['leadName', 'message'],
      defaultSort: ['askedAt', 'ASC'],
    } as const
    const rows = await listRows<Omit<StopQuestion, 'saidAt' | 'askedAt'> & { saidAt: Date; askedAt: Date }>(
      this.db,
      query,
      listing,
      response,
    )
    return rows.map(({ saidAt, askedAt, ...row }) => ({
      ...row,
      saidAt: saidAt.toISOString(),
      askedAt: askedAt.toISOString(),
    }))
  }

  @Post('leads/:id/stop-answer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Answers whether a lead is opted out: opts it out, or lets everything go on' })
  @ApiOkResponse({ standardSchema: leadShape })
  async answer(
    @Param('id', { schema: idShape }) id: string,
    @Body({ schema: stopAnswer }) { optOut }: StopAnswer,
    @CurrentActor() actor: Actor,
  ) {
    await readLead(this.source.manager, id, actor)
    refuse(await answerStop(this.host(), id, optOut, personOf(actor)))
    return readLead(this.source.manager, id, actor)
  }

  @Post('leads/:id/stop-answer/undo')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes the latest answer back: the question is open again' })
  @ApiOkResponse({ standardSchema: leadShape })
  async undo(@Param('id', { schema: idShape }) id: string, @CurrentActor() actor: Actor) {
    await readLead(this.source.manager, id, actor)
    refuse(await undoStopAnswer(this.host(), id, personOf(actor)))
    return readLead(this.source.manager, id, actor)
  }

  private host(): Host {
    return { db: attributedDb(this.db, currentAttribution) }
  }
}

const personOf = (actor: Actor) => ({ id: actor.id, name: actor.name, isManager: !isCloser(actor) })

/** @throws when it was refused. */
function refuse(answered: StopAnswered): void {
  if (answered.ok) return
  const { refused } = answered
  throw new Refused(refused, refused === 'undo_too_late' ? { params: { minutes: UNDO_MINUTES } } : {})
}
