/** Writes what refusals cause beside their relance: leads, recipients, numbers, rules, the account. */
import type { Effects } from './receipt.pure.ts'
import { keepsFailing } from './receipt.pure.ts'
import type { SendReason } from '@relance/relance/core'
import { slowDown } from '../pace/pace.pure.ts'
import type { Db } from '@relance/relance'
import { instant } from '@relance/relance/sql'
import { notePace, takeNumber } from '../pace/numbers.sql.ts'

export interface Caused {
  leadId: string
  ruleId: string | null
  numberId: string
  effects: Effects
  /** The relance has failed for good. */
  isFailed: boolean
  error: string | null
}

/** A lead that could not be reached so often is held for a wrong number. */
const UNDELIVERABLE_AT = 2
const FAILURES_SINCE_MS = 24 * 3_600_000

/**
 * The turn of every lead concerned must be held. Changes that are audited are WhatsApp's. Rows are locked in one order by all:
 * leads, numbers, the settings, rules, and of several always the least id first.
 */
export async function applyEffects(tx: Db, caused: readonly Caused[], now: number): Promise<void> {
  await writeContacts(tx, caused)
  await markLeads(tx, caused, now)
  await lockNumbers(tx, caused, now)
  await slowNumbers(tx, caused, now)
  await blockNumbers(tx, caused, now)
  const stopping = caused.find(({ effects }) => effects.stopsAccount)
  if (stopping) await stopAccount(tx, stopping.error ?? 'account', now)
  await pauseRules(tx, caused, now)
}

async function pauseRules(tx: Db, caused: readonly Caused[], now: number): Promise<void> {
  const stopped = new Map<string, SendReason>()
  const failing = new Set<string>()
  for (const { ruleId, effects, isFailed } of caused) {
    if (ruleId && effects.stopsRule) stopped.set(ruleId, effects.stopsRule)
    if (ruleId && isFailed) failing.add(ruleId)
  }
  for (const ruleId of [...new Set([...stopped.keys(), ...failing])].sort()) {
    const reason = stopped.get(ruleId)
    if (reason) await pauseRule(tx, ruleId, reason, now)
    else await pauseFailingRule(tx, ruleId, now)
  }
}

/** From here to the end of the transaction, the audit log names WhatsApp. */
export async function attributeToWhatsApp(tx: Db): Promise<void> {
  const actor = { id: null, name: 'WhatsApp', role: null, origin: 'system', requestId: null }
  await tx.query(`select set_config('relance.actor', $1, true)`, [JSON.stringify(actor)])
}

async function writeContacts(tx: Db, caused: readonly Caused[]): Promise<void> {
  const rows = caused
    .filter(({ effects }) => effects.recipientUntil !== undefined || effects.closesWindow)
    .map(({ leadId, effects }) => ({
      lead_id: leadId,
      not_before: effects.recipientUntil ?? null,
      closes: effects.closesWindow === true,
    }))
  if (rows.length === 0) return
  await tx.query(
    `update whatsapp_contacts c
        set not_before = greatest(c.not_before, ${instant('d.not_before')}),
            last_inbound_at = case when d.closes then null else c.last_inbound_at end
       from json_to_recordset($1::json) as d(lead_id uuid, not_before float8, closes boolean) where c.lead_id = d.lead_id`,
    [JSON.stringify(rows)],
  )
}

async function markLeads(tx: Db, caused: readonly Caused[], now: number): Promise<void> {
  const optedOut = caused.filter(({ effects }) => effects.lead === 'opt_out').map(({ leadId }) => leadId)
  const undelivered = caused.filter(({ effects }) => effects.lead === 'undeliverable').map(({ leadId }) => leadId)
  if (optedOut.length + undelivered.length === 0) return
  await attributeToWhatsApp(tx)
  if (optedOut.length > 0) await optOut(tx, optedOut, now)
  if (undelivered.length === 0) return
  await tx.query(
    `with counted as (
       update whatsapp_contacts set undeliverable = undeliverable + 1 where lead_id = any($1::uuid[])
       returning lead_id, undeliverable)
     update leads l set wrong_number_at = ${instant('$2')}, updated_at = ${instant('$2')}
       from counted c where l.id = c.lead_id and c.undeliverable >= ${UNDELIVERABLE_AT} and l.wrong_number_at is null`,
    [undelivered, now],
  )
}

export async function optOut(tx: Db, leadIds: readonly string[], now: number): Promise<void> {
  await tx.query(
    `update leads set opted_out_at = ${instant('$2')}, updated_at = ${instant('$2')}
      where id = any($1::uuid[]) and opted_out_at is null`,
    [leadIds, now],
  )
}

