/** What is known of the exports of a tool. A new source is one more description. */
import type { ImportField } from '../../lead-values.ts'
import type { DateOrder } from '../../import/row/dates.ts'
import { lettersOf } from '../../import/row/words.ts'

/** Headings by their letters (`Tél. portable` is `telportable`); several columns may be phones, and the first mobile wins. */
export interface SourceDescription {
  id: string
  /** As people call it. */
  name: string
  /** One of these sets of headings has to be there as a whole. */
  signs: readonly (readonly string[])[]
  /** Headings that the words every file is read by would miss or misread; null leaves the column out. */
  columns: Readonly<Record<string, ImportField | null>>
  /** Words for statuses whose meaning is beyond doubt. */
  statuses?: Readonly<Record<string, string>>
  /** Of day and month, where the tool writes them one way only. */
  dateOrder?: DateOrder
}

export function recogniseAmong(
  sources: readonly SourceDescription[],
  header: readonly string[],
): SourceDescription | null {
  const letters = new Set(header.map(lettersOf))
  return sources.find(({ signs }) => signs.some((sign) => sign.every((heading) => letters.has(heading)))) ?? null
}
