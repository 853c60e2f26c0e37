/** What is held because its message cannot be written, for whoever mends the lead or the text. */
import { type ListQuery, type UnwrittenMessage, unwrittenMessage, unwrittenMessageList } from '@relance/contract'
import { type Db, UNWRITTEN_ROWS, type UnwrittenRow, whatIsMissing } from '@relance/relance'
import { Controller, Get, Inject, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { type Actor, CurrentActor, isCloser } from '../auth/access.ts'
import { listRows } from '../http/list-rows.ts'
import { DB } from '../environment/tokens.ts'

@ApiTags('rules')
@ApiBearerAuth('api')
@Controller('api/unwritten-messages')
export class UnwrittenMessagesController {
  constructor(@Inject(DB) private readonly db: Db) {}

  @Get()
  @ApiOperation({
    summary: 'Lists the messages that are held because a value is missing in them, by default the oldest first',
  })
  @ApiOkResponse({ standardSchema: unwrittenMessage, isArray: true })
  async list(
    @Query({ schema: unwrittenMessageList }) query: ListQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UnwrittenMessage[]> {
    const listing = {
      resource: 'unwritten-messages',
      select: UNWRITTEN_ROWS,
      parameters: [isCloser(actor) ? actor.id : null],
      searched: ['leadName', 'ruleName'],
      defaultSort: ['heldSince', 'ASC'],
    } as const
    const rows = await whatIsMissing(this.db, await listRows<UnwrittenRow>(this.db, query, listing, response))
    return rows.map(({ heldSince, missing, ...row }) => {
      return { ...row, missing: [...missing], heldSince: heldSince.toISOString() }
    })
  }
}
