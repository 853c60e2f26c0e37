/** Writes what was decided of events: messages and their relances, persons, the timeline, numbers and rules, the events themselves. */
import type { Db } from '@relance/relance'
import { type ChannelKey, INBOX } from '@relance/relance/core'
import { actWithin, dueFrom, insertContacts, instant, noteStopWishes, stopCadences } from '@relance/relance/sql'
import { writeEffects } from '../attempts/effects.sql.ts'
import { supersedeOpenItems } from '../attempts/pass-to-closers.sql.ts'
import { attributeToWhatsApp, writePeople } from '../attempts/people.sql.ts'
import { noteTemplates } from '../approvals/follow-templates.sql.ts'
import type { ReceivedMessage, ReceivedPlan, SentChange } from './received.pure.ts'
import { writeNews } from './write-news.sql.ts'
import { closeEvents } from './store-events.sql.ts'

/** Under the locks with which its state was taken. */
export async function writeReceived(tx: Db, plan: ReceivedPlan, channel: ChannelKey, now: number): Promise<void> {
  await writeSends(tx, plan.sends, { channel, now })
  await writePeople(tx, plan.people, now)
  await writeMessages(tx, plan.messages)
  await noteContacts(tx, plan.messages)
  await noteWishes(tx, plan.messages)
  await noteEchoes(tx, plan)
  if (plan.replied.length > 0) await stopCadences(tx, plan.replied)
  await writeEffects(tx, plan, now)
  await optOutStrangers(tx, plan.strangers)
  await forgetClaimed(tx, plan.claimed)
  await noteTemplates(tx, plan.templates)
  await writeNews(tx, plan.news, now)
  await closeEvents(tx, plan.waiting, 'waiting')
  await closeEvents(tx, plan.unknown, 'unknown')
  await closeEvents(tx, plan.setAside, 'set_aside')
  await closeEvents(tx, plan.foreign, 'foreign')
  await closeEvents(tx, plan.applied, 'applied')
  if (plan.unknown.length > 0) {
    await tx.query(`select live_add('resource/whatsapp-unknown-events', 'created', '{}', null, 'manager')`)
  }
}

/** `channel`: which of them reported it; null leaves each relance with its own. */
export async function writeSends(
  tx: Db,
  changes: readonly SentChange[],
  { channel, now }: { channel: ChannelKey | null; now: number },
): Promise<void> {
  if (changes.length === 0) return
  const leadIds = changes.filter(({ isPassed }) => isPassed).map(({ leadId }) => leadId)
  if (leadIds.length > 0) await supersedeOpenItems(tx, leadIds)
  const rows = changes.map((one) => ({
    id: one.relanceId,
    lead_id: one.leadId,
    moves: one.isMoved,
    passed: one.isPassed,
    taken_back: one.isTakenBack,
    state: one.state,
    reason: one.reason,
    message_id: one.messageId,
    accepted_at: one.acceptedAt,
    proved_at: one.provedAt,
    delivered_at: one.deliveredAt,
    read_at: one.readAt,
    failed_at: one.failedAt,
    reaction: one.reaction,
    error_code: one.errorCode,
    error_details: one.errorDetails?.replaceAll('\0', '').slice(0, 1_000) ?? null,
    cost: one.cost,
    paced_at: one.pacedAt,
    next_due_at: one.nextDueAt,
  }))
  await tx.query(WRITE, [JSON.stringify(rows), channel, now])
}

/** Of a person who was erased meanwhile, what the channel calls them does not come back. */
const WRITE = `
  with d as materialized (
    select * from json_to_recordset($1::json) as d(id uuid, lead_id uuid, moves boolean, passed boolean, taken_back boolean, state text,
      reason text, message_id text, accepted_at float8, proved_at float8, delivered_at float8, read_at float8, failed_at float8,
      reaction text, error_code int, error_details text, cost float8, paced_at float8, next_due_at float8)
  ), moved as (
    update relances r
       set state = d.state, reason = d.reason, channel = case when d.passed then '${INBOX}' else coalesce($2, r.channel) end,
           closer_id = case when d.passed then l.closer_id else r.closer_id end,
           deliver_at = case when d.passed then ${instant('$3')} when d.taken_back then s.due_at else r.deliver_at end
      from d join leads l on l.id = d.lead_id join whatsapp_sends s on s.relance_id = d.id
     where r.id = d.id and d.moves
  ), noted as (
    update whatsapp_sends s
       set message_id = case when l.erased_at is null then d.message_id else s.message_id end,
           accepted_at = ${instant('d.accepted_at')}, proved_at = ${instant('d.proved_at')},
           delivered_at = ${instant('d.delivered_at')}, read_at = ${instant('d.read_at')}, failed_at = ${instant('d.failed_at')}, reaction = d.reaction,
           error_code = d.error_code,
           error_details = case when l.erased_at is null then d.error_details else s.error_details end,
           cost_micros = d.cost::bigint
      from d join leads l on l.id = d.lead_id
     where s.relance_id = d.id
  ), paced as (
    update lead_pacing p set last_relance_at = ${instant('d.paced_at')}
      from d where p.lead_id = d.lead_id and d.paced_at is not null
  )
  update enrolments e set ${dueFrom(instant('d.next_due_at'))}
    from d join relances r on r.id = d.id
   where e.id = r.enrolment_id and d.next_due_at is not null and e.state <> 'ended' and e.step = r.step + 1`

