/** The order of day and month in a file: what its dates prove, else what its source does, else what its country does. */
import type { Reading } from '../../files/records.ts'
import type { Table } from '../../files/table.ts'
import type { SourceDescription } from '../../files/sources/index.ts'
import type { ImportReport } from '../report.ts'
import { type DateOrder, orderOfCountry, orderShownBy } from '../row/dates.ts'
import type { Column } from '../row/header.ts'

const DATES = new Set(['lastContactAt', 'createdAt', 'submittedAt'])

const isDate = (column: Column): boolean => column !== null && 'field' in column && DATES.has(column.field)

interface Asked {
  source: SourceDescription | null
  country: string
  /** What was said of the lines: those that are left out prove nothing. */
  reading: Reading
}

/**
 * `again` is the file from its beginning: one date that can be read one way only settles all the others. Where dates
 * prove both orders, the first one counts and the others are refused or read as they can be.
 */
export async function findDateOrder(
  again: () => Promise<Table | null>,
  columns: readonly Column[],
  { source, country, reading }: Asked,
): Promise<ImportReport['dateOrder']> {
  const places = columns.flatMap((column, at) => (isDate(column) ? [at] : []))
  if (places.length === 0) return null
  const shown = source?.dateOrder ? null : await orderInFile(await again(), places, reading)
  if (shown) return { order: shown, by: 'file' }
  return source?.dateOrder
    ? { order: source.dateOrder, by: 'source' }
    : { order: orderOfCountry(country), by: 'country' }
}

async function orderInFile(
  table: Table | null,
  places: readonly number[],
  reading: Reading,
): Promise<DateOrder | null> {
  if (!table) return null
  for await (const line of table.records(reading)) {
    if ('refusal' in line) continue
    for (const at of places) {
      const order = orderShownBy(line.cells[at] ?? '')
      if (order) return order
    }
  }
  return null
}
