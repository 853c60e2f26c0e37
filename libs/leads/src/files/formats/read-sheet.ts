/** Rows of a sheet as texts: what a person sees in the cells, and never a number that was rounded on the way. */
import { parseXml } from './xml.ts'
import { type Archive, ArchiveRefused } from './zip.ts'

export interface SheetRow {
  /** From 1, as the sheet counts. */
  row: number
  cells: string[]
}

interface Book {
  texts: readonly string[]
  /** By style: its numbers are dates. */
  dates: readonly boolean[]
  isFrom1904: boolean
}

const MAX_SHEET = 2_000_000_000
const MAX_COLUMNS = 2_000

export async function* readSheet(archive: Archive, path: string, book: Book): AsyncGenerator<SheetRow> {
  let ready: SheetRow[] = []
  let row = 0
  let cells: string[] = []
  let column = -1
  let type = ''
  let style = 0
  let text = ''
  let isValue = false
  const pieces = parseXml(archive.read(path, MAX_SHEET), {
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attributes().r ?? row + 1)
        cells = []
        column = -1
      } else if (name === 'c') {
        const { r = '', t = 'n', s = '0' } = attributes()
        column = r ? columnOf(r) : column + 1
        if (column >= MAX_COLUMNS) throw new ArchiveRefused(true)
        type = t
        style = Number(s)
        text = ''
      } else if (name === 'v' || name === 't') isValue = true
    },
    text: (part) => {
      if (isValue) text += part
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c') {
        while (cells.length < column) cells.push('')
        cells[column] = textOf(type, text, book.dates[style] ?? false, book)
      } else if (name === 'row') ready.push({ row, cells })
    },
  })
  for await (const _ of pieces) {
    yield* ready
    ready = []
  }
  yield* ready
}

/** `BC12` → 54 */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column - 1
}

function textOf(type: string, text: string, isDate: boolean, { texts, isFrom1904 }: Book): string {
  if (type === 's') return texts[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? 'true' : 'false'
  if (type === 'e') return ''
  if (type !== 'n' || text === '') return text
  const number = Number(text)
  if (isDate) return dayOf(number, isFrom1904)
  // The file keeps every digit, also where it writes an exponent.
  return Number.isSafeInteger(number) ? String(number) : text
}

/** Days since 1899-12-30 (or 1904-01-01) as a wall clock. */
function dayOf(days: number, isFrom1904: boolean): string {
  const epoch = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const at = new Date(epoch + Math.round(days * 86_400) * 1_000)
  if (Number.isNaN(at.getTime())) return String(days)
  const iso = at.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}
