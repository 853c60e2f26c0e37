/**
 * Messages that seem to ask to stop: everything of their lead waits until a person answers. And forms that people who have opted out
 * submitted: they stay opted out until a person answers.
 */
import { z } from 'zod'
import { listQuery, oneOf, search, within } from '../http/list.ts'
import { body, id, instant } from '../http/text.ts'

export const stopAnswer = body(
  {
    optOut: z.boolean().meta({
      description:
        '`true`: the lead is opted out, or stays so. `false`: everything goes on as if nothing had been held; of a submission, the opt-out is lifted and the lead comes back.',
    }),
  },
  [],
)
export type StopAnswer = z.infer<typeof stopAnswer>

const source = z.enum(['message', 'note', 'import', 'submission'])

export const stopQuestion = z.object({
  id,
  leadId: id,
  leadName: z.string(),
  closerId: id.nullable(),
  source,
  message: z.string().meta({ description: 'What was said, or written about the lead; empty for a submission.' }),
  saidAt: instant,
  askedAt: instant,
})
export type StopQuestion = z.infer<typeof stopQuestion>

export const stopQuestionList = listQuery(['askedAt', 'saidAt', 'leadName', 'source'], {
  ...search,
  ...oneOf('leadId', id),
  ...oneOf('closerId', id.nullable()),
  ...oneOf('source', source),
  ...within('askedAt'),
  ...within('saidAt'),
})
