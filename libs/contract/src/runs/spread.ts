/** Spreading the load of the days to come over the days after: shown, done, taken back. */
import { z } from 'zod'
import { id, instant } from '../http/text.ts'

export const spreadRequest = z
  .strictObject({
    days: z.int().min(1).max(30),
    limit: z.int().min(1).max(10_000).meta({ description: 'A day’s most, per closer; the setting when absent.' }),
  })
  .partial()
export type SpreadRequestBody = z.infer<typeof spreadRequest>

const plan = {
  limit: z.int(),
  moved: z.int().meta({ description: 'Leads whose next relance comes later.' }),
  unplaced: z.int().meta({ description: 'Leads that no better day was found for.' }),
  days: z.array(z.object({ closerId: id, on: z.iso.date(), before: z.int(), after: z.int() })),
}

export const spreadPlan = z.object({
  ...plan,
  sample: z
    .array(z.object({ leadId: id, closerId: id, fromOn: z.iso.date(), toOn: z.iso.date(), until: instant }))
    .meta({ description: 'The first moves.' }),
  isComplete: z
    .boolean()
    .meta({ description: 'Not when there was no time to look at every lead: nothing is moved then.' }),
})
export type SpreadPlan = z.infer<typeof spreadPlan>

export const spreadDone = z.object({ id, ...plan })
export type SpreadDone = z.infer<typeof spreadDone>

export const spreadUndone = z.object({ id, restored: z.int() })
export type SpreadUndone = z.infer<typeof spreadUndone>
