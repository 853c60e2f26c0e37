/** Reads a CSV as it arrives: finds its encoding and separator, and hands out its lines. The only importer of csv-parse. */
import { type CsvError, parse } from 'csv-parse'
import { type Column, type FileRefusalCode, readHeader } from '../import/row/header.ts'
import type { LeadFile, Line } from '../import/import-leads.ts'
import { decode, EncodingMixed } from './decode.ts'

export type FileRefusal = {
  code: FileRefusalCode
  line?: number
  /** The columns that were found. */
  detail?: string
}

const SEPARATORS = [';', ',', '\t']
/** A header longer than this is no header. */
const MAX_HEADER = 64_000
const MAX_LINE = 1_000_000

export interface OpenedCsv {
  separator: string
  header: { line: number; cells: string[] }
  records: AsyncGenerator<Line>
}

/** Finds the separator and reads the header. */
export async function openCsv(
  texts: AsyncGenerator<string>,
): Promise<{ ok: true; csv: OpenedCsv } | { ok: false; refusal: FileRefusal }> {
  const head = await readHead(texts)
  if (head.trim() === '') return { ok: false, refusal: { code: 'file_empty' } }
  const excel = /^\uFEFF?sep=(.)\r?\n/i.exec(head)
  const start = excel ? head.slice(excel[0].length) : head.replace(/^\uFEFF/, '')
  const separator = excel?.[1] ?? separatorOf(start)
  const records = parseRecords(rejoin(start, texts), separator, excel ? 1 : 0)
  const first = await records.next()
  if (first.done) return { ok: false, refusal: { code: 'file_empty' } }
  if ('refusal' in first.value) return { ok: false, refusal: first.value.refusal as FileRefusal }
  return { ok: true, csv: { separator, header: first.value, records } }
}

/** With a mapping, columns go where it says and not where their names do. */
export async function readCsv(
  source: AsyncIterable<Uint8Array>,
  mapping?: readonly Column[],
): Promise<{ ok: true; file: LeadFile } | { ok: false; refusal: FileRefusal }> {
  const opened = await openCsv(decode(source))
  if (!opened.ok) return opened
  const { header, records } = opened.csv
  const columns = mapping ?? readHeader(header.cells)
  const refusal: FileRefusal | null =
    columns.length === header.cells.length
      ? refuseHeader(columns, header.cells)
      : { code: 'mapping_width', detail: String(header.cells.length) }
  if (refusal) return { ok: false, refusal: { ...refusal, line: header.line } }
  return { ok: true, file: { columns, lines: checkWidth(records, columns.length) } }
}

/** Enough of the text to hold the header. */
async function readHead(texts: AsyncGenerator<string>): Promise<string> {
  let head = ''
  while (head.length < MAX_HEADER && !/\S[^\n]*\n[^\n]*\n/.test(head)) {
    const next = await texts.next()
    if (next.done) break
    head += next.value
  }
  return head
}

async function* rejoin(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield head
  yield* rest
}

/** The separator that the header holds most of, outside quotes. */
function separatorOf(text: string): string {
  const header = (/^\s*([^\r\n]*)/.exec(text)?.[1] ?? '').replace(/"[^"]*"/g, '')
  const counts = SEPARATORS.map((separator) => header.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}

function refuseHeader(columns: readonly Column[], names: readonly string[]): FileRefusal | null {
  const fields = columns.flatMap((column) => (column && 'field' in column ? column.field : (column?.key ?? [])))
  const repeated = fields.find((field, place) => fields.indexOf(field) !== place)
  if (repeated) return { code: 'header_repeated', detail: repeated }
  // A cell of digits is no name: a file without a header would show a phone here.
  const shown = names.map((name) => (/\d{4}/.test(name) ? '…' : name.slice(0, 40)))
  return fields.includes('phone') ? null : { code: 'header_missing_phone', detail: shown.slice(0, 30).join(', ') }
}

async function* parseRecords(texts: AsyncGenerator<string>, delimiter: string, skipped: number): AsyncGenerator<Line> {
  const parsed: Line[] = []
  let last = skipped
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE,
    on_record: (cells: string[], { lines }) => {
      last = lines + skipped
      const line = last - cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0)
      if (cells.some((cell) => cell.trim() !== '')) parsed.push({ line, cells })
      return null
    },
  })
  const failure = new Promise<never>((_, reject) => parser.once('error', reject))
  failure.catch(() => undefined)
  parser.resume()
  try {
    for await (const text of texts) {
      await Promise.race([failure, new Promise((resolve) => parser.write(text, resolve))])
      yield* parsed.splice(0)
    }
    const end = new Promise((resolve) => parser.once('end', resolve))
    parser.end()
    await Promise.race([failure, end])
    yield* parsed.splice(0)
  } catch (error) {
    yield* parsed.splice(0)
    yield { line: last + 1, refusal: { code: codeOf(error) } }
  } finally {
    parser.destroy()
  }
}

/** A text that cannot be read on ends the file there; what came before is kept. */
function codeOf(error: unknown): FileRefusal['code'] {
  if (error instanceof EncodingMixed) return 'encoding_mixed'
  const { code } = error as CsvError
  if (code === 'CSV_MAX_RECORD_SIZE') return 'line_too_long'
  if (code?.startsWith('CSV_')) return 'quote_unclosed'
  throw error
}

async function* checkWidth(records: AsyncGenerator<Line>, width: number): AsyncGenerator<Line> {
  for await (const line of records) {
    const extra = 'cells' in line && line.cells.slice(width).some((cell) => cell.trim() !== '')
    yield extra ? { line: line.line, refusal: { code: 'columns_too_many', detail: String(width) } } : line
  }
}
