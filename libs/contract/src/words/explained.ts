/** What the two `explain` routes answer: the codes, and in `words` the sentences in the caller's language. */
import { z } from 'zod'
import { explanation, ruleExplanation } from '../relances/explain.ts'
import type { ExplanationWords, RuleWords } from './explanation-words.ts'

const ruleWords = z
  .object({
    ruleId: z.string(),
    why: z.string(),
    remedy: z.string().nullable(),
    course: z.array(z.string()),
    conditions: z.array(z.object({ text: z.string(), holds: z.boolean() })),
    checks: z.array(z.object({ text: z.string(), isPassed: z.boolean() })),
  })
  .meta({ id: 'RuleWords' }) satisfies z.ZodType<RuleWords>

const words = z.object({ summary: z.string(), rules: z.array(ruleWords) }) satisfies z.ZodType<ExplanationWords>

export const explainedLead = explanation.extend({ words })
export const explainedRelance = ruleExplanation.extend({ words: ruleWords })
