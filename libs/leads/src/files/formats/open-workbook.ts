/** Reads one sheet of an Excel workbook as it arrives. */
import { headerAmong, type Row } from '../find-header.ts'
import { readSheet, type SheetNotes, type SheetRow } from './read-sheet.ts'
import { type Line, type LineCount, type Reading, widthChecked } from '../records.ts'
import type { FileSource, Opened, Table } from '../table.ts'
import { swallowedIn } from './swallowed-row.ts'
import { readDateStyles, readSharedTexts, readWorkbook } from './workbook-parts.ts'
import { type Archive, ArchiveRefused, openArchive } from './zip.ts'

/** A file whose bytes are only at hand in memory. */
const MAX_BYTES = 50_000_000
const HEAD_ROWS = 70

export async function openWorkbook(source: FileSource): Promise<Opened> {
  try {
    return await openSheet(source)
  } catch (error) {
    return { ok: false, refusal: { code: codeOf(error) } }
  }
}

async function openSheet(source: FileSource): Promise<Opened> {
  const archive = await openArchive(source.path ?? (await bytesOf(source)))
  try {
    const opened = await openTable(archive, source.sheet)
    if (!opened.ok) archive.close()
    return opened
  } catch (error) {
    archive.close()
    throw error
  }
}

async function openTable(archive: Archive, wanted: string | undefined): Promise<Opened> {
  const { sheets, isFrom1904 } = await readWorkbook(archive)
  const seen = sheets.some(({ isHidden }) => !isHidden) ? sheets.filter(({ isHidden }) => !isHidden) : sheets
  const names = seen.map(({ name }) => name)
  const sheet = wanted === undefined ? seen[0] : sheets.find(({ name }) => name === wanted)
  if (!sheet) {
    const code = wanted === undefined ? 'workbook_unreadable' : 'sheet_unknown'
    return { ok: false, refusal: { code, detail: names.join(', ') } }
  }
  const texts = await readSharedTexts(archive)
  const dates = await readDateStyles(archive)
  const notes: SheetNotes = { hiddenColumns: new Set(), merged: [] }
  const rows = readSheet(archive, sheet.path, { texts, dates, isFrom1904 }, notes)
  const head: SheetRow[] = []
  while (head.length < HEAD_ROWS) {
    const next = await rows.next()
    if (next.done) break
    head.push(next.value)
  }
  const found = headerAmong(head.map(({ row, cells }): Row => ({ end: row, cells })))
  if (!found) return { ok: false, refusal: { code: 'file_empty' } }
  const header = withoutEmptyEnd(found.header)
  const count: LineCount = { file: found.headLines, head: found.headLines, blank: 0, joined: 0, hidden: 0 }
  const rest = head.filter(({ row }) => row > found.headLines)
  const close = async (): Promise<void> => archive.close()
  const records: Table['records'] = (reading) =>
    recordsOf(archive, rest, rows, { width: header.length, count, reading })
  return {
    ok: true,
    table: {
      format: 'xlsx',
      encoding: null,
      separator: null,
      sheets: names,
      workbook: { sheet: sheet.name, isFrom1904, ...notes },
      header,
      hasHeader: found.hasHeader,
      samples: found.samples,
      count,
      records,
      close,
    },
  }
}

async function bytesOf(source: FileSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.open()) {
    length += chunk.length
    if (length > MAX_BYTES) throw new ArchiveRefused('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const withoutEmptyEnd = (header: readonly string[]): string[] =>
  header.slice(0, header.findLastIndex((name) => name !== '') + 1)

interface Format {
  /** Columns of the header. */
  width: number
  count: LineCount
  reading: Reading
}

async function* recordsOf(
  archive: Archive,
  head: readonly SheetRow[],
  rows: AsyncGenerator<SheetRow>,
  format: Format,
): AsyncGenerator<Line> {
  let last = format.count.file
  const next = (row: SheetRow): Generator<Line> => {
    const records = recordOf(row, last, format)
    last = row.row
    return records
  }
  try {
    for (const row of head) yield* next(row)
    for await (const row of rows) yield* next(row)
  } catch (error) {
    format.count.file++
    yield { line: last + 1, refusal: { code: codeOf(error) } }
  } finally {
    archive.close()
  }
}

/** Rows that a workbook leaves out, from `last` on, are blank. */
function* recordOf({ row, cells, isHidden }: SheetRow, last: number, format: Format): Generator<Line> {
  const { width, count, reading } = format
  count.blank += row - last - 1
  count.file += row - last
  if (cells.every((cell) => cell.trim() === '')) {
    count.blank++
    return
  }
  if (isHidden && reading.hiddenRows === 'leaveOut') {
    count.hidden++
    return
  }
  if (isHidden && reading.hiddenRows === undefined)
    return yield { line: row, refusal: { code: 'hidden_row' }, cells, isHidden }
  const swallowed = swallowedIn(row, cells, width)
  const answer = swallowed ? reading.swallowedLines.get(`${row}-${row}`) : 'cell'
  if (!swallowed || answer === 'cell') return yield widthChecked({ line: row, cells }, format)
  if (answer === undefined) {
    const refusal = { code: 'swallowed_lines', detail: `${row}-${row}` }
    return yield { line: row, refusal, cells, swallowed: swallowed.lines }
  }
  // The one row counts for all the lines it holds.
  count.file += swallowed.rows.length - 1
  for (const one of swallowed.rows) yield widthChecked({ line: row, cells: one }, format)
}

function codeOf(error: unknown): 'workbook_too_large' | 'workbook_unreadable' {
  if (!(error instanceof ArchiveRefused)) throw error
  return `workbook_${error.why}`
}
