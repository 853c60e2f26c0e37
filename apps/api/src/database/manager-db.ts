/** The engine's port over a TypeORM manager, so that an engine question can join a transaction of a resource. */
import type { Db } from '@relance/relance'
import type { EntityManager } from 'typeorm'

export function managerDb(manager: EntityManager): Db {
  const db: Db = {
    query: (sql, parameters = []) => manager.query(sql, [...parameters]),
    transaction: (work) => work(db),
  }
  return db
}
