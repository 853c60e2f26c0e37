/** Takes back what was written as of an instant that has not come yet, by a clock that was ahead of the present. */
import { INBOX } from '../ground/channels.ts'
import type { Db } from '../ground/ports.ts'
import { instant, OPEN_STATES } from '../ground/columns.ts'

/** Recorded ahead of `$1`, and nothing has been done with it: its enrolment still stands at the step after. It may have been planned again since. */
const EARLY = `
  r.recorded_at > ${instant('$1')} and r.state in ('due', 'snoozed', 'queued')
    and not exists (select from relance_actions a where a.relance_id = r.id)
    and not exists (select from whatsapp_sends s where s.relance_id = r.id)`

/** Recorded ahead of `$1`, and somebody or its channel has done something with it, or it is over. */
const ACTED = `r.recorded_at > ${instant('$1')} and not (${EARLY})`

/** A contact that was noted ahead of `$1`. One of a file may lie ahead of when it was read: the file says so. */
const NOTED = `c.recorded_at > ${instant('$1')} and c.at <= c.recorded_at`

/** An episode that another has followed is not gone back to. */
const LATEST = `not exists (
  select from enrolments n where n.lead_id = e.lead_id and n.rule_id = e.rule_id and n.episode > e.episode)`

/** The leads with a relance that was recorded ahead of `present` (milliseconds), up to `limit`. */
export async function leadsRecordedAhead(db: Db, present: number, limit: number): Promise<string[]> {
  const rows = await db.query<{ leadId: string }>(
    `select r.lead_id as "leadId" from relances r join enrolments e on e.id = r.enrolment_id and e.step = r.step + 1
      where ${EARLY} and (e.state = 'active' or e.reason = 'last_step') and ${LATEST}
      group by r.lead_id order by r.lead_id limit $2`,
    [present, limit],
  )
  return rows.map((row) => row.leadId)
}

/**
 * Their step is due again when the cadence asked for it, and what waited for that relance (the gap, another rule) is looked
 * at again. `tx` must hold the lock of these leads. Returns how many relances were taken back.
 */
export async function takeBackRecorded(tx: Db, leadIds: readonly string[], present: number): Promise<number> {
  const rows = await tx.query(
    `with early as materialized (
       select r.id, r.enrolment_id, r.step, r.lead_id, r.due_at
         from relances r join enrolments e on e.id = r.enrolment_id and e.step = r.step + 1
        where r.lead_id = any($2::uuid[]) and ${EARLY} and (e.state = 'active' or e.reason = 'last_step') and ${LATEST}
     ), moved as (
       update enrolments e set step = early.step, state = 'active', reason = null, due_at = early.due_at, next_due_at = early.due_at
         from early where e.id = early.enrolment_id
     ), freed as (
       update enrolments e set reason = null, next_due_at = e.due_at
        where e.lead_id in (select lead_id from early) and e.id not in (select enrolment_id from early)
          and e.state = 'active' and e.reason in ('outranked', 'minimum_gap')
     ), paced as (
       update lead_pacing p
          set relance_count = greatest(0, p.relance_count - (select count(*)::int from early where early.lead_id = p.lead_id)),
              last_relance_at = (select max(r.deliver_at) from relances r
                                  where r.lead_id = p.lead_id and r.id not in (select id from early))
        where p.lead_id in (select lead_id from early)
     ), noted as (
       -- The lead may have changed since, and was settled with the later step: the run dates this step anew.
       insert into lead_changes (lead_id) select distinct lead_id from early
     )
     delete from relances r using early where r.id = early.id returning r.id`,
    [present, leadIds],
  )
  if (rows.length > 0) await restoreSuperseded(tx, leadIds, present)
  return rows.length
}

/** An item stays closed when its rule was switched off meanwhile, or its lead has left the rule. */
const GOES_ON = `
  exists (select from rules where id = r.rule_id and active) and exists (
    select from enrolments e where e.id = r.enrolment_id and (e.state <> 'ended' or e.reason = 'last_step'))`

