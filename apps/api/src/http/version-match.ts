/** `ETag` and `If-Match`: nobody saves over a version they have not seen. */
import type { Request, Response } from 'express'
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import { Refused } from './refused.ts'

type Versioned = ObjectLiteral & { id: string; version: number }

export function sendVersion<Row extends { version: number }>(response: Response, row: Row): Row {
  response.set('ETag', `"${row.version}"`)
  return row
}

/**
 * The row, locked until the transaction ends. @throws a 412 that names the one who saved meanwhile, when `If-Match` names
 * another version; a 404 when there is no row.
 */
export async function takeVersion<Entity extends Versioned>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  id: string,
  request: Request,
): Promise<Entity> {
  const row = await manager
    .createQueryBuilder(entity, 'row')
    .where('row.id = :id', { id })
    .setLock('pessimistic_write')
    .getOne()
  if (!row) throw new Refused('not_found')
  await requireTag(manager, id, String(row.version), request, { version: row.version })
  return row
}

/** @throws a 412 that names the one who saved meanwhile, when `If-Match` names another state of the row than `tag`. */
export async function requireTag(
  manager: EntityManager,
  id: string,
  tag: string,
  request: Request,
  params: { version?: number } = {},
): Promise<void> {
  const wanted = request.get('if-match')
  if (!wanted || wanted.trim() === '*') return
  const tags = wanted.split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (tags.includes(`"${tag}"`)) return
  const [last] = await manager.query<{ name: string }[]>(
    // By the changes: an entry for many records at once names none of them.
    `select e.actor_name as name from audit_changes c join audit_events e on e.id = c.event_id
      where c.record_id = $1 order by e.at desc limit 1`,
    [id],
  )
  throw new Refused('version_changed', {
    params: { ...params, ...(last && { name: last.name }) },
    headers: { ETag: `"${tag}"` },
  })
}
