/** Brings the lines of a file into leads, in batches: good lines are kept, bad ones listed. */
import type { Column } from './row/header.ts'
import { type ImportContext, type ImportedLead, readRow, type RowRefusal } from './row/read-row.ts'
import type { Db } from '../ports.ts'
import { countKnown, type Outcome, writeLeads } from '../sql/write-leads.ts'

/** A line of the file: where it begins, and its cells; or why it could not be read. */
export type Line = { line: number; cells: string[] } | { line: number; refusal: { code: string; detail?: string } }

export interface LeadFile {
  columns: readonly Column[]
  lines: AsyncIterable<Line>
}

export interface LineRefusal {
  /** Counts from 1, the header included. */
  line: number
  field: string
  code: string
  detail?: string
}

export interface ImportReport extends Outcome {
  dryRun: boolean
  /** Lines with something on them, the header apart. */
  lines: number
  refused: number
  refusals: LineRefusal[]
  /** Refusals beyond the first thousand. */
  refusalsLeftOut: number
}

const BATCH = 2_000
const MAX_REFUSALS = 1_000

interface ImportOptions {
  dryRun: boolean
  /** Milliseconds, UTC. */
  now: number
  onProgress?: (report: ImportReport) => void
}

/**
 * A batch is one transaction, so a file that breaks off leaves whole batches. The same phone is the same lead: what a line
 * leaves empty stays as it was. A dry run reads and checks the same, and writes nothing.
 */
export async function importLeads(
  db: Db,
  file: LeadFile,
  context: ImportContext,
  options: ImportOptions,
): Promise<ImportReport> {
  const report: ImportReport = {
    dryRun: options.dryRun,
    lines: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    refusals: [],
    refusalsLeftOut: 0,
  }
  const seen = new Set<string>()
  let batch: ImportedLead[] = []
  // One batch is written while the next is read.
  let writing: Promise<void> = Promise.resolve()
  const write = async (lines: readonly ImportedLead[]): Promise<void> => {
    const leads = mergeSame(lines)
    const outcome = options.dryRun
      ? await countKnown(db, leads, seen)
      : await db.transaction((tx) => writeLeads(tx, leads, options.now))
    report.created += outcome.created
    report.updated += outcome.updated + lines.length - leads.length
    report.unchanged += outcome.unchanged
    options.onProgress?.(report)
  }
  const flush = async (): Promise<void> => {
    await writing
    writing = write(batch)
    // Whoever waits for it next sees the failure; until then it is nobody's.
    writing.catch(() => undefined)
    batch = []
  }
  for await (const line of file.lines) {
    report.lines++
    if ('refusal' in line) {
      refuse(report, line.line, [{ field: '', ...line.refusal } as RowRefusal])
      continue
    }
    const read = readRow(file.columns, line.cells, context)
    if (read.ok) batch.push(read.lead)
    else refuse(report, line.line, read.refusals)
    if (batch.length === BATCH) await flush()
  }
  await flush()
  await writing
  return report
}

function refuse(report: ImportReport, line: number, refusals: readonly RowRefusal[]): void {
  report.refused++
  const room = Math.max(0, MAX_REFUSALS - report.refusals.length)
  report.refusals.push(...refusals.slice(0, room).map((refusal) => ({ line, ...refusal })))
  report.refusalsLeftOut += Math.max(0, refusals.length - room)
}

/** Of lines with the same phone, the later says more. */
function mergeSame(batch: readonly ImportedLead[]): ImportedLead[] {
  const byPhone = new Map<string, ImportedLead>()
  for (const lead of batch) {
    const before = byPhone.get(lead.phone)
    if (!before) {
      byPhone.set(lead.phone, lead)
      continue
    }
    const said = Object.fromEntries(Object.entries(lead).filter(([, value]) => value !== null))
    byPhone.set(lead.phone, { ...before, ...said, custom: { ...before.custom, ...lead.custom } })
  }
  return [...byPhone.values()]
}
