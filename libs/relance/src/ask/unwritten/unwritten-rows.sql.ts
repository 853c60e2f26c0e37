/** The enrolments that wait for their text. */

export interface UnwrittenRow {
  id: string
  leadId: string
  leadName: string
  closerId: string | null
  ruleId: string
  ruleName: string
  step: number
  reason: 'message_incomplete' | 'message_refused'
  heldSince: Date
}

/** Of rules that are active. `$1`: only of this closer's leads. */
export const UNWRITTEN_ROWS = `
  select e.id::text as id, e.lead_id as "leadId", btrim(l.first_name || ' ' || l.last_name) as "leadName", l.closer_id as "closerId",
         e.rule_id as "ruleId", r.name as "ruleName", e.step, e.reason, e.due_at as "heldSince"
    from enrolments e join rules r on r.id = e.rule_id join leads l on l.id = e.lead_id
   where e.state = 'waiting' and e.reason in ('message_incomplete', 'message_refused') and r.active and l.erased_at is null
     and ($1::uuid is null or l.closer_id = $1)`
