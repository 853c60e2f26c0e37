/** Reads and writes answers. */
import type { Db } from '@relance/relance'
import type { AnswerState, ChannelEvent } from '@relance/relance/core'
import { insertContacts, instant, ms, PERSON_ID } from '@relance/relance/sql'
import type { AnswerNews, AnswerFacts } from './answer.pure.ts'

/** Null when there is no such lead. */
export async function readAnswerFacts(
  db: Db,
  leadId: string,
  numberIds: readonly string[],
): Promise<AnswerFacts | null> {
  const [row] = await db.query<AnswerFacts>(
    `select l.erased_at is not null as "isErased", l.opted_out_at is not null as "isOptedOut",
            l.stop_suspected_at is not null as "isStopSuspected", coalesce(l.phone, ${PERSON_ID}) as "to",
            ${ms('c.last_inbound_at')} as "lastInboundAt",
            m.id as "numberId", ${ms('n.paused_until')} as "pausedUntil", s.stopped_at is not null as "isStopped"
       from leads l cross join whatsapp_settings s
       left join whatsapp_contacts c on c.lead_id = l.id
       left join unnest($2::text[]) m (id) on m.id = coalesce(c.number_id, ($2::text[])[1])
       left join whatsapp_numbers n on n.id = m.id
      where l.id = $1`,
    [leadId, numberIds],
  )
  return row ?? null
}

/**
 * How a row of `whatsapp_answers` stands. What was delivered did not fail, whatever was told before it. No call is waited for longer than
 * a minute: the server ended in the middle of it, or its answer was lost.
 */
export const ANSWER_STATE = `case when read_at is not null then 'read' when delivered_at is not null then 'delivered'
  when failed_at is not null then 'failed' when accepted_at is not null then 'accepted'
  when taken_at < relance_now() - interval '60 seconds' then 'unknown' else 'sending' end`

export interface StoredAnswer {
  id: string
  text: string
  state: AnswerState
  takenAt: number
  actorName: string
  errorCode: number | null
  errorDetails: string | null
}

/** Oldest first. */
export const readAnswers = (db: Db, leadId: string, id: string | null = null): Promise<StoredAnswer[]> =>
  db.query<StoredAnswer>(
    `select id, text, ${ANSWER_STATE} as state, actor_name as "actorName", ${ms('taken_at')} as "takenAt",
            error_code as "errorCode", error_details as "errorDetails"
       from whatsapp_answers where lead_id = $1 and ($2::uuid is null or id = $2) order by taken_at, id`,
    [leadId, id],
  )

export interface NewAnswer {
  id: string
  leadId: string
  numberId: string
  text: string
  actorId: string | null
  actorName: string
}

