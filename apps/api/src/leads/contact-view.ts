/** Contacts, notes and wishes to stop of one lead, the newest first. */
import type { Contact, LeadExport, LeadNote } from '@relance/contract'
import type { Db } from '@relance/relance'

const MAX_ROWS = 10_000

type Dated<Row, Key extends keyof Row> = Omit<Row, Key> & Record<Key, Date>

export async function readContacts(db: Db, leadId: string, id: string | null = null): Promise<Contact[]> {
  const rows = await db.query<Dated<Omit<Contact, 'undoneAt'>, 'at' | 'recordedAt'> & { undoneAt: Date | null }>(
    `select id, lead_id as "leadId", kind, direction, at, note, source, relance_id as "relanceId", actor_id as "actorId",
            actor_name as "actorName", recorded_at as "recordedAt", undone_at as "undoneAt", undone_by as "undoneBy"
       from contacts where lead_id = $1 and ($2::uuid is null or id = $2) order by at desc, id desc limit $3`,
    [leadId, id, MAX_ROWS],
  )
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }))
}

export async function readNotes(db: Db, leadId: string, id: string | null = null): Promise<LeadNote[]> {
  const rows = await db.query<Dated<LeadNote, 'at'>>(
    `select id, lead_id as "leadId", text, at, actor_id as "actorId", actor_name as "actorName"
       from notes where lead_id = $1 and ($2::uuid is null or id = $2) order by at desc, id desc limit $3`,
    [leadId, id, MAX_ROWS],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export async function readStopWishes(db: Db, leadId: string): Promise<LeadExport['stopWishes']> {
  const rows = await db.query<Dated<LeadExport['stopWishes'][number], 'saidAt'>>(
    `select source, message, said_at as "saidAt", opts_out as "optsOut" from stop_wishes
      where lead_id = $1 order by said_at desc, id desc limit $2`,
    [leadId, MAX_ROWS],
  )
  return rows.map((row) => ({ ...row, saidAt: row.saidAt.toISOString() }))
}
