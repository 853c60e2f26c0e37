/** Finds the leads whose place in the rules has to be settled: changed leads, changed rules, conditions time has flipped. */
import type { RelativeCondition } from '../core/audience.ts'
import type { Following } from '../core/lead-record.ts'
import { CLOCK_TOLERANCE_MS } from '../core/schedule.ts'
import type { Db } from '../ports.ts'
import { instant, ms } from './columns.ts'

/** Takes up to `limit` noted changes off the queue; a change is gone only when `tx` commits. */
export async function takeChangedLeads(tx: Db, limit: number): Promise<{ leadIds: string[]; taken: number }> {
  const rows = await tx.query<{ leadId: string }>(
    `delete from lead_changes where seq = any(array(
       select seq from lead_changes order by seq limit $1 for update skip locked)) returning lead_id as "leadId"`,
    [limit],
  )
  return { leadIds: [...new Set(rows.map((row) => row.leadId))], taken: rows.length }
}

/** The leads whose changes are still in the queue, left there. */
export async function changedLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ leadId: string }>('select distinct lead_id as "leadId" from lead_changes')
  return rows.map((row) => row.leadId)
}

export interface RuleProgress extends Following {
  ruleId: string
  isActive: boolean
  version: number
  frequencyVersion: number
}

/** Every rule that is active, and every inactive one the engine has not yet put to sleep. */
export async function readRuleProgress(db: Db): Promise<RuleProgress[]> {
  return db.query<RuleProgress>(
    `select r.id as "ruleId", r.active as "isActive", r.version, f.version as "frequencyVersion",
            ${ms('m.matched_at')} as "matchedAt",
            coalesce(m.is_scanned and v.is_same, false) as "isScanned", case when v.is_same then m.scanned_to end as "scannedTo"
       from rules r join frequencies f on f.id = r.frequency_id left join rule_matching m on m.rule_id = r.id
       cross join lateral (select m.rule_version = r.version and m.frequency_version = f.version as is_same) v
      where r.active or m.rule_id is not null and m.rule_version <> r.version
      order by r.id`,
  )
}

/**
 * Begins the scan of a rule's whole audience, or begins it again when other versions were scanned before. The versions
 * are those the scan will use, which may be older than the saved ones: the next run sees the difference. Also begun again
 * when time was followed to an instant ahead of `now`, by a clock that was wrong: leads that cross before it would be missed.
 */
export async function beginScan(
  tx: Db,
  ruleId: string,
  versions: { rule: number; frequency: number },
  now: number,
): Promise<void> {
  await tx.query(
    `insert into rule_matching as m (rule_id, rule_version, frequency_version, matched_at)
       values ($1, $2, $3, ${instant('$4')})
     on conflict (rule_id) do update
       set rule_version = excluded.rule_version, frequency_version = excluded.frequency_version,
           scanned_to = null, is_scanned = false, matched_at = excluded.matched_at
       where m.rule_version <> excluded.rule_version or m.frequency_version <> excluded.frequency_version
          or m.matched_at > ${instant('$5')}`,
    [ruleId, versions.rule, versions.frequency, now, now + CLOCK_TOLERANCE_MS],
  )
}

/** The rule's matching is one run's at a time; null when another run has it. */
export async function takeMatching(tx: Db, ruleId: string): Promise<{ scannedTo: string | null } | null> {
  const [row] = await tx.query<{ scannedTo: string | null }>(
    `select scanned_to as "scannedTo" from rule_matching where rule_id = $1 for update skip locked`,
    [ruleId],
  )
  return row ?? null
}

export async function noteScan(tx: Db, ruleId: string, scannedTo: string | null): Promise<void> {
  await tx.query(`update rule_matching set scanned_to = $2, is_scanned = $2::uuid is null where rule_id = $1`, [
    ruleId,
    scannedTo,
  ])
}

export async function noteMatchedAt(tx: Db, ruleId: string, now: number): Promise<void> {
  await tx.query(`update rule_matching set matched_at = greatest(matched_at, ${instant('$2')}) where rule_id = $1`, [
    ruleId,
    now,
  ])
}

export async function nextLeads(db: Db, after: string | null, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from leads where id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') order by id limit $2`,
    [after, limit],
  )
  return rows.map((row) => row.id)
}

export async function activeLeadsOfRule(db: Db, ruleId: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ leadId: string }>(
    `select lead_id as "leadId" from enrolments where rule_id = $1 and state = 'active' order by id limit $2`,
    [ruleId, limit],
  )
  return rows.map((row) => row.leadId)
}

/** Where the instants of time-dependent conditions are indexed. */
const CROSSINGS = {
  lastContactAt: (span: string) => `select id from leads where last_contact_at ${span}`,
  createdAt: (span: string) => `select id from leads where created_at ${span}`,
  lastRelanceAt: (span: string) => `select lead_id as id from relances where deliver_at ${span}`,
} as const satisfies Record<RelativeCondition['field'], (span: string) => string>

/**
 * The leads for which one of the conditions changed its truth between `since` and `now`: an instant `d` old or older at
 * `now` that was not at `since` lies within `[since − d, now − d]`. The cost follows how many leads cross, not how many
 * there are.
 */
export async function leadsCrossedByTime(
  db: Db,
  conditions: readonly RelativeCondition[],
  since: number,
  now: number,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const parameters: unknown[] = [after, limit]
  const branches = conditions.map(({ field, milliseconds }) => {
    parameters.push(since - milliseconds, now - milliseconds)
    const at = parameters.length
    return CROSSINGS[field](`between ${instant(`$${at - 1}`)} and ${instant(`$${at}`)}`)
  })
  const rows = await db.query<{ id: string }>(
    `select id from (${branches.join(' union ')}) crossed
      where id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') order by id limit $2`,
    parameters,
  )
  return rows.map((row) => row.id)
}
