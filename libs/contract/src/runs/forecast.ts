/** The load of the days to come, closer by closer. */
import { CHANNEL_KEYS } from '@relance/relance/core'
import { z } from 'zod'
import { id, instant } from '../http/text.ts'

export const closerLoad = z.object({
  on: z.iso.date().meta({ description: 'The day of delivery in the company’s zone.' }),
  closerId: id.nullable(),
  ruleId: id,
  channel: z.enum(CHANNEL_KEYS),
  relances: z.int(),
})
export type CloserLoad = z.infer<typeof closerLoad>

export const forecastQuery = z.strictObject({
  days: z
    .string()
    .regex(/^([1-9]|[12]\d|30)$/, 'not_accepted')
    .transform(Number)
    .optional()
    .meta({ description: '1 to 30; 14 when absent.', example: '14' }),
})
export type ForecastQuery = z.infer<typeof forecastQuery>

export const forecastShape = z.object({
  from: instant,
  until: instant,
  timeZone: z.string(),
  load: z.array(closerLoad).meta({ description: 'What scans to come will record, if nobody does anything.' }),
  waiting: z.array(closerLoad).meta({ description: 'What is recorded already and will be delivered.' }),
  holidays: z.array(z.iso.date()),
  dailyLimit: z.int().nullable().meta({ description: 'How many a closer should find on one day at most.' }),
  isComplete: z.boolean().meta({ description: 'Not when there was no time to look at every lead.' }),
})
export type ForecastShape = z.infer<typeof forecastShape>
