/** Reads a relance for somebody who acts on it, and writes what was decided, with all that an undo needs. */
import type { Item, LastAction, Patch, Person } from './act.pure.ts'
import type { Plan } from '../decide/plan.ts'
import type { ChannelKey } from '../ground/channels.ts'
import type { Outcome } from './outcomes.pure.ts'
import type { ReasonCode } from '../ground/reasons.ts'
import type { RelanceState } from '../ground/relance-states.ts'
import type { Db } from '../ground/ports.ts'
import type { Tables } from './undo.pure.ts'
import { dueFrom } from '../record/next-step.sql.ts'
import { withdrawOfRulesOff } from '../record/state/withdraw-relances.sql.ts'
import { instant, LEAD_COLUMNS, type LeadRow, leadOf, ms, OPEN_STATES } from '../ground/columns.ts'

interface ItemRow extends LeadRow {
  ruleId: string
  state: RelanceState
  channel: ChannelKey
  relanceCloserId: string | null
  step: number
  deliverAt: number
  outcome: Outcome | null
  nextStep: number | null
  lastKind: LastAction['kind'] | null
  lastActorId: string | null
  lastActorName: string | null
}

/** Takes the lead lock, so that no run and nobody else works on it meanwhile. Null when there is no such relance. */
export async function lockLeadOf(tx: Db, relanceId: string): Promise<string | null> {
  const [row] = await tx.query<{ leadId: string }>(
    `select p.lead_id as "leadId" from lead_pacing p
      where p.lead_id = (select lead_id from relances where id = $1) for update`,
    [relanceId],
  )
  return row?.leadId ?? null
}

/** The lock of its lead must be held. Null when the relance was taken back while its lock was waited for. */
export async function readItem(tx: Db, relanceId: string, plan: Plan): Promise<Item | null> {
  const [row] = await tx.query<ItemRow>(
    `select r.rule_id as "ruleId", r.state, r.channel, r.closer_id as "relanceCloserId", r.step,
            ${ms('r.deliver_at')} as "deliverAt", r.outcome, e.step as "nextStep",
            a.action as "lastKind", a.actor_id as "lastActorId", a.actor_name as "lastActorName", ${LEAD_COLUMNS}
       from relances r
       join leads l on l.id = r.lead_id
       left join lead_pacing p on p.lead_id = l.id
       left join users u on u.id = l.closer_id
       left join enrolments e on e.id = r.enrolment_id and e.state <> 'ended'
       left join lateral (
         select action, actor_id, actor_name from relance_actions
          where relance_id = r.id and undone_at is null order by acted_at desc, id desc limit 1) a on true
      where r.id = $1`,
    [relanceId],
  )
  if (!row) return null
  const { lastKind, lastActorId, lastActorName } = row
  return {
    state: row.state,
    channel: row.channel,
    closerId: row.relanceCloserId,
    step: row.step,
    deliverAt: row.deliverAt,
    outcome: row.outcome,
    lead: leadOf(row),
    nextStep: row.nextStep,
    rule: plan.rules.get(row.ruleId),
    last: lastKind === null ? null : { kind: lastKind, actorId: lastActorId, actorName: lastActorName ?? '' },
  }
}

/** Whoever puts off what a contact has put off knows of the contact. */
const PUT_OFF_BY_HAND = `reason = case
  when reason in ('contacted', 'minimum_gap') and ($2 <> 'snoozed' or $4::float8 is not null) then null else reason end`

/** The lock of the lead must be held. */
export async function writePatch(tx: Db, relanceId: string, leadId: string, patch: Patch, now: number): Promise<void> {
  await tx.query(
    `update relances set state = $2, ${PUT_OFF_BY_HAND}, closer_id = coalesce($3, closer_id),
            deliver_at = coalesce(${instant('$4')}, deliver_at), not_before = coalesce(${instant('$8')}, not_before), expires_at = coalesce(${instant('$5')}, expires_at),
            opened_at = case $2 when 'opened' then coalesce(opened_at, ${instant('$7')}) else opened_at end,
            settled_at = case when $2 in ('sent', 'skipped') then coalesce(settled_at, ${instant('$9')}, ${instant('$7')}) end,
            outcome = coalesce($6, outcome), outcome_at = case when $6::text is null then outcome_at else ${instant('$7')} end
      where id = $1`,
    [
      ...[
        relanceId,
        patch.state,
        patch.closerId,
        patch.deliverAt,
        patch.expiresAt,
        patch.outcome,
        now,
        patch.notBefore,
      ],
      patch.settledAt,
    ],
  )
  if (patch.pacedAt !== undefined) {
    await tx.query(`update lead_pacing set last_relance_at = ${instant('$2')} where lead_id = $1`, [
      leadId,
      patch.pacedAt,
    ])
  }
  if (patch.nextDueAt !== undefined) {
    await tx.query(
      `update enrolments e set ${dueFrom(instant('$2'))}
        where e.id = (select enrolment_id from relances where id = $1) and e.state <> 'ended'`,
      [relanceId, patch.nextDueAt],
    )
  }
  if (patch.lead || patch.leadOwnerId) await writeLead(tx, leadId, patch, now)
  if (patch.ends) await stopCadences(tx, [leadId], { reason: patch.ends })
}

