/** What rules, frequencies and templates have in common: a save makes a version, deleting archives, many are changed at once. */
import type { BulkReport, SavedVersion } from '@relance/contract'
import type { Request, Response } from 'express'
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import { type Refusals, reportOf, throwRefusal } from '../http/bulk.ts'
import { camelCase } from '../http/camel-case.ts'
import { changing } from '../http/changing.ts'
import { Refused } from '../http/refused.ts'
import { findOne } from '../http/store.ts'
import { sendVersion, takeVersion } from '../http/version-match.ts'
import { archive, refuseArchived } from './archive.ts'

export type Row = ObjectLiteral & { id: string; version: number; archivedAt: Date | null }

export interface Versioned<Entity extends Row, Fields> {
  entity: EntityTarget<Entity>
  /** Checks and saves; inside the transaction. */
  save(manager: EntityManager, fields: Fields, id: string): Promise<Entity>
  /** The same for many rows, none of which is archived; says which of them are refused, and leaves those as they are. */
  saveAll(manager: EntityManager, fields: Fields, rows: readonly Entity[]): Promise<Refusals>
  resource: 'rules' | 'frequencies' | 'templates'
  /** A saved state as it travels, so that it can be saved again; as it is stored when absent. */
  view?: ((snapshot: Record<string, unknown>) => Record<string, unknown>) | undefined
  /** Whether an active rule needs the row; over the row `x`. */
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
  { entity, resource, save, saveAll, inUse, view = (snapshot) => snapshot }: Versioned<Entity, Fields>,
): VersionedStore<Entity, Fields> {
  const updateAll = async (manager: EntityManager, ids: readonly string[], fields: Fields): Promise<Refusals> => {
    const rows = await takeRows(manager, entity, ids)
    const refused = new Map<string, Refused>()
    const current = ids.flatMap((id) => {
      const row = rows.get(id.toLowerCase())
      if (row && !row.archivedAt) return [{ id, row }]
      refused.set(id, new Refused(row ? 'archived' : 'not_found'))
      return []
    })
    const found = await saveAll(
      manager,
      fields,
      current.map(({ row }) => row),
    )
    for (const { id, row } of current) {
      const why = found.get(row.id)
      if (why) refused.set(id, why)
    }
    return refused
  }
  return {
    async update(id, fields, request, response) {
      const saved = await changing(source, async (manager) => {
        refuseArchived(await takeVersion(manager, entity, id, request))
        return save(manager, fields, id)
      })
      return sendVersion(response, saved)
    },
    async updateMany(ids, fields, language) {
      const refused = await changing(source, (manager) => updateAll(manager, ids, fields))
      return reportOf(ids, refused, language)
    },
    async versions(id, response) {
      await findOne(source.manager, entity, id)
      const rows = await readVersions(source.manager, resource, id)
      response.set('Content-Range', `versions 0-${Math.max(rows.length - 1, 0)}/${rows.length}`)
      return rows.map((row) => ({ ...row, snapshot: view(row.snapshot) }))
    },
    archive: (id) =>
      changing(source, async (manager) => {
        throwRefusal(id, await archive.many(manager, entity, [id], inUse))
        return findOne(manager, entity, id)
      }),
    async archiveMany(ids, language) {
      const refused = await changing(source, (manager) => archive.many(manager, entity, ids, inUse))
      return reportOf(ids, refused, language)
    },
  }
}

/** Locked in the order of their ids, so that two changes of many wait for each other instead of locking each other out. */
async function takeRows<Entity extends Row>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  ids: readonly string[],
): Promise<Map<string, Entity>> {
  const rows = await manager
    .createQueryBuilder(entity, 'row')
    .where('row.id in (:...ids)', { ids: [...ids] })
    .orderBy('row.id')
    .setLock('pessimistic_write')
    .getMany()
  return new Map(rows.map((row) => [row.id, row]))
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
