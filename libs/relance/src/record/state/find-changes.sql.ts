/** Finds the leads whose place in the rules has to be settled: changed leads, changed rules, conditions time has flipped. */
import { type RelativeCondition, relativeConditions, turningAges } from '../../decide/audience.ts'
import type { PlannedRule } from '../../decide/plan.ts'
import { NO_REENTRY, silenceMs } from '../../decide/episodes.ts'
import { OVERLAP_MS } from '../../decide/follow.ts'
import type { Following } from '../../decide/settle-state.ts'
import type { Db } from '../../ground/ports.ts'
import { instant, ms } from '../../ground/columns.ts'

/** Leads looked at in one step of a scan; a dry run takes the same, since each step places what a pause has put off. */
export const SCANNED = 5_000

export interface ChangedLeads {
  leadIds: string[]
  /** Those whose zone or number, and with it their country, has changed. */
  elsewhere: string[]
  taken: number
}

/** Takes up to `limit` noted changes off the queue; a change is gone only when `tx` commits. */
export async function takeChangedLeads(tx: Db, limit: number): Promise<ChangedLeads> {
  const rows = await tx.query<{ leadId: string; isElsewhere: boolean }>(
    `delete from lead_changes where seq = any(array(
       select seq from lead_changes order by seq limit $1 for update skip locked)) 
     returning lead_id as "leadId", is_elsewhere as "isElsewhere"`,
    [limit],
  )
  const idsOf = (some: readonly { leadId: string }[]): string[] => [...new Set(some.map((row) => row.leadId))]
  return { leadIds: idsOf(rows), elsewhere: idsOf(rows.filter((row) => row.isElsewhere)), taken: rows.length }
}

/** The leads whose changes are still in the queue, left there. */
export async function changedLeads(db: Db): Promise<string[]> {
  const rows = await db.query<{ leadId: string }>('select distinct lead_id as "leadId" from lead_changes')
  return rows.map((row) => row.leadId)
}

/** Those of them whose zone or phone is another. */
export async function leadsElsewhere(db: Db): Promise<string[]> {
  const rows = await db.query<{ leadId: string }>(
    'select distinct lead_id as "leadId" from lead_changes where is_elsewhere',
  )
  return rows.map((row) => row.leadId)
}

export interface RuleProgress extends Following {
  ruleId: string
  isActive: boolean
  /** Whether a pause is over that the scan has not allowed for yet. */
  isResuming: boolean
  version: number
  frequencyVersion: number
  /** What the dates were worked out from, and what they would be now; null when nothing was ever planned, or the rule is off. */
  plannedBasis: string | null
  basis: string | null
}

/** Whether changes of leads are still to be followed, by whoever has taken them or by the next look. */
export async function hasChangedLeads(db: Db): Promise<boolean> {
  const [row] = await db.query<{ some: boolean }>('select exists (select from lead_changes) as some')
  return row?.some === true
}

/** Whether a rule was followed by a clock far ahead of the present: nothing that was seen then counts. */
const AHEAD = `greatest(m.matched_at, m.followed_to) > relance_now() + interval '${OVERLAP_MS} milliseconds'`

/**
 * Every rule that is active, and every inactive one some of whose enrolments do not wait yet: also of a rule that was switched off before
 * anybody had begun to scan it, which leads that were saved meanwhile had entered.
 */
export async function readRuleProgress(db: Db): Promise<RuleProgress[]> {
  return db.query<RuleProgress>(
    `select r.id as "ruleId", r.active as "isActive", r.version, f.version as "frequencyVersion",
            ${ms(`case when ${AHEAD} then relance_now() else m.matched_at end`)} as "matchedAt",
            coalesce(m.is_scanned and v.is_same, false) as "isScanned", case when v.is_same then m.scanned_to end as "scannedTo",
            coalesce(m.resumed_ms, 0) < q.paused_ms as "isResuming",
            m.planned_basis as "plannedBasis", case when r.active then planning_basis(r.frequency_id, r.expiry_days) end as basis
       from rules r join frequencies f on f.id = r.frequency_id join rule_pauses q on q.rule_id = r.id
       left join rule_matching m on m.rule_id = r.id
       cross join lateral (
         select m.rule_version = r.version and m.frequency_version = f.version and m.paused_ms = q.paused_ms and not (${AHEAD}) as is_same) v
      where r.active or m.rule_version <> r.version
         or m.rule_id is null and exists (select from enrolments e where e.rule_id = r.id and e.state = 'active')
      order by r.id`,
  )
}

