/** Opens a file of leads: its table, the source it comes from, and where its columns go. */
import { openCsv } from '../../files/formats/open-csv.ts'
import { recogniseSource, type SourceDescription } from '../../files/sources/index.ts'
import type { FileRefusal, FileSource, Table } from '../../files/table.ts'
import { openWorkbook } from '../../files/formats/open-workbook.ts'
import { isRepeatable } from '../../lead-values.ts'
import { placeColumns } from '../row/guess.ts'
import type { GuessContext, PlacedColumn } from '../row/placed-column.ts'
import type { Column } from '../row/header.ts'

export interface OpenedLeads {
  table: Table
  source: SourceDescription | null
  columns: PlacedColumn[]
}

/** ZIP, which is what a workbook is. */
const isWorkbook = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4

/** What Excel wrote before 2007, and other programs still do. */
const isOldWorkbook = (head: Uint8Array): boolean =>
  head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0

export async function openLeads(
  file: FileSource,
  context: GuessContext,
): Promise<{ ok: true; opened: OpenedLeads } | { ok: false; refusal: FileRefusal }> {
  if (await startsAs(file, isOldWorkbook)) return { ok: false, refusal: { code: 'workbook_unreadable' } }
  const read = (await startsAs(file, isWorkbook)) ? await openWorkbook(file) : await openCsv(file)
  if (!read.ok) return read
  const { table } = read
  const source = recogniseSource(table.header)
  return {
    ok: true,
    opened: { table, source, columns: placeColumns(table.header, source?.columns ?? {}, table.samples, context) },
  }
}

async function startsAs(file: FileSource, is: (head: Uint8Array) => boolean): Promise<boolean> {
  for await (const bytes of file.open()) return is(bytes)
  return false
}

/** Null when the columns will do. */
export function refuseColumns(columns: readonly Column[], { header, count }: Table): FileRefusal | null {
  if (columns.length !== header.length)
    return { code: 'mapping_width', detail: String(header.length), line: count.head }
  const targets = columns.flatMap((column) =>
    column === null ? [] : 'field' in column ? column.field : `custom.${column.key}`,
  )
  const repeated = columns.flatMap((column) =>
    column && 'field' in column && !isRepeatable(column.field) ? column.field : [],
  )
  const twice = [...repeated, ...targets.filter((target) => target.startsWith('custom.'))].find(
    (target, at, all) => all.indexOf(target) !== at,
  )
  if (twice) return { code: 'header_repeated', detail: twice, line: count.head }
  if (targets.includes('phone')) return null
  // A cell of digits is no name: a file without a header would show a phone here.
  const shown = header.map((name) => (/\d{4}/.test(name) ? '…' : name.slice(0, 40)))
  return { code: 'header_missing_phone', detail: shown.slice(0, 30).join(', '), line: count.head }
}
