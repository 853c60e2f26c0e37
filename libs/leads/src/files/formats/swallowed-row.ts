/** A row of a workbook in which a cell holds whole lines: a spreadsheet opened a CSV with a stray quote, and saved what it saw. */
import { HOLDS_PERSON, LINES_SHOWN, LONGEST_SHOWN, type SwallowedLines } from '../records.ts'

const SEPARATORS = [';', '\t', '|', ',']

/** The lines as rows of their own. */
interface Swallowed {
  rows: string[][]
  lines: SwallowedLines
}

/** Null when no cell of the row looks as if it held lines of a file with `width` columns. */
export function swallowedIn(row: number, cells: readonly string[], width: number): Swallowed | null {
  for (const [column, cell] of cells.entries()) {
    if (!cell.includes('\n')) continue
    const parts = cell.split(/\r?\n/)
    const separator = SEPARATORS.find((one) => parts.some((part) => isLine(part, one, width)))
    if (separator === undefined) continue
    const rows = asRows(cells, column, parts, separator)
    return {
      rows,
      lines: {
        from: row,
        to: row,
        records: rows.length,
        column,
        lines: rows.slice(0, LINES_SHOWN).map((one) => one.join(' · ').slice(0, LONGEST_SHOWN)),
        cell: cell.slice(0, LONGEST_SHOWN),
      },
    }
  }
  return null
}

/** As many columns as the sheet has, or a person among several; a sentence may hold commas. */
function isLine(part: string, separator: string, width: number): boolean {
  const cells = part.split(separator)
  if (cells.length < 2) return false
  return (separator !== ',' && width > 2 && cells.length === width) || HOLDS_PERSON.test(part)
}

/** What stands before the cell belongs to its first line, what stands behind it to its last. */
function asRows(cells: readonly string[], column: number, parts: readonly string[], separator: string): string[][] {
  const filled = parts.filter((part) => part.trim() !== '')
  return filled.map((part, at) => {
    const own = part.split(separator).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''))
    const before = at === 0 ? cells.slice(0, column) : []
    return [...before, ...own, ...(at === filled.length - 1 ? cells.slice(column + 1) : [])]
  })
}
