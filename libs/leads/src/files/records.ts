/** Records of a CSV: usually a line each, more where a quoted cell goes over several. No line disappears into a cell unasked. */
import type { HiddenRowsReading, SwallowedReading } from '../import/row/answers.ts'
import { splitCells, withoutLoneQuote } from './split-cells.ts'
import { MAX_LINE } from './read-lines.ts'

/** How the lines of a file are accounted for: `file = head + blank + joined + hidden + ` the records. */
export interface LineCount {
  file: number
  /** Titles, `sep=` and the header. */
  head: number
  blank: number
  /** Further lines of cells that go over several. */
  joined: number
  /** Rows of a workbook that nobody sees, and that are left out. */
  hidden: number
}

/** Lines `from` to `to` are several records, or one with all of them in a cell. */
export interface SwallowedLines {
  from: number
  /** The same as `from` in a workbook, where one row holds them all. */
  to: number
  /** How many there are when each line is one. */
  records: number
  /** The column of the cell, from 0. */
  column: number
  /** The first lines as they stand in the file. */
  lines: string[]
  /** The beginning of the cell that would hold them. */
  cell: string
}

/** A record of the file: where it begins, and its cells; or why it could not be read. */
export type Line =
  | { line: number; cells: string[] }
  | {
      line: number
      refusal: { code: string; detail?: string }
      cells?: string[]
      swallowed?: SwallowedLines
      isHidden?: true
    }

/** What people said of lines that can be read in more than one way. */
export interface Reading {
  /** By `from-to`. */
  swallowedLines: ReadonlyMap<string, SwallowedReading>
  /** Cells beyond the columns of the header are left out; without this their line is refused. */
  leavesExtra: boolean
  /** Rows of a workbook that nobody sees; without this they are refused. */
  hiddenRows?: HiddenRowsReading | undefined
}

/** Nobody has said anything. */
export const UNASKED: Reading = { swallowedLines: new Map(), leavesExtra: false }

interface Format {
  separator: string
  /** Columns of the header. */
  width: number
  /** Of the first line in `batches`, from 1. */
  firstLine: number
  reading: Reading
  count: LineCount
}

/** A cell that goes over more lines is none. */
const MAX_JOINED = 5_000
export const LINES_SHOWN = 3
export const LONGEST_SHOWN = 300

/** Every record of the lines, in order. */
export async function* readRecords(batches: AsyncIterable<string[]>, format: Format): AsyncGenerator<Line> {
  const { separator, count } = format
  let line = format.firstLine
  /** Lines of a cell whose quote is still open, from `line` on. */
  let open: string[] = []
  let length = 0
  for await (const batch of batches) {
    for (const text of batch) {
      count.file++
      if (open.length === 0) {
        const read = splitCells(text, separator)
        if (!read.isOpen) {
          if (isBlank(read.cells)) count.blank++
          else yield widthChecked({ line, cells: read.cells }, format)
          line++
          continue
        }
      }
      open.push(text)
      length += text.length
      const isTooLong = length > MAX_LINE || open.length > MAX_JOINED
      if (!isTooLong && (open.length === 1 || !text.includes('"'))) continue
      const joined = splitCells(open.join('\n'), separator)
      if (joined.isOpen && !isTooLong) continue
      yield* readJoined(open, line, format)
      line += open.length
      open = []
      length = 0
    }
  }
  if (open.length === 1)
    yield { line, refusal: { code: 'quote_unclosed' }, cells: splitCells(open[0] ?? '', separator).cells }
  else if (open.length > 1) yield* readJoined(open, line, format)
}

/** Lines in which a quoted cell goes over a line's end. */
function* readJoined(lines: readonly string[], from: number, format: Format): Generator<Line> {
  const { separator, reading: given, count } = format
  const joined = splitCells(lines.join('\n'), separator)
  const to = from + lines.length - 1
  const column = joined.cells.findIndex((cell) => cell.includes('\n'))
  const isPlain = !joined.isOpen && !joined.isBroken && joined.cells.every((cell) => !holdsLines(cell, format))
  const reading = isPlain ? 'cell' : given.swallowedLines.get(`${from}-${to}`)
  if (reading === 'cell') {
    count.joined += lines.length - 1
    return yield widthChecked({ line: from, cells: joined.isOpen ? inOneCell(lines, separator) : joined.cells }, format)
  }
  const swallowed: SwallowedLines = {
    from,
    to,
    records: lines.length,
    column: Math.max(column, 0),
    lines: lines.slice(0, LINES_SHOWN).map((text) => text.slice(0, LONGEST_SHOWN)),
    cell: (joined.cells[column] ?? lines.join('\n')).slice(0, LONGEST_SHOWN),
  }
  let isFirst = true
  for (const [at, text] of lines.entries()) {
    const cells = withoutLoneQuote(splitCells(text, separator).cells)
    if (isBlank(cells)) {
      count.blank++
      continue
    }
    if (reading === 'lines') yield widthChecked({ line: from + at, cells }, format)
    else {
      yield {
        line: from + at,
        refusal: { code: 'swallowed_lines', detail: `${from}-${to}` },
        cells,
        ...(isFirst && { swallowed }),
      }
      isFirst = false
    }
  }
}

/** What the file would be if the quote were closed at the end. */
const inOneCell = (lines: readonly string[], separator: string): string[] =>
  splitCells(`${lines.join('\n')}"`, separator).cells

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** A part of the cell is shaped as a line of this file: as many columns, or a phone or an address among several. */
function holdsLines(cell: string, { separator, width }: Format): boolean {
  if (!cell.includes('\n')) return false
  return cell.split('\n').some((part) => {
    const cells = part.split(separator)
    // Two columns are a separator in a sentence.
    if (width > 2 && cells.length === width) return true
    return (cells.length > 1 || width === 1) && HOLDS_PERSON.test(part)
  })
}

/** Eight digits in a row, with what people write between them, or an address. */
export const HOLDS_PERSON = /\d(?:[\s().\-/]{0,2}\d){7}|[^\s@]@[^\s@]+\.[a-z]/i

export function widthChecked(
  record: { line: number; cells: string[] },
  { width, reading }: Pick<Format, 'width' | 'reading'>,
): Line {
  if (record.cells.length <= width || isBlank(record.cells.slice(width))) return record
  if (reading.leavesExtra) return { ...record, cells: record.cells.slice(0, width) }
  return { ...record, refusal: { code: 'columns_too_many', detail: String(width) } }
}
