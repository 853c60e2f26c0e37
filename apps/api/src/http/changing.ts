/** A transaction of a route: what it writes is attributed to the one who asked. */
import type { DataSource, EntityManager } from 'typeorm'
import { attributeTransaction } from '../database/attribution.ts'
import { managerDb } from '../database/manager-db.ts'
import { currentAttribution } from './request-context.ts'

export function changing<Result>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  return source.transaction(async (manager) => {
    const attribution = currentAttribution()
    if (attribution) await attributeTransaction(managerDb(manager), attribution)
    return work(manager)
  })
}
