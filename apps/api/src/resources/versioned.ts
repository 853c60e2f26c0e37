/** What rules, frequencies and templates have in common: a save makes a version, deleting archives, many are changed at once. */
import type { BulkReport } from '@relance/contract'
import type { Request, Response } from 'express'
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import { eachRecord } from '../http/bulk.ts'
import { changing } from '../http/changing.ts'
import { findOne } from '../http/store.ts'
import { sendVersion, takeVersion } from '../http/version-match.ts'
import { archive, refuseArchived } from './archive.ts'

type Row = ObjectLiteral & { id: string; version: number; archivedAt: Date | null }

interface Versioned<Entity extends Row, Fields> {
  entity: EntityTarget<Entity>
  /** Checks and saves; inside the transaction. */
  save(manager: EntityManager, fields: Fields, id: string): Promise<Entity>
  /** Whether an active rule needs the row; over its id, `$1`. */
  inUse: string
}

export interface VersionedStore<Entity extends Row, Fields> {
  /** Over the version `If-Match` names, when it names one. */
  update(id: string, fields: Fields, request: Request, response: Response): Promise<Entity>
  updateMany(ids: readonly string[], fields: Fields, language: string | undefined): Promise<BulkReport>
  archive(id: string): Promise<Entity>
  archiveMany(ids: readonly string[], language: string | undefined): Promise<BulkReport>
}

export function versionedStore<Entity extends Row, Fields>(
  source: DataSource,
  { entity, save, inUse }: Versioned<Entity, Fields>,
): VersionedStore<Entity, Fields> {
  const archiveOne = (id: string) => changing(source, (manager) => archive.one(manager, entity, id, inUse))
  return {
    async update(id, fields, request, response) {
      const saved = await changing(source, async (manager) => {
        refuseArchived(await takeVersion(manager, entity, id, request))
        return save(manager, fields, id)
      })
      return sendVersion(response, saved)
    },
    updateMany: (ids, fields, language) =>
      eachRecord(ids, language, (id) =>
        changing(source, async (manager) => {
          refuseArchived(await findOne(manager, entity, id))
          return save(manager, fields, id)
        }),
      ),
    archive: archiveOne,
    archiveMany: (ids, language) => eachRecord(ids, language, archiveOne),
  }
}
