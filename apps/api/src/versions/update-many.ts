/** One change for many rows of which every save makes a version. */
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import type { Refusals } from '../http/bulk.ts'
import { Refused } from '../http/refused.ts'

export type Row = ObjectLiteral & { id: string; version: number; archivedAt: Date | null }

/**
 * `saveAll` gets the rows that are there and not archived, locked, and says which of them it refuses; the others of `ids` are
 * refused here. Inside the transaction.
 */
export async function updateMany<Entity extends Row>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  ids: readonly string[],
  saveAll: (rows: readonly Entity[]) => Promise<Refusals>,
): Promise<Refusals> {
  const rows = await takeRows(manager, entity, ids)
  const refused = new Map<string, Refused>()
  const current = ids.flatMap((id) => {
    const row = rows.get(id.toLowerCase())
    if (row && !row.archivedAt) return [{ id, row }]
    refused.set(id, new Refused(row ? 'archived' : 'not_found'))
    return []
  })
  const found = await saveAll(current.map(({ row }) => row))
  for (const { id, row } of current) {
    const why = found.get(row.id)
    if (why) refused.set(id, why)
  }
  return refused
}

/** Locked in the order of their ids, so that two changes of many wait for each other instead of locking each other out. */
async function takeRows<Entity extends Row>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  ids: readonly string[],
): Promise<Map<string, Entity>> {
  const rows = await manager
    .createQueryBuilder(entity, 'row')
    .where('row.id in (:...ids)', { ids: [...ids] })
    .orderBy('row.id')
    .setLock('pessimistic_write')
    .getMany()
  return new Map(rows.map((row) => [row.id, row]))
}
