/** The lines of a file that were refused, in its own columns, with the reason beside them: to be mended and imported again. */
import type { ImportColumns, ImportReport } from '@relance/contract'

/** What a spreadsheet would take for a formula gets an apostrophe, which the import takes off again; a phone with its plus is none. */
const quoted = (text: string): string => {
  const safe = /^[=@]|^[+-](?![\d\s().-]*$)/.test(text) ? `'${text}` : text
  return /["\r\n;,\t|]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

export function errorFile(
  { separator }: ImportColumns,
  { header, refusals }: ImportReport,
  headings: { line: string; reason: string; remedy: string },
): Blob {
  const lines = new Map<number, { cells: string[]; reasons: string[]; remedies: string[] }>()
  for (const { line, cells = [], value, reason, remedy } of refusals) {
    const told = lines.get(line) ?? { cells, reasons: [], remedies: [] }
    told.reasons.push(value ? `${reason} : ${value}` : reason)
    if (!told.remedies.includes(remedy)) told.remedies.push(remedy)
    lines.set(line, told)
  }
  const write = (cells: readonly (string | number)[]): string =>
    cells.map((cell) => quoted(String(cell))).join(separator ?? ';')
  const rows = [...lines].map(([line, { cells, reasons, remedies }]) => {
    const own = header.map((_, at) => cells[at] ?? '')
    return write([...own, line, reasons.join(' ; '), remedies.join(' ')])
  })
  const first = write([...header, headings.line, headings.reason, headings.remedy])
  return new Blob([`\uFEFF${[first, ...rows].join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
}
