/** What a closer may see: their own leads and relances, what was handed to them, and the shared queue where there is one. */
import { isOpenItem } from '@relance/relance/sql'
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { type Actor, isCloser } from './access.ts'

const SHARED = '(select shared_queue from settings)'

/** The alias of the leads is `row`. */
export function onlyVisibleLeads<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  actor: Actor,
): SelectQueryBuilder<Entity> {
  if (!isCloser(actor)) return query
  return query.andWhere(
    `(row.closerId = :actorId or row.closerId is null and ${SHARED} or exists (
       select from relances mine where mine.lead_id = row.id and mine.closer_id = :actorId
          and ${isOpenItem('mine')}))`,
    { actorId: actor.id },
  )
}

/** The alias of the relances is `row`, that of their leads `lead`. */
export function onlyVisibleRelances<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  actor: Actor,
): SelectQueryBuilder<Entity> {
  if (!isCloser(actor)) return query
  return query.andWhere(
    `(row.closerId = :actorId or lead.closerId = :actorId or row.closerId is null and lead.closerId is null and ${SHARED})`,
    { actorId: actor.id },
  )
}
