/** What an unsaved rule would do, as it travels. */
import type { RulePlan, RulePreview, RulePreviewSample } from '@relance/contract'
import type { PreviewSample, RulePreview as Previewed } from '@relance/relance/core'
import { waLink } from '@relance/whatsapp'

const iso = (at: number): string => new Date(at).toISOString()

/** What a preview does not know of itself. */
interface Around {
  holidays: string[]
  currency: string
}

export function viewPreview(previewed: Previewed, around: Around): RulePreview {
  const { matching, leftOut } = previewed
  const excluded = Object.values(leftOut).reduce((sum, count) => sum + count, 0)
  return {
    count: matching - excluded,
    excluded,
    leftOut: leftOut as Record<string, number>,
    sample: previewed.samples.map(({ leadId, name, message }) => ({ leadId, name, message })),
    plan: viewPlan(previewed, around),
  }
}

function viewPlan({ matching: _, leftOut: __, cost, ...plan }: Previewed, { holidays, currency }: Around): RulePlan {
  return {
    ...plan,
    at: iso(plan.at),
    until: iso(plan.until),
    skipped: plan.skipped as Record<string, number>,
    holidays,
    cost: cost && { ...cost, currency },
    samples: plan.samples.map(viewSample),
    longest: plan.longest.map(viewSample),
    gaps: plan.gaps.map(viewSample),
    oddNames: plan.oddNames.map(viewSample),
  }
}

function viewSample({ phone, hasOddName: _, recordedAt, deliverAt, ...sample }: PreviewSample): RulePreviewSample {
  return {
    ...sample,
    emptyVariables: [...sample.emptyVariables],
    recordedAt: iso(recordedAt),
    deliverAt: iso(deliverAt),
    link: phone ? waLink(phone, sample.message) : null,
  }
}
