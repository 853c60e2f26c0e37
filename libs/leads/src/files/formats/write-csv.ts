/** Writes records as CSV that a spreadsheet opens without running anything in it. */
import { type Stringifier, stringify } from 'csv-stringify'

/**
 * Objects in, UTF-8 text with a byte-order mark out. A cell that a spreadsheet would take for a formula gets an apostrophe
 * in front; the import takes it off again.
 */
export function createCsvWriter(columns: readonly string[]): Stringifier {
  return stringify({
    header: true,
    bom: true,
    escape_formulas: true,
    columns: [...columns],
    record_delimiter: 'windows',
  })
}
