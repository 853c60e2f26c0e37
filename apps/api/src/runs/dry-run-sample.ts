/** A dry run with single decisions, for the people who may see leads: who, when, which text, who was left out and why. */
import type { DryDecision } from '@relance/contract'
import { dryRun, type Host } from '@relance/relance'
import type { Decision } from '@relance/relance/core'
import { waLink } from '@relance/whatsapp'

export async function dryRunWithSample(host: Host, at: string | undefined, sample: number) {
  const asked = { trigger: 'manual' as const, sample, ...(at !== undefined && { at: Date.parse(at) }) }
  const { report, sample: decisions } = await dryRun(host, asked)
  return { ...report, sample: decisions.map(view) }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

function view(decision: Decision): DryDecision {
  const { lead, enrolment } = decision
  const isRecord = decision.kind === 'record'
  return {
    leadId: lead.id,
    ruleId: enrolment.ruleId,
    step: enrolment.step,
    dueAt: new Date(enrolment.dueAt).toISOString(),
    deliverAt: isRecord ? iso(decision.deliverAt) : null,
    message: isRecord ? decision.message : null,
    link: isRecord && lead.phone ? waLink(lead.phone, decision.message) : null,
    reason: isRecord ? null : decision.reason,
    until: isRecord ? null : iso(decision.until),
  }
}
