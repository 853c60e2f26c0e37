/** One change for many records. */
import { z } from 'zod'
import { MAX_ROWS } from './list.ts'
import { id } from './text.ts'

export const bulkQuery = z.strictObject({
  filter: z
    .string('query_not_json')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'query_not_json' })
        return z.NEVER
      }
    })
    .pipe(z.strictObject({ id: z.array(id).min(1, 'required').max(MAX_ROWS, 'too_many') }))
    .meta({ description: `The records, at most ${MAX_ROWS}.`, example: '{"id":["…"]}' }),
})
export type BulkQuery = z.infer<typeof bulkQuery>

export const bulkReport = z.object({
  done: z.array(id),
  refused: z
    .array(
      z.object({
        id,
        code: z.string(),
        detail: z.string(),
        refusals: z.array(z.object({ field: z.string(), code: z.string() })).optional(),
      }),
    )
    .meta({ description: 'Each with its problem code, in the words of Accept-Language.' }),
})
export type BulkReport = z.infer<typeof bulkReport>