async function lockNumbers(tx: Db, caused: readonly Caused[], now: number): Promise<void> {
  const isAll = caused.some(({ effects }) => (effects.accountUntil ?? 0) > now)
  const ids = caused.flatMap(({ numberId, effects }) =>
    effects.numberUntil !== undefined || effects.blocksNumberUntil !== undefined ? [numberId] : [],
  )
  if (!isAll && ids.length === 0) return
  await tx.query('select from whatsapp_numbers where $1 or id = any($2::text[]) order by id for update', [isAll, ids])
}

async function slowNumbers(tx: Db, caused: readonly Caused[], now: number): Promise<void> {
  const untils = new Map<string, number>()
  for (const { numberId, effects } of caused) {
    if (effects.numberUntil === undefined) continue
    untils.set(numberId, Math.max(untils.get(numberId) ?? 0, effects.numberUntil))
  }
  for (const [numberId, until] of untils) {
    const number = await takeNumber(tx, numberId)
    if (number) await notePace(tx, numberId, slowDown(number, until, now))
  }
  const accountUntil = Math.max(0, ...caused.map(({ effects }) => effects.accountUntil ?? 0))
  if (accountUntil <= now) return
  await tx.query(
    `update whatsapp_numbers set paused_until = greatest(paused_until, ${instant('$1')}), pause_reason = 'account_slowed'`,
    [accountUntil],
  )
}

/** A number that rests already is refused for what it sent before: its day goes on from the first refusal. */
async function blockNumbers(tx: Db, caused: readonly Caused[], now: number): Promise<void> {
  const blocked = caused.filter(({ effects }) => effects.blocksNumberUntil !== undefined)
  if (blocked.length === 0) return
  const until = Math.max(now, ...blocked.map(({ effects }) => effects.blocksNumberUntil ?? 0))
  await tx.query(
    `update whatsapp_numbers set paused_until = ${instant('$2')}, pause_reason = 'quality'
      where id = any($1::text[]) and coalesce(pause_reason <> 'quality' or paused_until <= ${instant('$3')}, true)`,
    [[...new Set(blocked.map(({ numberId }) => numberId))], until, now],
  )
}

/** Everything stops until a person has seen to it; `reason` is WhatsApp's code or name of it. */
async function stopAccount(tx: Db, reason: string, now: number): Promise<void> {
  await attributeToWhatsApp(tx)
  await tx.query(
    `update whatsapp_settings set stopped_at = ${instant('$2')}, stop_reason = $1, updated_at = ${instant('$2')}
      where stopped_at is null`,
    [reason, now],
  )
}

/** A rule that is paused records nothing, and what it had queued waits or goes to the closers. */
export async function pauseRule(
  tx: Db,
  ruleId: string,
  reason: SendReason | 'keeps_failing',
  now: number,
): Promise<void> {
  await attributeToWhatsApp(tx)
  await tx.query(
    `update rules set paused_at = ${instant('$3')}, pause_reason = $2 where id = $1 and paused_at is null and active`,
    [ruleId, reason, now],
  )
}

/** Lets a paused rule go on where it stood. Takes the turn of the leads it held, so `tx` must hold nobody else's. */
export async function resumeRule(tx: Db, ruleId: string, now: number): Promise<void> {
  await tx.query(
    `select from lead_pacing where lead_id in (
       select lead_id from enrolments where rule_id = $1 and state = 'parked' and reason = 'rule_paused'
       union select lead_id from relances where rule_id = $1 and state = 'queued')
      order by lead_id for update`,
    [ruleId],
  )
  await tx.query(
    `update rules set paused_at = null, pause_reason = null, resumed_at = ${instant('$2')}
      where id = $1 and paused_at is not null`,
    [ruleId, now],
  )
  await tx.query(
    `update enrolments set state = 'active', reason = null, next_due_at = due_at
      where rule_id = $1 and state = 'parked' and reason = 'rule_paused'`,
    [ruleId],
  )
  await tx.query(
    `update relances set deliver_at = ${instant('$2')}, reason = null
      where rule_id = $1 and state = 'queued' and reason in ('rule_paused', 'template_not_approved', 'template_missing')`,
    [ruleId, now],
  )
}

async function pauseFailingRule(tx: Db, ruleId: string, now: number): Promise<void> {
  const [row] = await tx.query<{ sends: number; failed: number }>(
    `select count(*)::int as sends, (count(*) filter (where s.failed_at is not null and s.delivered_at is null))::int as failed
       from whatsapp_sends s join rules r on r.id = s.rule_id
      where s.rule_id = $1 and s.taken_at >= greatest(${instant('$2')}, r.resumed_at)`,
    [ruleId, now - FAILURES_SINCE_MS],
  )
  if (row && keepsFailing(row.sends, row.failed)) await pauseRule(tx, ruleId, 'keeps_failing', now)
}
