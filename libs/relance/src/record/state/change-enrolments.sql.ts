/** Writes what became of enrolments, and takes the lock of the leads concerned. */
import type { EnrolmentChange } from '../../decide/enrolment.ts'
import type { Db } from '../../ground/ports.ts'
import { instant } from '../../ground/columns.ts'
import { withdrawOfEnrolments } from './withdraw-relances.sql.ts'

/**
 * Another transaction has added the lock row of one of these leads, or entered it into a rule. To lock it now would be out of the order of ids,
 * and two who do so could block one another: the transaction begins again.
 */
export class Overtaken extends Error {
  override name = 'Overtaken'
  override message = 'Another transaction keeps entering the same leads into rules.'
}

/**
 * Waits for the lock of leads that have one. In the order of ids, so that two who wait for each other's
 * leads cannot block one another; a run never waits, it skips.
 */
export async function lockLeads(tx: Db, leadIds: readonly string[]): Promise<void> {
  await tx.query(TAKE, [leadIds])
}

const TAKE = `select lead_id as "leadId" from lead_pacing where lead_id = any($1::uuid[]) order by lead_id for update`

/**
 * Takes the locks, and adds the lock row of leads that have none. Called before rows of `leads` are locked, within `settling`: without
 * a lock to take, another transaction could make it, hold it and wait for the row, while this one waits for the lock.
 */
export async function ensureLeadLocks(tx: Db, leadIds: readonly string[]): Promise<void> {
  const held = new Set((await tx.query<{ leadId: string }>(TAKE, [leadIds])).map(({ leadId }) => leadId))
  const without = leadIds.filter((id) => !held.has(id))
  if (without.length === 0) return
  const [given] = await tx.query<{ leads: number; locks: number }>(
    `with given as (${GIVE} returning 1)
     select (select count(*)::int from leads where id = any($1::uuid[])) as leads, (select count(*)::int from given) as locks`,
    [without],
  )
  if (given?.leads !== given?.locks) throw new Overtaken()
}

const GIVE = `
  insert into lead_pacing (lead_id) select id from leads where id = any($1::uuid[]) order by id on conflict do nothing`

/**
 * Returns the leads that somebody else has entered into a rule meanwhile: a lead without any enrolment has no lock to take.
 * They have one now, and are to be settled again.
 */
export async function changeEnrolments(
  tx: Db,
  changes: readonly EnrolmentChange[],
  now: number,
): Promise<readonly string[]> {
  const overtaken = await enterRules(
    tx,
    changes.filter((change) => change.kind === 'enter'),
    now,
  )
  await moveEnrolments(
    tx,
    changes.filter((change) => change.kind === 'move'),
    now,
  )
  return overtaken
}

type Entering = Extract<EnrolmentChange, { kind: 'enter' }>
type Moving = Extract<EnrolmentChange, { kind: 'move' }>

async function enterRules(tx: Db, entering: readonly Entering[], now: number): Promise<string[]> {
  if (entering.length === 0) return []
  await endEpisodes(
    tx,
    entering.flatMap((change) => change.ends ?? []),
    now,
  )
  // First: whoever holds the lock of one of them may be entering it as well.
  await tx.query(GIVE, [entering.map(({ leadId }) => leadId)])
  const rows = await tx.query<{ leadId: string; ruleId: string }>(
    `with e as (select * from unnest($1::uuid[], $2::uuid[], $3::float8[], $5::smallint[], $6::text[], $7::float8[], $8::float8[])
                  as e(lead_id, rule_id, due_at, episode, begun_by, begun_at, next_due_at))
     insert into enrolments (lead_id, rule_id, due_at, next_due_at, reason, enrolled_at, episode, begun_by, begun_at)
       select lead_id, rule_id, ${instant('due_at')}, ${instant('coalesce(next_due_at, due_at)')},
              case when next_due_at is not null then 'spread' end, ${instant('$4')}, episode, begun_by, ${instant('begun_at')}
         from e order by due_at
       on conflict do nothing returning lead_id as "leadId", rule_id as "ruleId"`,
    [
      entering.map((change) => change.leadId),
      entering.map((change) => change.ruleId),
      entering.map((change) => change.dueAt),
      now,
      entering.map((change) => change.episode),
      entering.map((change) => change.begunBy),
      entering.map((change) => change.begunAt),
      entering.map((change) => change.nextDueAt ?? null),
    ],
  )
  if (rows.length === entering.length) return []
  const entered = new Set(rows.map(({ leadId, ruleId }) => `${leadId} ${ruleId}`))
  const rest = entering.filter(({ leadId, ruleId }) => !entered.has(`${leadId} ${ruleId}`))
  return [...new Set(rest.map(({ leadId }) => leadId))]
}

/** Ends what goes on, since another episode takes its place, and takes back what of it still waits. */
async function endEpisodes(tx: Db, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return
  await tx.query(
    `with noted as (
       insert into enrolment_changes (at, lead_id, rule_id, step, state, reason)
         select ${instant('$2')}, lead_id, rule_id, step, 'ended', 'restarted' from enrolments where id = any($1::bigint[])
     )
     update enrolments set state = 'ended', reason = 'restarted', next_due_at = null where id = any($1::bigint[])`,
    [ids, now],
  )
  await withdrawOfEnrolments(
    tx,
    ids,
    ids.map(() => 'restarted' as const),
  )
}

async function moveEnrolments(tx: Db, moving: readonly Moving[], now: number): Promise<void> {
  if (moving.length === 0) return
  await tx.query(
    `with m as materialized (
       select * from unnest($1::bigint[], $2::text[], $3::text[], $4::float8[], $6::float8[], $7::float8[], $8::float8[], $9::float8[])
         as m(id, state, reason, due_at, next_due_at, not_before, paused_ms, planned_at)
     ), noted as (
       insert into enrolment_changes (at, lead_id, rule_id, step, state, reason, until)
         select ${instant('$5')}, e.lead_id, e.rule_id, e.step, m.state, m.reason,
                case m.state when 'active' then ${instant('coalesce(m.next_due_at, m.due_at)')} end
           from m join enrolments e on e.id = m.id
          where e.state <> m.state or e.reason is distinct from m.reason
     )
     update enrolments e
        set state = m.state, reason = m.reason, due_at = ${instant('m.due_at')},
            planned_at = ${instant('m.planned_at')}, moved_to = case when m.planned_at is not null then ${instant('m.due_at')} end,
            next_due_at = case m.state when 'active' then ${instant('coalesce(m.next_due_at, m.due_at)')} end,
            not_before = coalesce(${instant('m.not_before')}, e.not_before), paused_ms = coalesce(m.paused_ms, e.paused_ms)
       from m where e.id = m.id`,
    [
      moving.map((change) => change.id),
      moving.map((change) => change.state),
      moving.map((change) => (change.nextDueAt === undefined ? change.reason : 'spread')),
      moving.map((change) => change.dueAt),
      now,
      moving.map((change) => change.nextDueAt ?? null),
      moving.map((change) => change.notBefore ?? null),
      moving.map((change) => change.pausedMs ?? null),
      moving.map((change) => change.plannedAt ?? null),
    ],
  )
  const stopped = moving.filter((change) => change.reason !== null)
  await withdrawOfEnrolments(
    tx,
    stopped.map((change) => change.id),
    stopped.flatMap((change) => change.reason ?? []),
  )
}
