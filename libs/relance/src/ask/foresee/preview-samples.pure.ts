/** The messages of a preview that are worth a look: the first ones, the longest, those with gaps, those with odd names. */
import type { Plan, PlannedRule } from '../../decide/dossier.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import { isOddName } from '../../decide/odd-name.ts'
import type { FutureRelance } from './simulate.pure.ts'

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
  plan: Plan
  /** How many to keep of each kind. */
  samples: number
}

export function keepSamples(kept: Kept, toCome: readonly FutureRelance[], { rule, plan, samples }: Keeping): void {
  const ofRule = toCome.filter(({ decision }) => decision.rule.id === rule.id)
  for (const [place, relance] of ofRule.entries()) {
    const sample = sampleOf(relance, plan)
    const keepIn = (list: PreviewSample[]): void => void (list.length < samples && list.push(sample))
    kept.relances++
    if (place === 0) keepIn(kept.samples)
    if (sample.emptyVariables.length > 0) {
      kept.withGaps++
      keepIn(kept.gaps)
    }
    if (sample.hasOddName) {
      kept.withOddNames++
      keepIn(kept.oddNames)
    }
    keepLongest(kept.longest, sample, samples)
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

function sampleOf({ recordedAt, decision }: FutureRelance, plan: Plan): PreviewSample {
  const { lead, enrolment, deliverAt, message, template } = decision
  const values = { lead, closer: { name: lead.closerName ?? '' }, company: { name: plan.companyName } }
  return {
    leadId: lead.id,
    name: `${lead.firstName} ${lead.lastName}`.trim(),
    closerId: lead.closerId,
    phone: lead.phone,
    step: enrolment.step,
    recordedAt,
    deliverAt,
    message,
    emptyVariables: template.template.emptyVariables(values),
    hasOddName: hasOddName(template.template.variables, lead),
  }
}
