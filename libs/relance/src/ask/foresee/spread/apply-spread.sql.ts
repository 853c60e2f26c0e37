/** Writes that enrolments wait for the sake of an even load, and takes it back. */
import type { SpreadMove } from './spread.pure.ts'
import type { Db } from '../../../ground/ports.ts'
import { lockLeads } from '../../../record/state/change-enrolments.sql.ts'
import { instant, ms } from '../../../ground/columns.ts'

export async function openSpread(tx: Db, limit: number, now: number): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into spreads (at, daily_limit) values (${instant('$1')}, $2) returning id`,
    [now, limit],
  )
  return row?.id ?? ''
}

/** Returns how many leads were moved; what is no longer as it was when the moves were planned stays. */
export async function applyMoves(tx: Db, spreadId: string, moves: readonly SpreadMove[], now: number): Promise<number> {
  await lockLeads(
    tx,
    moves.map(({ leadId }) => leadId),
  )
  const enrolments = moves.flatMap(({ to, enrolments: held }) => held.map(({ id, from }) => ({ id, from, to })))
  const [row] = await tx.query<{ leads: number }>(
    `with m as materialized (
       select e.id, e.lead_id, e.rule_id, e.step, e.reason, e.next_due_at, ${instant('m.to_at')} as to_at
         from unnest($1::bigint[], $2::float8[], $3::float8[]) as m(id, from_at, to_at) join enrolments e on e.id = m.id
        where e.state = 'active' and ${ms('e.next_due_at')} = m.from_at
     ), kept as (
       insert into spread_moves (spread_id, enrolment_id, from_at, from_reason, to_at)
         select $4, m.id, m.next_due_at, m.reason, m.to_at from m
     ), noted as (
       insert into enrolment_changes (at, lead_id, rule_id, step, state, reason, until)
         select ${instant('$5')}, m.lead_id, m.rule_id, m.step, 'active', 'spread', m.to_at from m
     ), moved as (
       update enrolments e set next_due_at = m.to_at, reason = 'spread' from m where e.id = m.id
     )
     select count(distinct lead_id)::int as leads from m`,
    [enrolments.map(({ id }) => id), enrolments.map(({ from }) => from), enrolments.map(({ to }) => to), spreadId, now],
  )
  return row?.leads ?? 0
}

/** Returns how many leads wait as before; what has gone on since stays. Null when there is no such spread, or it was undone. */
export async function undoSpread(tx: Db, spreadId: string, now: number): Promise<number | null> {
  const [taken] = await tx.query<{ id: string }>(
    `update spreads set undone_at = ${instant('$2')} where id = $1 and undone_at is null returning id`,
    [spreadId, now],
  )
  if (!taken) return null
  const rows = await tx.query<{ leadId: string }>(
    `select distinct e.lead_id as "leadId" from spread_moves m join enrolments e on e.id = m.enrolment_id
      where m.spread_id = $1`,
    [spreadId],
  )
  await lockLeads(
    tx,
    rows.map((row) => row.leadId),
  )
  const [row] = await tx.query<{ leads: number }>(
    `with back as materialized (
       select e.id, e.lead_id, e.rule_id, e.step, m.from_at, m.from_reason
         from spread_moves m join enrolments e on e.id = m.enrolment_id
        where m.spread_id = $1 and e.state = 'active' and e.reason = 'spread' and e.next_due_at = m.to_at
     ), noted as (
       insert into enrolment_changes (at, lead_id, rule_id, step, state, reason, until)
         select ${instant('$2')}, lead_id, rule_id, step, 'active', from_reason, from_at from back
     ), moved as (
       update enrolments e set next_due_at = b.from_at, reason = b.from_reason from back b where e.id = b.id
     )
     select count(distinct lead_id)::int as leads from back`,
    [spreadId, now],
  )
  return row?.leads ?? 0
}
