/** Messages a person has to see to: those nobody could settle, and those that failed. */
import { idShape, type ListQuery, sentMessage, sentMessageList } from '@relance/contract'
import { type Db, type Host, readNow } from '@relance/relance'
import { handOver, type Settled, settleSend } from '@relance/sending'
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { attributedDb } from '../database/attribution.ts'
import { listRows, type RowListing } from '../http/list-rows.ts'
import { Refused } from '../http/refused.ts'
import { currentAttribution } from '../http/request-context.ts'
import { DB } from '../environment/tokens.ts'
import { UNSETTLED_AFTER_MS } from './sending-status.ts'
import { DAY } from '@relance/relance/core'

const COLUMNS = `
  r.id, r.lead_id as "leadId", trim(l.first_name || ' ' || l.last_name) as "leadName", r.rule_id as "ruleId",
  u.name as "ruleName", r.closer_id as "closerId", r.step, r.state, r.reason, r.message, s.attempts, s.taken_at as "takenAt",
  s.unknown_at as "unknownAt", s.failed_at as "failedAt", s.error_code as "errorCode", s.error_details as "errorDetails"`
const FROM = `
  from whatsapp_sends s join relances r on r.id = s.relance_id join leads l on l.id = r.lead_id left join rules u on u.id = r.rule_id`

@ApiTags('whatsapp')
@ApiBearerAuth('api')
@Controller('api/whatsapp')
export class SentMessagesController {
  constructor(@Inject(DB) private readonly db: Db) {}

  @Get('unsettled')
  @ApiOperation({ summary: 'Accepted or not? Unknown for more than 15 minutes, the oldest first' })
  @ApiOkResponse({ standardSchema: sentMessage, isArray: true })
  async unsettled(
    @Query({ schema: sentMessageList }) query: ListQuery,
    @Res({ passthrough: true }) response: Response,
  ) {
    const since = new Date((await readNow(this.db)) - UNSETTLED_AFTER_MS)
    return this.list(`r.state = 'unknown' and s.unknown_at < $1`, ['unknownAt', 'ASC'], since, query, response)
  }

  @Get('dead-letters')
  @ApiOperation({ summary: 'Messages that failed, the latest first' })
  @ApiOkResponse({ standardSchema: sentMessage, isArray: true })
  async deadLetters(
    @Query({ schema: sentMessageList }) query: ListQuery,
    @Res({ passthrough: true }) response: Response,
  ) {
    const since = new Date((await readNow(this.db)) - 30 * DAY)
    return this.list(`r.state = 'failed' and s.failed_at > $1`, ['failedAt', 'DESC'], since, query, response)
  }

  @Post('unsettled/:id/accepted')
  @HttpCode(200)
  @ApiOperation({ summary: 'A person says that the message arrived' })
  @ApiOkResponse({ standardSchema: sentMessage })
  accepted(@Param('id', { schema: idShape }) id: string) {
    return this.settle(id, (host) => settleSend(host, id, 'accepted'))
  }

  @Post('unsettled/:id/not-sent')
  @HttpCode(200)
  @ApiOperation({ summary: 'A person says that it did not; it is not sent again by itself' })
  @ApiOkResponse({ standardSchema: sentMessage })
  notSent(@Param('id', { schema: idShape }) id: string) {
    return this.settle(id, (host) => settleSend(host, id, 'not_sent'))
  }

  @Post('dead-letters/:id/hand-over')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes a failed message an item of its closer’s inbox' })
  @ApiOkResponse({ standardSchema: sentMessage })
  handOver(@Param('id', { schema: idShape }) id: string) {
    return this.settle(id, (host) => handOver(host, id))
  }

  private list(
    where: string,
    defaultSort: RowListing['defaultSort'],
    since: Date,
    query: ListQuery,
    response: Response,
  ) {
    const listing = {
      resource: 'messages',
      select: `select ${COLUMNS} ${FROM} where ${where}`,
      parameters: [since],
      searched: ['leadName', 'ruleName'],
      defaultSort,
    }
    return listRows<Record<string, unknown> & { id: string }>(this.db, query, listing, response)
  }

  private async settle(id: string, act: Act) {
    const settled = await act({ db: attributedDb(this.db, currentAttribution) })
    const [row] = await this.db.query<Record<string, unknown> & { state: string }>(
      `select ${COLUMNS} ${FROM} where r.id = $1`,
      [id],
    )
    if (!row) throw new Refused('not_found')
    // What was handed over is no message any more, but its row is still there to tell.
    if (!settled.ok && settled.why === 'number_missing') throw new Refused(settled.why)
    if (!settled.ok) throw new Refused('move_refused', { params: { state: row.state } })
    return row
  }
}

type Act = (host: Host) => Promise<Settled>
