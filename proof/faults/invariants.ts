/** What must hold after every round, asked of the database in SQL. Each answers with what is wrong, in words, or nothing. */
import type { Db } from '@relance/relance'

interface Invariant {
  what: string
  /** Rows with a `detail` for each thing that is wrong; $1: the rounds whose leads are looked at, $2: when this round began. */
  sql: string
}

const COHORT = `select * from proof_cohort where round = any($1::int[]) and $2::timestamptz is not null`

const INVARIANTS: readonly Invariant[] = [
  {
    what: 'each due step is recorded exactly once, by the rule of highest priority, and nothing else is',
    sql: `select 'lead ' || c.lead_id || ': ' || c.steps || ' wanted, ' || count(r.id) || ' recorded, '
                 || count(*) filter (where r.rule_id is distinct from c.rule_id and r.id is not null) || ' by another rule' as detail
            from (${COHORT}) c left join relances r on r.lead_id = c.lead_id
           group by c.lead_id, c.rule_id, c.steps
          having count(r.id) <> c.steps or count(*) filter (where r.rule_id is distinct from c.rule_id and r.id is not null) > 0
              or count(distinct r.step) <> c.steps`,
  },
  {
    what: 'nothing is half-written: enrolment, relances and pacing agree',
    sql: `select 'lead ' || c.lead_id || ': step ' || e.step || ', ' || r.count || ' relances, paced ' || coalesce(p.relance_count, 0) as detail
            from (${COHORT}) c join enrolments e on e.lead_id = c.lead_id and e.rule_id = c.rule_id
            left join lead_pacing p on p.lead_id = c.lead_id
            cross join lateral (select count(*) from relances where enrolment_id = e.id) r
           where e.step <> r.count + 1 or coalesce(p.relance_count, 0) <> c.steps`,
  },
  {
    what: 'the minimum gap is kept',
    sql: `select 'lead ' || lead_id || ': ' || gap as detail
            from (select lead_id, deliver_at - lag(deliver_at) over (partition by lead_id order by deliver_at) as gap
                    from relances where lead_id in (select lead_id from (${COHORT}) c)) g
           where gap < (select minimum_gap_minutes * interval '1 minute' from settings)`,
  },
  {
    what: 'the window is kept',
    sql: `select 'relance ' || r.id || ' at ' || r.deliver_at as detail
            from (${COHORT}) c join relances r on r.lead_id = c.lead_id and r.recorded_at >= $2
            join rules u on u.id = r.rule_id and u.priority = 10
            cross join lateral (select r.deliver_at at time zone 'Europe/Paris' as local) l
           where extract(isodow from local) > 5 or local::time < '09:00' or local::time > '18:00'
              or local::date in (select held_on from holidays)`,
  },
  {
    what: 'a lead has at most one open item',
    sql: `select 'lead ' || lead_id as detail from relances
           where lead_id in (select lead_id from (${COHORT}) c) and channel = 'closer' and state in ('due', 'opened', 'snoozed')
           group by lead_id having count(*) > 1`,
  },
  {
    what: 'no run is left running',
    sql: `select 'run ' || id || ' since ' || heartbeat_at as detail from runs
           where state = 'running' and heartbeat_at < clock_timestamp() - interval '95 seconds'
             and cardinality($1::int[]) > 0 and $2::timestamptz is not null`,
  },
]

/** Each at most once per round, with the number of cases and the first of them. */
export async function brokenInvariants(db: Db, rounds: readonly number[], beganAt: Date): Promise<string[]> {
  const broken: string[] = []
  for (const { what, sql } of INVARIANTS) {
    const rows = await db.query<{ detail: string }>(sql, [rounds, beganAt])
    if (rows.length > 0) broken.push(`not kept: ${what} (${rows.length}; ${rows[0]?.detail})`)
  }
  return broken
}

/** What comes to rest a moment after the last run. */
export const ONCE_QUIET: readonly { what: string; sql: string; seconds: number }[] = [
  { what: 'every change of a lead is settled', sql: 'select count(*)::int as left from lead_changes', seconds: 20 },
  {
    what: 'nothing is left to send past its time',
    sql: `select count(*)::int as left from relances
           where state in ('queued', 'sending') and deliver_at < clock_timestamp() - interval '10 seconds'`,
    seconds: 20,
  },
  {
    what: 'no connection idles in a transaction',
    sql: `select count(*)::int as left from pg_stat_activity
           where datname = current_database() and state like 'idle in transaction%' and pid <> pg_backend_pid()
             and state_change < clock_timestamp() - interval '3 seconds'`,
    seconds: 20,
  },
]
