/** What would follow if a rule were switched on or resumed, or the global stop ended: the figures of the question before it. */
import { idShape, type Resumption, resumption, type ResumptionQuery, resumptionQuery } from '@relance/contract'
import { type Clock, type Db, previewResumption } from '@relance/relance'
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { CLOCK, DB } from '../environment/tokens.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { requestBudget } from '../long-questions/request-budget.ts'
import { Refused } from '../http/refused.ts'

@ApiTags('previews')
@ApiBearerAuth('api')
@Controller('api')
export class ResumptionController {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('rules/:id/resumption')
  @FewAtOnce()
  @ApiOperation({
    summary: 'How many leads go on if the rule is switched on or resumed now, and until which day they are spread',
  })
  @ApiOkResponse({ standardSchema: resumption })
  rule(
    @Param('id', { schema: idShape }) ruleId: string,
    @Query({ schema: resumptionQuery }) { midway }: ResumptionQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Resumption> {
    return this.preview(ruleId, midway, response)
  }

  @Get('settings/resumption')
  @FewAtOnce()
  @ApiOperation({ summary: 'How many leads go on if the global stop ends now, and until which day they are spread' })
  @ApiOkResponse({ standardSchema: resumption })
  stop(@Res({ passthrough: true }) response: Response): Promise<Resumption> {
    return this.preview(null, 'continue', response)
  }

  private async preview(ruleId: string | null, midway: ResumptionQuery['midway'], response: Response) {
    const previewed = await previewResumption(this.db, { ruleId, midway }, requestBudget(response, this.clock))
    if (!previewed) throw new Refused('not_found')
    return previewed
  }
}
