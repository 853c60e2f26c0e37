/** The engine's port over a TypeORM transaction, so that an engine question can join a transaction of a resource. */
import { type Db, refuseNesting } from '@relance/relance'
import type { EntityManager } from 'typeorm'

/** `manager` must be that of a transaction; as in every transaction of the port, another one inside is refused. */
export function managerDb(manager: EntityManager): Db {
  const { queryRunner } = manager
  if (!queryRunner?.isTransactionActive) throw new Error('This needs the manager of a transaction.')
  return {
    // Structured, since the plain result of an update is not its rows but a pair.
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await queryRunner.query(sql, [...parameters], true)).records as Row[],
    transaction: refuseNesting,
  }
}
