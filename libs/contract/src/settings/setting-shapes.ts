/** Settings as they travel, from their registries. */
import { isCountry } from '@relance/leads/core'
import { type SettingDescription, type SettingValues, STATUS_COLOURS } from '@relance/relance/settings'
import { z } from 'zod'
import { ROLES } from '../http/matrix.ts'
import { filledLine, timeZone } from '../http/text.ts'

const statuses = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'status_code_unreadable'),
      isOpen: z.boolean(),
      label: filledLine(60).optional(),
      colour: z.enum(STATUS_COLOURS).optional(),
    }),
  )
  .min(1, 'required')
  .max(50, 'too_many')
  .refine((list) => new Set(list.map((status) => status.code)).size === list.length, 'repeated')
  .refine((list) => list.some((status) => status.isOpen), 'no_open_status')

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'country_unreadable')
  .refine(isCountry, 'country_unknown')
  .meta({ example: 'FR' })

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'format_refused')
  .meta({ example: 'EUR' })

/** Money travels in units of its currency; a millionth is the least there is. */
export const amount = z.number().min(0).max(1_000_000_000).multipleOf(0.000_001)

const capsOf = ({ longest, most }: Extract<SettingDescription, { kind: 'caps' }>) =>
  z
    .array(z.strictObject({ count: z.int().min(1).max(1_000), days: z.int().min(1).max(longest) }))
    .max(most, 'too_many')
    .refine((caps) => new Set(caps.map(({ days }) => days)).size === caps.length, 'repeated')

function writtenAs(setting: SettingDescription): z.ZodType {
  switch (setting.kind) {
    case 'text':
      return filledLine(setting.longest)
    case 'country':
      return country
    case 'region':
      return filledLine(10).nullable()
    case 'timeZone':
      return timeZone
    case 'currency':
      return currency
    case 'whole':
      return z.int().min(setting.least).max(setting.most)
    case 'optionalWhole':
      return z.int().min(setting.least).max(setting.most).nullable()
    case 'switch':
      return z.boolean()
    case 'statuses':
      return statuses
    case 'texts':
      return z.array(filledLine(setting.longest)).max(setting.most, 'too_many')
    case 'roles':
      return z.array(z.enum(ROLES)).refine((roles) => new Set(roles).size === roles.length, 'repeated')
    case 'caps':
      return capsOf(setting)
    case 'money':
      return amount.positive().nullable()
  }
}

const READ_AS: Readonly<Record<SettingDescription['kind'], z.ZodType>> = {
  text: z.string(),
  country: z.string(),
  region: z.string().nullable(),
  timeZone: z.string(),
  currency: z.string(),
  whole: z.int(),
  optionalWhole: z.int().nullable(),
  switch: z.boolean(),
  statuses: z.array(
    z.object({
      code: z.string(),
      isOpen: z.boolean(),
      label: z.string().optional(),
      colour: z.enum(STATUS_COLOURS).optional(),
    }),
  ),
  texts: z.array(z.string()),
  roles: z.array(z.enum(ROLES)),
  caps: z.array(z.object({ count: z.int(), days: z.int() })),
  money: z.number().nullable(),
}

type Registry = Readonly<Record<string, SettingDescription>>
type Shapes<Settings extends Registry> = { [Key in keyof Settings]: z.ZodType<SettingValues<Settings>[Key]> }

const shapes = <Settings extends Registry>(
  settings: Settings,
  shapeOf: (setting: SettingDescription) => z.ZodType,
): Shapes<Settings> =>
  Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [key, shapeOf(setting).meta({ description: setting.about })]),
  ) as unknown as Shapes<Settings>

/** As they are written. */
export const written = <Settings extends Registry>(settings: Settings): Shapes<Settings> => shapes(settings, writtenAs)

/** As they are read: what is stored is not checked again. */
export const read = <Settings extends Registry>(settings: Settings): Shapes<Settings> =>
  shapes(settings, ({ kind }) => READ_AS[kind])
