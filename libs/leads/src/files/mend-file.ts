/** The lines of a file that were refused, in its own columns, with the reason beside them: to be mended and imported again. */
import { guardFormulas } from '../import/row/formulas.ts'

/** Headings of the columns that are added; the import leaves them out (`ADDED_COLUMNS` in header.ts). */
interface MendHeadings {
  line: string
  reason: string
  remedy: string
}

interface LineToMend {
  line: number
  cells: readonly string[]
  reason: string
  remedy: string
}

/** What a spreadsheet would take for a formula gets an apostrophe, which the import takes off again; a phone with its plus is none. */
function quoted(text: string): string {
  const safe = /^[+-][\d\s().-]*$/.test(text) ? text : guardFormulas(text)
  return /["\r\n;,\t|]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

const rowOf = (cells: readonly (string | number)[], separator: string | null): string =>
  `${cells.map((cell) => quoted(String(cell))).join(separator ?? ';')}\r\n`

/** With a byte-order mark, by which Excel knows UTF-8. `separator` is the file's; null: a workbook's. */
export const mendHeader = (
  header: readonly string[],
  separator: string | null,
  { line, reason, remedy }: MendHeadings,
): string => `\uFEFF${rowOf([...header, line, reason, remedy], separator)}`

export function mendLine(header: readonly string[], separator: string | null, mended: LineToMend): string {
  const { line, cells, reason, remedy } = mended
  const own = header.map((_, at) => cells[at] ?? '')
  return rowOf([...own, line, reason, remedy], separator)
}
