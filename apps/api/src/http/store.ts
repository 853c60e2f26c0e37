/** The few things every resource does with its table, with refusals in place of the driver's errors. */
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js'
import { Refused, refuseFields } from './refused.ts'

/** @throws a 404: of what is absent and of what one may not see alike. */
export async function findOne<Entity extends ObjectLiteral & { id: unknown }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  id: string,
): Promise<Entity> {
  const row = await manager.createQueryBuilder(entity, 'row').where('row.id = :id', { id }).getOne()
  if (!row) throw new Refused('not_found')
  return row
}

/** Saves and reads back what the database made of it (versions, defaults). */
export async function save<Entity extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  fields: object,
  id?: string,
): Promise<Entity> {
  try {
    if (id === undefined) {
      const { identifiers } = await manager.insert(entity, fields as QueryDeepPartialEntity<Entity>)
      return findOne(manager, entity, identifiers[0]?.id as string)
    }
    if (Object.keys(fields).length > 0) await manager.update(entity, id, fields as QueryDeepPartialEntity<Entity>)
    return findOne(manager, entity, id)
  } catch (error) {
    throw refusalOf(error)
  }
}

interface Change {
  ids: readonly string[]
  set: object
  /** Of the expressions in `set`. */
  parameters?: ObjectLiteral
}

/** The same for all of `ids`, in one statement. */
export async function saveMany<Entity extends ObjectLiteral & { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  { ids, set, parameters = {} }: Change,
): Promise<void> {
  const hasValues = Object.values(set).some((value) => value !== undefined)
  if (ids.length === 0 || !hasValues) return
  const change = manager.createQueryBuilder().update(entity)
  try {
    await change
      .set(set as QueryDeepPartialEntity<Entity>)
      .where('id in (:...ids)', { ...parameters, ids: [...ids] })
      .execute()
  } catch (error) {
    throw refusalOf(error)
  }
}

const TAKEN: Readonly<Record<string, string>> = { leads_phone: 'phone', users_email: 'email', holidays_pkey: 'heldOn' }

function refusalOf(error: unknown): unknown {
  const { code, constraint = '' } = error as { code?: string; constraint?: string }
  if (code === '23505') {
    return new Refused('already_exists', { refusals: [{ field: TAKEN[constraint] ?? '', code: 'already_taken' }] })
  }
  if (code === '23503') return refuseFields({ field: '', code: 'not_accepted' })
  return error
}
