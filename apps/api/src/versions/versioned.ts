/** What rules, frequencies and templates have in common: a save makes a version, deleting archives, many are changed at once. */
import type { BulkReport, SavedVersion } from '@relance/contract'
import type { Request, Response } from 'express'
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import { eachRecord } from '../http/bulk.ts'
import { camelCase } from '../http/camel-case.ts'
import { changing } from '../http/changing.ts'
import { findOne } from '../http/store.ts'
import { sendVersion, takeVersion } from '../http/version-match.ts'
import { archive, refuseArchived } from './archive.ts'

export type Row = ObjectLiteral & { id: string; version: number; archivedAt: Date | null }

export interface Versioned<Entity extends Row, Fields> {
  entity: EntityTarget<Entity>
  /** Checks and saves; inside the transaction. */
  save(manager: EntityManager, fields: Fields, id: string): Promise<Entity>
  resource: 'rules' | 'frequencies' | 'templates'
  /** A saved state as it travels, so that it can be saved again; as it is stored when absent. */
  view?: ((snapshot: Record<string, unknown>) => Record<string, unknown>) | undefined
  /** Whether an active rule needs the row; over its id, `$1`. */
  inUse: string
}

export interface VersionedStore<Entity extends Row, Fields> {
  /** Over the version `If-Match` names, when it names one. */
  update(id: string, fields: Fields, request: Request, response: Response): Promise<Entity>
  updateMany(ids: readonly string[], fields: Fields, language: string | undefined): Promise<BulkReport>
  /** Every saved state with who saved it, the newest first. */
  versions(id: string, response: Response): Promise<SavedVersion[]>
  archive(id: string): Promise<Entity>
  archiveMany(ids: readonly string[], language: string | undefined): Promise<BulkReport>
}

export function versionedStore<Entity extends Row, Fields>(
  source: DataSource,
  { entity, resource, save, inUse, view = (snapshot) => snapshot }: Versioned<Entity, Fields>,
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
    async versions(id, response) {
      await findOne(source.manager, entity, id)
      const rows = await readVersions(source.manager, resource, id)
      response.set('Content-Range', `versions 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
      return rows.map((row) => ({ ...row, snapshot: view(row.snapshot) }))
    },
    archive: archiveOne,
    archiveMany: (ids, language) => eachRecord(ids, language, archiveOne),
  }
}

type VersionRow = Omit<SavedVersion, 'id' | 'savedAt'> & { savedAt: Date }

/** The audit log knows who: of each change it keeps the number of the version that came of it. */
async function readVersions(manager: EntityManager, resource: string, id: string): Promise<SavedVersion[]> {
  const rows = await manager.query<VersionRow[]>(
    `select v.version, v.saved_at as "savedAt", v.snapshot, by.actor_name as "savedBy"
       from versions v
       left join lateral (
         select e.actor_name from audit_changes c join audit_events e on e.id = c.event_id
          where c.record_id = $2::text and e.resource = $1 and (c.after->>'version')::int = v.version
          order by e.at limit 1) by on true
      where v.resource = $1 and v.resource_id = $2::uuid order by v.version desc`,
    [resource, id],
  )
  return rows.map(({ version, savedAt, savedBy, snapshot }) => ({
    id: `${id}-${version}`,
    version,
    savedAt: savedAt.toISOString(),
    savedBy,
    snapshot: Object.fromEntries(Object.entries(snapshot).map(([field, value]) => [camelCase(field), value])),
  }))
}
