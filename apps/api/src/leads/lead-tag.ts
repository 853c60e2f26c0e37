/** `ETag` and `If-Match` of a lead: the instant of its last change. */
import { Lead } from '@relance/leads/nest'
import type { Request, Response } from 'express'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../auth/access.ts'
import { requireTag } from '../http/version-match.ts'
import { leadsQuery } from './lead-view.ts'

export function sendTag<Row extends { updatedAt: Date }>(response: Response, row: Row): Row {
  response.set('ETag', `"${row.updatedAt.toISOString()}"`)
  return row
}

/** Locks the lead until the transaction ends. What is absent, or not to be seen, is left to the change itself. @throws a 412. */
export async function requireUnchanged(
  manager: EntityManager,
  id: string,
  actor: Actor,
  request: Request,
): Promise<void> {
  if (!request.get('if-match')) return
  const row: Lead | null = await leadsQuery(manager, actor)
    .andWhere('row.id = :id', { id })
    .setLock('for_no_key_update', undefined, ['row'])
    .getOne()
  if (row) await requireTag(manager, id, row.updatedAt.toISOString(), request)
}
