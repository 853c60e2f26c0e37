/** What the report tells of a workbook that its cells do not show. */
import type { Table } from '../../files/table.ts'
import { addWarning, type ImportReport } from '../report.ts'
import type { Answers } from '../row/answers.ts'
import { type Column, targetOf } from '../row/header.ts'

/** Null for a CSV. */
export function workbookRead(
  { workbook, header }: Table,
  columns: readonly Column[],
  { leaveOut }: Pick<Answers, 'leaveOut'>,
): ImportReport['workbook'] {
  if (!workbook) return null
  const isImported = (at: number): boolean => {
    const target = targetOf(columns[at] ?? null)
    return target !== null && !leaveOut.has(target)
  }
  const { sheet, isFrom1904, hiddenColumns } = workbook
  const hidden = header.filter((_, at) => hiddenColumns.has(at) && isImported(at))
  return { sheet, dateSystem: isFrom1904 ? 1904 : 1900, hiddenColumns: hidden }
}

/** Of rows that share a cell, the first alone has its value; the trial says which lines go without. */
export function warnOfMerged(report: ImportReport, { workbook, count }: Table, columns: readonly Column[]): void {
  for (const { column, from, to } of workbook?.merged ?? []) {
    const target = targetOf(columns[column] ?? null)
    if (from <= count.head || target === null) continue
    addWarning(report, {
      line: from,
      field: target,
      code: 'cell_merged',
      detail: `${from}-${to}`,
    })
  }
}
