/** Writes a batch of decisions: relances, enrolments moved on, pacing. */
import type { Decision, HoldDecision, RecordDecision } from '../decide/decide.ts'
import { INBOX, isInbox } from '../ground/channels.ts'
import { REASONS } from '../ground/reasons.ts'
import type { Db } from '../ground/ports.ts'
import { instant, OPEN_STATES } from '../ground/columns.ts'

/** Returns how many relances were recorded. The lock of every lead concerned must be held by `tx`. */
export async function recordDecisions(
  tx: Db,
  decisions: readonly Decision[],
  runId: string,
  now: number,
): Promise<number> {
  const records = decisions.filter((decision) => decision.kind === 'record')
  const holds = decisions.filter((decision) => decision.kind === 'hold')
  if (holds.length > 0) await holdEnrolments(tx, holds, runId, now)
  if (records.length === 0) return 0
  await supersedeOpenRelances(tx, records)
  return recordRelances(tx, records, runId, now)
}

const STATES = { wait: 'active', wait_for_event: 'waiting', end: 'ended' } as const

/** Each is noted: the list behind a run's count is whole. */
async function holdEnrolments(tx: Db, holds: readonly HoldDecision[], runId: string, now: number): Promise<void> {
  await tx.query(
    `with h as materialized (
       select * from unnest($1::bigint[], $2::text[], $3::text[], $4::float8[]) as h(id, state, reason, until)
     ), noted as (
       insert into enrolment_changes (at, run_id, lead_id, rule_id, step, state, reason, until)
         select ${instant('$6')}, $5, e.lead_id, e.rule_id, e.step, h.state, h.reason, ${instant('h.until')}
           from h join enrolments e on e.id = h.id
     ), looked_at as (
       -- Settling allows for the pauses of its rule.
       insert into lead_changes (lead_id) select e.lead_id from h join enrolments e on e.id = h.id where h.reason = 'resuming'
     )
     update enrolments e
        set state = h.state, reason = h.reason, next_due_at = ${instant('h.until')},
            shortened_at = case h.reason when 'last_step' then ${instant('$6')} end
       from h where e.id = h.id`,
    [
      holds.map((hold) => hold.enrolment.id),
      holds.map((hold) => STATES[REASONS[hold.reason].effect]),
      holds.map((hold) => hold.reason),
      holds.map((hold) => hold.until),
      runId,
      now,
    ],
  )
}

/** A lead has at most one open inbox item: the new step takes the place of one nobody acted on. */
async function supersedeOpenRelances(tx: Db, records: readonly RecordDecision[]): Promise<void> {
  const leadIds = records.filter((record) => record.supersedes && isInbox(record.rule.channel))
  if (leadIds.length === 0) return
  await tx.query(
    `update relances set state = 'superseded'
      where lead_id = any($1::uuid[]) and channel = '${INBOX}' and state in ${OPEN_STATES}`,
    [leadIds.map((record) => record.lead.id)],
  )
}

/**
 * One statement for the batch. Enrolments are joined by row place (`ctid`) as well as id: their lock is held, so the
 * place is steady, and a second index probe per lead is spared. So are the lock rows, whose places are looked up lead by lead: joined, the
 * planner would walk over the lock rows of all leads for every batch. What differs from lead to lead travels in arrays of its
 * own; what comes from the rule travels once, as an index into `$1`.
 */
const RECORD = `
  with r as (
    select * from json_to_recordset($1::json) as r(
      place int, "ruleId" uuid, "ruleVersion" int, "frequencyVersion" int, "templateId" uuid, "templateVersion" int,
      channel text)
  ), d as materialized (
    select * from unnest($2::int[], $3::bigint[], $4::text[], $5::smallint[], $6::uuid[], $7::uuid[], $8::float8[],
      $9::float8[], $10::float8[], $11::float8[], $12::text[])
      as d(place, enrolment_id, tid, step, lead_id, closer_id, due_at, deliver_at, expires_at, next_due_at, message)
  ), recorded as (
    insert into relances (enrolment_id, step, lead_id, rule_id, rule_version, frequency_version, template_id,
        template_version, closer_id, run_id, channel, state, due_at, recorded_at, deliver_at, expires_at, message)
      select d.enrolment_id, d.step, d.lead_id, r."ruleId", r."ruleVersion", r."frequencyVersion", r."templateId",
        r."templateVersion", d.closer_id, $13::uuid, r.channel,
        case r.channel when '${INBOX}' then 'due' else 'queued' end,
        ${instant('d.due_at')}, ${instant('$14')}, ${instant('d.deliver_at')}, ${instant('d.expires_at')}, d.message
      from d join r using (place)
      on conflict (enrolment_id, step) do nothing
      returning 1
  ), paced as (
    update lead_pacing p set last_relance_at = ${instant('locked.deliver_at')}, relance_count = p.relance_count + 1
      from (select t.tid, d.deliver_at from d
              cross join lateral (select ctid as tid from lead_pacing where lead_id = d.lead_id offset 0) t) locked
     where p.ctid = locked.tid
  ), moved as (
    update enrolments e
       set step = e.step + 1,
           state = case when d.next_due_at is null then 'ended' else 'active' end,
           reason = case when d.next_due_at is null then 'last_step' end,
           due_at = coalesce(${instant('d.next_due_at')}, e.due_at),
           next_due_at = ${instant('d.next_due_at')}
      from d where e.ctid = d.tid::tid and e.id = d.enrolment_id
  )
  select count(*)::int as recorded from recorded`

async function recordRelances(tx: Db, records: readonly RecordDecision[], runId: string, now: number): Promise<number> {
  const places = new Map<string, number>()
  const rules: object[] = []
  const place = ({ rule, template }: RecordDecision): number => {
    const key = `${rule.id} ${template.id}`
    const known = places.get(key)
    if (known !== undefined) return known
    rules.push({
      place: rules.length,
      ruleId: rule.id,
      ruleVersion: rule.version,
      frequencyVersion: rule.frequencyVersion,
      templateId: template.id,
      templateVersion: template.version,
      channel: rule.channel,
    })
    places.set(key, rules.length - 1)
    return rules.length - 1
  }
  const perRecord = records.map(place)
  const [row] = await tx.query<{ recorded: number }>(RECORD, [
    JSON.stringify(rules),
    perRecord,
    records.map((record) => record.enrolment.id),
    records.map((record) => record.enrolment.tid),
    records.map((record) => record.enrolment.step),
    records.map((record) => record.lead.id),
    records.map((record) => record.lead.closerId),
    records.map((record) => record.enrolment.dueAt),
    records.map((record) => record.deliverAt),
    records.map((record) => record.expiresAt),
    records.map((record) => record.nextDueAt),
    records.map((record) => record.message),
    runId,
    now,
  ])
  return row?.recorded ?? 0
}
