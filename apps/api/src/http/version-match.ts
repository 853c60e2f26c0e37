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
  const wanted = request.get('if-match')
  if (!wanted || wanted.trim() === '*') return row
  const versions = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (versions.includes(`"${row.version}"`)) return row
  const [last] = await manager.query<{ name: string }[]>(
    // By the changes: an entry for many records at once names none of them.
    `select e.actor_name as name from audit_changes c join audit_events e on e.id = c.event_id
      where c.record_id = $1 order by e.at desc limit 1`,
    [id],
  )
  const params = { version: row.version, ...(last && { name: last.name }) }
  throw new Refused('version_changed', { params, headers: { ETag: `"${row.version}"` } })
}
