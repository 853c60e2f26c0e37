/** Settings: the schedule of the scan, the company, the days nobody is contacted on. */
import { isCountry } from '@relance/leads/core'
import {
  COMPANY_SETTINGS,
  type CompanySetting,
  type CompanyValues,
  type SettingDescription,
} from '@relance/relance/settings'
import { z } from 'zod'
import { body, filledLine, instant, partial, timeZone } from '../http/text.ts'

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

type Setting<Key extends CompanySetting> = z.ZodType<CompanyValues[Key]>
type Settings = { [Key in CompanySetting]: Setting<Key> }

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'country_unreadable')
  .refine(isCountry, 'country_unknown')
  .meta({ example: 'FR' })

/** As a setting is written. */
function writtenAs(setting: SettingDescription): z.ZodType {
  switch (setting.kind) {
    case 'text':
      return filledLine(setting.longest)
    case 'country':
      return country
    case 'timeZone':
      return timeZone
    case 'whole':
      return z.int().min(setting.least).max(setting.most)
    case 'optionalWhole':
      return z.int().min(setting.least).max(setting.most).nullable()
    case 'switch':
      return z.boolean()
    case 'statuses':
      return statuses
  }
}

/** As it is read: what is stored is not checked again. */
const READ_AS: Readonly<Record<SettingDescription['kind'], z.ZodType>> = {
  text: z.string(),
  country: z.string(),
  timeZone: z.string(),
  whole: z.int(),
  optionalWhole: z.int().nullable(),
  switch: z.boolean(),
  statuses: z.array(z.object({ code: z.string(), isOpen: z.boolean() })),
}

const shapes = (shapeOf: (setting: SettingDescription) => z.ZodType): Settings =>
  Object.fromEntries(
    Object.entries<SettingDescription>(COMPANY_SETTINGS).map(([key, setting]) => [
      key,
      shapeOf(setting).meta({ description: setting.about }),
    ]),
  ) as unknown as Settings

export const companyUpdate = body(partial(shapes(writtenAs)), ['id', 'stoppedAt', 'updatedAt'])
export type CompanyUpdate = z.infer<typeof companyUpdate>

export const companyShape = z.object({
  id: z.literal('company'),
  ...shapes(({ kind }) => READ_AS[kind]),
  stoppedAt: instant.nullable(),
  updatedAt: instant,
})
export type Company = z.infer<typeof companyShape>

export const holidayDay = z.iso.date('day_unreadable')
export const holidayUpdate = body({ name: filledLine(200) }, ['id', 'heldOn'])
export type HolidayUpdate = z.infer<typeof holidayUpdate>

export const holiday = z.object({ id: z.iso.date(), heldOn: z.iso.date(), name: z.string() })
export type Holiday = z.infer<typeof holiday>
