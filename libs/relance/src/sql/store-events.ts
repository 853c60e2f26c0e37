/** Keeps what WhatsApp tells until it is applied: stored once, taken by one, forgotten except for its key. */
import type { WhatsAppEvent } from '../core/sending.ts'
import type { Db } from '../ports.ts'
import { instant } from './columns.ts'

/** Two events with the same key are one. `isPersonal`: the key names a number, and is stored as a keyed hash. */
function keyOf(event: WhatsAppEvent): { key: string; isPersonal: boolean } {
  switch (event.kind) {
    case 'status':
      return { key: `status ${event.messageId} ${event.status}`, isPersonal: false }
    case 'inbound':
      return { key: `inbound ${event.messageId}`, isPersonal: false }
    case 'preference':
      return { key: `preference ${event.from} ${event.at} ${event.wantsMarketing}`, isPersonal: true }
    case 'number_changed':
      return { key: `number_changed ${event.from} ${event.to} ${event.at}`, isPersonal: true }
    case 'template_status':
      return {
        key: `template ${event.name} ${event.language} ${event.status} ${event.reason ?? ''}`,
        isPersonal: false,
      }
  }
}

/** Returns how many were new. In the order of keys: two deliveries of the same events cannot wait for one another. */
export async function storeEvents(db: Db, events: readonly WhatsAppEvent[], now: number): Promise<number> {
  if (events.length === 0) return 0
  const rows = events.map((event) => ({
    ...keyOf(event),
    message_id: event.kind === 'status' ? event.messageId : null,
    // The number of the recipient is the lead's, which its relance names.
    event: event.kind === 'status' ? { ...event, to: null } : event,
  }))
  const stored = await db.query(
    `insert into whatsapp_events (key, message_id, event, received_at)
       select case when "isPersonal" then encode(opt_out_hash(key), 'hex') else key end, message_id, event, ${instant('$2')}
         from json_to_recordset($1::json) as d(key text, "isPersonal" boolean, message_id text, event jsonb) order by 1
     on conflict (key) do nothing returning 1`,
    [JSON.stringify(rows).replaceAll('\\u0000', ''), now],
  )
  return stored.length
}

/** A body that bears a genuine signature and that nobody can read: only that it came is kept. */
export async function storeUnreadable(db: Db, hash: string, now: number): Promise<void> {
  await db.query(
    `insert into whatsapp_events (key, state, received_at) values ($1, 'unreadable', ${instant('$2')}) on conflict do nothing`,
    [`unreadable ${hash}`, now],
  )
}

export interface StoredEvent {
  key: string
  event: WhatsAppEvent
}

export async function hasNewEvents(db: Db): Promise<boolean> {
  return (await db.query(`select from whatsapp_events where state = 'new' limit 1`)).length > 0
}

/** What another process is applying is skipped. */
export function takeEvents(tx: Db, limit: number): Promise<StoredEvent[]> {
  return tx.query<StoredEvent>(
    `select key, event from whatsapp_events where state = 'new' order by seq limit $1 for update skip locked`,
    [limit],
  )
}

export async function closeEvents(
  tx: Db,
  keys: readonly string[],
  state: 'applied' | 'waiting' | 'unreadable',
): Promise<void> {
  if (keys.length === 0) return
  await tx.query(
    `update whatsapp_events set state = $2, event = case $2 when 'applied' then null else event end
      where key = any($1::text[])`,
    [keys, state],
  )
}

/** Statuses whose message has become known since they were put aside. */
export async function releaseMatched(db: Db): Promise<void> {
  await db.query(
    `update whatsapp_events set state = 'new' where key in (
       select e.key from whatsapp_events e join whatsapp_sends s on s.message_id = e.message_id
        where e.state = 'waiting' limit 5000 for update of e skip locked)`,
  )
}

/** What WhatsApp no longer replays may go. */
export async function dropOldEvents(db: Db, before: number): Promise<void> {
  await db.query(
    `delete from whatsapp_events where key in (
       select key from whatsapp_events where received_at < ${instant('$1')} limit 10000 for update skip locked)`,
    [before],
  )
}
