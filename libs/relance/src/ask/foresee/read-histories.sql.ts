/** Reads what is on record of leads since an instant: relances with what came of them, and how the leads were changed. */
import type { PastEpisode, RecordedRelance, StoredContact, StoredFacts } from './history.pure.ts'
import { FACTS, type LeadFacts } from '../../ground/lead-facts.ts'
import type { Db } from '../../ground/ports.ts'
import { CONFIRMED_AT, instant, LEAD_COLUMNS, leadOf, type LeadRow, ms, PENDING_STATES } from '../../ground/columns.ts'

type HistoryRow = LeadRow & {
  relances: RecordedRelance[]
  episodes: PastEpisode[]
  replies: number[]
  contacts: StoredContact[]
  changes: { at: number; fields: string[]; before: Record<string, unknown> }[]
}

const BY_COLUMN = new Map(FACTS.map((fact) => [fact.column, fact]))

/** Of leads that exist, in the order of ids. Values that an erasure took out of the log stay unknown. */
export async function readHistories(db: Db, leadIds: readonly string[], from: number): Promise<StoredFacts[]> {
  const rows = await db.query<HistoryRow>(
    `select ${LEAD_COLUMNS}, r.relances, e.episodes, w.replies, c.changes, k.contacts
       from unnest($1::uuid[]) as t(lead_id)
       cross join lateral (select * from leads where id = t.lead_id offset 0) l
       left join lateral (select * from lead_pacing where lead_id = t.lead_id offset 0) p on true
       left join users u on u.id = l.closer_id
       cross join lateral (
         select coalesce(json_agg(json_build_object('ruleId', rule_id, 'enrolmentId', enrolment_id::text, 'step', step,
                  'episode', (select e.episode from enrolments e where e.id = enrolment_id), 'closerId', closer_id, 'recordedAt', ${ms('recorded_at')}, 'deliverAt', ${ms('deliver_at')},
                  'confirmedAt', ${CONFIRMED_AT}, 'movedAt', ${ms('moved_at')}, 'firstDeliverAt', ${ms('first_deliver_at')},
                  'outcome', outcome, 'outcomeAt', ${ms('outcome_at')},
                  'countsUntil', case when state in ${PENDING_STATES} then ${ms('expires_at')}
                    when state = 'skipped' then ${ms('settled_at')}
                    when state = 'expired' then ${ms('coalesce(dropped_at, expires_at)')}
                    when state = 'withdrawn' then ${ms('coalesce(dropped_at, recorded_at)')}
                    when state = 'superseded' and dropped_at is not null then ${ms('dropped_at')} + 1
                    when state = 'superseded' then (select ${ms('min(n.recorded_at)')} + 1 from relances n
                      where n.lead_id = relances.lead_id and n.recorded_at > relances.recorded_at) end)), '[]') as relances
           from relances where lead_id = t.lead_id) r
       cross join lateral (
         select coalesce(json_agg(json_build_object('id', id::text, 'ruleId', rule_id, 'episode', episode, 'begunBy', begun_by,
                  'begunAt', ${ms('begun_at')}, 'enrolledAt', ${ms('enrolled_at')})
                  order by rule_id, episode), '[]') as episodes
           from enrolments where lead_id = t.lead_id) e
       cross join lateral (
         select coalesce(json_agg(${ms('at')} order by at), '[]') as replies
           from whatsapp_messages where lead_id = t.lead_id) w
       cross join lateral (
         select coalesce(json_agg(json_build_object('at', ${ms('e.at')}, 'fields', c.fields, 'before', c.before)
                  order by e.at, e.id), '[]') as changes
           from audit_changes c join audit_events e on e.id = c.event_id
          where c.record_id = t.lead_id::text and e.resource = 'leads' and e.action = 'updated'
            and e.at >= ${instant('$2')} and c.before is not null) c
       cross join lateral (
         select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'direction', direction, 'at', ${ms('at')}, 'source', source,
                  'actorName', actor_name, 'recordedAt', ${ms('recorded_at')}, 'undoneAt', ${ms('undone_at')})), '[]') as contacts
           from contacts where lead_id = t.lead_id) k
      order by l.id`,
    [leadIds, from],
  )
  return rows.map((row) => ({
    lead: leadOf(row),
    relances: row.relances,
    episodes: row.episodes,
    replies: row.replies,
    contacts: row.contacts,
    changes: row.changes.map(({ at, before }) => ({ at, before: factsOf(before) })),
  }))
}

function factsOf(columns: Record<string, unknown>): Partial<LeadFacts> {
  const facts: Record<string, unknown> = {}
  for (const [column, value] of Object.entries(columns)) {
    const fact = BY_COLUMN.get(column)
    if (fact) facts[fact.name] = fact.isInstant && value !== null ? Date.parse(String(value)) : value
  }
  return facts
}

/** When runs really came, milliseconds, in their order. */
export async function readScans(db: Db, from: number, until: number): Promise<number[]> {
  const rows = await db.query<{ at: number }>(
    `select ${ms('started_at')} as at from runs
      where started_at between ${instant('$1')} and ${instant('$2')} and state in ('completed', 'partial')
      order by started_at`,
    [from, until],
  )
  return rows.map((row) => row.at)
}
