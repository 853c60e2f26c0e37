/** Messages that are held because they cannot be written: a value is missing, or the text is blank or too long. */
import { z } from 'zod'
import { id, instant } from '../http/text.ts'

export const unwrittenMessage = z.object({
  id: z.string().meta({ description: 'Of the enrolment.' }),
  leadId: id,
  leadName: z.string(),
  closerId: id.nullable(),
  ruleId: id,
  ruleName: z.string(),
  step: z.int(),
  templateId: id,
  reason: z.enum(['message_incomplete', 'message_refused']),
  missing: z.array(z.string()).meta({ description: 'The variables that have nothing to say.' }),
  heldSince: instant,
})
export type UnwrittenMessage = z.infer<typeof unwrittenMessage>
