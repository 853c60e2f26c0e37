/** What is archived is kept for the relances that used it: it leaves the lists and changes no more. */
import type { ListQuery } from '@relance/contract'
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import type { ListOptions } from '../http/list.ts'
import { Refused } from '../http/refused.ts'
import { findOne, save } from '../http/store.ts'

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
  /** `inUse` is a condition over the row's id, `$1`. */
  async one<Entity extends Archivable>(
    manager: EntityManager,
    entity: EntityTarget<Entity>,
    id: string,
    inUse: string,
  ): Promise<Entity> {
    const row = await findOne(manager, entity, id)
    const [{ used }] = await manager.query<[{ used: boolean }]>(`select ${inUse} as used`, [id])
    if (used) throw new Refused('in_use')
    if (!row.archivedAt) await save(manager, entity, { archivedAt: () => 'now()' }, id)
    return findOne(manager, entity, id)
  },
}
