/** Takes an import back: what it created and nobody has contacted goes, what it changed and nobody has changed since returns. */
import type { ImportUndone } from '@relance/contract'
import { IMPORTED_COLUMNS } from '@relance/leads'
import { type Db, undoing } from '@relance/relance'
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
  /** Another import has brought something since. */
  isBroughtAgain: boolean
  hasRelances: boolean
  current: Record<string, unknown>
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** Fields of a lead that get their value of before. */
interface Patch {
  id: string
  patch: Record<string, unknown>
}

/** Within an attributed transaction that holds the import's row. */
export async function undoImport(tx: Db, importId: string, now: number): Promise<ImportUndone> {
  await keepReadersOut(tx)
  const undone: ImportUndone = { removed: 0, restored: 0, kept: [], keptLeftOut: 0 }
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await takeRows(tx, importId, after)
    await undoRows(tx, importId, rows, now, undone)
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
            exists (select from import_rows x join imports xi on xi.id = x.import_id
                     where x.lead_id = l.id and x.import_id <> i.id and not x.is_created and xi.undone_at is null) as "isBroughtAgain",
            -- An import may bring a contact that lies ahead: that is none since.
            l.last_contact_at > i.started_at and to_jsonb(l) -> 'last_contact_at' is distinct from r.after -> 'last_contact_at'
              or exists (select from relances x where x.lead_id = l.id and x.state in ${HANDLED})
              or exists (select from relance_actions x where x.lead_id = l.id)
              or exists (select from contacts x where x.lead_id = l.id and x.source not in ('import', 'field') and x.undone_at is null)
              or exists (select from notes x where x.lead_id = l.id)
              or exists (select from whatsapp_messages x where x.lead_id = l.id) as "isContacted"
       from import_rows r join imports i on i.id = r.import_id join leads l on l.id = r.lead_id
      where r.import_id = $1 and r.lead_id > $2 and l.erased_at is null
      order by r.lead_id limit ${BATCH} for update of l`,
    [importId, after],
  )
}

async function undoRows(
  tx: Db,
  importId: string,
  rows: readonly Row[],
  now: number,
  undone: ImportUndone,
): Promise<void> {
  const keep = ({ leadId, name }: Row, reason: 'contacted' | 'edited'): void => {
    if (undone.kept.length < MAX_KEPT) undone.kept.push({ leadId, name, reason })
    else undone.keptLeftOut++
  }
  const gone = rows.filter((row) => row.isCreated && !row.isContacted && !row.isBroughtAgain)
  for (const row of rows) {
    if (row.isCreated && row.isContacted) keep(row, 'contacted')
    else if (row.isCreated && row.isBroughtAgain) keep(row, 'edited')
  }
  await forgetOptOuts(
    tx,
    importId,
    gone.map((row) => row.leadId),
  )
  await removeLeads(
    tx,
    gone.filter((row) => !row.hasRelances).map((row) => row.leadId),
  )
  const told = gone.filter((row) => row.hasRelances).map((row) => row.leadId)
  // What was recorded stays a fact, as after any erasure.
  if (told.length > 0) await eraseLeads(tx, told, { neverContactAgain: false, now })
  undone.removed += gone.length
  const patches: Patch[] = []
  for (const row of rows) {
    if (row.isCreated || !row.after) continue
    const { patch, edited } = undoFields(row.current, row.before ?? {}, row.after)
    if (Object.keys(patch).length > 0) patches.push({ id: row.leadId, patch: { ...patch } })
    if (edited.length > 0) keep(row, 'edited')
  }
  await withoutTakenPhones(tx, patches)
  await undoing(tx, () => restoreFields(tx, patches, now))
  undone.restored += patches.length
}

/** Opt-outs that the file brought, and nobody before or after it: a column in the wrong place must not silence its leads for ever. */
async function forgetOptOuts(tx: Db, importId: string, ids: readonly string[]): Promise<void> {
  await tx.query(
    `delete from opt_outs o using leads l, imports i
      where l.id = any($2::uuid[]) and i.id = $1 and o.lead_id = l.id
        and o.opted_out_at = i.started_at and l.opted_out_at = i.started_at`,
    [importId, ids],
  )
}

/** A phone that another lead has got since cannot come back. */
async function withoutTakenPhones(tx: Db, patches: readonly Patch[]): Promise<void> {
  const phones = patches.flatMap(({ patch }) => (typeof patch.phone === 'string' ? patch.phone : []))
  if (phones.length === 0) return
  const taken = await tx.query<{ phone: string }>('select phone from leads where phone = any($1::text[])', [phones])
  const isTaken = new Set<unknown>(taken.map(({ phone }) => phone))
  for (const { patch } of patches) if (isTaken.has(patch.phone)) delete patch.phone
}

/**
 * Leads of which there is nothing but what the import brought. Their `lead_changes` stay: whoever settles them holds those rows and waits
 * for the locks that are held here, and finds no lead then.
 */
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
    'dry_run_rows',
    'whatsapp_contacts',
    'import_rows',
    'contacts',
    'notes',
  ])
    await tx.query(`delete from ${table} where lead_id = any($1::uuid[])`, [ids])
  await tx.query('delete from leads where id = any($1::uuid[])', [ids])
  await tx.query('select audit_erase($1)', [ids])
  await tx.query(`select audit_note('erased', 'leads', id, '{}') from unnest($1::text[]) id`, [ids])
}

async function restoreFields(tx: Db, patches: readonly Patch[], now: number): Promise<void> {
  if (patches.length === 0) return
  await tx.query(
    `update leads l set ${IMPORTED_COLUMNS.map((column) => `${column} = p.${column}`).join(', ')}, updated_at = $3
       from unnest($1::uuid[], $2::text[]) as c(id, patch) join leads o on o.id = c.id
      cross join lateral jsonb_populate_record(o, c.patch::jsonb) p
      where l.id = c.id`,
    [patches.map(({ id }) => id), patches.map(({ patch }) => JSON.stringify(patch)), new Date(now)],
  )
}
