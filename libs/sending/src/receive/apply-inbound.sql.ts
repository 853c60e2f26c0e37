/** Writes what leads said: the timeline, the 24-hour window, the last contact, the end of cadences, opt-outs. */
import type { InboundEvent } from './receive.pure.ts'
import type { Db } from '@relance/relance'
import { instant, stopCadences } from '@relance/relance/sql'
import { attributeToWhatsApp, optOut } from '../attempts/apply-effects.sql.ts'

/** Who is meant: a number, or the id that stands for it where WhatsApp leaves the number out. */
export interface Named {
  from: string | null
  userId: string | null
}

/** The leads behind names, by number first. */
export async function findLeads(tx: Db, named: readonly Named[]): Promise<(one: Named) => string | undefined> {
  if (named.length === 0) return () => undefined
  const phones = named.flatMap(({ from }) => from ?? [])
  const userIds = named.flatMap(({ userId }) => userId ?? [])
  const rows = await tx.query<{ leadId: string; name: string }>(
    `select id as "leadId", phone as name from leads where phone = any($1::text[])
     union all
     select lead_id, wa_number from whatsapp_contacts where wa_number = any($1::text[])
     union all
     select lead_id, user_id from whatsapp_contacts where user_id = any($2::text[])`,
    [phones, userIds],
  )
  const owners = new Map<string, string>()
  for (const { name, leadId } of rows) if (!owners.has(name)) owners.set(name, leadId)
  return ({ from, userId }) => owners.get(from ?? '') ?? owners.get(userId ?? '')
}

/** Leads that are in no rule have no turn: their rows are taken instead, in the order of ids. */
export async function lockLeads(tx: Db, leadIds: readonly string[]): Promise<void> {
  if (leadIds.length === 0) return
  await tx.query('select from leads where id = any($1::uuid[]) order by id for update', [leadIds])
}

export interface Heard {
  leadId: string
  event: InboundEvent
  opensWindow: boolean
  isStop: boolean
}

/** The turn of every lead must be held. A message that is known already changes nothing. */
export async function writeInbound(tx: Db, heard: readonly Heard[]): Promise<void> {
  if (heard.length === 0) return
  const rows = heard.map(({ leadId, event, opensWindow }) => ({
    id: event.messageId,
    lead_id: leadId,
    at: event.at,
    content: event.content,
    text: event.text?.replaceAll('\0', '').slice(0, 4_096) ?? null,
    opens: opensWindow,
    user_id: event.userId,
  }))
  const added = await tx.query<{ id: string }>(
    `with d as (select * from json_to_recordset($1::json)
                  as d(id text, lead_id uuid, at float8, content text, text text, opens boolean, user_id text)),
     windows as (
       insert into whatsapp_contacts as c (lead_id, last_inbound_at, user_id)
         select lead_id, ${instant('max(at) filter (where opens)')}, max(user_id) from d group by lead_id order by lead_id
       on conflict (lead_id) do update
          set last_inbound_at = greatest(c.last_inbound_at, excluded.last_inbound_at), undeliverable = 0,
              user_id = coalesce(excluded.user_id, c.user_id))
     insert into whatsapp_messages (id, lead_id, at, content, text)
       select id, lead_id, ${instant('at')}, content, text from d on conflict (id) do nothing returning id`,
    [JSON.stringify(rows)],
  )
  const isNew = new Set(added.map(({ id }) => id))
  const fresh = heard.filter(({ event }) => isNew.has(event.messageId))
  if (fresh.length === 0) return
  await stopCadences(tx, [...new Set(fresh.map(({ leadId }) => leadId))])
  await attributeToWhatsApp(tx)
  await noteContact(tx, fresh)
  for (const { leadId, event } of fresh.filter(({ isStop }) => isStop)) await optOut(tx, [leadId], event.at)
}

/** Numbers of nobody here that wish not to be written to: whoever brings them as a lead later finds them so. `at` in milliseconds. */
export async function optOutNumbers(tx: Db, numbers: ReadonlyMap<string, number>): Promise<void> {
  if (numbers.size === 0) return
  await attributeToWhatsApp(tx)
  await tx.query(
    `insert into opt_outs (phone_hash, opted_out_at)
       select opt_out_hash(d.phone) as hash, ${instant('d.at')} from unnest($1::text[], $2::float8[]) d(phone, at) order by hash
     on conflict do nothing`,
    [[...numbers.keys()], [...numbers.values()]],
  )
}

async function noteContact(tx: Db, heard: readonly Heard[]): Promise<void> {
  await tx.query(
    `update leads l set last_contact_at = ${instant('d.at')}, updated_at = now()
       from (select lead_id, max(at) as at from unnest($1::uuid[], $2::float8[]) as d(lead_id, at) group by lead_id) d
      where l.id = d.lead_id and l.erased_at is null
        and (l.last_contact_at is null or l.last_contact_at < ${instant('d.at')})`,
    [heard.map(({ leadId }) => leadId), heard.map(({ event }) => event.at)],
  )
}

/** The person has a new number; where another lead has it already, nothing is changed. */
export async function changeNumber(tx: Db, from: string, to: string): Promise<void> {
  await attributeToWhatsApp(tx)
  await tx.query(
    `update leads set phone = $2, updated_at = now()
      where phone = $1 and not exists (select from leads where phone = $2) and $2 ~ '^\\+[1-9][0-9]{6,14}$'`,
    [from, to],
  )
}
