/** Imports the bytes of a CSV file, read against the settings of the company. */
import type { Column } from './row/header.ts'
import type { ImportContext } from './row/read-row.ts'
import { type ImportReport, importLeads } from './import-leads.ts'
import type { Db } from '../ports.ts'
import { type FileRefusal, readCsv } from '../files/read-csv.ts'

export interface ImportCsvOptions {
  dryRun?: boolean
  /** ISO 3166-1; the company's when absent. */
  country?: string
  /** Where each column goes, instead of where its name says. */
  mapping?: readonly Column[]
  /** Milliseconds, UTC. */
  now: number
  /** The instant of a wall clock in a zone, both in milliseconds. */
  instantOf: (local: number, timeZone: string) => number
  onProgress?: (report: ImportReport) => void
}

export async function importCsv(
  db: Db,
  bytes: AsyncIterable<Uint8Array>,
  { dryRun = false, country, mapping, now, instantOf, onProgress }: ImportCsvOptions,
): Promise<{ ok: true; report: ImportReport } | { ok: false; refusal: FileRefusal }> {
  const read = await readCsv(bytes, mapping)
  if (!read.ok) return read
  const context = await readContext(db, country, instantOf)
  const report = await importLeads(db, read.file, context, { dryRun, now, ...(onProgress && { onProgress }) })
  return { ok: true, report }
}

async function readContext(
  db: Db,
  country: string | undefined,
  instantOf: ImportCsvOptions['instantOf'],
): Promise<ImportContext> {
  const [settings] = await db.query<{ country: string; timeZone: string; statuses: { code: string }[] }>(
    'select country, time_zone as "timeZone", lead_statuses as statuses from settings',
  )
  if (!settings) throw new Error('The settings row is missing: run the migrations again on this database.')
  const people = await db.query<{ id: string; email: string; name: string }>(
    'select id, email, lower(name) as name from users where disabled_at is null',
  )
  return {
    country: country ?? settings.country,
    statuses: settings.statuses.map((status) => status.code),
    closers: new Map(people.flatMap(({ id, email, name }) => [[name, id] as const, [email, id] as const])),
    toInstant: (local) => instantOf(local, settings.timeZone),
  }
}
