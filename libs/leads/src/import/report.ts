/** What an import did, or would do. */
import type { LineCount } from '../files/records.ts'
import type { Outcome } from '../sql/write-leads.ts'
import type { Question } from './questions.ts'
import type { DateOrder } from './row/dates.ts'
import type { ImportedLead, RowRefusal } from './row/imported-lead.ts'

export interface LineRefusal {
  /** Counts from 1, the header included. */
  line: number
  /** Of the person, as far as the line says it. */
  name?: string
  field: string
  code: string
  /** What stands in the file. */
  value?: string
  detail?: string
  /** What the line holds, column by column: to be mended and imported again. With its first refusal. */
  cells?: string[]
}

/** One way phones are written in the file, with an example of how it is read. */
export interface ReadAs {
  line: number
  written: string
  phone: string
  count: number
}

export interface ImportReport extends Outcome {
  dryRun: boolean
  /** Of the file, as it stands there. */
  header: readonly string[]
  /** Records with something on them, the header apart: created + updated + unchanged + refused. */
  lines: number
  /** All lines of the file: head + blank + joined + hidden + the records. */
  fileLines: LineCount
  refused: number
  refusals: LineRefusal[]
  /** Refusals beyond the first thousand. */
  refusalsLeftOut: number
  questions: Question[]
  /** Questions beyond the first 200 of each kind. */
  questionsLeftOut: number
  /** Taken, but worth a look: dates far from now, ids of somebody else. */
  warnings: LineRefusal[]
  warningsLeftOut: number
  readAs: ReadAs[]
  /** How days and months that could be either were read; null when the file brings no dates. */
  dateOrder: { order: DateOrder; by: 'file' | 'source' | 'country' } | null
  /** Null for a CSV. `hiddenColumns`: headings of those that nobody sees and that are imported. */
  workbook: { sheet: string; dateSystem: 1900 | 1904; hiddenColumns: string[] } | null
}

const MAX_REFUSALS = 1_000
const MAX_WARNINGS = 100
const MAX_WRITINGS = 20

export const emptyReport = (dryRun: boolean, header: readonly string[], fileLines: LineCount): ImportReport => ({
  dryRun,
  header,
  lines: 0,
  fileLines,
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  refusals: [],
  refusalsLeftOut: 0,
  questions: [],
  questionsLeftOut: 0,
  warnings: [],
  warningsLeftOut: 0,
  readAs: [],
  dateOrder: null,
  workbook: null,
})

export interface RefusedLine {
  line: number
  name: string
  cells: readonly string[]
  refusals: readonly RowRefusal[]
}

export function refuseLine(report: ImportReport, { line, name, cells, refusals }: RefusedLine): void {
  report.refused++
  const room = Math.max(0, MAX_REFUSALS - report.refusals.length)
  const listed = refusals.slice(0, room).map((refusal, at): LineRefusal => {
    return { line, ...(name && { name }), ...refusal, ...(at === 0 && { cells: [...cells] }) }
  })
  report.refusals.push(...listed)
  report.refusalsLeftOut += Math.max(0, refusals.length - room)
}

export function warnOfLine(
  report: ImportReport,
  { line, firstName, lastName }: ImportedLead,
  warnings: readonly RowRefusal[],
): void {
  const name = [firstName, lastName].filter(Boolean).join(' ')
  for (const warning of warnings) addWarning(report, { line, ...(name && { name }), ...warning })
}

export function addWarning(report: ImportReport, warning: LineRefusal): void {
  if (report.warnings.length < MAX_WARNINGS) report.warnings.push(warning)
  else report.warningsLeftOut++
}

/** Keeps one example of each way phones are written. */
export function exampleKeeper(report: ImportReport): (lead: ImportedLead) => void {
  const byShape = new Map<string, ReadAs>()
  return ({ line, written, phone }) => {
    const shape = written.replace(/\d/g, '9')
    const known = byShape.get(shape)
    if (known) known.count++
    else if (byShape.size < MAX_WRITINGS) {
      const example = { line, written, phone, count: 1 }
      byShape.set(shape, example)
      report.readAs.push(example)
    }
  }
}
