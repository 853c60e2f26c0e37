/** What is archived is kept for the relances that used it: it leaves the lists and changes no more. */
import type { ListQuery } from '@relance/contract'
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import type { Refusals } from '../http/bulk.ts'
import type { ListOptions } from '../http/list.ts'
import { Refused } from '../http/refused.ts'
import { saveMany } from '../http/store.ts'

type Archivable = ObjectLiteral & { id: string; archivedAt: Date | null }

export function refuseArchived({ archivedAt }: { archivedAt: Date | null }): void {
  if (archivedAt) throw new Refused('archived')
}

/** Lists leave archived rows out unless they are asked for, by state or by id. */
export function archivedFilter(query: ListQuery): ListQuery {
  return query.filter?.id === undefined ? { ...query, filter: { archived: false, ...query.filter } } : query
}

const special: NonNullable<ListOptions['special']> = {
  archived: (value) => ({ sql: `row.archivedAt is ${value ? 'not ' : ''}null` }),
}

export const archive = {
  list: { special },
  /** `inUse` is a condition over a row `x`. Those that are in use, or absent, are left as they are and refused. */
  async many<Entity extends Archivable>(
    manager: EntityManager,
    entity: EntityTarget<Entity>,
    ids: readonly string[],
    inUse: string,
  ): Promise<Refusals> {
    const table = manager.getRepository(entity).metadata.tablePath
    const rows = await manager.query<{ id: string; isArchived: boolean; isUsed: boolean }[]>(
      `select x.id, x.archived_at is not null as "isArchived", ${inUse} as "isUsed"
         from ${table} x where x.id = any($1::uuid[]) order by x.id for update`,
      [ids],
    )
    const known = new Map(rows.map((row) => [row.id, row]))
    const refused = new Map<string, Refused>()
    for (const id of ids) {
      const row = known.get(id.toLowerCase())
      if (!row || row.isUsed) refused.set(id, new Refused(row ? 'in_use' : 'not_found'))
    }
    const wanted = rows.filter(({ isArchived, isUsed }) => !isArchived && !isUsed).map(({ id }) => id)
    await saveMany(manager, entity, { ids: wanted, set: { archivedAt: () => 'now()' } })
    return refused
  },
}
