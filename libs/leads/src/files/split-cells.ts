/** The cells of one record of a CSV. */

/** `isOpen`: a quote began a cell and nothing ended it. `isBroken`: a quote ended in the middle of a cell, so it was no quote. */
export interface Cells {
  cells: string[]
  isOpen: boolean
  isBroken: boolean
}

/**
 * A quote that begins a cell ends before the next separator or at the end of the text, and is doubled inside. Where it ends
 * anywhere else, or never, it is a character like others.
 */
export function splitCells(text: string, separator: string): Cells {
  if (!text.includes('"')) return { cells: text.split(separator), isOpen: false, isBroken: false }
  const cells: string[] = []
  let isOpen = false
  let isBroken = false
  let at = 0
  for (;;) {
    const start = skipBlanks(text, at, separator)
    const quoted = text[start] === '"' ? readQuoted(text, start, separator) : null
    if (quoted?.end === null) isOpen = true
    if (quoted?.isBroken) isBroken = true
    const isWhole = quoted !== null && quoted.end !== null && !quoted.isBroken
    const next = isWhole ? quoted.end : text.indexOf(separator, quoted?.isBroken ? (quoted.end ?? at) : at)
    const end = next === null || next < 0 ? text.length : next
    cells.push(isWhole ? quoted.value : text.slice(at, end))
    if (end >= text.length) return { cells, isOpen, isBroken }
    at = end + separator.length
  }
}

/** With a quote that never ends taken off: nobody means it. */
export const withoutLoneQuote = (cells: readonly string[]): string[] =>
  cells.map((cell) => (/^\s*"[^"]*$/.test(cell) ? cell.replace('"', '') : cell))

/** Some tools write a blank before the quote. */
function skipBlanks(text: string, from: number, separator: string): number {
  let at = from
  while (text[at] === ' ' && separator !== ' ') at++
  return at
}

/** `end`: where the separator or the end of the text is; null when the quote is never closed. */
function readQuoted(
  text: string,
  start: number,
  separator: string,
): { value: string; end: number | null; isBroken: boolean } {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return { value: '', end: null, isBroken: false }
    if (text[quote + 1] === '"') {
      at = quote + 2
      continue
    }
    const after = skipBlanks(text, quote + 1, separator)
    const isClosed = after >= text.length || text.startsWith(separator, after)
    if (!isClosed) return { value: '', end: quote + 1, isBroken: true }
    return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: after, isBroken: false }
  }
}