async function writeLead(tx: Db, leadId: string, { lead = {}, leadOwnerId }: Patch, now: number): Promise<void> {
  await tx.query(
    `update leads set status = coalesce($2, status), wrong_number_at = coalesce(${instant('$3')}, wrong_number_at),
            opted_out_at = coalesce(${instant('$4')}, opted_out_at), closer_id = coalesce($5, closer_id),
            updated_at = ${instant('$6')}
      where id = $1`,
    [leadId, lead.status, lead.wrongNumberAt, lead.optedOutAt, leadOwnerId, now],
  )
}

/**
 * A reply ends the cadences that stop on one, and takes back what of them still waits: also a last step, after which nothing was to
 * come. A reply of `at` (milliseconds; null: just now) answers nothing of a rule that the lead has entered since.
 */
export async function stopCadences(
  tx: Db,
  leadIds: readonly string[],
  { at = null, reason = 'replied' }: { at?: number | null; reason?: ReasonCode } = {},
): Promise<void> {
  await tx.query(
    `with ended as (
       update enrolments e set state = 'ended', reason = $3, next_due_at = null, shortened_at = null
         from rules r
        where e.lead_id = any($1::uuid[]) and (e.state <> 'ended' or e.shortened_at is not null)
          and r.id = e.rule_id and 'replied' = any(r.stop_on)
          and ($2::float8 is null or e.enrolled_at <= ${instant('$2')}))
     update relances w set state = 'withdrawn', reason = $3
       from rules r, enrolments o
      where w.lead_id = any($1::uuid[]) and (w.state in ${OPEN_STATES} or w.state = 'queued')
        and r.id = w.rule_id and 'replied' = any(r.stop_on)
        and o.id = w.enrolment_id and ($2::float8 is null or o.enrolled_at <= ${instant('$2')})`,
    [leadIds, at, reason],
  )
}

export async function withdrawItem(tx: Db, relanceId: string, reason: string): Promise<void> {
  await tx.query(`update relances set state = 'withdrawn', reason = $2 where id = $1 and state in ${OPEN_STATES}`, [
    relanceId,
    reason,
  ])
}

export interface RecordedAction {
  id: string
  kind: string
  actorId: string | null
  actedAt: number
  undoneAt: number | null
  before: Snapshot
  after: Snapshot
}

export async function recordAction(
  tx: Db,
  done: {
    relanceId: string
    leadId: string
    kind: string
    person: Person
    now: number
    before: Snapshot
    after: Snapshot
  },
): Promise<void> {
  await tx.query(
    `insert into relance_actions (relance_id, lead_id, action, actor_id, actor_name, acted_at, before, after)
       values ($1, $2, $3, $4, $5, ${instant('$6')}, $7, $8)`,
    [
      done.relanceId,
      done.leadId,
      done.kind,
      done.person.id,
      done.person.name,
      done.now,
      JSON.stringify(done.before),
      JSON.stringify(done.after),
    ],
  )
}

/** The latest action on a relance, or the one with this id; null when there is none. */
export async function readAction(tx: Db, relanceId: string, actionId: string | null): Promise<RecordedAction | null> {
  const [row] = await tx.query<RecordedAction>(
    `select id, action as kind, actor_id as "actorId", ${ms('acted_at')} as "actedAt", ${ms('undone_at')} as "undoneAt",
            before, after
       from relance_actions where relance_id = $1 and ($2::uuid is null or id = $2)
      order by acted_at desc, id desc limit 1`,
    [relanceId, actionId],
  )
  return row ?? null
}

/** The latest outcome of a relance that a person gave and nobody has taken back; null when there is none. */
export async function readOutcomeAction(tx: Db, relanceId: string): Promise<RecordedAction | null> {
  const [row] = await tx.query<{ id: string }>(
    `select id from relance_actions where relance_id = $1 and action = 'outcome' and undone_at is null
      order by acted_at desc, id desc limit 1`,
    [relanceId],
  )
  return row ? readAction(tx, relanceId, row.id) : null
}

