/** Keeps what WhatsApp tells until it is applied: stored once, taken by one, forgotten except for its key. */
import type { ChannelEvent } from '@relance/relance/core'
import type { Db } from '@relance/relance'
import { instant } from '@relance/relance/sql'
import type { StoredEvent } from './received.pure.ts'

/** Two events with the same key are one. Stored as a keyed hash: WhatsApp writes the number into the ids of its messages. */
function keyOf(event: ChannelEvent): string {
  switch (event.kind) {
    case 'status':
      return `status ${event.messageId} ${event.status}`
    case 'inbound':
      return `inbound ${event.messageId}`
    case 'preference':
      return `preference ${event.from} ${event.at} ${event.wantsMarketing}`
    case 'number_changed':
      return `number_changed ${event.from} ${event.to} ${event.at}`
    case 'template_status':
      return `template ${event.name} ${event.language} ${event.status} ${event.reason ?? ''} ${event.at}`
  }
}

/** Returns how many were new. In the order of keys: two deliveries of the same events cannot wait for one another. */
export async function storeEvents(db: Db, events: readonly ChannelEvent[], now: number): Promise<number> {
  if (events.length === 0) return 0
  const rows = events.map((event) => ({
    key: keyOf(event),
    message_id: event.kind === 'status' ? event.messageId : null,
    // The number of the recipient is the lead's, which its relance names.
    event: event.kind === 'status' ? { ...event, to: null } : event,
  }))
  const stored = await db.query(
    `insert into whatsapp_events (key, message_id, event, received_at)
       select encode(opt_out_hash(key), 'hex'), message_id, event, ${instant('$2')}
         from json_to_recordset($1::json) as d(key text, message_id text, event jsonb) order by 1
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

export async function hasNewEvents(db: Db): Promise<boolean> {
  return (await db.query(`select from whatsapp_events where state = 'new' limit 1`)).length > 0
}

/** Names the reading of events among the locks of the database. */
const READING = 7_305_001

/** Many may read at once, except while a person is being erased. */
async function joinReaders(tx: Db): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared($1)', [READING])
}

/**
 * Waits until no event is being applied, and holds that off until `tx` ends. To be taken before any lead's turn: whoever
 * reads has events first and leads after, and may know a person by a number that is about to be forgotten.
 */
export async function keepReadersOut(tx: Db): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [READING])
}

/** What another process is applying is skipped. */
export async function takeEvents(tx: Db, limit: number): Promise<StoredEvent[]> {
  await joinReaders(tx)
  return tx.query<StoredEvent>(
    `select key, event from whatsapp_events where state = 'new' order by seq limit $1 for update skip locked`,
    [limit],
  )
}

/** What another has closed meanwhile stays as it is. */
export async function closeEvents(
  tx: Db,
  keys: readonly string[],
  state: 'applied' | 'waiting' | 'unreadable',
): Promise<void> {
  if (keys.length === 0) return
  await tx.query(
    `update whatsapp_events
        set state = $2, event = case $2 when 'applied' then null else event end,
            message_id = case $2 when 'applied' then null else message_id end
      where key = any($1::text[]) and state = 'new'`,
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