/** Of a message that was deleted no word is kept, whichever of the two is told first. */
async function writeMessages(tx: Db, messages: readonly ReceivedMessage[]): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ leadId, isReply, ...message }) => ({ ...message, lead_id: leadId, is_reply: isReply }))
  await tx.query(
    `insert into whatsapp_messages (id, lead_id, at, content, text, is_reply, about, direction)
       select id, lead_id, ${instant('at')}, content, text, is_reply, about, direction
         from json_to_recordset($1::json) as d(id text, lead_id uuid, at float8, content text, text text, is_reply boolean, about text,
                direction text)
     on conflict (id) do nothing`,
    [JSON.stringify(rows)],
  )
  await tx.query(
    `update whatsapp_messages m set text = null from whatsapp_messages d
      where d.content = 'deleted' and d.about = m.id and d.lead_id = m.lead_id and m.text is not null
        and m.lead_id = any($1::uuid[])`,
    [messages.map(({ leadId }) => leadId)],
  )
}

/** What a lead writes is a contact; what they take back is none. */
async function noteContacts(tx: Db, messages: readonly ReceivedMessage[]): Promise<void> {
  const replies = messages.filter(({ isReply }) => isReply)
  if (replies.length === 0) return
  await attributeToWhatsApp(tx)
  await insertContacts(
    tx,
    replies.map(({ id, leadId, at, content }) => ({
      ...{ leadId, at, key: id, direction: 'inbound', source: 'received' },
      kind: content === 'call' ? 'call' : 'message',
    })),
  )
}

/** Evidence of an opt-out, or a question for a person. */
async function noteWishes(tx: Db, messages: readonly ReceivedMessage[]): Promise<void> {
  const wishes = messages.flatMap(({ id, leadId, at, stops }) =>
    stops ? [{ leadId, at, key: id, source: 'message' as const, wish: stops.wish, message: stops.said }] : [],
  )
  if (wishes.length === 0) return
  await attributeToWhatsApp(tx)
  await noteStopWishes(tx, wishes)
}

/** The lead answered it, and the answer was told first: what it has ended stays ended. */
const SENT_BEFORE = `
  with sent as (
    update relances set state = 'sent', reason = null, settled_at = ${instant('$2')} where id = $1 and state = 'withdrawn'
    returning lead_id)
  update lead_pacing p set last_relance_at = greatest(p.last_relance_at, ${instant('$2')}) from sent s where p.lead_id = s.lead_id`

/** What we wrote on the phone is a contact, and confirms the item whose message it is, as its closer would. */
async function noteEchoes(tx: Db, { contacted, confirmed }: ReceivedPlan): Promise<void> {
  if (contacted.length > 0) {
    await attributeToWhatsApp(tx)
    await insertContacts(
      tx,
      contacted.map(({ id, ...one }) => ({ ...one, key: id, kind: 'message', direction: 'outbound', source: 'echo' })),
    )
  }
  for (const { relanceId, takenBackSince } of confirmed) {
    if (takenBackSince !== null) await tx.query(SENT_BEFORE, [relanceId, takenBackSince])
    else
      await actWithin(
        tx,
        relanceId,
        { kind: 'sent' },
        { id: null, name: 'WhatsApp', isManager: true, sharesQueue: true },
      )
  }
}

/** Of nobody here who wishes not to be written to, only a keyed hash is kept: whoever turns out to be it later is found so. */
async function optOutStrangers(tx: Db, strangers: ReceivedPlan['strangers']): Promise<void> {
  if (strangers.length === 0) return
  await attributeToWhatsApp(tx)
  await tx.query('select take_number_locks($1::text[])', [strangers.map((one) => one.name)])
  await tx.query(
    `insert into opt_outs as o (phone_hash, opted_out_at)
       select opt_out_hash(d.name) as hash, ${instant('d.at')}
         from json_to_recordset($1::json) as d(name text, at float8) order by hash
     on conflict (phone_hash) do update set opted_out_at = excluded.opted_out_at where o.opted_out_at > excluded.opted_out_at`,
    [JSON.stringify(strangers)],
  )
}

/** The lead carries the wish from now on, so that who lifts it there has lifted it. */
async function forgetClaimed(tx: Db, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await attributeToWhatsApp(tx)
  await tx.query(
    `delete from opt_outs where lead_id is null and phone_hash in (select opt_out_hash(name) from unnest($1::text[]) as n(name))`,
    [names],
  )
}
