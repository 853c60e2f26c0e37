/** Reads all that waits of leads: relances nobody has acted on, enrolments with the relance they count from. */
import {
  PASSING_ENDS,
  SHORTENED_DAYS,
  type Waiting,
  type WaitingEnrolment,
  type WaitingRelance,
} from '../../decide/replan.ts'
import { CONFIRMED_AT, ENROLMENT_JSON, LEAD_COLUMNS, type LeadRow, leadOf, ms } from '../../ground/columns.ts'
import type { Db } from '../../ground/ports.ts'

type WaitingRow = LeadRow & {
  deliveredAt: number | null
  contactedAt: number | null
  enrolments: WaitingEnrolment[]
  relances: WaitingRelance[]
}

/** One statement, each part by its index on the lead. Leads that wait for nothing are in it as well. */
export async function readWaitingOf(db: Db, leadIds: readonly string[]): Promise<Waiting[]> {
  const rows = await db.query<WaitingRow>(
    `select ${LEAD_COLUMNS}, d."deliveredAt", k."contactedAt", e.enrolments, w.relances
       from unnest($1::uuid[]) as t(lead_id)
       cross join lateral (select * from leads where id = t.lead_id offset 0) l
       left join lateral (select * from lead_pacing where lead_id = t.lead_id offset 0) p on true
       left join users u on u.id = l.closer_id
       cross join lateral (
         select max(coalesce(${CONFIRMED_AT}, ${ms('deliver_at')})) as "deliveredAt" from relances
          where lead_id = t.lead_id and state in ('opened', 'sent', 'sending', 'accepted', 'delivered', 'read', 'unknown')) d
       cross join lateral (
         select ${ms('max(at)')} as "contactedAt" from contacts
          where lead_id = t.lead_id and direction = 'outbound' and undone_at is null) k
       cross join lateral (
         select coalesce(json_agg(json_build_object('id', id, 'ruleId', rule_id, 'deliverAt', ${ms('deliver_at')},
                  'expiresAt', ${ms('expires_at')}, 'reason', reason,
                  'notBefore', coalesce(${ms('not_before')}, case when state = 'snoozed' or reason is not null then ${ms('deliver_at')} end)
                ) order by deliver_at, id), '[]') as relances
           from relances where lead_id = t.lead_id and state in ('due', 'snoozed', 'queued')) w
       cross join lateral (
         select coalesce(jsonb_agg(${ENROLMENT_JSON}::jsonb || jsonb_build_object('before', b.before,
                  'firstRecordedAt', (select ${ms('min(recorded_at)')} from relances where enrolment_id = x.id)) order by x.id), '[]') as enrolments
           from enrolments x
           left join lateral (
             select json_build_object('relanceId', id, 'at', coalesce(${CONFIRMED_AT}, ${ms('deliver_at')})) as before
               from relances where enrolment_id = x.id and step = x.step - 1) b on true
          where x.lead_id = t.lead_id and (x.state <> 'ended' or (x.step > 1 and x.reason = any($2::text[]) or x.reason = 'last_step'
              and x.shortened_at >= relance_now() - interval '${SHORTENED_DAYS} days')
            and not exists (select from enrolments n where n.lead_id = x.lead_id and n.rule_id = x.rule_id and n.id > x.id))) e
      order by l.id`,
    [leadIds, PASSING_ENDS],
  )
  return rows.map((row) => ({
    lead: leadOf(row),
    deliveredAt: row.deliveredAt,
    contactedAt: row.contactedAt,
    enrolments: row.enrolments,
    relances: row.relances,
  }))
}
