/** Imports a file of leads, read against the settings of the company. */
import type { FileRefusal, FileSource } from '../../files/table.ts'
import type { Db } from '../../ports.ts'
import { recallAnswers, rememberAnswers } from '../../sql/answers.ts'
import { beginImport, finishImport } from '../../sql/imports.ts'
import { findDateOrder } from './date-order.ts'
import { importLeads } from '../import-leads.ts'
import { openLeads, type OpenedLeads, refuseColumns } from './open-leads.ts'
import { Questions } from '../questions.ts'
import type { ImportReport } from '../report.ts'
import { answersOf, type GivenAnswers } from '../row/answers.ts'
import type { Column } from '../row/header.ts'
import type { ImportContext } from '../row/imported-lead.ts'

export interface ImportFileOptions {
  /** As people call the file; it is named in the history of its leads. */
  fileName: string
  dryRun?: boolean | undefined
  /** ISO 3166-1; the company's when absent. */
  country?: string | undefined
  /** What is remembered is kept under it, and leads without a source of their own get it. */
  source?: string | undefined
  /** Where each column goes, instead of where its name says. */
  mapping?: readonly Column[] | undefined
  answers?: GivenAnswers | undefined
  /** Names that are all in capitals get small letters. */
  properNames?: boolean | undefined
  /** Milliseconds, UTC. */
  now: number
  /** The instant of a wall clock in a zone, both in milliseconds. */
  instantOf: (local: number, timeZone: string) => number
  onProgress?: ((report: ImportReport) => void) | undefined
}

export type ImportOutcome =
  | { ok: true; report: ImportReport & { importId: string | null; recognised: string | null } }
  | { ok: false; refusal: FileRefusal }

export async function importFile(db: Db, file: FileSource, options: ImportFileOptions): Promise<ImportOutcome> {
  const company = await readCompany(db)
  const country = options.country ?? company.country
  const read = await openLeads(file, country)
  if (!read.ok) return read
  const { opened } = read
  const columns = options.mapping ?? opened.columns.map(({ column }) => column)
  const refusal = refuseColumns(columns, opened.table)
  if (refusal) {
    await opened.table.close()
    return { ok: false, refusal }
  }
  const remembered = sourceKey(options.source, opened)
  const given = options.answers ?? {}
  const answers = answersOf(await recallAnswers(db, remembered), given)
  const again = async () => {
    const other = await openLeads(file, country)
    return other.ok ? other.opened.table : null
  }
  const dateOrder = await findDateOrder(again, columns, opened.source, country)
  const context = contextOf(company, {
    ...options,
    country,
    answers,
    dateOrder,
    knownStatuses: opened.source?.statuses ?? {},
  })
  const { dryRun = false, now, onProgress, fileName } = options
  const importId = dryRun
    ? null
    : await db.transaction(async (tx) => {
        await rememberAnswers(tx, remembered, given)
        return beginImport(tx, { fileName, source: options.source ?? opened.source?.name ?? null, now })
      })
  const lines = opened.table.records(answers.swallowedLines)
  const questions = new Questions({ ...company, header: opened.table.header })
  const sourceId = options.source ?? opened.source?.id ?? 'file'
  const leadFile = { header: opened.table.header, columns, lines, count: opened.table.count }
  const report = await importLeads(db, leadFile, context, { dryRun, now, onProgress, importId, sourceId, questions })
  if (importId) await db.transaction((tx) => finishImport(tx, importId, report))
  return { ok: true, report: { ...report, dateOrder, importId, recognised: opened.source?.name ?? null } }
}

/** Files with the same columns are taken for the same source where none is named or recognised. */
const sourceKey = (name: string | undefined, { source, table }: OpenedLeads): string =>
  name ?? source?.id ?? `columns: ${table.header.join(' ').slice(0, 500)}`

interface Company {
  country: string
  timeZone: string
  statuses: string[]
  closers: { id: string; email: string; name: string }[]
}

async function readCompany(db: Db): Promise<Company> {
  const [settings] = await db.query<{ country: string; timeZone: string; statuses: { code: string }[] }>(
    'select country, time_zone as "timeZone", lead_statuses as statuses from settings',
  )
  if (!settings) throw new Error('The settings row is missing: run the migrations again on this database.')
  const closers = await db.query<{ id: string; email: string; name: string }>(
    'select id, email, name from users where disabled_at is null order by name, email',
  )
  return { ...settings, statuses: settings.statuses.map((status) => status.code), closers }
}

interface Read extends Pick<ImportContext, 'answers' | 'knownStatuses' | 'country' | 'now'> {
  source?: string | undefined
  properNames?: boolean | undefined
  dateOrder: ImportReport['dateOrder']
  instantOf: ImportFileOptions['instantOf']
}

function contextOf({ timeZone, statuses, closers }: Company, read: Read): ImportContext {
  const { answers, knownStatuses, country, now, source = null, properNames = false, dateOrder, instantOf } = read
  return {
    country,
    statuses,
    knownStatuses,
    closers: new Map(
      closers.flatMap(
        ({ id, email, name }) =>
          [
            [name.toLowerCase(), id],
            [email, id],
          ] as const,
      ),
    ),
    answers,
    dateOrder: dateOrder?.order ?? 'dmy',
    source,
    properNames,
    toInstant: (local) => instantOf(local, timeZone),
    now,
  }
}
