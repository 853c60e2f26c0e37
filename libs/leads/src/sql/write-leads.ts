/** Writes a batch of imported leads in one statement, and says what became of them. */
import type { ImportedLead } from '../import/row/imported-lead.ts'
import type { Db } from '../ports.ts'

export interface Outcome {
  created: number
  updated: number
  unchanged: number
}

/** `phoneNow`: what the lead is known by, where the line brings another phone. */
export type WrittenLead = ImportedLead & { phoneNow?: string | undefined }

/** What a change is told by, for the import to be taken back. */
const CHANGED = `array['phone','first_name','last_name','email','company','status','source','tags','closer_id','last_contact_at','submitted_at',
    'opted_out_at','time_zone','locale','external_ids','custom']`

const instant = (column: string): string => `to_timestamp(${column} / 1000)`
const tags = 'array(select jsonb_array_elements_text(i.tags::jsonb))'

/**
 * Rows that would not change are not touched, so that nobody has to look at them again. Phones must be distinct. The lateral
 * with `offset 0` and the list of ids keep a file that fills an empty table from scanning it for every batch. An opt-out is
 * only ever set, never lifted. `$21` is the import its rows are kept under, or null; `$22` the phones the leads are found by.
 */
const WRITE = `
  with i as materialized (
    select i.*, known.id, known.old from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::uuid[], $10::float8[], $11::float8[], $12::float8[], $13::boolean[], $14::text[], $15::text[], $16::text[], $17::text[],
        $18::int[], $19::text[], $22::text[])
      as i(phone, first_name, last_name, email, company, status, source, tags, closer_id, last_contact_at, created_at, submitted_at,
        opted_out, time_zone, locale, external_ids, custom, line, written, phone_now)
      left join lateral (select o.id, o as old from leads o where o.phone = i.phone_now offset 0) known on true
  ), written as (
    insert into leads as l (phone, first_name, last_name, email, company, status, source, tags, closer_id, last_contact_at,
        submitted_at, opted_out_at, time_zone, locale, external_ids, custom, created_at, updated_at)
      select i.phone, coalesce(i.first_name, ''), coalesce(i.last_name, ''), i.email, i.company, coalesce(i.status, 'new'),
        i.source, coalesce(${tags}, '{}'), i.closer_id, ${instant('i.last_contact_at')}, ${instant('i.submitted_at')},
        case when i.opted_out then ${instant('$20::float8')} end, i.time_zone, coalesce(i.locale, 'fr'), i.external_ids::jsonb,
        i.custom::jsonb, ${instant('least(coalesce(i.created_at, $20::float8), $20::float8)')}, ${instant('$20::float8')}
      from i
      where i.id is null
      on conflict (phone) do nothing
      returning l.id, l.phone
  ), changed as (
    update leads l set
        phone = i.phone, first_name = coalesce(i.first_name, l.first_name), last_name = coalesce(i.last_name, l.last_name),
        email = coalesce(i.email, l.email), company = coalesce(i.company, l.company),
        status = coalesce(i.status, l.status), source = coalesce(i.source, l.source),
        tags = case when i.tags is null then l.tags else ${tags} end,
        closer_id = coalesce(i.closer_id, l.closer_id),
        last_contact_at = coalesce(${instant('i.last_contact_at')}, l.last_contact_at),
        submitted_at = greatest(${instant('i.submitted_at')}, l.submitted_at),
        opted_out_at = case when i.opted_out then coalesce(l.opted_out_at, ${instant('$20::float8')}) else l.opted_out_at end,
        time_zone = coalesce(i.time_zone, l.time_zone), locale = coalesce(i.locale, l.locale),
        external_ids = l.external_ids || i.external_ids::jsonb,
        custom = l.custom || i.custom::jsonb, updated_at = ${instant('$20::float8')}
      from i
      where l.id = any(array(select id from i where id is not null)) and l.id = i.id and (
        i.phone <> l.phone or
        i.first_name is distinct from l.first_name and i.first_name is not null or
        i.last_name is distinct from l.last_name and i.last_name is not null or
        i.email is distinct from l.email and i.email is not null or
        i.company is distinct from l.company and i.company is not null or
        i.status is distinct from l.status and i.status is not null or
        i.source is distinct from l.source and i.source is not null or
        i.tags is not null and ${tags} <> l.tags or
        i.closer_id is distinct from l.closer_id and i.closer_id is not null or
        i.last_contact_at is not null and ${instant('i.last_contact_at')} is distinct from l.last_contact_at or
        i.submitted_at is not null and (l.submitted_at is null or ${instant('i.submitted_at')} > l.submitted_at) or
        i.opted_out and l.opted_out_at is null or
        i.time_zone is distinct from l.time_zone and i.time_zone is not null or
        i.locale is distinct from l.locale and i.locale is not null or
        not l.external_ids @> i.external_ids::jsonb or
        not l.custom @> i.custom::jsonb)
      returning l.id, i.line, i.written, to_jsonb(i.old) as before, to_jsonb(l) as after
  ), kept as (
    insert into import_rows as r (import_id, lead_id, line, written, is_created, before, after)
      select $21::uuid, w.id, i.line, i.written, true, null,
          case when i.last_contact_at is not null then jsonb_build_object('last_contact_at', ${instant('i.last_contact_at')}) end from written w join i using (phone) where $21 is not null
      union all
      select $21::uuid, c.id, c.line, c.written, false, d.before, d.after from changed c
        cross join lateral (select jsonb_object_agg(f, c.before -> f) as before, jsonb_object_agg(f, c.after -> f) as after
          from unnest(${CHANGED}) f where c.before -> f is distinct from c.after -> f) d
        where $21 is not null
      on conflict (import_id, lead_id) do update
        set before = excluded.before || r.before, after = r.after || excluded.after
  )
  select (select count(*)::int from written) as created, (select count(*)::int from changed) as updated`

interface WriteOptions {
  importId: string | null
  /** Null: the source is not known, so that its ids are kept as nobody's. */
  sourceId: string | null
  /** Milliseconds, UTC. */
  now: number
}

export async function writeLeads(
  tx: Db,
  leads: readonly WrittenLead[],
  { importId, sourceId, now }: WriteOptions,
): Promise<Outcome> {
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
    leads.map((lead) => lead.createdAt),
    leads.map((lead) => lead.submittedAt),
    leads.map((lead) => lead.optedOut),
    leads.map((lead) => lead.timeZone),
    leads.map((lead) => lead.locale),
    leads.map((lead) => (lead.externalId === null ? '{}' : JSON.stringify({ [sourceId ?? 'file']: lead.externalId }))),
    leads.map((lead) => JSON.stringify(lead.custom)),
    leads.map((lead) => lead.line),
    leads.map((lead) => lead.written),
    now,
    importId,
    leads.map((lead) => lead.phoneNow ?? lead.phone),
  ])
  const { created = 0, updated = 0 } = row ?? {}
  return { created, updated, unchanged: leads.length - created - updated }
}

/** What a write would find, from what is there and what the file has brought before; `seen` is added to. */
export async function countKnown(db: Db, leads: readonly WrittenLead[], seen: Set<string>): Promise<Outcome> {
  const rows = await db.query<{ phone: string }>('select phone from leads where phone = any($1::text[])', [
    leads.map((lead) => lead.phoneNow ?? lead.phone),
  ])
  const known = new Set(rows.map((row) => row.phone))
  const updated = leads.filter((lead) => known.has(lead.phoneNow ?? lead.phone) || seen.has(lead.phone)).length
  for (const lead of leads) seen.add(lead.phone)
  return { created: leads.length - updated, updated, unchanged: 0 }
}
