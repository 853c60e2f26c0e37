/** How far the dates of a rule are planned again: the basis they are worked out from, and the enrolment reached. */
import { PASSING_ENDS } from '../../decide/replan.ts'
import type { Db } from '../../ground/ports.ts'

export interface Planning {
  /** What all dates of the rule are worked out from; null when nothing was ever planned. */
  planned: string | null
  /** What the pass under way works them out from; null when none is. */
  planning: string | null
  /** What holds now. */
  current: string
  plannedTo: string | null
}

/** Null when the rule is inactive, when nothing was ever matched by it, or when another transaction has it. */
export async function takePlanning(tx: Db, ruleId: string): Promise<Planning | null> {
  const [row] = await tx.query<Planning>(
    `select m.planned_basis as planned, m.planning_basis as planning, planning_basis(r.frequency_id, r.expiry_days) as current,
            m.planned_to::text as "plannedTo"
       from rule_matching m join rules r on r.id = m.rule_id
      where m.rule_id = $1 and r.active for update of m skip locked`,
    [ruleId],
  )
  return row ?? null
}

/** The active rules whose dates are not worked out from what holds now. */
export async function rulesToPlan(db: Db): Promise<string[]> {
  const rows = await db.query<{ ruleId: string }>(
    `select m.rule_id as "ruleId" from rule_matching m join rules r on r.id = m.rule_id
      where r.active and m.planned_basis is distinct from planning_basis(r.frequency_id, r.expiry_days) order by m.rule_id`,
  )
  return rows.map((row) => row.ruleId)
}

/** What the dates of a rule, active or not, were worked out from, and what they would be now; null when nothing was ever planned. */
export async function readBases(db: Db, ruleId: string): Promise<{ planned: string; current: string } | null> {
  const [row] = await db.query<{ planned: string | null; current: string }>(
    `select m.planned_basis as planned, planning_basis(r.frequency_id, r.expiry_days) as current
       from rule_matching m join rules r on r.id = m.rule_id where m.rule_id = $1`,
    [ruleId],
  )
  return row?.planned ? { planned: row.planned, current: row.current } : null
}

/** The active rules that use a frequency. */
export async function activeRulesOf(db: Db, frequencyId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>('select id from rules where active and frequency_id = $1 order by id', [
    frequencyId,
  ])
  return rows.map((row) => row.id)
}

/** The basis as it is now: the same as before the plan was read, or the plan is not the one to work with. */
export async function readBasis(tx: Db, ruleId: string): Promise<string | null> {
  const [row] = await tx.query<{ basis: string }>(
    'select planning_basis(frequency_id, expiry_days) as basis from rules where id = $1 and active',
    [ruleId],
  )
  return row?.basis ?? null
}

export async function beginPlanning(tx: Db, ruleId: string, basis: string): Promise<void> {
  await tx.query(`update rule_matching set planning_basis = $2, planned_to = null where rule_id = $1`, [ruleId, basis])
}

export async function notePlannedTo(tx: Db, ruleId: string, enrolmentId: string): Promise<void> {
  await tx.query(`update rule_matching set planned_to = $2::bigint where rule_id = $1`, [ruleId, enrolmentId])
}

export async function notePlanned(tx: Db, ruleId: string, basis: string): Promise<void> {
  await tx.query(
    `update rule_matching set planned_basis = $2, planning_basis = null, planned_to = null where rule_id = $1`,
    [ruleId, basis],
  )
}

export interface Slice {
  leadIds: string[]
  /** The last enrolment looked at; null at the end of the rule. */
  last: string | null
}

/** The leads that something of the rule may wait for, among its next `limit` enrolments. */
export async function nextWaiting(db: Db, ruleId: string, after: string | null, limit: number): Promise<Slice> {
  const [row] = await db.query<Slice>(
    `with e as materialized (
       select id, lead_id, state, reason, step, shortened_at from enrolments
        where rule_id = $1 and id > coalesce($2::bigint, 0) order by id limit $3)
     select (select max(id)::text from e) as last,
            array(select distinct lead_id from e
                   where state <> 'ended' or step > 1 and reason = any($4::text[]) or reason = 'last_step' and (shortened_at is not null or exists (
                     select from relances r where r.enrolment_id = e.id and r.state in ('due', 'snoozed', 'queued')))) as "leadIds"`,
    [ruleId, after, limit, PASSING_ENDS],
  )
  return row ?? { leadIds: [], last: null }
}

/** Which of `days` are public holidays of other countries than the company's, by country. */
export async function readHolidaysElsewhere(tx: Db, days: readonly string[]): Promise<Map<string, Set<string>>> {
  if (days.length === 0) return new Map()
  const rows = await tx.query<{ country: string; days: string[] }>(
    `select country, json_agg(to_char(held_on, 'YYYY-MM-DD')) as days from country_holidays
      where held_on = any($1::date[]) and country <> (select s.country from settings s) group by country`,
    [days],
  )
  return new Map(rows.map((row) => [row.country, new Set(row.days)]))
}
