/** Which columns of a file hold what, but for those that are left out. */
import type { Column } from './header.ts'
import { type CustomColumn, customColumns } from './read-custom.ts'

export interface Places {
  /** By field, from the left. */
  fields: ReadonlyMap<string, readonly number[]>
  custom: readonly CustomColumn[]
}

export function placesOf(columns: readonly Column[], leaveOut: ReadonlySet<string>): Places {
  const fields = new Map<string, number[]>()
  const custom: CustomColumn[] = []
  columns.forEach((column, at) => {
    if (column === null || ('field' in column && leaveOut.has(column.field))) return
    if ('key' in column) custom.push({ key: column.key, at })
    else fields.set(column.field, [...(fields.get(column.field) ?? []), at])
  })
  return { fields, custom: customColumns(custom, leaveOut) }
}
