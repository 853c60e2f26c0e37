/** Reads leads towards every rule: facts, the latest episode in each rule, past relances, changes that are still to be followed. */
import type { Enrolment } from '../decide/enrolment.ts'
import type { Followed, LeadRecord, PastRelance } from '../decide/lead-record.ts'
import type { Db } from '../ground/ports.ts'
import { CONFIRMED_AT, ENROLMENT_JSON, LEAD_COLUMNS, type LeadRow, leadOf, ms, OPEN_STATES } from '../ground/columns.ts'
import { readRuleProgress } from './find-changes.sql.ts'

type RecordRow = LeadRow & {
  enrolments: Enrolment[]
  relances: PastRelance[]
  hasOpenRelance: boolean
  isChanged: boolean
}

/** Of leads that exist, in the order of ids; one statement, each part by its index on the lead. */
export async function readLeadRecords(db: Db, leadIds: readonly string[]): Promise<LeadRecord[]> {
  const rows = await db.query<RecordRow>(
    `select ${LEAD_COLUMNS}, e.enrolments, r.relances, r."hasOpenRelance", c.lead_id is not null as "isChanged"
       from unnest($1::uuid[]) as t(lead_id)
       cross join lateral (select * from leads where id = t.lead_id offset 0) l
       left join lateral (select * from lead_pacing where lead_id = t.lead_id offset 0) p on true
       left join users u on u.id = l.closer_id
       left join (select distinct lead_id from lead_changes where lead_id = any($1::uuid[])) c on c.lead_id = t.lead_id
       cross join lateral (
         select coalesce(json_agg(${ENROLMENT_JSON} order by id), '[]') as enrolments
           from (select distinct on (rule_id) * from enrolments where lead_id = t.lead_id
                  order by rule_id, episode desc) latest) e
       cross join lateral (
         select coalesce(json_agg(json_build_object('id', id, 'enrolmentId', enrolment_id::text, 'step', step,
                  'deliverAt', ${ms('deliver_at')},
                  'confirmedAt', ${CONFIRMED_AT})), '[]') as relances,
                coalesce(bool_or(channel = 'closer' and state in ${OPEN_STATES}), false) as "hasOpenRelance"
           from relances where lead_id = t.lead_id) r
      order by l.id`,
    [leadIds],
  )
  return rows.map((row) => ({
    lead: leadOf(row),
    enrolments: row.enrolments,
    relances: row.relances,
    hasOpenRelance: row.hasOpenRelance,
    isChanged: row.isChanged,
  }))
}

export async function readFollowed(db: Db): Promise<Followed> {
  const rules = await readRuleProgress(db)
  return new Map(
    rules.map(({ ruleId, isScanned, scannedTo, matchedAt }) => [ruleId, { isScanned, scannedTo, matchedAt }]),
  )
}
