/** Settings: the schedule of the scan, the company, the days nobody is contacted on. */
import { COMPANY_SETTINGS } from '@relance/relance/settings'
import { z } from 'zod'
import { body, filledLine, instant, partial, timeZone } from '../http/text.ts'
import { read, written } from './setting-shapes.ts'

const schedule = {
  cron: filledLine(100).meta({ example: '0 */6 * * *' }),
  timeZone,
  enabled: z.boolean(),
}
export const scheduleUpdate = body(partial(schedule), ['id', 'changedAt', 'nextRuns'])
export type ScheduleUpdate = z.infer<typeof scheduleUpdate>

export const schedulePreviewRequest = z.strictObject({ cron: schedule.cron, timeZone })
export type SchedulePreviewRequest = z.infer<typeof schedulePreviewRequest>
export const schedulePreview = z.object({ nextRuns: z.array(instant) })
export type SchedulePreview = z.infer<typeof schedulePreview>

export const scheduleShape = z.object({
  id: z.literal('schedule'),
  cron: z.string(),
  timeZone: z.string(),
  enabled: z.boolean(),
  changedAt: instant,
  nextRuns: z.array(instant).meta({ description: 'The next slots; none while disabled.' }),
})
export type Schedule = z.infer<typeof scheduleShape>

export const companyUpdate = body(partial(written(COMPANY_SETTINGS)), ['id', 'stoppedAt', 'updatedAt'])
export type CompanyUpdate = z.infer<typeof companyUpdate>

export const companyShape = z.object({
  id: z.literal('company'),
  ...read(COMPANY_SETTINGS),
  stoppedAt: instant.nullable(),
  updatedAt: instant,
})
export type Company = z.infer<typeof companyShape>

export const holidayDay = z.iso.date('day_unreadable')
export const holidayUpdate = body({ name: filledLine(200) }, ['id', 'heldOn'])
export type HolidayUpdate = z.infer<typeof holidayUpdate>

export const holiday = z.object({ id: z.iso.date(), heldOn: z.iso.date(), name: z.string() })
export type Holiday = z.infer<typeof holiday>
