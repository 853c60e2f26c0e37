/** Reads one sheet of an Excel workbook as it arrives. */
import { headerAmong, type Row } from '../find-header.ts'
import { readSheet, type SheetRow } from './read-sheet.ts'
import type { Line, LineCount } from '../records.ts'
import type { FileSource, Opened } from '../table.ts'
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
  const names = sheets.map(({ name }) => name)
  const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted)
  if (!sheet) {
    const code = wanted === undefined ? 'workbook_unreadable' : 'sheet_unknown'
    return { ok: false, refusal: { code, detail: names.join(', ') } }
  }
  const texts = await readSharedTexts(archive)
  const dates = await readDateStyles(archive)
  const rows = readSheet(archive, sheet.path, { texts, dates, isFrom1904 })
  const head: SheetRow[] = []
  while (head.length < HEAD_ROWS) {
    const next = await rows.next()
    if (next.done) break
    head.push(next.value)
  }
  const found = headerAmong(head.map(({ row, cells }): Row => ({ end: row, cells })))
  if (!found) return { ok: false, refusal: { code: 'file_empty' } }
  const header = withoutEmptyEnd(found.header)
  const count: LineCount = { file: found.headLines, head: found.headLines, blank: 0, joined: 0 }
  const rest = head.filter(({ row }) => row > found.headLines)
  const close = async (): Promise<void> => archive.close()
  const records = () => recordsOf(archive, rest, rows, header.length, count)
  return {
    ok: true,
    table: {
      format: 'xlsx',
      encoding: null,
      separator: null,
      sheets: names,
      header,
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
    if (length > MAX_BYTES) throw new ArchiveRefused(true)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const withoutEmptyEnd = (header: readonly string[]): string[] =>
  header.slice(0, header.findLastIndex((name) => name !== '') + 1)

async function* recordsOf(
  archive: Archive,
  head: readonly SheetRow[],
  rows: AsyncGenerator<SheetRow>,
  width: number,
  count: LineCount,
): AsyncGenerator<Line> {
  try {
    for (const row of head) yield* recordOf(row, width, count)
    for await (const row of rows) yield* recordOf(row, width, count)
  } catch (error) {
    count.file++
    yield { line: count.file, refusal: { code: codeOf(error) } }
  } finally {
    archive.close()
  }
}

/** Rows that a workbook leaves out are blank. */
function* recordOf({ row, cells }: SheetRow, width: number, count: LineCount): Generator<Line> {
  count.blank += row - count.file - 1
  count.file = row
  if (cells.every((cell) => cell.trim() === '')) count.blank++
  else if (cells.slice(width).some((cell) => cell.trim() !== ''))
    yield { line: row, cells, refusal: { code: 'columns_too_many', detail: String(width) } }
  else yield { line: row, cells }
}

function codeOf(error: unknown): 'workbook_too_large' | 'workbook_unreadable' {
  if (!(error instanceof ArchiveRefused)) throw error
  return error.isTooLarge ? 'workbook_too_large' : 'workbook_unreadable'
}
