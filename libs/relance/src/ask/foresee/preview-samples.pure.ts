/** The messages of a preview that are worth a look: the first ones, the longest, those with gaps, those with odd names. */
import type { PlannedRule, PlannedTemplate } from '../../decide/plan.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import { isOddName } from '../../decide/message/odd-name.ts'
import type { FutureDecision, FutureRelance } from './simulate.pure.ts'

/** One relance to come of the rule, with the text as it would be. Personal data: not for logs. */
export interface PreviewSample {
  leadId: string
  name: string
  closerId: string | null
  phone: string | null
  step: number
  recordedAt: number
  deliverAt: number
  message: string
  /** Variables of the text that have nothing to say for this lead. */
  emptyVariables: readonly string[]
  /** Whether the text writes out a name that looks wrong. */
  hasOddName: boolean
}

interface Kept {
  relances: number
  withGaps: number
  withOddNames: number
  samples: PreviewSample[]
  longest: PreviewSample[]
  gaps: PreviewSample[]
  oddNames: PreviewSample[]
}

interface Keeping {
  rule: PlannedRule
  /** How many to keep of each kind. */
  samples: number
}

export function keepSamples(kept: Kept, toCome: readonly FutureRelance[], { rule, samples }: Keeping): void {
  const ofRule = toCome.filter(({ decision }) => decision.rule.id === rule.id)
  for (const [place, relance] of ofRule.entries()) {
    const sample = sampleOf(relance)
    const keepIn = (list: PreviewSample[]): void => void (list.length < samples && list.push(sample))
    kept.relances++
    if (place === 0) keepIn(kept.samples)
    if (sample.hasOddName) {
      kept.withOddNames++
      keepIn(kept.oddNames)
    }
    keepLongest(kept.longest, sample, samples)
  }
}

/** Steps whose text lacks something: they are held, each once, until the lead or the text is mended. */
export function keepGaps(kept: Kept, decided: readonly FutureDecision[], { rule, samples }: Keeping): void {
  const steps = new Set<number>()
  for (const { at, decision } of decided) {
    if (decision.kind !== 'hold' || decision.reason !== 'message_incomplete' || !decision.unwritten) continue
    const { lead, enrolment, unwritten } = decision
    // Looked at again by later scans, it is held again.
    if (enrolment.ruleId !== rule.id || steps.has(enrolment.step)) continue
    steps.add(enrolment.step)
    kept.withGaps++
    if (kept.gaps.length >= samples) continue
    kept.gaps.push({
      ...writtenTo(lead, unwritten.template),
      step: enrolment.step,
      recordedAt: at,
      deliverAt: at,
      message: unwritten.text ?? '',
      emptyVariables: unwritten.missing,
    })
  }
}

function keepLongest(longest: PreviewSample[], sample: PreviewSample, samples: number): void {
  const shortest = longest.at(-1)
  if (longest.length >= samples && sample.message.length <= (shortest?.message.length ?? 0)) return
  longest.push(sample)
  longest.sort((a, b) => b.message.length - a.message.length)
  longest.length = Math.min(longest.length, samples)
}

const NAMES = { 'lead.firstName': 'firstName', 'lead.lastName': 'lastName' } as const satisfies Record<
  string,
  keyof LeadFacts
>

/** Whether one of the names the text writes out looks wrong. */
function hasOddName(variables: readonly string[], lead: Pick<LeadFacts, 'firstName' | 'lastName'>): boolean {
  return Object.entries(NAMES).some(([name, field]) => variables.includes(name) && isOddName(lead[field]))
}

function writtenTo(lead: LeadFacts, { template }: PlannedTemplate) {
  return {
    leadId: lead.id,
    name: `${lead.firstName} ${lead.lastName}`.trim(),
    closerId: lead.closerId,
    phone: lead.phone,
    hasOddName: hasOddName(template.variables, lead),
  }
}

function sampleOf({ recordedAt, decision }: FutureRelance): PreviewSample {
  const { lead, enrolment, deliverAt, message, template } = decision
  return {
    ...writtenTo(lead, template),
    step: enrolment.step,
    recordedAt,
    deliverAt,
    message,
    emptyVariables: [],
  }
}