/** Whether one of these episodes was followed by another. */
export async function hasNewerEpisode(tx: Db, enrolmentIds: readonly string[]): Promise<boolean> {
  const [row] = await tx.query<{ some: boolean }>(
    `select exists (
       select from enrolments e join enrolments n on n.lead_id = e.lead_id and n.rule_id = e.rule_id and n.episode > e.episode
        where e.id = any($1::bigint[])) as some`,
    [enrolmentIds],
  )
  return row?.some === true
}

export async function noteUndone(tx: Db, actionId: string, now: number): Promise<void> {
  await tx.query(`update relance_actions set undone_at = ${instant('$2')} where id = $1`, [actionId, now])
}

type Row = Record<string, unknown>
/** Rows by table and key, as JSON has them. */
export type Snapshot = Record<SnapshotTable, Record<string, Row>>

/** A step that waits for a gap, a cap or another rule is decided again by the next scan: no action is refused an undo because of one. */
const WAITS = `state = 'active' and reason in ('minimum_gap', 'cap_reached', 'outranked')`

/** What an action may change, directly or by its consequences. Nothing in here is personal. */
const SNAPSHOT = {
  leads: {
    key: 'id',
    owner: 'id',
    columns: ['status', 'wrong_number_at', 'opted_out_at', 'stop_suspected_at', 'closer_id'],
  },
  lead_pacing: { key: 'lead_id', owner: 'lead_id', columns: ['last_relance_at'] },
  enrolments: {
    key: 'id',
    owner: 'lead_id',
    columns: [
      ...['step', 'state', 'reason', 'due_at', 'next_due_at'],
      ...['stopped_at', 'return_seen_at', 'not_before', 'shortened_at', 'paused_ms', 'planned_at', 'moved_to'],
    ],
    readAs: {
      reason: `case when ${WAITS} then null else reason end`,
      next_due_at: `case when ${WAITS} then due_at else next_due_at end`,
    },
  },
  // What was replaced or taken back.
  contacts: { key: 'id', owner: `source = 'outcome' and lead_id`, columns: ['undone_at'] },
  relances: {
    key: 'id',
    owner: 'lead_id',
    columns: [
      'state',
      'channel',
      'reason',
      'closer_id',
      'deliver_at',
      'expires_at',
      'not_before',
      'opened_at',
      'settled_at',
      'outcome',
      'outcome_at',
    ],
  },
} as const satisfies Record<string, SnapshotPart>
interface SnapshotPart {
  key: string
  owner: string
  columns: readonly string[]
  /** What stands for the value of a column. */
  readAs?: Readonly<Record<string, string>>
}
type SnapshotTable = keyof typeof SNAPSHOT
const SNAPSHOT_TABLES = Object.keys(SNAPSHOT) as SnapshotTable[]

export async function readSnapshot(tx: Db, leadId: string): Promise<Snapshot> {
  const parts = SNAPSHOT_TABLES.map((table) => {
    const { key, owner, columns, readAs = {} }: SnapshotPart = SNAPSHOT[table]
    const read = columns.map((column) => `${readAs[column] ?? column} as ${column}`)
    return `'${table}', (select coalesce(json_object_agg(x.${key}, to_jsonb(x) - '${key}'), '{}')
      from (select ${[key, ...read].join(', ')} from ${table} where ${owner} = $1) x)`
  })
  const [row] = await tx.query<{ snapshot: Snapshot }>(`select json_build_object(${parts.join(', ')}) as snapshot`, [
    leadId,
  ])
  if (!row) throw new Error('A snapshot came back empty.')
  return row.snapshot
}

/** Puts rows of a table back; `rows` holds every column of the snapshot. */
async function restoreRows(tx: Db, table: SnapshotTable, rows: Readonly<Record<string, Row>>): Promise<void> {
  const { key, columns } = SNAPSHOT[table]
  const records = Object.entries(rows).map(([id, row]) => ({ ...row, [key]: id }))
  if (records.length === 0) return
  await tx.query(
    `update ${table} t set ${columns.map((column) => `${column} = x.${column}`).join(', ')}
       from json_populate_recordset(null::${table}, $1::json) x where t.${key} = x.${key}`,
    [JSON.stringify(records)],
  )
}

/** What comes back of a rule that was switched off meanwhile is withdrawn with it. */
export async function restoreAll(tx: Db, tables: Tables): Promise<void> {
  for (const table of SNAPSHOT_TABLES) await restoreRows(tx, table, tables[table] ?? {})
  await withdrawOfRulesOff(tx, Object.keys(tables.relances ?? {}))
}
