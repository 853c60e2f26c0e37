/** Reads leads towards every rule: facts, the latest episode in each rule, past relances, changes that are still to be followed. */
import { INBOX } from '../../ground/channels.ts'
import type { Enrolment } from '../../decide/enrolment.ts'
import type { LeadState, PastRelance } from '../../decide/lead-state.ts'
import type { Followed } from '../../decide/settle-state.ts'
import type { Db } from '../../ground/ports.ts'
import {
  CONFIRMED_AT,
  ENROLMENT_JSON,
  LEAD_COLUMNS,
  type LeadRow,
  leadOf,
  ms,
  OPEN_STATES,
} from '../../ground/columns.ts'
import type { ContactFact } from '../../ground/contacts.ts'
import { changedBetween, SHORTENED_DAYS } from '../../decide/replan.ts'
import { readRuleProgress } from './find-changes.sql.ts'

type StateRow = LeadRow & {
  enrolments: Enrolment[]
  relances: PastRelance[]
  contacts: ContactFact[]
  hasOpenRelance: boolean
  isChanged: boolean
  isElsewhere: boolean
}

/** Ended by a cadence that was shortened, and goes on when it is lengthened again. */
const IS_SHORTENED = `state = 'ended' and reason = 'last_step'
  and coalesce(shortened_at >= relance_now() - interval '${SHORTENED_DAYS} days', false)`

/** The latest contact by us, and the latest of all. */
const LATEST_CONTACTS = `
  select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'direction', c.direction, 'at', ${ms('c.at')},
           'source', c.source, 'actorName', c.actor_name, 'notedAt', ${ms('c.recorded_at')})), '[]') as contacts
    from (select distinct on (x.id) x.* from (values (array['outbound']), (array['outbound', 'inbound'])) as w(directions)
            cross join lateral (select * from contacts where lead_id = t.lead_id and undone_at is null
                                   and direction = any(w.directions) order by at desc, id desc limit 1) x) c`

/** Of leads that exist, in the order of ids; one statement, each part by its index on the lead. */
export async function readLeadStates(db: Db, leadIds: readonly string[]): Promise<LeadState[]> {
  const rows = await db.query<StateRow>(
    `select ${LEAD_COLUMNS}, e.enrolments, r.relances, k.contacts, r."hasOpenRelance", c.lead_id is not null as "isChanged", coalesce(c.is_elsewhere, false) as "isElsewhere"
       from unnest($1::uuid[]) as t(lead_id)
       cross join lateral (select * from leads where id = t.lead_id offset 0) l
       left join lateral (select * from lead_pacing where lead_id = t.lead_id offset 0) p on true
       left join users u on u.id = l.closer_id
       left join (select lead_id, bool_or(is_elsewhere) as is_elsewhere from lead_changes
                   where lead_id = any($1::uuid[]) group by lead_id) c on c.lead_id = t.lead_id
       cross join lateral (
         select coalesce(jsonb_agg(${ENROLMENT_JSON}::jsonb || jsonb_build_object('isShortened', ${IS_SHORTENED}) order by id), '[]') as enrolments
           from (select distinct on (rule_id) * from enrolments where lead_id = t.lead_id
                  order by rule_id, episode desc) latest) e
       cross join lateral (${LATEST_CONTACTS}) k
       cross join lateral (
         select coalesce(json_agg(json_build_object('id', id, 'enrolmentId', enrolment_id::text, 'step', step,
                  'deliverAt', ${ms('deliver_at')}, 'recordedAt', ${ms('recorded_at')}, 'ruleId', rule_id,
                  'waiting', case when state in ${OPEN_STATES} or state = 'queued' then json_build_object('reason', reason, 'isOpened', state = 'opened', 'isSnoozed', state = 'snoozed', 'isInbox', channel = '${INBOX}',
                    'notBefore', ${ms('not_before')}, 'expiresAt', ${ms('expires_at')}, 'decidedAt', (
                    select ${ms('max(a.acted_at)')} from relance_actions a
                     where a.relance_id = relances.id and a.undone_at is null and a.action in ('snooze', 'reassign'))) end,
                  'confirmedAt', ${CONFIRMED_AT})), '[]') as relances,
                coalesce(bool_or(channel = '${INBOX}' and state in ${OPEN_STATES}), false) as "hasOpenRelance"
           from relances where lead_id = t.lead_id) r
      order by l.id`,
    [leadIds],
  )
  return rows.map((row) => ({
    lead: leadOf(row),
    enrolments: row.enrolments,
    relances: row.relances,
    contacts: row.contacts,
    hasOpenRelance: row.hasOpenRelance,
    isChanged: row.isChanged,
    isElsewhere: row.isElsewhere,
  }))
}

export async function readFollowed(db: Db): Promise<Followed> {
  const rules = await readRuleProgress(db)
  return new Map(
    rules.map(({ ruleId, isScanned, scannedTo, matchedAt, plannedBasis, basis }) => {
      const toPlan = basis === null ? null : changedBetween(plannedBasis, basis)
      return [ruleId, { isScanned, scannedTo, matchedAt, toPlan }]
    }),
  )
}
