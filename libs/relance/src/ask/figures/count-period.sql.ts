/** Counts what became of the relances of a period, beside the period before it. The cost grows with the period. */
import type { Db } from '../../ground/ports.ts'
import type { Span } from './count-days.sql.ts'
import { ON_TIME_SQL, STAGE_SQL } from './stages.sql.ts'

/** In instants: `since` belongs to the period, `until` no longer does. */
export interface Period {
  since: Date
  until: Date
}

/** Of relances whose hour came in the period, those that were withdrawn or replaced apart. */
export interface PeriodCount {
  due: number
  sent: number
  onTime: number
  replied: number
  /** Meetings and deals. */
  meeting: number
  won: number
}

/** Of leads, each counted once. */
export interface StageCount {
  entered: number
  relanced: number
  replied: number
  meeting: number
  won: number
}

export interface RuleCount extends StageCount {
  ruleId: string
  ruleName: string
}

/**
 * The span up to `now` (milliseconds), and as many days before it up to the same hour: a period that is not over yet is
 * compared with what the one before had brought by then.
 */
export async function readPeriods(
  db: Db,
  { from, to }: Span,
  now: number,
): Promise<{ current: Period; before: Period }> {
  const [row] = await db.query<{ since: Date; until: Date; earlierSince: Date; earlierUntil: Date }>(
    `select b.since at time zone s.time_zone as since, b.until at time zone s.time_zone as until,
            (b.since - b.length) at time zone s.time_zone as "earlierSince",
            (b.until - b.length) at time zone s.time_zone as "earlierUntil"
       from settings s, lateral (
         select $1::date::timestamp as since, make_interval(days => $2::date - $1::date + 1) as length,
                greatest($1::date::timestamp, least(($2::date + 1)::timestamp, to_timestamp($3::float8 / 1000) at time zone s.time_zone)) as until
       ) b`,
    [from, to, now],
  )
  if (!row) throw new Error('The settings have no row.')
  const { since, until, earlierSince, earlierUntil } = row
  return { current: { since, until }, before: { since: earlierSince, until: earlierUntil } }
}

const WITHIN = `r.deliver_at >= $1 and r.deliver_at < $2 and ${STAGE_SQL.entered}`

export async function countPeriod(db: Db, { since, until }: Period): Promise<PeriodCount> {
  const [row] = await db.query<PeriodCount>(
    `select count(*)::int as due, count(*) filter (where ${STAGE_SQL.relanced})::int as sent,
            count(*) filter (where ${ON_TIME_SQL})::int as "onTime",
            count(*) filter (where ${STAGE_SQL.replied})::int as replied,
            count(*) filter (where ${STAGE_SQL.meeting})::int as meeting,
            count(*) filter (where ${STAGE_SQL.won})::int as won
       from relances r where ${WITHIN}`,
    [since, until],
  )
  return row ?? { due: 0, sent: 0, onTime: 0, replied: 0, meeting: 0, won: 0 }
}

const STAGES = `
  count(distinct r.lead_id)::int as entered,
  count(distinct r.lead_id) filter (where ${STAGE_SQL.relanced})::int as relanced,
  count(distinct r.lead_id) filter (where ${STAGE_SQL.replied})::int as replied,
  count(distinct r.lead_id) filter (where ${STAGE_SQL.meeting})::int as meeting,
  count(distinct r.lead_id) filter (where ${STAGE_SQL.won})::int as won`

export async function countStages(db: Db, { since, until }: Period): Promise<StageCount> {
  const [row] = await db.query<StageCount>(`select ${STAGES} from relances r where ${WITHIN}`, [since, until])
  return row ?? { entered: 0, relanced: 0, replied: 0, meeting: 0, won: 0 }
}

/** The rules that had relances in the period, the busiest first. */
export function countRules(db: Db, { since, until }: Period): Promise<RuleCount[]> {
  return db.query<RuleCount>(
    `select u.id as "ruleId", u.name as "ruleName", ${STAGES}
       from relances r join rules u on u.id = r.rule_id
      where ${WITHIN} group by u.id, u.name order by entered desc, u.id limit 50`,
    [since, until],
  )
}
