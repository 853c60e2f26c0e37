/** Reads the enrolments that wait for their text. */
import { ms } from '../../ground/columns.ts'
import type { Db } from '../../ground/ports.ts'

export interface UnwrittenRow {
  id: string
  leadId: string
  ruleId: string
  step: number
  reason: 'message_incomplete' | 'message_refused'
  /** Milliseconds. */
  heldSince: number
  total: number
}

export function readUnwritten(db: Db, closerId: string | null, limit: number): Promise<UnwrittenRow[]> {
  return db.query<UnwrittenRow>(
    `select e.id::text as id, e.lead_id as "leadId", e.rule_id as "ruleId", e.step, e.reason, ${ms('e.due_at')} as "heldSince",
            count(*) over ()::int as total
       from enrolments e join rules r on r.id = e.rule_id join leads l on l.id = e.lead_id
      where e.state = 'parked' and e.reason in ('message_incomplete', 'message_refused') and r.active and l.erased_at is null
        and ($1::uuid is null or l.closer_id = $1)
      order by e.due_at, e.id limit $2`,
    [closerId, limit],
  )
}