/** False when it is known already: it is not to be sent again. */
export async function insertAnswer(tx: Db, answer: NewAnswer): Promise<boolean> {
  const { id, leadId, numberId, text, actorId, actorName } = answer
  const added = await tx.query(
    `insert into whatsapp_answers (id, lead_id, number_id, text, actor_id, actor_name) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing returning 1`,
    [id, leadId, numberId, text, actorId, actorName],
  )
  return added.length > 0
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface StoredId {
  id: string
  leadId: string
  messageId: string | null
}

/** The answers that statuses are about, by the id we gave along or by the channel's own. */
async function findAnswers(tx: Db, statuses: readonly StatusEvent[]): Promise<StoredId[]> {
  const ids = statuses.flatMap(({ relanceId }) => (relanceId && UUID.test(relanceId) ? [relanceId] : []))
  return tx.query<StoredId>(
    `select id, lead_id as "leadId", message_id as "messageId" from whatsapp_answers
      where id = any($1::uuid[]) or message_id = any($2::text[])`,
    [ids, statuses.map(({ messageId }) => messageId)],
  )
}

type StatusEvent = Extract<ChannelEvent, { kind: 'status' }>

/** Finds the statuses that belong to answers, with the leads to lock. */
export async function takeAnswerStatuses(
  tx: Db,
  stored: readonly { key: string; event: ChannelEvent }[],
): Promise<{ news: AnswerNews[]; keys: string[]; leadIds: string[] }> {
  const statuses = stored.flatMap(({ event }) => (event.kind === 'status' ? [event] : []))
  if (statuses.length === 0) return { news: [], keys: [], leadIds: [] }
  const found = await findAnswers(tx, statuses)
  const ours = stored.flatMap(({ key, event }) => {
    if (event.kind !== 'status') return []
    const own = found.find(
      ({ id, messageId }) => id === event.relanceId?.toLowerCase() || messageId === event.messageId,
    )
    return own ? [{ key, leadId: own.leadId, news: newsOf(own.id, event) }] : []
  })
  return {
    news: ours.map(({ news }) => news),
    keys: ours.map(({ key }) => key),
    leadIds: ours.map(({ leadId }) => leadId),
  }
}

const newsOf = (id: string, { status, messageId, at, error }: StatusEvent): AnswerNews => ({
  ...{ id, messageId, at },
  isFailed: status === 'failed',
  deliveredAt: status === 'delivered' || status === 'read' ? at : null,
  readAt: status === 'read' ? at : null,
  error: error && { code: error.code, details: error.details },
})

/**
 * In any order, any number of times: each instant is the earliest told. What was accepted is a contact of ours with the lead, once, unless
 * it failed afterwards. The locks and rows of the leads must be held. Of a lead that was erased meanwhile nothing comes back.
 */
export async function noteAnswers(tx: Db, news: readonly AnswerNews[]): Promise<void> {
  if (news.length === 0) return
  const changed = await tx.query<Changed>(
    `with d as materialized (
       select id, max("messageId") as message_id, min(at) filter (where not "isFailed") as accepted_at,
              min("deliveredAt") as delivered_at, min("readAt") as read_at, min(at) filter (where "isFailed") as failed_at,
              max((error ->> 'code')::int) as error_code, max(error ->> 'details') as error_details
         from json_to_recordset($1::json) as n(id uuid, "messageId" text, "isFailed" boolean, at float8, "deliveredAt" float8,
                "readAt" float8, error jsonb) group by id
     )
     update whatsapp_answers a
        set message_id = coalesce(a.message_id, d.message_id),
            accepted_at = least(a.accepted_at, ${instant('d.accepted_at')}),
            delivered_at = least(a.delivered_at, ${instant('d.delivered_at')}),
            read_at = least(a.read_at, ${instant('d.read_at')}), failed_at = least(a.failed_at, ${instant('d.failed_at')}),
            error_code = coalesce(a.error_code, d.error_code), error_details = coalesce(a.error_details, d.error_details)
       from d where a.id = d.id
     returning a.id, a.lead_id as "leadId", ${ms('a.taken_at')} as at, a.actor_id as "actorId", a.actor_name as "actorName",
               (a.delivered_at is not null or a.accepted_at is not null and a.failed_at is null) as "isContact"`,
    [JSON.stringify(news)],
  )
  await insertContacts(
    tx,
    changed.flatMap(({ id, isContact, ...one }) =>
      isContact ? [{ ...one, key: id, kind: 'message', direction: 'outbound', source: 'echo' }] : [],
    ),
  )
  // What a person has taken back stays so.
  await tx.query(
    `update contacts c set undone_at = case when not d.is_contact then relance_now() end
       from unnest($1::text[], $2::boolean[]) as d(id, is_contact)
      where c.source = 'echo' and c.source_key = encode(opt_out_hash(d.id), 'hex') and c.undone_by is null
        and (c.undone_at is null) <> d.is_contact`,
    [changed.map(({ id }) => id), changed.map(({ isContact }) => isContact)],
  )
}

interface Changed {
  id: string
  leadId: string
  /** When it was taken. */
  at: number
  actorId: string | null
  actorName: string
  isContact: boolean
}
