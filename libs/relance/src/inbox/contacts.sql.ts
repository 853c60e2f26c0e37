/** Reads and writes contacts and notes. A trigger keeps `leads.last_contact_at` the latest contact that stands. */
import type { ContactDirection, ContactKind, ContactSource } from '../ground/contacts.ts'
import type { Db } from '../ground/ports.ts'
import { instant, ms } from '../ground/columns.ts'
import { ensureLeadLocks } from '../record/state/change-enrolments.sql.ts'
import type { Snapshot } from './act.sql.ts'

export interface NewContact {
  leadId: string
  kind: ContactKind
  direction: ContactDirection
  /** Milliseconds, UTC. What lies ahead of the database's clock counts as now. */
  at: number
  source: ContactSource
  note?: string
  /** What the source calls it; kept as a keyed hash. Told twice, it is one contact. */
  key?: string
  relanceId?: string
  actorId?: string | null
  actorName?: string
}

/**
 * Writes contacts of leads whose lock and row are held; returns the ids of those that are new. The leads are followed by the next
 * `settleLead`, or by the next run.
 */
export async function insertContacts(tx: Db, contacts: readonly NewContact[]): Promise<string[]> {
  if (contacts.length === 0) return []
  const rows = contacts.map(({ leadId, relanceId, actorId, actorName, note, key, ...contact }) => ({
    ...contact,
    lead_id: leadId,
    relance_id: relanceId,
    actor_id: actorId,
    actor_name: actorName ?? '',
    note: note?.replaceAll('\0', '') ?? '',
    source_key: key,
  }))
  const inserted = await tx.query<{ id: string }>(
    `insert into contacts (lead_id, kind, direction, at, note, source, source_key, relance_id, actor_id, actor_name)
       select lead_id, kind, direction, least(${instant('at')}, relance_now()), note, source,
              encode(opt_out_hash(source_key), 'hex'), relance_id, actor_id, actor_name
         from json_to_recordset($1::json) as d(lead_id uuid, kind text, direction text, at float8, note text, source text,
                source_key text, relance_id uuid, actor_id uuid, actor_name text)
        order by lead_id
     on conflict (source, source_key) where source_key is not null do nothing returning id`,
    [JSON.stringify(rows)],
  )
  return inserted.map(({ id }) => id)
}

/**
 * Takes the lock of the lead, then its row, as whoever hears of leads does; within `settling`. Null when there is no such lead. `no key`:
 * foreign keys to the lead need not wait for this.
 */
export async function takeLead(tx: Db, leadId: string): Promise<{ isErased: boolean } | null> {
  await ensureLeadLocks(tx, [leadId])
  const [row] = await tx.query<{ isErased: boolean }>(
    'select erased_at is not null as "isErased" from leads where id = $1 for no key update',
    [leadId],
  )
  return row ?? null
}

/** The same contact, noted before by the same person: a request that was sent twice. */
export async function findSameContact(tx: Db, { leadId, kind, direction, at, note, actorId }: NewContact) {
  const [row] = await tx.query<{ id: string }>(
    `select id from contacts
      where lead_id = $1 and kind = $2 and direction = $3 and at = ${instant('$4')} and note = $5 and source = 'person'
        and actor_id is not distinct from $6 and undone_at is null limit 1`,
    [leadId, kind, direction, at, note ?? '', actorId ?? null],
  )
  return row?.id ?? null
}

export async function keepSnapshots(tx: Db, contactId: string, before: Snapshot, after: Snapshot): Promise<void> {
  await tx.query('update contacts set before = $2, after = $3 where id = $1', [
    contactId,
    JSON.stringify(before),
    JSON.stringify(after),
  ])
}

export interface StoredContact {
  id: string
  source: ContactSource
  direction: ContactDirection
  actorId: string | null
  undoneAt: number | null
  before: Snapshot | null
  after: Snapshot | null
}

export async function readContact(tx: Db, leadId: string, contactId: string): Promise<StoredContact | null> {
  const [row] = await tx.query<StoredContact>(
    `select id, source, direction, actor_id as "actorId", ${ms('undone_at')} as "undoneAt", before, after
       from contacts where id = $1 and lead_id = $2`,
    [contactId, leadId],
  )
  return row ?? null
}

export async function takeBack(tx: Db, contactId: string, by: string): Promise<void> {
  await tx.query('update contacts set undone_at = relance_now(), undone_by = $2 where id = $1 and undone_at is null', [
    contactId,
    by,
  ])
}

/** Takes back the contact that an outcome of `at` was. */
export async function forgetOutcome(tx: Db, relanceId: string, at: number, by: string): Promise<void> {
  await tx.query(
    `update contacts set undone_at = relance_now(), undone_by = $3
      where relance_id = $1 and source = 'outcome' and at = ${instant('$2')} and undone_at is null`,
    [relanceId, at, by],
  )
}

export async function insertNote(
  tx: Db,
  { leadId, text, actorId, actorName }: { leadId: string; text: string; actorId: string | null; actorName: string },
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'insert into notes (lead_id, text, actor_id, actor_name) values ($1, $2, $3, $4) returning id',
    [leadId, text.replaceAll('\0', ''), actorId, actorName],
  )
  if (!row) throw new Error('A note was not kept.')
  return row.id
}

export async function readNoteAuthor(
  tx: Db,
  leadId: string,
  noteId: string,
): Promise<{ actorId: string | null } | null> {
  const [row] = await tx.query<{ actorId: string | null }>(
    'select actor_id as "actorId" from notes where id = $1 and lead_id = $2',
    [noteId, leadId],
  )
  return row ?? null
}

export async function deleteNote(tx: Db, noteId: string): Promise<void> {
  await tx.query('delete from notes where id = $1', [noteId])
}

/** An entry of the audit log; what was said is not in it. */
export async function auditOf(
  tx: Db,
  action: 'created' | 'deleted',
  resource: 'contacts' | 'notes',
  id: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await tx.query('select audit_note($1, $2, $3, $4)', [action, resource, id, JSON.stringify(details)])
}
