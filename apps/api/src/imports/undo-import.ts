/** Takes an import back: what it created and nobody has contacted goes, what it changed and nobody has changed since returns. */
import type { ImportUndone } from '@relance/contract'
import { type Db } from '@relance/relance'
import { keepReadersOut } from '@relance/sending'
import { eraseLeads } from '../personal-data/erase.ts'
import { undoFields } from './undo-fields.ts'

const BATCH = 500
const MAX_KEPT = 1_000

/** A relance that a person or WhatsApp has had in hand. */
const HANDLED = `('opened', 'sent', 'sending', 'accepted', 'delivered', 'read', 'unknown')`

interface Row {
  leadId: string
  name: string
  isCreated: boolean
  isContacted: boolean
  hasRelances: boolean
  current: Record<string, unknown>
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** Within an attributed transaction that holds the import's row. */
export async function undoImport(tx: Db, importId: string, now: number): Promise<ImportUndone> {
  await keepReadersOut(tx)
  const undone: ImportUndone = { removed: 0, restored: 0, kept: [], keptLeftOut: 0 }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await takeRows(tx, importId, after)
    await undoRows(tx, rows, now, undone)
    if (rows.length < BATCH) return undone
    after = rows.at(-1)?.leadId ?? after
  }
}

async function takeRows(tx: Db, importId: string, after: string): Promise<Row[]> {
  await tx.query(
    `select from lead_pacing where lead_id in (
       select lead_id from import_rows where import_id = $1 and lead_id > $2 order by lead_id limit ${BATCH})
     order by lead_id for update`,
    [importId, after],
  )
  return tx.query<Row>(
    `select r.lead_id as "leadId", trim(l.first_name || ' ' || l.last_name) as name, r.is_created as "isCreated",
            to_jsonb(l) as current, r.before, r.after,
            exists (select from relances x where x.lead_id = l.id) as "hasRelances",
            -- An import may bring a contact that lies ahead: that is none since.
            l.last_contact_at > i.started_at and to_jsonb(l) -> 'last_contact_at' is distinct from r.after -> 'last_contact_at'
              or exists (select from relances x where x.lead_id = l.id and x.state in ${HANDLED})
              or exists (select from relance_actions x where x.lead_id = l.id)
              or exists (select from whatsapp_messages x where x.lead_id = l.id) as "isContacted"
       from import_rows r join imports i on i.id = r.import_id join leads l on l.id = r.lead_id
      where r.import_id = $1 and r.lead_id > $2 and l.erased_at is null
      order by r.lead_id limit ${BATCH} for update of l`,
    [importId, after],
  )
}

async function undoRows(tx: Db, rows: readonly Row[], now: number, undone: ImportUndone): Promise<void> {
  const keep = ({ leadId, name }: Row, reason: 'contacted' | 'edited'): void => {
    if (undone.kept.length < MAX_KEPT) undone.kept.push({ leadId, name, reason })
    else undone.keptLeftOut++
  }
  const gone = rows.filter((row) => row.isCreated && !row.isContacted)
  for (const row of rows) if (row.isCreated && row.isContacted) keep(row, 'contacted')
  await removeLeads(
    tx,
    gone.filter((row) => !row.hasRelances).map((row) => row.leadId),
  )
  const told = gone.filter((row) => row.hasRelances).map((row) => row.leadId)
  // What was recorded stays a fact, as after any erasure.
  if (told.length > 0) await eraseLeads(tx, told, { neverContactAgain: false, now })
  undone.removed += gone.length
  const patches: { id: string; patch: unknown }[] = []
  for (const row of rows) {
    if (row.isCreated || !row.after) continue
    const { patch, edited } = undoFields(row.current, row.before ?? {}, row.after)
    if (Object.keys(patch).length > 0) patches.push({ id: row.leadId, patch })
    if (edited.length > 0) keep(row, 'edited')
  }
  await restoreFields(tx, patches, now)
  undone.restored += patches.length
}

/** Leads of which there is nothing but what the import brought. */
async function removeLeads(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query(
    `delete from spread_moves where enrolment_id in (select id from enrolments where lead_id = any($1::uuid[]))`,
    [ids],
  )
  for (const table of [
    'enrolments',
    'enrolment_changes',
    'lead_pacing',
    'lead_changes',
    'dry_run_rows',
    'whatsapp_contacts',
    'import_rows',
  ])
    await tx.query(`delete from ${table} where lead_id = any($1::uuid[])`, [ids])
  await tx.query('delete from leads where id = any($1::uuid[])', [ids])
  await tx.query('select audit_erase($1)', [ids])
  await tx.query(`select audit_note('erased', 'leads', id, '{}') from unnest($1::text[]) id`, [ids])
}

async function restoreFields(tx: Db, patches: readonly { id: string; patch: unknown }[], now: number): Promise<void> {
  if (patches.length === 0) return
  await tx.query(
    `update leads l set first_name = p.first_name, last_name = p.last_name, email = p.email, company = p.company, status = p.status,
            source = p.source, tags = p.tags, closer_id = p.closer_id, last_contact_at = p.last_contact_at,
            submitted_at = p.submitted_at, opted_out_at = p.opted_out_at, time_zone = p.time_zone, locale = p.locale,
            external_ids = p.external_ids, custom = p.custom, updated_at = $3
       from unnest($1::uuid[], $2::text[]) as c(id, patch) join leads o on o.id = c.id
      cross join lateral jsonb_populate_record(o, c.patch::jsonb) p
      where l.id = c.id`,
    [patches.map(({ id }) => id), patches.map(({ patch }) => JSON.stringify(patch)), new Date(now)],
  )
}
