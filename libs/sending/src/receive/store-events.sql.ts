/** Keeps what WhatsApp tells until it is applied: stored once, taken by one, forgotten except for its key. */
import { DAY, type ChannelEvent } from '@relance/relance/core'
import type { Db } from '@relance/relance'
import { instant } from '@relance/relance/sql'
import { allNames, isOfPerson } from './person-events.pure.ts'
import type { StoredEvent } from './received.pure.ts'

/** Two events with the same key are one. Stored as a keyed hash: WhatsApp writes the number into the ids of its messages. */
function keyOf(event: ChannelEvent): string {
  switch (event.kind) {
    case 'status':
      return `status ${event.messageId} ${event.status}`
    case 'inbound':
      return `inbound ${event.messageId}`
    case 'echo':
      return `echo ${event.messageId}`
    case 'preference':
      return `preference ${event.from ?? ''} ${event.userId ?? ''} marketing ${event.at} ${event.wantsMarketing}`
    case 'number_changed':
      return `number_changed ${event.from} ${event.to} ${event.userId ?? ''} ${event.at}`
    case 'user_id_changed':
      return `user_id_changed ${event.previousUserId} ${event.userId} ${event.at}`
    case 'template_status':
      return `template ${event.name} ${event.language} ${event.status} ${event.reason ?? ''} ${event.at}`
    default:
      return JSON.stringify(event)
  }
}

/** Returns how many were new. In the order of keys: two deliveries of the same events cannot wait for one another. */
export async function storeEvents(db: Db, events: readonly ChannelEvent[], now: number): Promise<number> {
  if (events.length === 0) return 0
  const rows = events.map((event) => ({
    key: keyOf(event),
    message_id: event.kind === 'status' ? event.messageId : null,
    names: isOfPerson(event) ? allNames(event) : null,
    event,
  }))
  const stored = await db.query(
    `insert into whatsapp_events (key, message_id, event, names, received_at)
       select encode(opt_out_hash(key), 'hex'), message_id, event, names, ${instant('$2')}
         from json_to_recordset($1::json) as d(key text, message_id text, event jsonb, names text[]) order by 1
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
 * Waits until no event is being applied, and holds that off until `tx` ends. To be taken before any lead lock: whoever
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

/** `unknown`: nobody here; `set_aside`: the same, and a person does not care; `foreign`: said to another number, or in a group. */
export type ClosedState = 'applied' | 'waiting' | 'unreadable' | 'unknown' | 'set_aside' | 'foreign'

/** What another has closed meanwhile stays as it is. */
export async function closeEvents(tx: Db, keys: readonly string[], state: ClosedState): Promise<void> {
  if (keys.length === 0) return
  await tx.query(
    `update whatsapp_events
        set state = $2, event = case $2 when 'applied' then null else event end,
            message_id = case $2 when 'applied' then null else message_id end,
            names = case $2 when 'applied' then null else names end
      where key = any($1::text[]) and state = 'new'`,
    [keys, state],
  )
}

/** Who bears a lead's username has an id or a number that is not the lead's. */
const IS_OTHER = `
  (e.event ->> 'userId' is not null and exists (select from whatsapp_identities u where u.lead_id = i.lead_id and u.kind = 'user_id')
   or e.event ->> 'from' is not null and exists (select from leads o where o.id = i.lead_id and o.phone is not null))`

/** Events whose message, person or number has become known since they were put aside. Returns how many. */
export async function releaseMatched(db: Db): Promise<number> {
  const statuses = await db.query(
    `update whatsapp_events set state = 'new' where key in (
       select e.key from whatsapp_events e join whatsapp_sends s on s.message_id = e.message_id
        where e.state = 'waiting' limit 5000 for update of e skip locked) returning 1`,
  )
  const persons = await db.query(
    `update whatsapp_events set state = 'new' where key in (
       select e.key from whatsapp_events e
        where e.state in ('unknown', 'set_aside')
          and (exists (select from leads l where l.phone = any(e.names))
            or exists (select from whatsapp_identities i
                        where i.value = any(e.names) and not (i.kind = 'username' and ${IS_OTHER}))
            or exists (select from whatsapp_sends s where s.message_id = e.event ->> 'inReplyTo'))
        limit 5000 for update skip locked) returning 1`,
  )
  const foreign = await db.query(
    `update whatsapp_events set state = 'new' where key in (
       select e.key from whatsapp_events e join whatsapp_numbers n on n.id = e.event ->> 'numberId'
        where e.state = 'foreign' and e.event ->> 'isGroup' is null limit 5000 for update of e skip locked) returning 1`,
  )
  return statuses.length + persons.length + foreign.length
}

/** Events nobody could place are kept so long: somebody may know the person yet. */
const UNPLACED_KEPT_MS = 150 * DAY

/** What WhatsApp no longer replays may go. */
export async function dropOldEvents(db: Db, before: number): Promise<void> {
  await db.query(
    `delete from whatsapp_events where key in (
       select key from whatsapp_events
        where received_at < case when state in ('unknown', 'set_aside') then ${instant('$2')} else ${instant('$1')} end
          and received_at < ${instant('$1')} limit 10000 for update skip locked)`,
    [before, before - UNPLACED_KEPT_MS],
  )
}
