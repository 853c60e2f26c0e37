/** What an unsaved rule would do: who enters and leaves, with which messages, and how much on which day. */
import { z } from 'zod'
import { closerLoad } from '../runs/forecast.ts'
import { ruleDraft } from './rules.ts'
import { id, instant } from '../http/text.ts'

export const rulePreviewRequest = ruleDraft.extend({ days: z.int().min(1).max(60).optional() }).meta({
  description:
    'The rule as it would be saved; with `id`, fields left out are as saved. Without a frequency and templates only the audience is looked at.',
})
export type RulePreviewRequest = z.infer<typeof rulePreviewRequest>

const counts = z.record(z.string(), z.int())

const sample = z.object({
  leadId: id,
  name: z.string(),
  closerId: id.nullable(),
  step: z.int(),
  recordedAt: instant,
  deliverAt: instant,
  message: z.string(),
  link: z.string().nullable(),
  emptyVariables: z.array(z.string()),
})
export type RulePreviewSample = z.infer<typeof sample>

export const rulePlan = z.object({
  at: instant,
  until: instant,
  enters: z.int(),
  leaves: z.int(),
  stays: z.int(),
  entering: z.array(id).meta({ description: 'Some of those who enter.' }),
  leaving: z.array(id),
  dueNow: z.int().meta({ description: 'Relances of the rule that a run would record now.' }),
  skipped: counts.meta({ description: 'Steps of the rule that are due now and held back, by reason.' }),
  takenFrom: counts.meta({ description: 'Leads whose next relance comes from this rule instead of another, by rule.' }),
  givenTo: counts.meta({ description: 'Leads whose next relance comes from another rule instead of this one.' }),
  load: z.array(closerLoad).meta({ description: 'Over all rules, of the leads the rule concerns: with the rule.' }),
  loadBefore: z.array(closerLoad).meta({ description: 'The same as things are.' }),
  holidays: z.array(z.iso.date()),
  relances: z.int().meta({ description: 'Relances of the rule until then.' }),
  withGaps: z.int().meta({ description: 'Those of them with an empty variable.' }),
  withOddNames: z.int().meta({ description: 'Those that write out a name that looks wrong.' }),
  samples: z.array(sample),
  longest: z.array(sample),
  gaps: z.array(sample),
  oddNames: z.array(sample),
  cost: z.object({ micros: z.int(), currency: z.string(), unpriced: z.int() }).nullable().meta({
    description:
      'What WhatsApp would charge for the relances of the rule, in millionths; `unpriced`: no rate holds. Null for another channel.',
  }),
  isComplete: z.boolean().meta({ description: 'Not when there was no time to look at every lead.' }),
})
export type RulePlan = z.infer<typeof rulePlan>

export const rulePreview = z.object({
  count: z.int().meta({ description: 'Leads that match and may be contacted.' }),
  excluded: z.int().meta({ description: 'Leads that match and may not: closed, opted out, wrong number, erased.' }),
  leftOut: counts.meta({ description: 'The excluded by reason; empty without a frequency and templates.' }),
  sample: z.array(
    z.object({
      leadId: id,
      name: z.string(),
      message: z
        .string()
        .nullable()
        .meta({ description: 'Of the first step; null without a template, or when it would be blank.' }),
    }),
  ),
  plan: rulePlan.nullable().meta({ description: 'Null without a frequency and templates.' }),
})
export type RulePreview = z.infer<typeof rulePreview>
