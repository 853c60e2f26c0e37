/** Frequencies: the cadence of a rule. Its own refusals are the engine's. */
import { frequencySchema } from '@relance/relance/core'
import { z } from 'zod'
import { listQuery, search, within } from '../http/list.ts'
import { body, filledLine, id, instant, partial } from '../http/text.ts'
import { replanMoves } from '../settings/settings.ts'

const { steps, window, skipHolidays, timeZone } = frequencySchema.shape
const fields = { name: filledLine(200), steps, window, skipHolidays, timeZone }

const READ_ONLY = ['id', 'version', 'archivedAt', 'createdAt', 'updatedAt']

export const frequencyCreate = body({ ...partial(fields), name: fields.name, steps, window }, READ_ONLY)
export const frequencyUpdate = body(partial(fields), READ_ONLY)
export type FrequencyCreate = z.infer<typeof frequencyCreate>
export type FrequencyUpdate = z.infer<typeof frequencyUpdate>

export const frequency = z.object({
  id,
  name: z.string(),
  ...frequencySchema.shape,
  version: z.int(),
  archivedAt: instant.nullable(),
  createdAt: instant,
  updatedAt: instant,
})
export type Frequency = z.infer<typeof frequency>

export const frequencyList = listQuery(['name', 'createdAt', 'updatedAt'], {
  ...search,
  ...within('createdAt'),
  ...within('updatedAt'),
  archived: z.boolean(),
})

export const frequencyPreviewRequest = z.strictObject({
  id: id
    .optional()
    .meta({ description: 'The saved frequency it would replace: then `moves` says what is planned again.' }),
  steps,
  window,
  skipHolidays: skipHolidays.optional(),
  timeZone: timeZone.optional(),
  from: instant.optional().meta({ description: 'The last contact it counts from; now when absent.' }),
})
export type FrequencyPreviewRequest = z.infer<typeof frequencyPreviewRequest>

/** When each step would be delivered, if every one is confirmed as it comes. */
export const frequencyPreview = z.object({
  timeZone: z.string(),
  moves: replanMoves.nullable().meta({ description: 'Null without an `id`.' }),
  steps: z.array(
    z.object({
      step: z.int(),
      dueAt: instant,
      deliverAt: instant.nullable().meta({ description: 'Null when the window never opens.' }),
      shifts: z
        .array(z.string())
        .meta({ description: 'What moved it: `day_not_allowed`, `holiday`, `outside_hours`.' }),
    }),
  ),
})
export type FrequencyPreview = z.infer<typeof frequencyPreview>
