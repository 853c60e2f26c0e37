/** Locks the leads longest due and returns what is due for them. */
import { INBOX } from '../ground/channels.ts'
import type { DueLead, DueEnrolment } from '../decide/lead-state.ts'
import type { Db } from '../ground/ports.ts'
import { instant, LEAD_COLUMNS, type LeadRow, leadOf, ms, OPEN_STATES } from '../ground/columns.ts'

export interface DueBatch {
  dueLeads: DueLead[]
  /** How many locks were taken: fewer than asked for means that nothing more is free. */
  taken: number
  /** The latest instant claimed, milliseconds: the lower bound for this lane's next batch. */
  claimedTo: number
}

/**
 * Two statements on purpose: the first locks (rows held by another run are skipped), the second reads with a fresh
 * snapshot, so that it sees whatever the previous holder of a lock has committed. `from` (milliseconds) spares the walk
 * over the index entries that earlier batches of the run left dead. A lead that the run, which began at `startedAt`, has recorded
 * something for is not taken again, whatever has become due since: one relance per lead and run. The lateral keeps the planner from
 * joining what is due to the lock rows of all leads, which it would read for every batch; what is due is in order before, so that no
 * more leads are locked than are taken.
 */
export async function takeDue(
  tx: Db,
  { runId, startedAt }: { runId: string; startedAt: number },
  from: number,
  limit: number,
): Promise<DueBatch> {
  const locked = await tx.query<{ leadId: string; nextDueAt: number }>(
    `select p.lead_id as "leadId", ${ms('e.next_due_at')} as "nextDueAt"
       from (select lead_id, next_due_at from enrolments
              where next_due_at <= relance_now() and next_due_at >= ${instant('$2')} order by next_due_at offset 0) e
       cross join lateral (
         select lead_id from lead_pacing t
          where lead_id = e.lead_id
            and case when coalesce(last_relance_at < ${instant('$1')}, true) then true
                     else e.next_due_at <= ${instant('$1')}
                       and not exists (select from relances r where r.lead_id = t.lead_id and r.run_id = $4) end
            for update skip locked) p
      limit $3`,
    [startedAt, from, limit, runId],
  )
  const claimedTo = locked.reduce((latest, { nextDueAt }) => Math.max(latest, nextDueAt), from)
  const leadIds = [...new Set(locked.map((one) => one.leadId))]
  const dueLeads = leadIds.length === 0 ? [] : await readDueLeads(tx, leadIds, null)
  return { dueLeads, taken: locked.length, claimedTo }
}

type DueLeadRow = LeadRow & { hasOpenRelance: boolean } & {
  [Column in keyof Required<DueEnrolment>]: Required<DueEnrolment>[Column] | null
}

/**
 * These leads, in their order, with every enrolment that is due at `at` (milliseconds; null: now); a lead with
 * nothing due has none. Laterals with `offset 0` keep the planner from joining the batch to whole tables: with the
 * statistics of a table that has just grown it would read everything that is due for every batch.
 */
export async function readDueLeads(db: Db, leadIds: readonly string[], at: number | null): Promise<DueLead[]> {
  const rows = await db.query<DueLeadRow>(
    `select e.id::text as id, e.ctid::text as tid, e.rule_id as "ruleId", e.step, ${ms('e.due_at')} as "dueAt",
            e.paused_ms::float8 as "pausedMs",
            p.last_relance_at is not null and exists (
              select from relances o where o.lead_id = t.lead_id and o.channel = '${INBOX}' and o.state in ${OPEN_STATES}
            ) as "hasOpenRelance", ${LEAD_COLUMNS}
       from unnest($1::uuid[]) with ordinality as t(lead_id, place)
       cross join lateral (select * from leads where id = t.lead_id offset 0) l
       left join lateral (select ctid, * from enrolments
                           where lead_id = t.lead_id and next_due_at <= (select coalesce(${instant('$2')}, relance_now())) offset 0) e on true
       left join lateral (select * from lead_pacing where lead_id = t.lead_id offset 0) p on true
       left join users u on u.id = l.closer_id
      order by t.place`,
    [leadIds, at],
  )
  return groupByLead(rows)
}

/** The leads with a step due at `now` (milliseconds), without taking their lock. */
export async function dueLeadIds(db: Db, now: number): Promise<string[]> {
  const rows = await db.query<{ leadId: string }>(
    `select distinct lead_id as "leadId" from enrolments where next_due_at <= ${instant('$1')}`,
    [now],
  )
  return rows.map((row) => row.leadId)
}

function groupByLead(rows: readonly DueLeadRow[]): DueLead[] {
  const dueLeads = new Map<string, DueLead & { enrolments: DueEnrolment[] }>()
  for (const row of rows) {
    const known = dueLeads.get(row.leadId)
    const dueLead = known ?? { lead: leadOf(row), enrolments: [], hasOpenRelance: row.hasOpenRelance }
    if (!known) dueLeads.set(row.leadId, dueLead)
    if (row.id !== null) dueLead.enrolments.push(enrolmentOf(row as Required<DueEnrolment>))
  }
  return [...dueLeads.values()]
}

function enrolmentOf({ id, tid, ruleId, step, dueAt, pausedMs }: Required<DueEnrolment>): DueEnrolment {
  return { id, tid, ruleId, step, dueAt, pausedMs }
}
