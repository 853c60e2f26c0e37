/** Fields of one's own, and the limits of what a lead can hold of them. */
import { isCellError } from './cell-errors.ts'
import { textOfCell } from './read-values.ts'
import type { RowRefusal } from './imported-lead.ts'

const MAX_CUSTOM = 100
export const LONGEST_CUSTOM = 2_000

export interface CustomColumn {
  key: string
  at: number
}

interface Told {
  /** Of every cell that cannot be taken. */
  refuse(field: string, code: RowRefusal['code'], value?: string, detail?: string): void
  /** Of every cell that holds the error of a formula. */
  warn(field: string, value: string): void
}

export function readCustom(
  cells: readonly string[],
  columns: readonly CustomColumn[],
  { refuse, warn }: Told,
): Record<string, string> {
  const custom: Record<string, string> = {}
  for (const { key, at } of columns) {
    const value = textOfCell(cells[at])
    if (value === '') continue
    if (isCellError(value)) warn(`custom.${key}`, value)
    else if (value.includes('\0')) refuse(`custom.${key}`, 'character_refused')
    else if (value.length > LONGEST_CUSTOM) refuse(`custom.${key}`, 'too_long', value, String(LONGEST_CUSTOM))
    else Object.defineProperty(custom, key, { value, enumerable: true, configurable: true, writable: true })
  }
  const count = Object.keys(custom).length
  if (count > MAX_CUSTOM) refuse('custom', 'custom_too_many', String(count), String(MAX_CUSTOM))
  return custom
}

/** `leaveOut` may name single columns, or with `custom` all beyond the limit. */
export function customColumns(columns: readonly CustomColumn[], leaveOut: ReadonlySet<string>): CustomColumn[] {
  const kept = columns.filter(({ key }) => !leaveOut.has(`custom.${key}`))
  return leaveOut.has('custom') ? kept.slice(0, MAX_CUSTOM) : kept
}
