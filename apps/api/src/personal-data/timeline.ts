/** What happened to a lead, newest first: relances, what was done to them, and changes of its fields. */
import type { TimelineEntry } from '@relance/contract'
import type { Db } from '@relance/relance'
import { camelCase } from '../http/camel-case.ts'

const MAX_ENTRIES = 500

interface Row {
  id: string
  at: Date
  kind: TimelineEntry['kind']
  relanceId: string | null
  actorName: string | null
  action: string | null
  isUndone: boolean
  state: string | null
  message: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

export async function readTimeline(db: Db, leadId: string, limit = MAX_ENTRIES): Promise<TimelineEntry[]> {
  const rows = await db.query<Row>(
    `select * from (
       select id::text, recorded_at as at, 'relance' as kind, id as "relanceId", null as "actorName", null as action,
              false as "isUndone", state, message, null::jsonb as before, null::jsonb as after
         from relances where lead_id = $1
       union all
       select id::text, acted_at, 'action', relance_id, actor_name, action, undone_at is not null, null, null, null, null
         from relance_actions where lead_id = $1
       union all
       select e.id::text, e.at, 'change', null, e.actor_name, e.action, false, null, null, c.before, c.after
         from audit_changes c join audit_events e on e.id = c.event_id
        where c.record_id = $1::text and e.resource = 'leads') entries
      order by at desc, id desc limit $2`,
    [leadId, limit],
  )
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    fields: Object.keys(after ?? {}).map((field) => ({
      field: camelCase(field),
      before: before?.[field] ?? null,
      after: after?.[field] ?? null,
    })),
  }))
}
