/** Settings: the schedule of the scan, the company, the days nobody is contacted on. */
import { COMPANY_SETTINGS } from '@relance/relance/settings'
import { z } from 'zod'
import { body, filledLine, instant, partial, timeZone } from '../http/text.ts'
import { read, written } from './setting-shapes.ts'

/** What would be planned again, before something is saved. */
export const replanMoves = z.object({
  leads: z.int().meta({ description: 'Leads of whom anything moves.' }),
  relances: z.int().meta({ description: 'Recorded relances that would be delivered, or expire, at another instant.' }),
  steps: z.int().meta({ description: 'Waiting steps with another date.' }),
  overdue: z.int().meta({ description: 'Of them, those due at once; spread over the closers’ daily limit.' }),
  ended: z.int().meta({ description: 'Of them, those that the cadence becomes too short for.' }),
  isComplete: z.boolean().meta({ description: 'False when not every lead could be looked at in time.' }),
})
export type ReplanMoves = z.infer<typeof replanMoves>

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

export const holiday = z.object({
  id: z.iso.date(),
  heldOn: z.iso.date(),
  name: z.string(),
  isGenerated: z.boolean().meta({ description: 'Filled in for the country and the region; false: added by hand.' }),
})

export const holidaysPreviewRequest = z
  .strictObject({ added: z.array(holidayDay).max(400), removed: z.array(holidayDay).max(400) })
  .partial()
export type HolidaysPreviewRequest = z.infer<typeof holidaysPreviewRequest>

export const holidayRegionsQuery = z
  .strictObject({ country: z.string().regex(/^[A-Z]{2}$/, 'country_unreadable') })
  .partial()
export type HolidayRegionsQuery = z.infer<typeof holidayRegionsQuery>
export const holidayRegion = z.object({ id: z.string(), name: z.string() })
export type HolidayRegion = z.infer<typeof holidayRegion>
export type Holiday = z.infer<typeof holiday>
