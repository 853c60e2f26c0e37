/** The leads an unsaved rule can concern until an instant: in its audience, in the rule, or brought in by time. */
import { type Audience, type RelativeCondition, relativeConditions } from '../../decide/audience.ts'
import type { Db } from '../../ground/ports.ts'
import { instant } from '../../ground/columns.ts'
import { compileAudience } from '../../record/state/compile-audience.sql.ts'

/** Relances to come cross such a condition as well: every lead may. */
const CROSSINGS = {
  lastContactAt: (span: string) => `l.last_contact_at ${span}`,
  createdAt: (span: string) => `l.created_at ${span}`,
  lastRelanceAt: () => 'true',
} as const satisfies Record<RelativeCondition['field'], (span: string) => string>

/** In the order of ids, `limit` after `after`. */
export async function leadsConcerned(
  db: Db,
  { ruleId, audience, now, until }: { ruleId: string; audience: Audience; now: number; until: number },
  after: string | null,
  limit: number,
): Promise<string[]> {
  const parameters: unknown[] = [after, limit, ruleId]
  const compiled = compileAudience(audience, { now, firstParameter: parameters.length + 1 })
  parameters.push(...compiled.parameters)
  const crossing = relativeConditions(audience).map(({ field, milliseconds }) => {
    if (field === 'lastRelanceAt') return CROSSINGS[field]()
    parameters.push(now - milliseconds, until - milliseconds)
    const at = parameters.length
    return CROSSINGS[field](`between ${instant(`$${at - 1}`)} and ${instant(`$${at}`)}`)
  })
  const rows = await db.query<{ id: string }>(
    `select l.id from leads l left join lead_pacing p on p.lead_id = l.id
      where l.id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000')
        and (${[compiled.sql, ...crossing].join(' or ')}
             or exists (select from enrolments e where e.lead_id = l.id and e.rule_id = $3::uuid))
      order by l.id limit $2`,
    parameters,
  )
  return rows.map((row) => row.id)
}
