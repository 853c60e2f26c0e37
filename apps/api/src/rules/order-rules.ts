/** Gives rules their priorities by their place in a list, in one statement. */
import type { EntityManager } from 'typeorm'
import { refuseFields } from '../http/refused.ts'

/** Between two rules there is room for one that is given a priority by hand, as long as they are few. */
const ROOM = 10
const HIGHEST = 1_000

/** A rule that keeps its priority is not touched: no new version of it is made. @throws for ids that are no rules. */
export async function orderRules(manager: EntityManager, ids: readonly string[]): Promise<void> {
  const step = Math.max(1, Math.min(ROOM, Math.floor(HIGHEST / ids.length)))
  const found = await manager.query<{ id: string }[]>(
    'select id from rules where id = any($1::uuid[]) and archived_at is null order by id for update',
    [ids],
  )
  const known = new Set(found.map((row) => row.id))
  const unknown = ids.flatMap((id, place) =>
    known.has(id.toLowerCase()) ? [] : [{ field: `ids.${place}`, code: 'rule_unknown' as const }],
  )
  if (unknown.length > 0) throw refuseFields(...unknown)
  await manager.query(
    `update rules r set priority = wanted.priority
       from (select id, ((cardinality($1::uuid[]) - place + 1) * $2)::int as priority
               from unnest($1::uuid[]) with ordinality as w(id, place)) wanted
      where r.id = wanted.id and r.priority <> wanted.priority`,
    [ids, step],
  )
}
