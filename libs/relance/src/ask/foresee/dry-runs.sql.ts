/** Keeps dry runs and the rows behind their figures. */
import type { Decision } from '../../decide/decide.ts'
import type { ReasonCode } from '../../ground/reasons.ts'
import type { Db } from '../../ground/ports.ts'
import type { DryRunReport } from '../../record/report.ts'
import { instant, PERSON_ID } from '../../ground/columns.ts'

export async function openDryRun(db: Db, at: number, now: number): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `insert into dry_runs (at, created_at) values (${instant('$1')}, ${instant('$2')}) returning id`,
    [at, now],
  )
  return row?.id ?? ''
}

export async function keepReport(db: Db, id: string, report: DryRunReport): Promise<void> {
  await db.query('update dry_runs set report = $2 where id = $1', [id, JSON.stringify(report)])
}

export async function addRows(db: Db, id: string, decisions: readonly Decision[]): Promise<void> {
  const of = <Value>(record: (one: Decision & { kind: 'record' }) => Value): (Value | null)[] =>
    decisions.map((one) => (one.kind === 'record' ? record(one) : null))
  const heldBack = <Value>(hold: (one: Decision & { kind: 'hold' }) => Value): (Value | null)[] =>
    decisions.map((one) => (one.kind === 'hold' ? hold(one) : null))
  await db.query(
    `insert into dry_run_rows (dry_run_id, kind, lead_id, closer_id, rule_id, step, due_at, channel, deliver_at, message,
        reason, until)
      select $1, case when d.reason is null then 'recorded' else 'held' end, d.lead_id, d.closer_id, d.rule_id, d.step,
             ${instant('d.due_at')}, d.channel, ${instant('d.deliver_at')}, d.message, d.reason, ${instant('d.until')}
        from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::float8[], $7::text[], $8::float8[], $9::text[],
          $10::text[], $11::float8[])
          as d(lead_id, closer_id, rule_id, step, due_at, channel, deliver_at, message, reason, until)`,
    [
      id,
      decisions.map((one) => one.lead.id),
      decisions.map((one) => one.lead.closerId),
      decisions.map((one) => one.enrolment.ruleId),
      decisions.map((one) => one.enrolment.step),
      decisions.map((one) => one.enrolment.dueAt),
      of((one) => one.rule.channel),
      of((one) => one.deliverAt),
      of((one) => one.message),
      heldBack((one) => one.reason),
      heldBack((one) => one.until),
    ],
  )
}

/** The leads no rule may contact; the conditions are those of the engine's checks, in their order. */
export async function addExcluded(db: Db, id: string): Promise<void> {
  await db.query(
    `insert into dry_run_rows (dry_run_id, kind, lead_id, closer_id, reason)
      select $1, 'excluded', l.id, l.closer_id, x.reason
        from leads l cross join settings s
        cross join lateral (select case
          when l.erased_at is not null then 'erased'
          when l.opted_out_at is not null then 'opted_out'
          when l.wrong_number_at is not null then 'wrong_number'
          when coalesce(l.phone, ${PERSON_ID}) is null then 'phone_missing'
          when not exists (select from jsonb_array_elements(s.lead_statuses) o
                            where o ->> 'code' = l.status and (o ->> 'isOpen')::boolean) then 'status_closed'
        end as reason) x
       where x.reason is not null`,
    [id],
  )
}

export interface DryRunGroup {
  kind: 'recorded' | 'held' | 'excluded'
  reason: ReasonCode | null
  ruleId: string | null
  closerId: string | null
  count: number
}

export function readGroups(db: Db, id: string): Promise<DryRunGroup[]> {
  return db.query<DryRunGroup>(
    `select kind, reason, rule_id as "ruleId", closer_id as "closerId", count(*)::int as count
       from dry_run_rows where dry_run_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [id],
  )
}

export interface StoredDryRun {
  id: string
  at: Date
  report: DryRunReport
}

/** Null when there is none, when it is not done, or when its time is over. */
export async function readDryRun(db: Db, id: string): Promise<StoredDryRun | null> {
  const sql = 'select id, at, report from dry_runs where id = $1 and report is not null'
  const [row] = await db.query<StoredDryRun>(sql, [id])
  return row ?? null
}

/** Each may have a row for every lead. */
const DROPPED_AT_ONCE = 10

/** Some of what is older than `before` (milliseconds), with its rows; returns whether there may be more. */
export async function dropDryRuns(db: Db, before: number): Promise<boolean> {
  const rows = await db.query(
    `delete from dry_runs where id = any(array(
       select id from dry_runs where created_at < ${instant('$1')} limit ${DROPPED_AT_ONCE})) returning 1`,
    [before],
  )
  return rows.length === DROPPED_AT_ONCE
}
