/** Says how the beginning of a file is read: its format, its columns, where each would go and why, and what stands in it. */
import type { FileRefusal, FileSource } from '../../files/table.ts'
import type { Db } from '../../ports.ts'
import { readCompany } from './company.ts'
import { openLeads } from './open-leads.ts'
import type { FoundBy } from '../row/placed-column.ts'
import { type ColumnTarget, keyOf, targetOf } from '../row/header.ts'

export interface FileDescription {
  format: 'csv' | 'xlsx'
  /** Null for a workbook. */
  encoding: string | null
  separator: string | null
  sheets: string[]
  /** Lines up to and with the header. */
  headLines: number
  /** False: the first record stands where a header would, and columns are named by letters. */
  hasHeader: boolean
  /** The tool whose export it is. */
  source: { id: string; name: string } | null
  columns: {
    name: string
    target: ColumnTarget
    /** What told the target. */
    by: FoundBy
    /** Where the column goes when it is a field of one's own. */
    custom: ColumnTarget
    samples: string[]
    /** Nobody who opens the workbook sees it. */
    isHidden: boolean
  }[]
}

const SAMPLES = 3
const LONGEST_SAMPLE = 80

export async function describeFile(
  db: Db,
  file: FileSource,
  { country, now }: { country?: string | undefined; now: number },
): Promise<{ ok: true; description: FileDescription } | { ok: false; refusal: FileRefusal }> {
  const company = await readCompany(db)
  const read = await openLeads(file, { country: country ?? company.country, statuses: company.statuses, now })
  if (!read.ok) return read
  const { table, source, columns } = read.opened
  await table.close()
  const described = table.header.map((name, at) => {
    const placed = columns[at]
    const key = keyOf(name)
    const filled = table.samples
      .map((cells) => (cells[at] ?? '').slice(0, LONGEST_SAMPLE))
      .filter((text) => text.trim() !== '')
    return {
      name,
      target: targetOf(placed?.column ?? null),
      by: placed?.by ?? null,
      custom: key && `custom.${key}`,
      samples: filled.slice(0, SAMPLES),
      isHidden: table.workbook?.hiddenColumns.has(at) ?? false,
    }
  })
  const { format, encoding, separator, sheets, count, hasHeader } = table
  const known = source && { id: source.id, name: source.name }
  return {
    ok: true,
    description: {
      format,
      encoding,
      separator,
      sheets: [...sheets],
      headLines: count.head,
      hasHeader,
      source: known,
      columns: described,
    },
  }
}
