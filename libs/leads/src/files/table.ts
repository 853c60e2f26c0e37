/** A file of leads as a table, whatever its format. */
import type { FileRefusalCode } from '../import/row/header.ts'
import type { Line, LineCount, Reading } from './records.ts'

export type FileRefusal = {
  code: FileRefusalCode
  line?: number
  /** The columns or sheets that were found, or a limit. */
  detail?: string
}

/** A file that can be read from its beginning more than once. */
export interface FileSource {
  open(): AsyncIterable<Uint8Array>
  /** Where it lies; null when only its bytes are at hand. */
  path: string | null
  /** Of a workbook: the sheet to read, by its name; the first when absent. */
  sheet?: string | undefined
}

/** Rows `from` to `to` share one cell; what it holds stands in the first of them alone. */
export interface MergedRows {
  column: number
  from: number
  to: number
}

export interface WorkbookFacts {
  sheet: string
  /** Its numbers are days since 1904: Excel for Mac. */
  isFrom1904: boolean
  /** Places of columns that nobody sees. */
  hiddenColumns: ReadonlySet<number>
  /** Complete when the records have been read. */
  merged: readonly MergedRows[]
}

export interface Table {
  format: 'csv' | 'xlsx'
  /** Null for a workbook. */
  encoding: string | null
  separator: string | null
  /** Of a workbook. */
  sheets: readonly string[]
  /** Of a workbook: what can be seen in it and not in its cells. Null for a CSV. */
  workbook: WorkbookFacts | null
  header: readonly string[]
  hasHeader: boolean
  /** Cells of the first records. */
  samples: readonly (readonly string[])[]
  /** Complete when the records have been read. */
  count: LineCount
  records(reading: Reading): AsyncGenerator<Line>
  /** Of a table whose records nobody reads. */
  close(): Promise<void>
}

export type Opened = { ok: true; table: Table } | { ok: false; refusal: FileRefusal }
