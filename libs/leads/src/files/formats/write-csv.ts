/** Writes records as CSV that a spreadsheet opens without running anything in it. */
import { type Stringifier, stringify } from 'csv-stringify'
import { guardFormulas } from '../../import/row/formulas.ts'

/**
 * Objects in, UTF-8 text with a byte-order mark out. What a spreadsheet would take for a formula gets an apostrophe in
 * front, also within a cell; the import takes it off again.
 */
export function createCsvWriter(columns: readonly string[]): Stringifier {
  return stringify({
    header: true,
    bom: true,
    cast: { string: guardFormulas, object: (value) => guardFormulas(JSON.stringify(value)) },
    columns: [...columns],
    record_delimiter: 'windows',
  })
}
