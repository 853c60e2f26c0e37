/** Reads what a comparison of enrolments needs besides the standings: locks, changes under way, items that wait. */
import type { WaitingItem } from '../../decide/reconcile.ts'
import type { Db } from '../../ground/ports.ts'
import { OPEN_STATES } from '../../ground/columns.ts'

/** Which of these leads runs can take. */
export async function leadsWithLock(db: Db, leadIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ leadId: string }>(
    `select lead_id as "leadId" from lead_pacing where lead_id = any($1::uuid[])`,
    [leadIds],
  )
  return new Set(rows.map((row) => row.leadId))
}

/** Which of these leads have changed and were not settled since. */
export async function leadsUnderWay(db: Db, leadIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ leadId: string }>(
    `select distinct lead_id as "leadId" from lead_changes where lead_id = any($1::uuid[])`,
    [leadIds],
  )
  return new Set(rows.map((row) => row.leadId))
}

/** What waits in an inbox or in the sending queue for these leads, without the lead's own reason. */
export async function readWaitingItems(
  db: Db,
  leadIds: readonly string[],
): Promise<(Omit<WaitingItem, 'leadReason'> & { ruleId: string })[]> {
  return db.query(
    `select r.id as "relanceId", r.lead_id as "leadId", r.rule_id as "ruleId", e.state, e.reason
       from unnest($1::uuid[]) as t(lead_id)
       cross join lateral (select id, lead_id, rule_id, enrolment_id from relances
                            where lead_id = t.lead_id and (state in ${OPEN_STATES} or state = 'queued') offset 0) r
       join enrolments e on e.id = r.enrolment_id`,
    [leadIds],
  )
}

/** Adds the lock row of leads that have none, with what their relances say of their pace. */
export async function makeLeadLocks(tx: Db, leadIds: readonly string[]): Promise<void> {
  await tx.query(
    `insert into lead_pacing (lead_id, last_relance_at, relance_count)
       select t.lead_id, max(r.deliver_at), count(r.id)::int
         from unnest($1::uuid[]) as t(lead_id) left join relances r on r.lead_id = t.lead_id
        group by t.lead_id order by t.lead_id
     on conflict do nothing`,
    [leadIds],
  )
}
