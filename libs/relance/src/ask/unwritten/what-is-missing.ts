/** Of steps that wait for their text: which text it is, and what is missing in it as lead and text stand now. */
import { templateOf } from '../../decide/assign.ts'
import { missingIn } from '../../decide/message/message.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { Db } from '../../ground/ports.ts'
import { loadPlan } from '../../record/state/load-plan.sql.ts'
import { readDueLeads } from '../../record/take-due.sql.ts'
import type { UnwrittenRow } from './unwritten-rows.sql.ts'

export interface UnwrittenStep extends UnwrittenRow {
  templateId: string
  missing: readonly string[]
}

/** A step whose rule has been switched off meanwhile is left out. */
export async function whatIsMissing(db: Db, found: readonly UnwrittenRow[]): Promise<UnwrittenStep[]> {
  if (found.length === 0) return []
  const plan = await loadPlan(db)
  const dueLeads = await readDueLeads(db, [...new Set(found.map(({ leadId }) => leadId))], null)
  const leads = new Map<string, LeadFacts>(dueLeads.map(({ lead }) => [lead.id, lead]))
  return found.flatMap((row): UnwrittenStep[] => {
    const rule = plan.rules.get(row.ruleId)
    const lead = leads.get(row.leadId)
    if (!rule || !lead) return []
    const { id, template } = templateOf(rule, row.step, lead.id)
    const values = { lead, closer: { name: lead.closerName ?? '' }, company: { name: plan.companyName } }
    return [{ ...row, templateId: id, missing: missingIn(template.render(values)) }]
  })
}
