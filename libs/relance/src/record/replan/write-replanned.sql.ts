/** Writes what was planned again, and reads how full the closers' days are. */
import type { Occupied } from '../../decide/daily-room.ts'
import { roomKey } from '../../decide/daily-room.ts'
import type { MovedRelance, PlannedStep } from '../../decide/replan.ts'
import { instant, OPEN_STATES } from '../../ground/columns.ts'
import { INBOX } from '../../ground/channels.ts'
import type { Db } from '../../ground/ports.ts'

/** The lock of their leads must be held. What was acted on, or taken by a channel, is not touched. */
export async function writeMovedRelances(tx: Db, moved: readonly MovedRelance[]): Promise<void> {
  if (moved.length === 0) return
  await tx.query(
    `update relances r set deliver_at = ${instant('m.deliver_at')}, expires_at = ${instant('m.expires_at')}
       from unnest($1::uuid[], $2::float8[], $3::float8[]) as m(id, deliver_at, expires_at)
      where r.id = m.id and r.state in ('due', 'snoozed', 'queued')`,
    [moved.map((one) => one.id), moved.map((one) => one.deliverAt), moved.map((one) => one.expiresAt)],
  )
}

export async function writePaces(tx: Db, leadIds: readonly string[], at: readonly number[]): Promise<void> {
  if (leadIds.length === 0) return
  await tx.query(
    `update lead_pacing p set last_relance_at = ${instant('m.at')}
       from unnest($1::uuid[], $2::float8[]) as m(lead_id, at) where p.lead_id = m.lead_id`,
    [leadIds, at],
  )
}

/** The lock of their leads must be held. A cadence that has become too short keeps the item of the step before. */
export async function writePlannedSteps(tx: Db, steps: readonly PlannedStep[], now: number): Promise<void> {
  if (steps.length === 0) return
  await tx.query(
    `with m as materialized (
       select * from unnest($1::bigint[], $2::text[], $3::text[], $4::float8[], $5::float8[], $7::float8[])
         as m(id, state, reason, due_at, next_due_at, planned_at)
     ), noted as (
       insert into enrolment_changes (at, lead_id, rule_id, step, state, reason, until)
         select ${instant('$6')}, e.lead_id, e.rule_id, e.step, m.state, m.reason, ${instant('m.next_due_at')}
           from m join enrolments e on e.id = m.id
          where e.state <> m.state or e.reason is distinct from m.reason
     )
     update enrolments e
        set state = m.state, reason = m.reason, due_at = ${instant('m.due_at')}, next_due_at = ${instant('m.next_due_at')},
            planned_at = ${instant('m.planned_at')}, moved_to = case when m.planned_at is not null then ${instant('m.due_at')} end,
            shortened_at = case when m.state = 'ended' and m.reason = 'last_step' then ${instant('$6')} end
       from m where e.id = m.id`,
    [
      steps.map((step) => step.id),
      steps.map((step) => step.state),
      steps.map((step) => step.reason),
      steps.map((step) => step.dueAt),
      steps.map((step) => step.nextDueAt),
      now,
      steps.map((step) => step.plannedAt),
    ],
  )
}

/** Leaves out the enrolments of the rule that are about to be planned: those in `ids`, and those after them. */
export interface LeftOut {
  ids: readonly string[]
  ruleId: string | null
  after: string | null
}

/** Who may take what belongs to nobody: closers where they share the queue, else managers. */
export async function readTakers(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select u.id from users u, settings s
      where u.disabled_at is null and case when s.shared_queue then u.role = 'closer' else u.role in ('manager', 'admin') end`,
  )
  return rows.map(({ id }) => id)
}

/**
 * How many relances the closers find on each day from now on: open items, what they have sent today, and steps that become due in rules
 * that are not paused.
 */
export async function readOccupied(
  db: Db,
  closerIds: readonly (string | null)[],
  { ids, ruleId, after }: LeftOut,
): Promise<Occupied> {
  const rows = await db.query<{ closerId: string | null; on: string; count: number }>(
    `select x.closer_id as "closerId", to_char(x.at at time zone s.time_zone, 'YYYY-MM-DD') as "on", count(*)::int as count
       from settings s, (
         select closer_id, greatest(deliver_at, relance_now()) as at from relances
          where (closer_id = any($1::uuid[]) or $5::boolean and closer_id is null) and channel = '${INBOX}' and state in ${OPEN_STATES}
         union all
         select r.closer_id, r.deliver_at from relances r, settings t
          where (r.closer_id = any($1::uuid[]) or $5::boolean and r.closer_id is null) and r.channel = '${INBOX}' and r.state = 'sent' and r.deliver_at <= relance_now()
            and r.deliver_at >= date_trunc('day', relance_now(), t.time_zone)
         union all
         select l.closer_id, greatest(e.next_due_at, relance_now())
           from leads l join enrolments e on e.lead_id = l.id join rules r on r.id = e.rule_id join rule_pauses q on q.rule_id = r.id
          where (l.closer_id = any($1::uuid[]) or $5::boolean and l.closer_id is null) and e.state = 'active' and q.paused_since is null and e.paused_ms >= q.paused_ms
            and r.channel = '${INBOX}' and e.id <> all($2::bigint[]) and not coalesce(e.rule_id = $3 and e.id > $4::bigint, false)) x
      group by 1, 2`,
    [closerIds.filter((id) => id !== null), ids, ruleId, after, closerIds.includes(null)],
  )
  return new Map(rows.map(({ closerId, on, count }) => [roomKey(closerId, on), count]))
}
