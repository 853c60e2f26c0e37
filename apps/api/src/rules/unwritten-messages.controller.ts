/** What is held because its message cannot be written, for whoever mends the lead or the text. */
import { type UnwrittenMessage, unwrittenMessage } from '@relance/contract'
import { type Db, listUnwritten } from '@relance/relance'
import { Controller, Get, Inject, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { type Actor, CurrentActor, isCloser } from '../auth/access.ts'
import { DB } from '../environment/tokens.ts'

const MAX_ROWS = 200

@ApiTags('rules')
@ApiBearerAuth('api')
@Controller('api/unwritten-messages')
export class UnwrittenMessagesController {
  constructor(@Inject(DB) private readonly db: Db) {}

  @Get()
  @ApiOperation({ summary: 'Lists the messages that are held because a value is missing in them, the oldest first' })
  @ApiOkResponse({ standardSchema: unwrittenMessage, isArray: true })
  async list(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UnwrittenMessage[]> {
    const { rows, total } = await listUnwritten(this.db, {
      closerId: isCloser(actor) ? actor.id : null,
      limit: MAX_ROWS,
    })
    response.set('Content-Range', `unwritten-messages 0-${Math.max(rows.length - 1, 0)}/${total}`)
    return rows.map(({ heldSince, missing, ...row }) => {
      return { ...row, missing: [...missing], heldSince: new Date(heldSince).toISOString() }
    })
  }
}
