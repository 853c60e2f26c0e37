/** Where the columns of a file go: by what is known of its source, by their names, else by what stands in them. */
import type { ImportField } from '../../lead-values.ts'
import { readMobile } from '../../phone/read-mobile.ts'
import { type Column, readHeader } from './header.ts'

/** What a place was found by; null: a column of one's own, or none. */
export type FoundBy = 'source' | 'name' | 'values' | null

export interface PlacedColumn {
  column: Column
  by: FoundBy
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** Of the cells that hold something. */
const ENOUGH = 0.6

export function placeColumns(
  header: readonly string[],
  known: Readonly<Record<string, ImportField | null>>,
  samples: readonly (readonly string[])[],
  country: string,
): PlacedColumn[] {
  const byName = readHeader(header, {})
  const placed = readHeader(header, known).map((column, at): PlacedColumn => {
    const isField = column !== null && 'field' in column
    const same = byName[at] ?? null
    const isSame = same !== null && column !== null && JSON.stringify(same) === JSON.stringify(column)
    return { column, by: isField ? (isSame ? 'name' : 'source') : null }
  })
  guess(placed, samples, 'phone', (text) => readMobile(text, country).ok)
  guess(placed, samples, 'email', (text) => EMAIL.test(text))
  return placed
}

/** A field that no column was named after goes to the columns that hold nothing else. */
function guess(
  placed: PlacedColumn[],
  samples: readonly (readonly string[])[],
  field: 'phone' | 'email',
  holds: (text: string) => boolean,
): void {
  if (placed.some(({ column }) => column !== null && 'field' in column && column.field === field)) return
  for (const [at, { column }] of placed.entries()) {
    if (column !== null && 'field' in column) continue
    const filled = samples.map((cells) => (cells[at] ?? '').trim()).filter(Boolean)
    if (filled.length === 0 || filled.filter(holds).length < filled.length * ENOUGH) continue
    placed[at] = { column: { field }, by: 'values' }
    if (field === 'email') return
  }
}
