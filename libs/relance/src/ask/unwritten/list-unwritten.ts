/** The steps that wait for their text, with what is missing in it as lead and text stand now. */
import { templateOf } from '../../decide/assign.ts'
import { missingIn } from '../../decide/message.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { Db } from '../../ground/ports.ts'
import { loadPlan } from '../../record/load-plan.sql.ts'
import { readDossiers } from '../../record/take-due.sql.ts'
import { readUnwritten, type UnwrittenRow } from './read-unwritten.sql.ts'

export interface UnwrittenStep extends Omit<UnwrittenRow, 'total'> {
  leadName: string
  closerId: string | null
  ruleName: string
  templateId: string
  missing: readonly string[]
}

/** `closerId`: only of this closer's leads. The oldest first, of rules that are active. */
export async function listUnwritten(
  db: Db,
  { closerId, limit }: { closerId: string | null; limit: number },
): Promise<{ rows: UnwrittenStep[]; total: number }> {
  const found = await readUnwritten(db, closerId, limit)
  if (found.length === 0) return { rows: [], total: 0 }
  const plan = await loadPlan(db)
  const dossiers = await readDossiers(db, [...new Set(found.map(({ leadId }) => leadId))], null)
  const leads = new Map<string, LeadFacts>(dossiers.map(({ lead }) => [lead.id, lead]))
  const rows = found.flatMap(({ total: _, ...row }): UnwrittenStep[] => {
    const rule = plan.rules.get(row.ruleId)
    const lead = leads.get(row.leadId)
    if (!rule || !lead) return []
    const { id, template } = templateOf(rule, row.step, lead.id)
    const values = { lead, closer: { name: lead.closerName ?? '' }, company: { name: plan.companyName } }
    return [
      {
        ...row,
        leadName: `${lead.firstName} ${lead.lastName}`.trim(),
        closerId: lead.closerId,
        ruleName: rule.name,
        templateId: id,
        missing: missingIn(template.render(values)),
      },
    ]
  })
  return { rows, total: found[0]?.total ?? 0 }
}
