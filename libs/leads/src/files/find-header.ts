/** Finds out how a text is divided: its separator, the lines above its header, the header, and some lines below it. */
import { headerScore } from '../import/row/header.ts'
import { splitCells } from './split-cells.ts'

export interface Layout {
  separator: string
  /** Lines up to and with the header. */
  headLines: number
  header: string[]
  /** Cells of the first records. */
  samples: string[][]
}

const SEPARATORS = [';', ',', '\t', '|']
/** Titles, dates of export and empty lines above a header. */
const MAX_ABOVE = 15
const SAMPLES = 50

/** `lines`: the beginning of the file. */
export function findLayout(lines: readonly string[]): Layout | null {
  const excel = /^sep=(.)$/i.exec(lines[0]?.trim() ?? '')?.[1] ?? (/^sep=\t$/i.test(lines[0] ?? '') ? '\t' : undefined)
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
  const { score, ...header } = found
  return { layout: { separator, ...header }, score }
}

export interface Row {
  /** Lines up to and with it. */
  end: number
  cells: string[]
}

/** The row whose cells are headings, else the first that is as wide as most. Rows without a word are not looked at. */
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
  return {
    headLines: header.end,
    header: header.cells.map((cell) => cell.trim()),
    samples: rows.slice(place + 1, place + 1 + SAMPLES).map(({ cells }) => cells),
    score: known * 10_000 + (usual ? usual.count * 100 + Math.min(usual.value, 99) : 0),
  }
}

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
