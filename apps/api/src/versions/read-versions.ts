/** Every saved state of a rule, frequency or template, with who saved it. */
import type { SavedVersion } from '@relance/contract'
import type { EntityManager } from 'typeorm'
import { camelCase } from '../http/camel-case.ts'

type VersionRow = Omit<SavedVersion, 'id' | 'savedAt'> & { savedAt: Date }

/** The newest first. The audit log knows who: of each change it keeps the number of the version that came of it. */
export async function readVersions(manager: EntityManager, resource: string, id: string): Promise<SavedVersion[]> {
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
