/** Every message a rule would write to the leads that match now, looked at before the rule is let loose. */
import { PREFLIGHT_FINDINGS } from '@relance/relance/core'
import { z } from 'zod'
import { ruleDraft } from './rules.ts'
import { id, instant } from '../http/text.ts'

export const preflightRequest = ruleDraft.meta({
  description: 'The rule as it would be activated; with `id`, fields left out are as saved.',
})
export type PreflightRequest = z.infer<typeof preflightRequest>

export const preflightShape = z.object({
  at: instant,
  leads: z.int().meta({ description: 'Leads that match now and may be contacted.' }),
  messages: z.int().meta({ description: 'Messages that were written: one per lead and text.' }),
  isClear: z.boolean(),
  findings: z.array(
    z.object({
      kind: z.enum(PREFLIGHT_FINDINGS),
      leads: z.int().meta({ description: 'How many leads it concerns; 0 for templates.' }),
      variables: z
        .array(z.string())
        .meta({ description: 'With `empty_variable`: such a message is held until the lead or the text is mended.' }),
      templates: z.array(z.object({ id, name: z.string() })).meta({ description: 'With `template_unapproved`.' }),
      sample: z
        .array(
          z.object({
            leadId: id,
            name: z.string(),
            step: z.int().nullable(),
            message: z.string().nullable(),
            emptyVariables: z.array(z.string()),
          }),
        )
        .meta({ description: 'The first of them, with the message as it would be.' }),
    }),
  ),
  warnings: z
    .array(
      z.object({
        kind: z.enum(['repeated_text', 'late_delivery']),
        templateId: id,
        steps: z.array(z.int()),
        sentence: z.object({ fr: z.string(), en: z.string() }),
      }),
    )
    .meta({
      description:
        'What is worth a look and keeps no rule from being activated: `repeated_text`: several steps send the same text. `late_delivery`: the channel tries to deliver the template for longer than the rule waits.',
    }),
  isComplete: z.boolean().meta({ description: 'Not when there was no time to look at every lead.' }),
})
export type Preflight = z.infer<typeof preflightShape>
