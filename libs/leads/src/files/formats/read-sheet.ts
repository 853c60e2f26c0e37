/** Rows of a sheet as texts: what a person sees in the cells, and never a number that was rounded on the way. */
import type { MergedRows } from '../table.ts'
import { parseXml } from './xml.ts'
import { type Archive, ArchiveRefused } from './zip.ts'

export interface SheetRow {
  /** From 1, as the sheet counts. */
  row: number
  cells: string[]
  /** By a filter, a group or by hand. */
  isHidden: boolean
}

/** What is known of a sheet besides its rows. Columns come before the first row, merged cells after the last. */
export interface SheetNotes {
  hiddenColumns: Set<number>
  merged: MergedRows[]
}

interface Book {
  texts: readonly string[]
  /** By style: its numbers are dates. */
  dates: readonly boolean[]
  isFrom1904: boolean
}

const MAX_SHEET = 2_000_000_000
const MAX_COLUMNS = 2_000
const MAX_MERGED = 1_000
/** What a cell shows whose formula nobody has calculated: programs that write workbooks may leave that to Excel. */
const UNCALCULATED = '#CALC!'

export async function* readSheet(
  archive: Archive,
  path: string,
  book: Book,
  notes: SheetNotes,
): AsyncGenerator<SheetRow> {
  let ready: SheetRow[] = []
  let row = 0
  let cells: string[] = []
  let isHidden = false
  let column = -1
  let type = ''
  let style = 0
  let text = ''
  let isValue = false
  let isFormula = false
  const pieces = parseXml(archive.read(path, MAX_SHEET), {
    open: (name, attributes) => {
      if (name === 'row') {
        const { r, hidden, ht } = attributes()
        row = Number(r ?? row + 1)
        isHidden = isOn(hidden) || Number(ht ?? 1) === 0
        cells = []
        column = -1
      } else if (name === 'c') {
        const { r = '', t = 'n', s = '0' } = attributes()
        column = r ? columnOf(r) : column + 1
        if (column >= MAX_COLUMNS) throw new ArchiveRefused('too_large')
        type = t
        style = Number(s)
        text = ''
        isFormula = false
      } else if (name === 'v' || name === 't') isValue = true
      else if (name === 'f') isFormula = true
      else if (name === 'col') noteColumns(notes, attributes())
      else if (name === 'mergeCell') noteMerged(notes, attributes().ref)
    },
    text: (part) => {
      if (isValue) text += part
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c') {
        while (cells.length < column) cells.push('')
        const isUncalculated = isFormula && text === '' && type === 'n'
        cells[column] = isUncalculated ? UNCALCULATED : textOf(type, text, book.dates[style] ?? false, book)
      } else if (name === 'row') ready.push({ row, cells, isHidden })
    },
  })
  for await (const _ of pieces) {
    yield* ready
    ready = []
  }
  yield* ready
}

const isOn = (attribute = ''): boolean => attribute === '1' || attribute === 'true'

function noteColumns({ hiddenColumns }: SheetNotes, { min, max, hidden, width }: Record<string, string>): void {
  if (!isOn(hidden) && Number(width ?? 1) !== 0) return
  for (let column = Number(min); column <= Math.min(Number(max), MAX_COLUMNS); column++) hiddenColumns.add(column - 1)
}

function noteMerged({ merged }: SheetNotes, reference = ''): void {
  const [first = '', last = ''] = reference.split(':')
  const [from, to] = [rowOf(first), rowOf(last)]
  if (to > from && merged.length < MAX_MERGED) merged.push({ column: columnOf(first), from, to })
}

/** `BC12` → 12 */
const rowOf = (reference: string): number => Number(/\d+$/.exec(reference)?.[0] ?? 0)

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
