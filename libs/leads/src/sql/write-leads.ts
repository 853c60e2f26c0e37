/** Writes a batch of imported leads in one statement, and says what became of them. */
import type { ImportedLead } from '../import/row/imported-lead.ts'
import { IMPORT_FIELDS, type ImportField, type LeadField, STORED, type StoredLeadField } from '../lead-values.ts'
import type { Db } from '../ports.ts'

export interface Outcome {
  created: number
  updated: number
  unchanged: number
}

/** `phoneNow`: what the lead is known by, where the line brings another phone. */
export type WrittenLead = ImportedLead & { phoneNow?: string | undefined }

/** How one column of an import is written. `i` is the line, `l` the lead. */
interface WrittenColumn {
  column: string
  inserted: string
  updated: string
  isChanged: string
}

const instant = (column: string): string => `to_timestamp(${column} / 1000)`
const tags = 'array(select jsonb_array_elements_text(i.tags::jsonb))'

/** A value of the file takes the place of what is known; where the file says nothing, what is known stays. */
function replaced(field: StoredLeadField, read: string): WrittenColumn {
  const { column, default: unknown } = field
  return {
    column,
    inserted: unknown === undefined ? read : `coalesce(${read}, '${unknown}')`,
    updated: `coalesce(${read}, l.${column})`,
    isChanged: `${read} is distinct from l.${column} and i.${column} is not null`,
  }
}

/** Fields a file can change otherwise than by a value in the place of another. An opt-out is only ever set, never lifted. */
const WRITTEN_OTHERWISE: Readonly<Partial<Record<LeadField, Omit<WrittenColumn, 'column'>>>> = {
  tags: {
    inserted: `case when i.tags is null then '{}' else ${tags} end`,
    updated: `case when i.tags is null then l.tags else ${tags} end`,
    isChanged: `i.tags is not null and ${tags} <> l.tags`,
  },
  submittedAt: {
    inserted: instant('i.submitted_at'),
    updated: `greatest(${instant('i.submitted_at')}, l.submitted_at)`,
    isChanged: `i.submitted_at is not null and (l.submitted_at is null or ${instant('i.submitted_at')} > l.submitted_at)`,
  },
  // A file that is older than what is known since moves no lead back.
  lastContactAt: {
    inserted: instant('i.last_contact_at'),
    updated: `greatest(${instant('i.last_contact_at')}, l.last_contact_at)`,
    isChanged: `i.last_contact_at is not null and (l.last_contact_at is null or ${instant('i.last_contact_at')} > l.last_contact_at)`,
  },
  optedOutAt: {
    inserted: `case when i.opted_out_at then ${instant('$1::float8')} end`,
    updated: `case when i.opted_out_at then coalesce(l.opted_out_at, ${instant('$1::float8')}) else l.opted_out_at end`,
    isChanged: 'i.opted_out_at and l.opted_out_at is null',
  },
  externalIds: {
    inserted: 'i.external_ids::jsonb',
    updated: 'l.external_ids || i.external_ids::jsonb',
    isChanged: 'not l.external_ids @> i.external_ids::jsonb',
  },
  custom: {
    inserted: 'i.custom::jsonb',
    updated: 'l.custom || i.custom::jsonb',
    isChanged: 'not l.custom @> i.custom::jsonb',
  },
}

const isImported = (name: LeadField): name is LeadField & ImportField =>
  (IMPORT_FIELDS as readonly string[]).includes(name)

/** How each field is handed over: the type of its parameter, and what of a line goes there. */
interface HandedOver {
  field: StoredLeadField
  type: string
  valueOf(lead: WrittenLead, sourceId: string | null): unknown
}

const externalIds = ({ externalId }: WrittenLead, sourceId: string | null): string =>
  externalId === null ? '{}' : JSON.stringify({ [sourceId ?? 'file']: externalId })

const HANDED_OVER: readonly HandedOver[] = STORED.flatMap(([name, field]) => {
  const { kind } = field
  if (name === 'optedOutAt') return { field, type: 'boolean', valueOf: ({ optedOut }: WrittenLead) => optedOut }
  if (name === 'closerId') return { field, type: 'uuid', valueOf: ({ closerId }: WrittenLead) => closerId }
  if (name === 'custom') return { field, type: 'text', valueOf: ({ custom }: WrittenLead) => JSON.stringify(custom) }
  if (name === 'externalIds') return { field, type: 'text', valueOf: externalIds }
  if (!isImported(name)) return []
  if (kind === 'instant') return { field, type: 'float8', valueOf: (lead: WrittenLead) => lead[name] }
  if (kind === 'tags') return { field, type: 'text', valueOf: ({ tags }: WrittenLead) => tags && JSON.stringify(tags) }
  return { field, type: 'text', valueOf: (lead: WrittenLead) => lead[name] }
})

/** The phone tells leads apart, and a lead is made once: these two are written otherwise. */
const COLUMNS: readonly WrittenColumn[] = STORED.flatMap(([name, field]) => {
  if (name === 'phone' || name === 'createdAt' || !HANDED_OVER.some((one) => one.field === field)) return []
  const otherwise = WRITTEN_OTHERWISE[name]
  if (otherwise) return { column: field.column, ...otherwise }
  const read = field.kind === 'instant' ? instant(`i.${field.column}`) : `i.${field.column}`
  return replaced(field, read)
})

