/** Settings: the schedule of the scan, the company, the days nobody is contacted on. */
import { isCountry } from '@relance/leads/core'
import { z } from 'zod'
import { body, filledLine, instant, partial, timeZone } from './text.ts'

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

const statuses = z
  .array(
    z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'status_code_unreadable'), isOpen: z.boolean() }),
  )
  .min(1, 'required')
  .max(50, 'too_many')
  .refine((list) => new Set(list.map((status) => status.code)).size === list.length, 'repeated')
  .refine((list) => list.some((status) => status.isOpen), 'no_open_status')

const company = {
  companyName: filledLine(200),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'country_unreadable')
    .refine(isCountry, 'country_unknown')
    .meta({ example: 'FR' }),
  timeZone,
  minimumGapMinutes: z.int().min(0).max(43_200),
  leadStatuses: statuses,
  sharedQueue: z.boolean().meta({ description: 'Whether every closer sees, and may take, what belongs to nobody.' }),
  closerDailyLimit: z
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .meta({ description: 'How many relances a closer should find on one day at most; null: no limit.' }),
  optOutAlarmPercent: z
    .int()
    .min(1)
    .max(100)
    .meta({ description: 'A step is an alarm when more of a hundred of its messages ended in an opt-out.' }),
  retentionMonths: z
    .int()
    .min(1)
    .max(240)
    .nullable()
    .meta({ description: 'Months after the last contact, then a lead is erased; null keeps leads for ever.' }),
  stopped: z.boolean().meta({ description: 'The global stop: while true, no relance is recorded.' }),
}
export const companyUpdate = body(partial(company), ['id', 'stoppedAt', 'updatedAt'])
export type CompanyUpdate = z.infer<typeof companyUpdate>

export const companyShape = z.object({
  id: z.literal('company'),
  companyName: z.string(),
  country: z.string(),
  timeZone: z.string(),
  minimumGapMinutes: z.int(),
  leadStatuses: z.array(z.object({ code: z.string(), isOpen: z.boolean() })),
  sharedQueue: z.boolean(),
  closerDailyLimit: z.int().nullable(),
  optOutAlarmPercent: z.int(),
  retentionMonths: z.int().nullable(),
  stopped: z.boolean(),
  stoppedAt: instant.nullable(),
  updatedAt: instant,
})
export type Company = z.infer<typeof companyShape>

export const holidayDay = z.iso.date('day_unreadable')
export const holidayUpdate = body({ name: filledLine(200) }, ['id', 'heldOn'])
export type HolidayUpdate = z.infer<typeof holidayUpdate>

export const holiday = z.object({ id: z.iso.date(), heldOn: z.iso.date(), name: z.string() })
export type Holiday = z.infer<typeof holiday>
