/** Who an unsaved audience would bring into a rule, and whom it would find and leave out. */
import type { Audience } from '../../decide/audience.ts'
import type { LeadFacts } from '../../ground/lead-facts.ts'
import type { Db } from '../../ground/ports.ts'
import { LEAD_COLUMNS, PERSON_ID, type LeadRow, leadOf } from '../../ground/columns.ts'
import { compileAudience } from '../../record/state/compile-audience.sql.ts'

export interface AudiencePreview {
  /** Leads that match and may be contacted. */
  count: number
  /** Leads that match and may not: closed, opted out, wrong number, erased. */
  excluded: number
  sample: LeadFacts[]
}

/** At `now` (milliseconds); reads only. The cost is one look at every lead. */
export async function previewAudience(
  db: Db,
  audience: Audience,
  openStatuses: ReadonlySet<string>,
  now: number,
  sample: number,
): Promise<AudiencePreview> {
  const compiled = compileAudience(audience, { now, firstParameter: 2 })
  const from = `leads l left join lead_pacing p on p.lead_id = l.id`
  const eligible = `(coalesce(l.phone, ${PERSON_ID}) is not null and l.opted_out_at is null and l.wrong_number_at is null and l.erased_at is null
    and l.status = any($1::text[]))`
  const parameters = [[...openStatuses], ...compiled.parameters]
  const [counts] = await db.query<{ count: number; excluded: number }>(
    `select count(*) filter (where ${eligible})::int as count, count(*) filter (where not ${eligible})::int as excluded
       from ${from} where ${compiled.sql}`,
    parameters,
  )
  const rows = await db.query<LeadRow>(
    `select ${LEAD_COLUMNS} from ${from} left join users u on u.id = l.closer_id
      where ${eligible} and ${compiled.sql} order by l.id desc limit ${Math.trunc(sample)}`,
    parameters,
  )
  return { count: counts?.count ?? 0, excluded: counts?.excluded ?? 0, sample: rows.map(leadOf) }
}