/** The columns of a lead an import can change. */
export const IMPORTED_COLUMNS = ['phone', ...COLUMNS.map(({ column }) => column)]

/** What comes before the columns of the lines: the instant of now, and the import its rows are kept under, or null. */
const FIRST = 3
const arrays = [...HANDED_OVER.map(({ type }) => type), 'int', 'int', 'text', 'text'].map(
  (type, at) => `$${FIRST + at}::${type}[]`,
)
const lines = [...HANDED_OVER.map(({ field }) => field.column), 'line', 'place', 'written', 'phone_now'].join(', ')
const each = (text: (column: WrittenColumn) => string, joint = ', '): string => COLUMNS.map(text).join(joint)
const present = instant('$1::float8')

/** A UUID v7 whose counter is the place of the line in its batch: leads of a file keep its order, and their rows lie side by side. */
const newId = `((select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0'))
      || '7' || lpad(to_hex(i.place & 4095), 3, '0') || substr(gen_random_uuid()::text, 19))::uuid`

/**
 * Rows that would not change are not touched, so that nobody has to look at them again. Phones must be distinct. The lateral
 * with `offset 0` and the list of ids keep a file that fills an empty table from scanning it for every batch. Whoever is erased
 * in the same moment stays erased, and whose number is changed keeps the new one unless the line brings another.
 */
const WRITE = `
  with i as materialized (
    select i.*, known.id, known.old from unnest(${arrays.join(', ')}) as i(${lines})
      left join lateral (select o.id, o as old from leads o where o.phone = i.phone_now offset 0) known on true
  ), written as (
    insert into leads as l (id, phone, ${each(({ column }) => column)}, created_at, updated_at)
      select ${newId}, i.phone, ${each(({ inserted }) => inserted)}, ${instant('least(coalesce(i.created_at, $1::float8), $1::float8)')}, ${present}
      from i
      where i.id is null
      on conflict (phone) do nothing
      returning l.id, l.phone
  ), changed as (
    update leads l set phone = case when i.phone = i.phone_now then l.phone else i.phone end, ${each(({ column, updated }) => `${column} = ${updated}`)}, updated_at = ${present}
      from i
      where l.id = any(array(select id from i where id is not null)) and l.id = i.id and l.erased_at is null
        and (i.phone <> i.phone_now and i.phone <> l.phone or ${each(({ isChanged }) => isChanged, ' or ')})
      returning l.id, i.line, i.written, to_jsonb(i.old) as before, to_jsonb(l) as after
  ), kept as (
    insert into import_rows as r (import_id, lead_id, line, written, is_created, before, after)
      select $2::uuid, w.id, i.line, i.written, true, null,
          case when i.last_contact_at is not null then jsonb_build_object('last_contact_at', ${instant('i.last_contact_at')}) end
        from written w join i using (phone) where $2 is not null
      union all
      select $2::uuid, c.id, c.line, c.written, false, d.before, d.after from changed c
        cross join lateral (select jsonb_object_agg(f, c.before -> f) as before, jsonb_object_agg(f, c.after -> f) as after
          from unnest(array[${IMPORTED_COLUMNS.map((column) => `'${column}'`).join(', ')}]) f where c.before -> f is distinct from c.after -> f) d
        where $2 is not null
      on conflict (import_id, lead_id) do update
        set before = excluded.before || r.before, after = r.after || excluded.after
  )
  select (select count(*)::int from written) as created, (select count(*)::int from changed) as updated,
         (select count(*)::int from i where id is not null) as known`

interface WriteOptions {
  importId: string | null
  /** Null: the source is not known, so that its ids are kept as nobody's. */
  sourceId: string | null
  /** Milliseconds, UTC. */
  now: number
}

export async function writeLeads(
  tx: Db,
  lines: readonly WrittenLead[],
  { importId, sourceId, now }: WriteOptions,
): Promise<Outcome> {
  // In one order, so that two files with the same leads wait for each other instead of locking each other out.
  const leads = [...lines].sort((a, b) => (a.phone < b.phone ? -1 : 1))
  const places = new Map(lines.map((lead, place) => [lead, place]))
  // Before any row, as whoever opts a number out.
  await tx.query('select share_number_locks($1::text[])', [leads.map((lead) => lead.phone)])
  // Where contacts that come with the instant of the last one are said to be from.
  await tx.query(`select set_config('relance.contact_source', 'import', true)`)
  const parameters = [
    now,
    importId,
    ...HANDED_OVER.map(({ valueOf }) => leads.map((lead) => valueOf(lead, sourceId))),
    leads.map((lead) => lead.line),
    leads.map((lead) => places.get(lead)),
    leads.map((lead) => lead.written),
    leads.map((lead) => lead.phoneNow ?? lead.phone),
  ]
  const write = async (): Promise<Written> => {
    const [row] = await tx.query<Written>(WRITE, parameters)
    return row ?? { created: 0, updated: 0, known: 0 }
  }
  const { created, updated, known } = await write()
  // Somebody has made a lead with one of these numbers in the same moment: now it is known, and the line changes it.
  const again = created + known < leads.length ? await write() : null
  const changed = updated + (again?.updated ?? 0)
  return { created, updated: changed, unchanged: leads.length - created - changed }
}

/** `known`: lines whose lead was there before. */
interface Written extends Pick<Outcome, 'created' | 'updated'> {
  known: number
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
