/** Saved states of a rule, a frequency or a template. */
import { z } from 'zod'
import { instant } from './text.ts'

export const savedVersion = z.object({
  id: z.string(),
  version: z.int(),
  savedAt: instant,
  savedBy: z.string().nullable().meta({ description: 'As the audit log has it.' }),
  snapshot: z.record(z.string(), z.unknown()).meta({ description: 'The record as it was.' }),
})
export type SavedVersion = z.infer<typeof savedVersion>
