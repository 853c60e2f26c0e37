/** Finds out how a text is divided: its separator, the lines above its header, the header, and some lines below it. */
import { headerScore } from '../import/row/header.ts'
import { HOLDS_PERSON } from './records.ts'
import { splitCells } from './split-cells.ts'

export interface Layout {
  separator: string
  /** Lines up to and with the header; those above the first record where there is none. */
  headLines: number
  /** The letters of the columns where the file has no header. */
  header: string[]
  hasHeader: boolean
  /** Cells of the first records. */
  samples: string[][]
}

const SEPARATORS = [';', ',', '\t', '|']
/** Titles, dates of export and empty lines above a header. */
const MAX_ABOVE = 15
const SAMPLES = 50

/** `lines`: the beginning of the file. */
export function findLayout(lines: readonly string[]): Layout | null {
  const first = (lines[0] ?? '').replace(/^"(.*)"$/, '$1')
  const excel = /^sep=(.)$/i.exec(first.trim())?.[1] ?? (/^sep=\t$/i.test(first) ? '\t' : undefined)
  const layouts = (excel ? [excel] : SEPARATORS).flatMap((separator) => layoutOf(lines, separator, excel ? 1 : 0) ?? [])
  const best = layouts.reduce<(typeof layouts)[number] | null>(
    (one, other) => (one && one.score >= other.score ? one : other),
    null,
  )
  return best?.layout ?? null
}

function layoutOf(lines: readonly string[], separator: string, from: number): { layout: Layout; score: number } | null {
  const found = headerAmong(joinedRows(lines, separator, from))
  if (!found) return null
  const { score, headLines, ...header } = found
  return { layout: { separator, ...header, headLines: Math.max(headLines, from) }, score }
}

export interface Row {
  /** Lines up to and with it. */
  end: number
  cells: string[]
}

/**
 * The row whose cells are headings, else the first that is as wide as most. Rows without a word are not looked at. A row that holds
 * a phone or an address is a record: the file has no header, and its first lead must not be taken for one.
 */
export function headerAmong(all: readonly Row[]): (Omit<Layout, 'separator'> & { score: number }) | null {
  const rows = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const usual = mostFrequent(rows.map(({ cells }) => cells.length).filter((width) => width > 1))
  const candidates = rows.slice(0, MAX_ABOVE)
  const scores = candidates.map(({ cells }) => headerScore(cells))
  const known = Math.max(...scores)
  const isKnown = known >= 2 || (known > 0 && candidates.length === 1)
  const wide = candidates.findIndex(({ cells }) => usual === null || cells.length === usual.value)
  const place = isKnown ? scores.indexOf(known) : Math.max(wide, 0)
  const header = candidates[place]
  if (!header) return null
  const isRecord = !isKnown && header.cells.some(holdsPerson)
  const first = isRecord ? place : place + 1
  return {
    headLines: isRecord ? (candidates[place - 1]?.end ?? 0) : header.end,
    header: isRecord
      ? Array.from({ length: Math.max(...rows.slice(place).map(({ cells }) => cells.length)) }, (_, at) => letterOf(at))
      : header.cells.map((cell) => cell.trim()),
    hasHeader: !isRecord,
    samples: rows.slice(first, first + SAMPLES).map(({ cells }) => cells),
    score: known * 10_000 + (usual ? usual.count * 100 + Math.min(usual.value, 99) : 0),
  }
}

/** A whole number or address; a heading may speak of one at length, and a date has as many digits. */
const LONGEST_PERSON = 60
const DATE = /\b\d{1,2}\/\d{1,2}\/\d{4}\b|\b\d{4}-\d\d-\d\d\b/g

const holdsPerson = (cell: string): boolean => cell.length < LONGEST_PERSON && HOLDS_PERSON.test(cell.replace(DATE, ''))

/** As a spreadsheet names its columns: 0 → A, 26 → AA. */
const letterOf = (at: number): string =>
  (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

/** A quoted cell of the header may go over several lines; one that is never closed does not take the rest. */
function joinedRows(lines: readonly string[], separator: string, from: number): Row[] {
  const rows: Row[] = []
  for (let at = from; at < lines.length; at++) {
    let read = splitCells(lines[at] ?? '', separator)
    const start = at
    for (let end = at + 1; read.isOpen && end < Math.min(at + 20, lines.length); end++) {
      const joined = splitCells(lines.slice(start, end + 1).join('\n'), separator)
      if (joined.isOpen || joined.isBroken) continue
      read = joined
      at = end
    }
    rows.push({ end: at + 1, cells: read.cells })
  }
  return rows
}

function mostFrequent(numbers: readonly number[]): { value: number; count: number } | null {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  const [best] = [...counts].sort(([a, many], [b, few]) => few - many || b - a)
  return best ? { value: best[0], count: best[1] } : null
}
