/** The leads in one audience or another, in the order of ids. */
import type { Audience } from '../../decide/audience.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { Db } from '../../ground/ports.ts'
import { LEAD_COLUMNS, type LeadRow, leadOf } from '../../ground/columns.ts'
import { compileAudience } from '../../record/state/compile-audience.sql.ts'

interface MatchingLead {
  lead: LeadFacts
  /** Of each audience, in their order. */
  matches: readonly boolean[]
}

/** At `now` (milliseconds); `limit` after `after`. Whether they may be contacted is not asked. */
export async function matchingLeads(
  db: Db,
  audiences: readonly Audience[],
  { now, after, limit }: { now: number; after: string | null; limit: number },
): Promise<MatchingLead[]> {
  const parameters: unknown[] = [after, limit]
  const conditions = audiences.map((audience) => {
    const compiled = compileAudience(audience, { now, firstParameter: parameters.length + 1 })
    parameters.push(...compiled.parameters)
    return compiled.sql
  })
  const rows = await db.query<LeadRow & { matches: boolean[] }>(
    `select ${LEAD_COLUMNS}, array[${conditions.join(', ')}]::boolean[] as matches
       from leads l left join lead_pacing p on p.lead_id = l.id left join users u on u.id = l.closer_id
      where l.id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') and (${conditions.join(' or ')})
      order by l.id limit $2`,
    parameters,
  )
  return rows.map(({ matches, ...row }) => ({ lead: leadOf(row), matches }))
}
