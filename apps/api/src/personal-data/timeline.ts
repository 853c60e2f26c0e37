/**
 * What happened to a lead, newest first: relances, what was done to them and became of them, later episodes, replies, changes of its
 * fields.
 */
import type { TimelineEntry } from '@relance/contract'
import type { Db } from '@relance/relance'
import { ANSWER_STATE } from '@relance/sending'
import { camelCase } from '../http/camel-case.ts'
import { unitsOf } from '../http/money-view.ts'

/** Of what was said and what became of it, and as many of all else: many changes push no message out. */
const MAX_ENTRIES = 500
const MESSAGES: readonly TimelineEntry['kind'][] = ['relance', 'action', 'send', 'received', 'written', 'answer']

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
  reason: string | null
  details: string | null
  costMicros: number | null
  currency: string | null
  episode: number | null
  rank: number
  nth: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** Each names all columns, in one order; `rank` puts what is told of one second after what it follows from. `$1` is the lead. */
const ENTRIES = [
  `select id::text, recorded_at as at, 0 as rank, 'relance' as kind, id as "relanceId", null as "actorName", null as action,
          false as "isUndone", state, message, reason, written_message as details, null::jsonb as before, null::jsonb as after,
          null::float8 as "costMicros", null as currency,
          (select episode from enrolments e where e.id = enrolment_id)::int as episode
     from relances where lead_id = $1`,
  // Only a lead that comes back begins one after the first: that is worth a line.
  `select e.id::text, e.enrolled_at, 0, 'episode', null, null, e.begun_by, false, null, null, null, r.name, null, null, null, null,
          e.episode
     from enrolments e join rules r on r.id = e.rule_id where e.lead_id = $1 and e.episode > 1`,
  `select id::text, acted_at, 0, 'action', relance_id, actor_name, action, undone_at is not null, null, null, null,
          case action when 'outcome' then after #>> array['relances', relance_id::text, 'outcome']
                      when 'snooze' then after #>> array['relances', relance_id::text, 'deliver_at'] end,
          null, null, null, null, null
     from relance_actions where lead_id = $1`,
  `select e.id::text, e.at, 0, 'change', null, e.actor_name,
          case when c.after ->> 'opted_out_at' is not null then 'opted_out' else e.action end, false, null, null, null, null,
          c.before, c.after, null, null, null
     from audit_changes c join audit_events e on e.id = c.event_id
    where c.record_id = $1::text and e.resource = 'leads'`,
  `select r.id || ' ' || x.action, x.at, x.rank, 'send', r.id, null, x.action, false, null, null,
          case x.action when 'failed' then r.reason end,
          case when x.action in ('failed', 'unknown') then s.error_code || concat(' : ', s.error_details) end,
          null, null, case x.action when 'delivered' then coalesce(s.cost_micros, s.estimate_micros) end::float8, s.currency, null
     from relances r join whatsapp_sends s on s.relance_id = r.id
     cross join lateral (values
       ('accepted', s.accepted_at, 1), ('delivered', s.delivered_at, 2), ('read', s.read_at, 3), ('failed', s.failed_at, 2),
       ('unknown', case r.state when 'unknown' then s.unknown_at end, 1)) as x(action, at, rank)
    where r.lead_id = $1 and x.at is not null`,
  `select i.id::text || r.line, i.started_at, 1, 'imported', null, i.actor_name, case when r.is_created then 'created' else 'updated' end,
          i.undone_at is not null, null, r.written, null, i.file_name || ':' || r.line, null, null, null, null, null
     from import_rows r join imports i on i.id = r.import_id where r.lead_id = $1`,
  `select id, at, 4, case direction when 'inbound' then 'received' else 'written' end, null, null, content, false, null, text, null,
          null, null, null, null, null, null from whatsapp_messages where lead_id = $1`,
  `select id::text, taken_at, 3, 'answer', null, actor_name, null, false,
          ${ANSWER_STATE}, text, null, nullif(concat_ws(' : ', error_code, error_details), ''), null, null, null, null, null
     from whatsapp_answers where lead_id = $1`,
  // What the others tell already is not told twice.
  `select id::text, at, 3, 'contact', relance_id, actor_name, kind || ' ' || direction, undone_at is not null, null, nullif(note, ''), null,
          source, null, null, null, null, null
     from contacts where lead_id = $1 and source in ('person', 'echo')
      and not exists (select from whatsapp_answers a where a.lead_id = $1 and contacts.source_key = encode(opt_out_hash(a.id::text), 'hex'))`,
  `select id::text, at, 3, 'note', null, actor_name, null, false, null, text, null, null, null, null, null, null, null
     from notes where lead_id = $1`,
]

export async function readTimeline(db: Db, leadId: string, limit = MAX_ENTRIES): Promise<TimelineEntry[]> {
  const rows = await db.query<Row>(
    `select * from (
       select *, row_number() over (partition by kind = any($3) order by at desc, rank desc, id desc) as nth
         from (${ENTRIES.join(' union all ')}) entries) counted
      where nth <= $2 order by at desc, rank desc, id desc`,
    [leadId, limit, MESSAGES],
  )
  return rows.map(({ before, after, costMicros, currency, rank: _, nth: __, ...row }) => ({
    ...row,
    cost: costMicros === null || currency === null ? null : { amount: unitsOf(costMicros), currency },
    at: row.at.toISOString(),
    fields: Object.keys(after ?? {}).map((field) => ({
      field: camelCase(field),
      before: before?.[field] ?? null,
      after: after?.[field] ?? null,
    })),
  }))
}
