/** Imports a file of leads, read against the settings of the company. */
import { createHash } from 'node:crypto'
import type { Reading } from '../../files/records.ts'
import type { FileRefusal, FileSource } from '../../files/table.ts'
import type { Db } from '../../ports.ts'
import { recallAnswers, refreshAnswers, rememberAnswers } from '../../sql/answers.ts'
import { beginImport, finishImport, noteBrokenOff } from '../../sql/imports.ts'
import { contextOf, readCompany, readTags } from './company.ts'
import { findDateOrder } from './date-order.ts'
import { importLeads } from '../import-leads.ts'
import { warnOfMerged, workbookRead } from './workbook-read.ts'
import { openLeads, type OpenedLeads, refuseColumns } from './open-leads.ts'
import { Questions } from '../questions.ts'
import type { ImportReport, RefusedLine } from '../report.ts'
import { type Answers, answersOf, EXTRA_CELLS, type GivenAnswers } from '../row/answers.ts'
import { type Column, withoutAdded } from '../row/header.ts'
import type { ImportedLead } from '../row/imported-lead.ts'

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
  /** Every refused line, also beyond those that the report lists; reading waits for it. */
  onRefused?:
    | ((line: RefusedLine, file: { header: readonly string[]; separator: string | null }) => Promise<void>)
    | undefined
  /** Lines that were just written, in the transaction that wrote them: what it rejects with undoes them. */
  onWritten?: ((tx: Db, lines: readonly ImportedLead[]) => Promise<void>) | undefined
}

export type ImportOutcome =
  | { ok: true; report: ImportReport & { importId: string | null; recognised: string | null } }
  | { ok: false; refusal: FileRefusal }

/** Rejects with `ImportTakenBack` when somebody takes the import back while it runs. */
export async function importFile(db: Db, file: FileSource, options: ImportFileOptions): Promise<ImportOutcome> {
  const prepared = await prepare(db, file, options)
  if (!prepared.ok) return prepared
  const { table, source, columns, context, questions, dateOrder, remembered } = prepared
  const { now, fileName, dryRun = false, answers: given = {}, onProgress, onRefused, onWritten } = options
  const importId = dryRun
    ? null
    : await db.transaction(async (tx) => {
        await rememberAnswers(tx, remembered, given)
        await refreshAnswers(tx, remembered, now)
        return beginImport(tx, { fileName, source: options.source ?? source?.name ?? null, now })
      })
  const lines = table.records(readingOf(context.answers))
  const { header, separator, count } = table
  const leadFile = { header, columns, lines, count }
  const reading = importLeads(db, leadFile, context, {
    dryRun,
    now,
    importId,
    fileName,
    sourceId: options.source ?? source?.id ?? null,
    questions,
    onProgress,
    onWritten,
    onRefused: onRefused && ((line) => onRefused(line, { header, separator })),
  })
  const report = await reading.catch(async (error: unknown) => {
    // A database that is gone does not hear it either: the import is not heard of any more, which says the same.
    if (importId) await noteBrokenOff(db, importId).catch(() => undefined)
    throw error
  })
  warnOfMerged(report, table, columns)
  if (importId) await db.transaction((tx) => finishImport(tx, importId, report))
  const workbook = workbookRead(table, columns, context.answers)
  return { ok: true, report: { ...report, dateOrder, workbook, importId, recognised: source?.name ?? null } }
}

const readingOf = ({ swallowedLines, hiddenRows, leaveOut }: Answers): Reading => ({
  swallowedLines,
  hiddenRows,
  leavesExtra: leaveOut.has(EXTRA_CELLS),
})

/** Opens the file, and finds out what its lines are read against. */
async function prepare(db: Db, file: FileSource, options: ImportFileOptions) {
  const company = await readCompany(db)
  const { now, source: name, properNames, instantOf, country = company.country } = options
  const open = () => openLeads(file, { country, statuses: company.statuses, now })
  const read = await open()
  if (!read.ok) return read
  const { table, source } = read.opened
  const columns = options.mapping ?? read.opened.columns.map(({ column }) => column)
  const refusal = refuseColumns(columns, table)
  if (refusal) {
    await table.close()
    return { ok: false as const, refusal }
  }
  const again = async () => {
    const other = await open()
    return other.ok ? other.opened.table : null
  }
  const remembered = sourceKey(name, read.opened)
  const answers = answersOf(await recallAnswers(db, remembered), options.answers ?? {})
  const dateOrder = await findDateOrder(again, columns, { source, country, reading: readingOf(answers) })
  const hasTags = columns.some((column) => column !== null && 'field' in column && column.field === 'tags')
  const tags = hasTags ? await readTags(db) : []
  const known = { knownStatuses: source?.statuses ?? {}, asksForNewTags: source !== null, tags }
  const { isFrom1904 = false, sheet = '' } = table.workbook ?? {}
  const asked = { source: name, isFrom1904, properNames, instantOf, country, now }
  const context = contextOf(company, { ...known, ...asked, answers, dateOrder })
  const questions = new Questions({ ...company, tags, now, header: table.header, sheet })
  return { ok: true as const, table, source, columns, context, questions, dateOrder, remembered }
}

/**
 * Files with the same columns are taken for the same source where none is named or recognised. Only a digest of the columns is kept: a
 * heading may hold anything.
 */
const sourceKey = (name: string | undefined, { source, table }: OpenedLeads): string =>
  name ??
  source?.id ??
  `columns: ${createHash('sha256').update(withoutAdded(table.header).join('\n')).digest('hex').slice(0, 32)}`
