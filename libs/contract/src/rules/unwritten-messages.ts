/** Messages that are held because they cannot be written: a value is missing, or the text is blank or too long. */
import { z } from 'zod'
import { between, listQuery, oneOf, search, within } from '../http/list.ts'
import { id, instant } from '../http/text.ts'

const enrolmentId = z.string().regex(/^\d{1,18}$/, 'id_unreadable')
const reason = z.enum(['message_incomplete', 'message_refused'])

export const unwrittenMessage = z.object({
  id: enrolmentId.meta({ description: 'Of the enrolment.' }),
  leadId: id,
  leadName: z.string(),
  closerId: id.nullable(),
  ruleId: id,
  ruleName: z.string(),
  step: z.int(),
  templateId: id,
  reason,
  missing: z.array(z.string()).meta({ description: 'The variables that have nothing to say.' }),
  heldSince: instant,
})
export type UnwrittenMessage = z.infer<typeof unwrittenMessage>

export const unwrittenMessageList = listQuery(
  ['heldSince', 'leadName', 'ruleName', 'step', 'reason'],
  {
    ...search,
    ...oneOf('leadId', id),
    ...oneOf('closerId', id.nullable()),
    ...oneOf('ruleId', id),
    ...oneOf('reason', reason),
    ...oneOf('step', z.int()),
    ...between('step'),
    ...within('heldSince'),
  },
  enrolmentId,
)
