/** What an import did, or with `dryRun` would do. */
import { z } from 'zod'
import { instant } from './text.ts'

const lineRefusal = z.object({
  line: z.int().meta({ description: 'Counts from 1, the header included.' }),
  field: z.string(),
  code: z.string(),
  detail: z.string().optional(),
})

export const importReport = z.object({
  dryRun: z.boolean(),
  lines: z.int().meta({ description: 'Lines with something on them, the header apart.' }),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  refusals: z.array(lineRefusal),
  refusalsLeftOut: z.int().meta({ description: 'Refusals beyond the first thousand.' }),
  at: instant,
})
export type ImportReport = z.infer<typeof importReport>
