/** What a rule has brought about, with how far each figure can be trusted. */
import { COMPARISON_VERDICTS } from '@relance/relance/core'
import { z } from 'zod'
import { id, instant } from '../http/text.ts'

const share = z
  .object({
    count: z.int(),
    of: z.int(),
    share: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
  })
  .meta({ id: 'Share', description: 'With its 95 % bounds (Wilson); null when nothing was counted.' })
export type ShareShape = z.infer<typeof share>

const comparison = z
  .object({
    verdict: z.enum(COMPARISON_VERDICTS),
    needed: z.int().meta({ description: 'How many each side must have before the two are judged.' }),
    chance: z
      .number()
      .nullable()
      .meta({ description: 'How often chance alone would make a difference as large; null while it is too early.' }),
    difference: z.number().nullable().meta({ description: 'The first share less the second.' }),
    low: z.number().nullable(),
    high: z.number().nullable(),
  })
  .meta({ id: 'Comparison' })
export type ComparisonShape = z.infer<typeof comparison>

const counts = {
  recorded: z.int(),
  sent: z.int(),
  opened: share,
  replied: share,
  won: share,
  optedOut: share,
}

const group = z.object({ leads: z.int(), won: share, optedOut: share })

export const effectQuery = z.strictObject({
  since: instant.optional().meta({ description: '90 days ago when absent.' }),
})
export type EffectQuery = z.infer<typeof effectQuery>

export const effectShape = z.object({
  since: instant,
  alarmPercent: z.int(),
  steps: z.array(
    z.object({
      step: z.int(),
      ...counts,
      isAlarming: z
        .boolean()
        .meta({ description: 'More of its messages than the settings allow ended in an opt-out.' }),
      texts: z.array(z.object({ templateId: id, name: z.string(), ...counts })),
      comparison: comparison
        .extend({ first: id, second: id })
        .nullable()
        .meta({ description: 'The two texts of a step, by their replies; null for a step of one text.' }),
    }),
  ),
  treated: group.meta({ description: 'Leads whose first step was recorded, whatever became of it.' }),
  heldOut: group.meta({ description: 'Leads it set aside to compare with.' }),
  lift: comparison.nullable().meta({ description: 'The first against the second, by what was won.' }),
})
export type EffectShape = z.infer<typeof effectShape>

/** A step that annoys. */
export const stepAlert = z.object({
  id: z.string(),
  ruleId: id,
  ruleName: z.string(),
  step: z.int(),
  sent: z.int(),
  optedOut: z.int(),
})
export type StepAlertShape = z.infer<typeof stepAlert>
