/** What a preflight warns of: worth a look, and keeps no rule from being activated. */
import type { PlannedRule, PlannedTemplate } from '../../decide/plan.ts'
import type { ChannelTemplate } from '../../ground/messages.ts'
import { DAY } from '../../ground/time.ts'

export interface RepeatedText {
  kind: 'repeated_text'
  templateId: string
  /** Two or more, in order. */
  steps: readonly number[]
}

/** What the channel still delivers when the rule has long given the message up. */
export interface LateDelivery {
  kind: 'late_delivery'
  templateId: string
  steps: readonly number[]
  /** Of the channel, and of the rule. */
  livesDays: number
  expiryDays: number
}

export interface StepText {
  step: number
  template: PlannedTemplate
}

/** Every text the rule can send, once, with the first step that sends it. */
export function textsOf({ templates, variants = [], frequency }: PlannedRule): StepText[] {
  const all = [
    ...templates.slice(0, frequency.steps.length).map((template, place) => ({ step: place + 1, template })),
    ...variants.filter(({ step }) => step <= frequency.steps.length),
  ]
  return all.filter(({ template }, place) => all.findIndex((one) => one.template.id === template.id) === place)
}

/** Texts that a lead reads in more than one step; the last of a rule repeats, and another template may say the same. */
export function repeatedTexts({ templates, variants = [], frequency }: PlannedRule): RepeatedText[] {
  const read = frequency.steps.flatMap((_, place) => {
    const others = variants.filter(({ step }) => step === place + 1).map(({ template }) => template)
    const own = templates[Math.min(place, templates.length - 1)]
    return (own ? [own, ...others] : others).map((template) => ({ step: place + 1, template }))
  })
  const wordsOf = ({ template }: PlannedTemplate): string => template.body.trim().replace(/\s+/g, ' ')
  return [...new Set(read.map(({ template }) => wordsOf(template)))].flatMap((words) => {
    const same = read.filter(({ template }) => wordsOf(template) === words)
    const steps = [...new Set(same.map(({ step }) => step))]
    const templateId = same[0]?.template.id
    return templateId !== undefined && steps.length > 1 ? [{ kind: 'repeated_text' as const, templateId, steps }] : []
  })
}

/** Once for each template. */
export function lateDeliveries(
  { expiryDays }: PlannedRule,
  texts: readonly StepText[],
  counterparts: ReadonlyMap<string, ChannelTemplate>,
): LateDelivery[] {
  return texts.flatMap(({ step, template: { id } }) => {
    const livesDays = (counterparts.get(id)?.livesMs ?? 0) / DAY
    if (livesDays <= expiryDays) return []
    return [{ kind: 'late_delivery', templateId: id, steps: [step], livesDays: Math.ceil(livesDays), expiryDays }]
  })
}