/** What a scan is of: versions, and the pauses of the rule that it allows for, milliseconds. */
export interface Scanned {
  rule: number
  frequency: number
  pausedMs: number
}

/** How far a rule is matched, and of what. Held by `tx`. */
export interface Matching extends Scanned {
  isScanned: boolean
  scannedTo: string | null
  isResuming: boolean
}

/** A rule is matched by one transaction at a time: null when another has it, or when nobody has begun. */
export async function takeMatching(tx: Db, ruleId: string): Promise<Matching | null> {
  const [row] = await tx.query<Matching>(
    `select rule_version as rule, frequency_version as frequency, is_scanned as "isScanned", scanned_to as "scannedTo",
            paused_ms::float8 as "pausedMs",
            resumed_ms < (select q.paused_ms from rule_pauses q where q.rule_id = rule_matching.rule_id) as "isResuming"
       from rule_matching where rule_id = $1 for update skip locked`,
    [ruleId],
  )
  return row ?? null
}

/** Makes the row that is taken; its versions are none that a rule has, so that its first scan begins. */
export async function openMatching(db: Db, ruleId: string): Promise<void> {
  await db.query(
    `insert into rule_matching (rule_id, rule_version, frequency_version, matched_at, planned_basis)
       select r.id, 0, 0, relance_now(), planning_basis(r.frequency_id, r.expiry_days) from rules r
        where r.id = $1 and not exists (select from rule_matching where rule_id = $1) on conflict do nothing`,
    [ruleId],
  )
}

/**
 * Begins the scan of a rule's whole audience in these versions: what earlier ones have matched does not count any more. The
 * row must be taken.
 */
export async function beginScan(tx: Db, ruleId: string, scanned: Scanned): Promise<void> {
  await tx.query(
    `update rule_matching set rule_version = $2, frequency_version = $3, paused_ms = $4, scanned_to = null, is_scanned = false,
            matched_at = relance_now(), seen_at = null, seen_xid = null, followed_to = null
      where rule_id = $1`,
    [ruleId, scanned.rule, scanned.frequency, scanned.pausedMs],
  )
}

/** The versions of a rule while it is inactive; null once it is active. */
export async function inactiveVersions(tx: Db, ruleId: string): Promise<Scanned | null> {
  const [row] = await tx.query<Scanned>(
    `select r.version as rule, f.version as frequency, q.paused_ms::float8 as "pausedMs"
       from rules r join frequencies f on f.id = r.frequency_id join rule_pauses q on q.rule_id = r.id
      where r.id = $1 and not r.active`,
    [ruleId],
  )
  return row ?? null
}

export async function noteScan(tx: Db, ruleId: string, scannedTo: string | null): Promise<void> {
  await tx.query(
    `update rule_matching
        set scanned_to = $2, is_scanned = $2::uuid is null, resumed_ms = case when $2::uuid is null then paused_ms else resumed_ms end
      where rule_id = $1`,
    [ruleId, scannedTo],
  )
}

/** The horizon of a look at what time has changed: its instant, and the transactions it may not have seen. */
export interface Horizon {
  /** Milliseconds. */
  at: number
  /** Those with a lower id were open; null when none was. */
  xid: string | null
}

/** Whether every other transaction with an id below `xid` has ended. Ids beyond the snapshot's end may be open without being listed. */
const areOver = (xid: string): string => `(${xid} <= pg_snapshot_xmax(pg_current_snapshot())
  and not exists (select from pg_snapshot_xip(pg_current_snapshot()) x where x < ${xid}))`

/**
 * The watermark moves up to the horizon of the last look as soon as every transaction that was open then has ended, so that
 * it never passes a change that nobody could see yet. Ids are visible to every role, and behind every pooler.
 */
export async function advanceMatchedAt(tx: Db, ruleId: string): Promise<{ since: number; horizon: Horizon } | null> {
  const [row] = await tx.query<{ since: number } & Horizon>(
    `update rule_matching m
        set matched_at = case when s.is_over then greatest(m.matched_at, m.seen_at) else m.matched_at end,
            seen_at = case when not s.is_over then m.seen_at end, seen_xid = case when not s.is_over then m.seen_xid end,
            followed_to = greatest(m.followed_to, relance_now())
       from (select coalesce(${areOver('seen_xid')}, true) as is_over from rule_matching where rule_id = $1) s
      where rule_id = $1
      returning ${ms('m.matched_at')} as since, ${ms('relance_now()')} as at,
                case when not ${areOver('pg_current_xact_id()')} then pg_current_xact_id()::text end as xid`,
    [ruleId],
  )
  return row ? { since: row.since, horizon: { at: row.at, xid: row.xid } } : null
}

