/** Writes what WhatsApp answered: relances, sends, pacing and the next step, in one transaction per batch. */
import { INBOX } from '@relance/relance/core'
import type { Receipt } from './receipt.pure.ts'
import type { Db } from '@relance/relance'
import { dueFrom, instant } from '@relance/relance/sql'
import { supersedeOpenItems } from './pass-to-closers.sql.ts'

/** The lock of every lead concerned must be held. Compare-and-set: what a webhook has settled meanwhile stays. */
export async function writeReceipts(tx: Db, receipts: readonly Receipt[], now: number): Promise<void> {
  const handedOver = receipts.filter(({ state }) => state === 'due').map(({ leadId }) => leadId)
  if (handedOver.length > 0) await supersedeOpenItems(tx, handedOver)
  const rows = receipts.map((receipt, place) => ({
    id: receipt.relanceId,
    lead_id: receipt.leadId,
    // One open item per lead: a second one of the same batch fails instead.
    state: receipt.state === 'due' && isRepeated(receipts, place) ? 'failed' : receipt.state,
    reason: receipt.reason,
    deliver_at: receipt.deliverAt,
    next_due_at: receipt.nextDueAt,
    message_id: receipt.messageId,
    number: receipt.number,
    error_code: receipt.error?.code ?? null,
    error_details: receipt.error?.details.replaceAll('\0', '').slice(0, 1_000) ?? null,
    failures: receipt.isFailure ? 1 : 0,
  }))
  await tx.query(WRITE, [JSON.stringify(rows), now])
  await releaseWaiting(
    tx,
    receipts.flatMap(({ messageId }) => messageId ?? []),
  )
}

const isRepeated = (receipts: readonly Receipt[], place: number): boolean =>
  receipts.slice(0, place).some(({ state, leadId }) => state === 'due' && leadId === receipts[place]?.leadId)

/**
 * A late answer still counts for what was given up as unknown; `unknown` itself only for what is being sent. Of a person who was
 * erased meanwhile, what WhatsApp calls them does not come back.
 */
const WRITE = `
  with d as materialized (
    select * from json_to_recordset($1::json) as d(id uuid, lead_id uuid, state text, reason text, deliver_at float8,
      next_due_at float8, message_id text, number text, error_code int, error_details text, failures int)
  ), moved as (
    update relances r
       set state = d.state, reason = d.reason, deliver_at = coalesce(${instant('d.deliver_at')}, r.deliver_at),
           channel = case d.state when 'due' then '${INBOX}' else r.channel end,
           closer_id = case d.state when 'due' then l.closer_id else r.closer_id end
      from d join leads l on l.id = d.lead_id
     where r.id = d.id and (r.state = 'sending' or r.state = 'unknown' and d.state <> 'unknown')
    returning r.id, r.enrolment_id, r.step, d.lead_id, d.state, d.next_due_at, d.deliver_at
  ), noted as (
    update whatsapp_sends s
       set message_id = coalesce(s.message_id, case when l.erased_at is null then d.message_id end), failures = s.failures + d.failures,
           accepted_at = case d.state when 'accepted' then coalesce(s.accepted_at, ${instant('$2')}) else s.accepted_at end,
           unknown_at = case d.state when 'unknown' then coalesce(s.unknown_at, ${instant('$2')}) else s.unknown_at end,
           failed_at = case when d.state in ('failed', 'due') then ${instant('$2')} else s.failed_at end,
           -- What did not leave costs nothing until it is taken again.
           estimate_micros = case d.state when 'queued' then null else s.estimate_micros end,
           error_code = coalesce(d.error_code, s.error_code),
           error_details = coalesce(case when l.erased_at is null then d.error_details end, s.error_details)
      from d join leads l on l.id = d.lead_id
     where s.relance_id = d.id
  ), numbered as (
    insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
      select d.lead_id, 'wa_id', d.number, 'send', ${instant('$2')} from d join leads l on l.id = d.lead_id
       where l.erased_at is null and d.number is distinct from l.phone and d.number is not null
    on conflict do nothing
  ), paced as (
    update lead_pacing p
       set last_relance_at = case m.state when 'accepted' then ${instant('$2')}
                                          else greatest(p.last_relance_at, ${instant('m.deliver_at')}) end
      from moved m where p.lead_id = m.lead_id and (m.state = 'accepted' or m.state = 'queued' and m.deliver_at is not null)
  )
  update enrolments e set ${dueFrom(instant('m.next_due_at'))}
    from moved m
   where e.id = m.enrolment_id and m.state = 'accepted' and m.next_due_at is not null
     and e.state <> 'ended' and e.step = m.step + 1`

/** Statuses that came before our own id was stored are looked at again; one being read just now is found by the next look. */
async function releaseWaiting(tx: Db, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  await tx.query(
    `update whatsapp_events set state = 'new' where key in (
       select key from whatsapp_events where state = 'waiting' and message_id = any($1::text[]) for update skip locked)`,
    [messageIds],
  )
}

/**
 * Marks what has been `sending` since before `since` (milliseconds) as unknown: its worker is gone. Returns how many. A lead
 * whose lock somebody has waits for the next look.
 */
export async function loseSends(db: Db, since: number, now: number): Promise<number> {
  const rows = await db.query(
    `with stale as materialized (
       select r.id from relances r
         join whatsapp_sends s on s.relance_id = r.id
         join lead_pacing p on p.lead_id = r.lead_id
        where r.state = 'sending' and s.taken_at < ${instant('$1')} for update of p, r skip locked
     ), lost as (
       update relances r set state = 'unknown' from stale where r.id = stale.id returning r.id)
     update whatsapp_sends s set unknown_at = coalesce(s.unknown_at, ${instant('$2')})
       from lost where s.relance_id = lost.id returning s.relance_id`,
    [since, now],
  )
  return rows.length
}
