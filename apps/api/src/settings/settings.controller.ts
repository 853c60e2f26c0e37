/** Settings: the schedule of the scan, the company, the days nobody is contacted on. */
import { type Clock, type Db, readNow, settleChanges } from '@relance/relance'
import {
  companyShape,
  type CompanyUpdate,
  companyUpdate,
  holiday,
  holidayDay,
  type HolidayUpdate,
  holidayUpdate,
  type SchedulePreview,
  schedulePreview,
  type SchedulePreviewRequest,
  schedulePreviewRequest,
  scheduleShape,
  type ScheduleUpdate,
  scheduleUpdate,
} from '@relance/contract'
import { nextSlots, scheduleRefusal } from '@relance/relance/core'
import { Holiday, Schedule, Settings } from '@relance/relance/nest'
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Res } from '@nestjs/common'
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { DataSource } from 'typeorm'
import { managerDb } from '../database/manager-db.ts'
import { changing } from '../http/changing.ts'
import { Refused, refuseFields } from '../http/refused.ts'
import { CLOCK, DB } from '../environment/tokens.ts'
import { fillHolidays, regionsOf } from './holidays.ts'

const NEXT_RUNS = 5
/** Seconds a save may take to plan again what waits. */
const SETTLE_SECONDS = 2

@ApiTags('settings')
@ApiBearerAuth('api')
@Controller('api/settings')
export class SettingsController {
  constructor(
    private readonly source: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DB) private readonly db: Db,
  ) {}

  @Get('schedule')
  @ApiOperation({ summary: 'Reads the schedule of the scan' })
  @ApiOkResponse({ standardSchema: scheduleShape })
  async schedule() {
    return this.viewSchedule(await this.source.manager.findOneByOrFail(Schedule, { id: true }))
  }

  @Put('schedule')
  @ApiOperation({ summary: 'Changes the schedule of the scan' })
  @ApiOkResponse({ standardSchema: scheduleShape })
  updateSchedule(@Body({ schema: scheduleUpdate }) fields: ScheduleUpdate) {
    return changing(this.source, async (manager) => {
      const before = await manager.findOneByOrFail(Schedule, { id: true })
      const now = await readNow(managerDb(manager))
      const wanted = { ...before, ...fields }
      const code = scheduleRefusal(wanted, now)
      if (code) throw refuseFields({ field: code === 'time_zone_unknown' ? 'timeZone' : 'cron', code })
      const saved = { cron: wanted.cron, timeZone: wanted.timeZone, enabled: wanted.enabled, changedAt: new Date(now) }
      await manager.update(Schedule, { id: true }, saved)
      return this.viewSchedule({ id: true, ...saved })
    })
  }

  @Post('schedule/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The slots an unsaved schedule would lead to' })
  @ApiOkResponse({ standardSchema: schedulePreview })
  previewSchedule(@Body({ schema: schedulePreviewRequest }) wanted: SchedulePreviewRequest): SchedulePreview {
    const now = this.clock()
    const code = scheduleRefusal(wanted, now)
    if (code) throw refuseFields({ field: code === 'time_zone_unknown' ? 'timeZone' : 'cron', code })
    return { nextRuns: nextSlots(wanted, now, NEXT_RUNS).map((slot) => new Date(slot).toISOString()) }
  }

  private viewSchedule({ cron, timeZone, enabled, changedAt }: Schedule) {
    const slots = enabled ? nextSlots({ cron, timeZone }, this.clock(), NEXT_RUNS) : []
    const nextRuns = slots.map((slot) => new Date(slot).toISOString())
    return { id: 'schedule', cron, timeZone, enabled, changedAt, nextRuns }
  }

  @Get('company')
  @ApiOperation({ summary: 'Reads the company’s settings' })
  @ApiOkResponse({ standardSchema: companyShape })
  async company() {
    return viewCompany(await this.source.manager.findOneByOrFail(Settings, { id: true }))
  }

  @Put('company')
  @ApiOperation({ summary: 'Changes the company’s settings' })
  @ApiOkResponse({ standardSchema: companyShape })
  async updateCompany(@Body({ schema: companyUpdate }) { stopped, ...fields }: CompanyUpdate) {
    const saved = await changing(this.source, async (manager) => {
      const before = await manager.findOneByOrFail(Settings, { id: true })
      const now = new Date(await readNow(managerDb(manager)))
      const stoppedAt = stopped === undefined ? before.stoppedAt : stopped ? (before.stoppedAt ?? now) : null
      const { holidayRegion } = fields
      const country = fields.country ?? before.country
      const region = holidayRegion === undefined ? before.holidayRegion : holidayRegion
      const isKnown = region === null || regionsOf(country).some(({ id }) => id === region)
      if (!isKnown && holidayRegion !== undefined)
        throw refuseFields({ field: 'holidayRegion', code: 'region_unknown' })
      const saved = { ...fields, holidayRegion: isKnown ? region : null, stoppedAt, updatedAt: now }
      await manager.update(Settings, { id: true }, saved)
      await fillHolidays(managerDb(manager))
      return viewCompany(await manager.findOneByOrFail(Settings, { id: true }))
    })
    await this.planAgain()
    return saved
  }

  @Get('holidays')
  @ApiOperation({ summary: 'Lists holidays' })
  @ApiOkResponse({ standardSchema: holiday, isArray: true })
  async holidays(@Res({ passthrough: true }) response: Response) {
    const rows = await this.source.manager.find(Holiday, { order: { heldOn: 'ASC' } })
    response.set('Content-Range', `holidays 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
    return rows.map(viewHoliday)
  }

  @Put('holidays/:day')
  @ApiOperation({ summary: 'Adds or renames a holiday' })
  @ApiOkResponse({ standardSchema: holiday })
  async putHoliday(
    @Param('day', { schema: holidayDay }) heldOn: string,
    @Body({ schema: holidayUpdate }) { name }: HolidayUpdate,
  ) {
    await changing(this.source, (manager) => manager.upsert(Holiday, { heldOn, name, isGenerated: false }, ['heldOn']))
    await this.planAgain()
    return viewHoliday({ heldOn, name, isGenerated: false })
  }

  @Delete('holidays/:day')
  @ApiOperation({ summary: 'Removes a holiday' })
  @ApiOkResponse({ standardSchema: holiday })
  async removeHoliday(@Param('day', { schema: holidayDay }) heldOn: string) {
    const row = await this.source.manager.findOneBy(Holiday, { heldOn })
    if (!row) throw new Refused('not_found')
    await changing(this.source, (manager) => manager.delete(Holiday, { heldOn }))
    await this.planAgain()
    return viewHoliday(row)
  }

  /** What waits is planned again at once; of many leads, the scheduler goes on with the rest. */
  private planAgain(): Promise<void> {
    return settleChanges({ db: this.db }, SETTLE_SECONDS)
  }
}

const viewHoliday = ({ heldOn, name, isGenerated }: Holiday) => {
  return { id: heldOn, heldOn, name, isGenerated: isGenerated === true }
}

function viewCompany({ id: _, ...settings }: Settings) {
  return { id: 'company', ...settings, stopped: settings.stoppedAt !== null }
}
