/** What waits and would be planned again, before a zone, a country or a holiday is saved; the regions that have holidays. */
import {
  type CompanyUpdate,
  companyUpdate,
  holidayRegion,
  type HolidayRegion,
  type HolidayRegionsQuery,
  holidayRegionsQuery,
  type HolidaysPreviewRequest,
  holidaysPreviewRequest,
  languageOf,
  type ReplanMoves,
  replanMoves,
} from '@relance/contract'
import { type Clock, type Db, previewReplan, readNow, type WantedChange } from '@relance/relance'
import { Settings } from '@relance/relance/nest'
import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { CLOCK, DB } from '../environment/tokens.ts'
import { FewAtOnce } from '../long-questions/few-at-once.ts'
import { requestBudget } from '../long-questions/request-budget.ts'
import { publicHolidays, regionsOf, yearsFrom } from './holidays.ts'

@ApiTags('settings')
@ApiBearerAuth('api')
@Controller('api/settings')
export class SettingsPreviewsController {
  constructor(
    private readonly source: DataSource,
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('holiday-regions')
  @ApiOperation({
    summary: 'The regions of a country, the company’s when absent, that have public holidays of their own',
  })
  @ApiOkResponse({ standardSchema: holidayRegion, isArray: true })
  async regions(
    @Query({ schema: holidayRegionsQuery }) { country }: HolidayRegionsQuery,
    @Res({ passthrough: true }) response: Response,
    @Headers('accept-language') language?: string,
  ): Promise<HolidayRegion[]> {
    const wanted = country ?? (await this.company()).country
    const regions = regionsOf(wanted, languageOf(language))
    response.set('Content-Range', `holiday-regions 0-${Math.max(regions.length - 1, 0)}/${regions.length}`)
    return regions
  }

  @Post('company/preview')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({
    summary: 'How many leads would be planned again if the company’s zone, country or region were these',
  })
  @ApiOkResponse({ standardSchema: replanMoves })
  async previewCompany(
    @Body({ schema: companyUpdate }) wanted: CompanyUpdate,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReplanMoves> {
    const { country, holidayRegion: region, timeZone } = await this.company()
    const isElsewhere = (wanted.country ?? country) !== country || (wanted.holidayRegion ?? region) !== region
    const change: WantedChange = {
      ...(wanted.timeZone !== undefined && wanted.timeZone !== timeZone && { timeZone: wanted.timeZone }),
      ...(isElsewhere && (await this.holidaysOf(wanted.country ?? country, wanted.holidayRegion ?? null))),
    }
    return previewReplan(this.db, change, requestBudget(response, this.clock))
  }

  @Post('holidays/preview')
  @FewAtOnce()
  @HttpCode(200)
  @ApiOperation({ summary: 'How many leads would be planned again if these days were added or removed' })
  @ApiOkResponse({ standardSchema: replanMoves })
  previewHolidays(
    @Body({ schema: holidaysPreviewRequest }) { added = [], removed = [] }: HolidaysPreviewRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReplanMoves> {
    const change = { addedHolidays: added, removedHolidays: removed }
    return previewReplan(this.db, change, requestBudget(response, this.clock))
  }

  private company(): Promise<Settings> {
    return this.source.manager.findOneByOrFail(Settings, { id: true })
  }

  /** Days added by hand stay. */
  private async holidaysOf(country: string, region: string | null): Promise<WantedChange> {
    const days = publicHolidays(country, region, yearsFrom(await readNow(this.db))).map(({ on }) => on)
    const generated = await this.db.query<{ on: string }>(
      `select to_char(held_on, 'YYYY-MM-DD') as "on" from holidays where is_generated`,
    )
    const removed = generated.map(({ on }) => on).filter((on) => !days.includes(on))
    return { country, addedHolidays: days, removedHolidays: removed }
  }
}
