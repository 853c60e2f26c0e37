/** Takes a person out of the data: the fact that there was a lead, and when it was written to, stays. */
import { type ByKind, STORED } from '@relance/leads/fields'
import type { Db } from '@relance/relance'
import { keepReadersOut } from '@relance/sending'
import { note } from '../audit/note.ts'
import { eraseAnswers } from './erase-imports.ts'

/** What each kind of field is when nothing is known. */
const NOTHING: ByKind<string> = {
  line: 'null',
  phone: 'null',
  email: 'null',
  status: 'null',
  person: 'null',
  timeZone: 'null',
  locale: 'null',
  tags: `'{}'`,
  custom: `'{}'`,
  ids: `'{}'`,
  instant: 'null',
}
const PERSONAL = STORED.flatMap(([, { isPersonal, column, kind, default: unknown }]) =>
  isPersonal ? `${column} = ${unknown === undefined ? NOTHING[kind] : `'${unknown}'`}` : [],
)

/**
 * Erases leads within an attributed transaction; returns the ids that were not erased before. Their enrolments and open
 * relances end when the change is settled.
 */
export async function eraseLeads(
  tx: Db,
  leadIds: readonly string[],
  { neverContactAgain, now }: { neverContactAgain: boolean; now: number },
): Promise<string[]> {
  await keepReadersOut(tx)
  if (neverContactAgain) {
    await tx.query('select take_number_locks(array(select phone from leads where id = any($1::uuid[])))', [leadIds])
  }
  await tx.query('select from lead_pacing where lead_id = any($1::uuid[]) order by lead_id for update', [leadIds])
  // Before opt-outs, as whoever opts a lead out by its row.
  await tx.query('select from leads where id = any($1::uuid[]) order by id for update', [leadIds])
  if (neverContactAgain) {
    await tx.query(
      `insert into opt_outs (phone_hash, opted_out_at)
         select opt_out_hash(phone), $2 from leads where id = any($1::uuid[]) and phone is not null
       on conflict (phone_hash) do nothing`,
      [leadIds, new Date(now)],
    )
  }
  await tx.query('update opt_outs set lead_id = null where lead_id = any($1::uuid[])', [leadIds])
  const numbers = await numbersOf(tx, leadIds)
  if (neverContactAgain) await keepOut(tx, numbers, now)
  await eraseAnswers(tx, leadIds)
  const rows = await tx.query<{ id: string }>(
    `update leads set ${PERSONAL.join(', ')}, erased_at = $2, updated_at = $2
      where id = any($1::uuid[]) and erased_at is null returning id`,
    [leadIds, new Date(now)],
  )
  const erased = rows.map((row) => row.id)
  await tx.query(
    `update relances set message = '', written_message = null where lead_id = any($1::uuid[]) and message <> ''`,
    [erased],
  )
  await eraseMessages(tx, erased, numbers)
  await tx.query(`update contacts set note = '', source_key = null where lead_id = any($1::uuid[])`, [erased])
  await tx.query(`update stop_wishes set message = '', source_key = null where lead_id = any($1::uuid[])`, [erased])
  await tx.query('delete from notes where lead_id = any($1::uuid[])', [erased])
  await tx.query('delete from import_rows where lead_id = any($1::uuid[])', [erased])
  await tx.query('delete from dry_run_rows where lead_id = any($1::uuid[])', [erased])
  await tx.query('select audit_erase($1)', [erased])
  for (const recordId of erased) await note(tx, { action: 'erased', resource: 'leads', recordId })
  return erased
}

/** What they send from now on is nobody's, and is not kept. */
async function keepOut(tx: Db, names: readonly string[], now: number): Promise<void> {
  await tx.query(
    `insert into whatsapp_set_aside (name_hash, set_aside_at, is_erased)
       select distinct opt_out_hash(name), $2::timestamptz, true from unnest($1::text[]) as n(name) order by 1
     on conflict (name_hash) do update set is_erased = true`,
    [names, new Date(now)],
  )
}

/** What WhatsApp calls these people, before it is forgotten. */
async function numbersOf(tx: Db, leadIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select name from (
       select phone as name from leads where id = any($1::uuid[])
       union select value from whatsapp_identities where lead_id = any($1::uuid[])) names where name <> ''`,
    [leadIds],
  )
  return rows.map(({ name }) => name)
}

/** What went through WhatsApp. When and at what price stays; ids of messages go, for WhatsApp writes the number into them. */
async function eraseMessages(tx: Db, leadIds: readonly string[], numbers: readonly string[]): Promise<void> {
  await tx.query(
    `with sent as (
       select r.id::text as id, s.message_id from relances r left join whatsapp_sends s on s.relance_id = r.id
        where r.lead_id = any($1::uuid[]))
     update whatsapp_events e set event = null, message_id = null, names = null, state = 'applied'
      where e.state <> 'applied'
        and (e.message_id in (select message_id from sent) or e.event ->> 'relanceId' in (select id from sent)
          or e.names && $2::text[] or e.event ->> 'from' = any($2::text[]) or e.event ->> 'to' = any($2::text[])
          or e.event ->> 'userId' = any($2::text[]))`,
    [leadIds, numbers],
  )
  await tx.query('delete from whatsapp_answers where lead_id = any($1::uuid[])', [leadIds])
  await tx.query('delete from whatsapp_messages where lead_id = any($1::uuid[])', [leadIds])
  await tx.query('delete from whatsapp_identities where lead_id = any($1::uuid[])', [leadIds])
  await tx.query('delete from whatsapp_contacts where lead_id = any($1::uuid[])', [leadIds])
  await tx.query(
    `update whatsapp_sends s set message_id = null, error_details = null
       from relances r where r.id = s.relance_id and r.lead_id = any($1::uuid[])`,
    [leadIds],
  )
}