/** The inbox item that the relance taken back had replaced: the latest of its lead, and not expired meanwhile. */
async function restoreSuperseded(tx: Db, leadIds: readonly string[], present: number): Promise<void> {
  await tx.query(
    `update relances r set state = 'due'
      where r.lead_id = any($2::uuid[]) and r.state = 'superseded' and r.expires_at > ${instant('$1')} and ${GOES_ON}
        and not exists (select from relances n where n.lead_id = r.lead_id and n.id <> r.id
                           and (n.recorded_at >= r.recorded_at or n.channel = '${INBOX}' and n.state in ${OPEN_STATES}))`,
    [present, leadIds],
  )
}

/** The leads with whom something was done, ahead of `present` (milliseconds): with a relance, or by a contact. Up to `limit`. */
export async function leadsActedAhead(db: Db, present: number, limit: number): Promise<string[]> {
  const rows = await db.query<{ leadId: string }>(
    `select lead_id as "leadId" from (
       select r.lead_id from relances r where ${ACTED} union select c.lead_id from contacts c where ${NOTED}) acted
      order by lead_id limit $2`,
    [present, limit],
  )
  return rows.map((row) => row.leadId)
}

/**
 * What was done is a fact, and was not done later than now: its instants that lie ahead of `present` are brought to it, so that the gap,
 * the caps and the next step count from there. `tx` must hold the lock of these leads.
 */
export async function bringToPresent(tx: Db, leadIds: readonly string[], present: number): Promise<void> {
  const clamped = (column: string): string => `${column} = least(${column}, ${instant('$1')})`
  await tx.query(
    `with brought as (
       update relances r set ${['recorded_at', 'due_at', 'opened_at', 'settled_at', 'outcome_at'].map(clamped).join(', ')},
              deliver_at = case when r.state = 'snoozed' then r.deliver_at else least(r.deliver_at, ${instant('$1')}) end
        where r.lead_id = any($2::uuid[]) and ${ACTED} returning r.id, r.lead_id, r.deliver_at
     )
     update lead_pacing p set last_relance_at = (
              select max(coalesce(b.deliver_at, r.deliver_at)) from relances r left join brought b on b.id = r.id where r.lead_id = p.lead_id)
      where p.lead_id in (select lead_id from brought)`,
    [present, leadIds],
  )
  await tx.query(
    `update contacts c set at = least(at, ${instant('$1')}), recorded_at = ${instant('$1')}
      where c.lead_id = any($2::uuid[]) and ${NOTED}`,
    [present, leadIds],
  )
}

/** Overdue steps that were planned again for an instant ahead of `present` are due when they were, up to `limit`; returns how many. */
export async function planByPresent(db: Db, present: number, limit: number): Promise<number> {
  const rows = await db.query(
    `update enrolments set next_due_at = due_at
      where id = any(array(
          select id from enrolments
           where next_due_at > ${instant('$1')} and due_at < next_due_at and state = 'active' and reason is null
           order by next_due_at limit $2))
        and state = 'active' and reason is null and due_at < next_due_at
      returning 1`,
    [present, limit],
  )
  return rows.length
}

/** Opens again what was closed as expired although its end lies ahead of `present`, up to `limit`; returns how many. */
export async function reopenExpired(db: Db, present: number, limit: number): Promise<number> {
  const rows = await db.query(
    `with early as materialized (
       select distinct on (r.lead_id, r.channel = '${INBOX}') r.id, r.lead_id, r.channel from relances r
        where r.state = 'expired' and r.reason = 'expiry' and r.expires_at > ${instant('$1')} and ${GOES_ON}
          and (r.channel <> '${INBOX}' or not exists (
            select from relances o where o.lead_id = r.lead_id and o.channel = '${INBOX}' and o.state in ${OPEN_STATES}))
        order by r.lead_id, r.channel = '${INBOX}', r.deliver_at desc limit $2
     ), noted as (
       -- Closes them again when their lead may not be contacted any more.
       insert into lead_changes (lead_id) select distinct lead_id from early
     )
     update relances r set state = case early.channel when '${INBOX}' then 'due' else 'queued' end, reason = null
       from early where r.id = early.id and r.state = 'expired' returning r.id`,
    [present, limit],
  )
  return rows.length
}