/** The oldest horizon that still waits stays: a later one would be reached later. With nothing to wait for it is reached. */
export async function noteHorizon(tx: Db, ruleId: string, { at, xid }: Horizon): Promise<void> {
  await tx.query(
    `update rule_matching
        set matched_at = case when $3::text is null then greatest(matched_at, ${instant('$2')}) else matched_at end,
            seen_at = case when $3 is not null then coalesce(seen_at, ${instant('$2')}) end,
            seen_xid = case when $3 is not null then coalesce(seen_xid, $3::xid8) end,
            followed_to = greatest(followed_to, ${instant('$2')})
      where rule_id = $1`,
    [ruleId, at, xid],
  )
}

/**
 * Watermarks that a clock far ahead has set are taken back, so that nothing between is skipped once the clock is right. The
 * audience is scanned again: who was judged by that clock may have entered or left too early.
 */
export async function distrustFuture(db: Db): Promise<void> {
  await db.query(
    `update rule_matching m
        set matched_at = least(matched_at, relance_now()), seen_at = null, seen_xid = null, followed_to = null, is_scanned = false, scanned_to = null
      where ${AHEAD}`,
  )
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
  // A lead was last written to at a delivery, or at the confirmation that came for it.
  lastRelanceAt: (span: string) => `
    select lead_id as id from relances where deliver_at ${span}
    union select lead_id from relances where settled_at ${span}
    union select r.lead_id from whatsapp_sends s join relances r on r.id = s.relance_id where s.accepted_at ${span}`,
} as const satisfies Record<RelativeCondition['field'], (span: string) => string>

/** What time alone changes of a rule: conditions of its audience, and the silence after which an episode begins. */
export interface Crossing {
  ruleId: string
  conditions: readonly RelativeCondition[]
  /** Milliseconds; null when silence begins none. */
  silence: number | null
}

export function crossedBy({ id, audience, reentry = NO_REENTRY }: PlannedRule): Crossing {
  const { afterSilence } = reentry
  const silence = afterSilence === null ? null : silenceMs(afterSilence)
  return { ruleId: id, conditions: relativeConditions(audience), silence }
}

export function changesByTime(rule: PlannedRule): boolean {
  const { conditions, silence } = crossedBy(rule)
  return conditions.length > 0 || silence !== null
}

/** Silence counts from the end of an episode, or from what was heard of the lead since. */
const silenceOf = (rule: string, span: string): string[] => [
  `select lead_id as id from enrolments where rule_id = ${rule} and state = 'ended' and stopped_at ${span}`,
  `select id from leads where last_contact_at ${span}`,
  `select id from leads where submitted_at ${span}`,
]

/**
 * The leads for which one of the conditions changed its truth in a span of time: an instant `d` old or older at `now` that was
 * not at `since` lies within `[since − d, now − d]`; and those whose silence became long enough. The cost follows how many
 * leads cross, not how many there are.
 */
export async function leadsCrossedByTime(
  db: Db,
  { ruleId, conditions, silence }: Crossing,
  { since, now }: { since: number; now: number },
  after: string | null,
  limit: number,
): Promise<string[]> {
  const parameters: unknown[] = [after, limit]
  const spanOf = (age: number): string => {
    parameters.push(since - age, now - age)
    const at = parameters.length
    return `between ${instant(`$${at - 1}`)} and ${instant(`$${at}`)}`
  }
  const branches = conditions.flatMap((condition) =>
    turningAges(condition).map((age) => CROSSINGS[condition.field](spanOf(age))),
  )
  if (silence !== null) {
    parameters.push(ruleId)
    branches.push(...silenceOf(`$${parameters.length}::uuid`, spanOf(silence)))
  }
  const rows = await db.query<{ id: string }>(
    `select id from (${branches.join(' union ')}) crossed
      where id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') order by id limit $2`,
    parameters,
  )
  return rows.map((row) => row.id)
}
