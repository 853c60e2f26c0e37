/** Writes a batch of imported leads in one statement, and says what became of them. */
import type { ImportedLead } from '../import/row/read-row.ts'
import type { Db } from '../ports.ts'

export interface Outcome {
  created: number
  updated: number
  unchanged: number
}

/**
 * Rows that would not change are not touched, so that nobody has to look at them again. Phones must be distinct. The lateral
 * with `offset 0` and the list of ids keep a file that fills an empty table from scanning it for every batch.
 */
const WRITE = `
  with i as materialized (
    select i.*, known.id from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::uuid[], $10::float8[], $11::text[])
      as i(phone, first_name, last_name, email, company, status, source, tags, closer_id, last_contact_at, custom)
      left join lateral (select id from leads where leads.phone = i.phone offset 0) known on true
  ), written as (
    insert into leads as l (phone, first_name, last_name, email, company, status, source, tags, closer_id, last_contact_at,
        custom, created_at, updated_at)
      select i.phone, coalesce(i.first_name, ''), coalesce(i.last_name, ''), i.email, i.company, coalesce(i.status, 'new'),
        i.source, coalesce(array(select jsonb_array_elements_text(i.tags::jsonb)), '{}'), i.closer_id,
        to_timestamp(i.last_contact_at / 1000), i.custom::jsonb, to_timestamp($12::float8 / 1000), to_timestamp($12::float8 / 1000)
      from i
      where i.id is null
      on conflict (phone) do nothing
      returning 1
  ), changed as (
    update leads l set
        first_name = coalesce(i.first_name, l.first_name), last_name = coalesce(i.last_name, l.last_name),
        email = coalesce(i.email, l.email), company = coalesce(i.company, l.company),
        status = coalesce(i.status, l.status), source = coalesce(i.source, l.source),
        tags = case when i.tags is null then l.tags else array(select jsonb_array_elements_text(i.tags::jsonb)) end,
        closer_id = coalesce(i.closer_id, l.closer_id),
        last_contact_at = coalesce(to_timestamp(i.last_contact_at / 1000), l.last_contact_at),
        custom = l.custom || i.custom::jsonb, updated_at = to_timestamp($12::float8 / 1000)
      from i
      where l.id = any(array(select id from i where id is not null)) and l.id = i.id and (
        i.first_name is distinct from l.first_name and i.first_name is not null or
        i.last_name is distinct from l.last_name and i.last_name is not null or
        i.email is distinct from l.email and i.email is not null or
        i.company is distinct from l.company and i.company is not null or
        i.status is distinct from l.status and i.status is not null or
        i.source is distinct from l.source and i.source is not null or
        i.tags is not null and array(select jsonb_array_elements_text(i.tags::jsonb)) <> l.tags or
        i.closer_id is distinct from l.closer_id and i.closer_id is not null or
        i.last_contact_at is not null and to_timestamp(i.last_contact_at / 1000) is distinct from l.last_contact_at or
        not l.custom @> i.custom::jsonb)
      returning 1
  )
  select (select count(*)::int from written) as created, (select count(*)::int from changed) as updated`

export async function writeLeads(tx: Db, leads: readonly ImportedLead[], now: number): Promise<Outcome> {
  const [row] = await tx.query<{ created: number; updated: number }>(WRITE, [
    leads.map((lead) => lead.phone),
    leads.map((lead) => lead.firstName),
    leads.map((lead) => lead.lastName),
    leads.map((lead) => lead.email),
    leads.map((lead) => lead.company),
    leads.map((lead) => lead.status),
    leads.map((lead) => lead.source),
    leads.map((lead) => lead.tags && JSON.stringify(lead.tags)),
    leads.map((lead) => lead.closerId),
    leads.map((lead) => lead.lastContactAt),
    leads.map((lead) => JSON.stringify(lead.custom)),
    now,
  ])
  const { created = 0, updated = 0 } = row ?? {}
  return { created, updated, unchanged: leads.length - created - updated }
}

/** What a write would find, from what is there and what the file has brought before; `seen` is added to. */
export async function countKnown(db: Db, leads: readonly ImportedLead[], seen: Set<string>): Promise<Outcome> {
  const rows = await db.query<{ phone: string }>('select phone from leads where phone = any($1::text[])', [
    leads.map((lead) => lead.phone),
  ])
  const known = new Set(rows.map((row) => row.phone))
  const updated = leads.filter((lead) => known.has(lead.phone) || seen.has(lead.phone)).length
  for (const lead of leads) seen.add(lead.phone)
  return { created: leads.length - updated, updated, unchanged: 0 }
}
