/** The leads in an audience, in the order of ids. */
import type { Audience } from '../../decide/audience.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { Db } from '../../ground/ports.ts'
import { LEAD_COLUMNS, type LeadRow, leadOf } from '../../ground/columns.ts'
import { compileAudience } from '../../record/state/compile-audience.sql.ts'

/** At `now` (milliseconds); `limit` after `after`. Whether they may be contacted is not asked. */
export async function matchingLeads(
  db: Db,
  audience: Audience,
  now: number,
  after: string | null,
  limit: number,
): Promise<LeadFacts[]> {
  const compiled = compileAudience(audience, { now, firstParameter: 3 })
  const rows = await db.query<LeadRow>(
    `select ${LEAD_COLUMNS}
       from leads l left join lead_pacing p on p.lead_id = l.id left join users u on u.id = l.closer_id
      where l.id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') and ${compiled.sql}
      order by l.id limit $2`,
    [after, limit, ...compiled.parameters],
  )
  return rows.map(leadOf)
}
