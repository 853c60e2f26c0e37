/** Brings the records of a file into leads, in batches: good ones are kept, bad ones listed. */
import type { Line, LineCount } from '../files/records.ts'
import type { Db } from '../ports.ts'
import { countKnown, type WrittenLead, writeLeads } from '../sql/write-leads.ts'
import type { Questions } from './questions.ts'
import { emptyReport, exampleKeeper, type ImportReport, refuseLine, warnOfLine } from './report.ts'
import type { Column } from './row/header.ts'
import type { ImportContext, RowRead, RowRefusal } from './row/imported-lead.ts'
import { rowReader } from './row/read-row.ts'

export interface LeadFile {
  header: readonly string[]
  columns: readonly Column[]
  lines: AsyncIterable<Line>
  count: LineCount
}

const BATCH = 2_000

interface ImportOptions {
  dryRun: boolean
  /** Under which its changes are kept, to be taken back; null keeps none. */
  importId: string | null
  /** Under which the source's own ids are kept. */
  sourceId: string
  /** Milliseconds, UTC. */
  now: number
  questions: Questions
  onProgress?: ((report: ImportReport) => void) | undefined
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
  const report = emptyReport(options.dryRun, file.header, file.count)
  const keepExample = exampleKeeper(report)
  const readRow = rowReader(file.columns, context)
  const writer = batchWriter(db, report, options)
  for await (const line of file.lines) {
    report.lines++
    if ('refusal' in line) {
      if (line.swallowed) options.questions.askSwallowed(line.swallowed)
      const refusals = [{ field: '', ...line.refusal } as RowRefusal]
      refuseLine(report, { line: line.line, name: '', cells: line.cells ?? [], refusals })
      continue
    }
    const read = readRow(line.cells)
    if (!read.ok) {
      refuseLine(report, { line: line.line, name: read.name, cells: line.cells, refusals: read.refusals })
      askAbout(options.questions, read, line.line)
      continue
    }
    keepExample(line.line, read.lead)
    if (read.warnings.length > 0) warnOfLine(report, line.line, read.lead, read.warnings)
    await writer.add({ ...read.lead, line: line.line })
  }
  await writer.end()
  report.questions = options.questions.list()
  return report
}

function askAbout(questions: Questions, { unknown, refusals }: Extract<RowRead, { ok: false }>, line: number): void {
  for (const { kind, value } of unknown) questions.askWord(kind, value, line)
  for (const refusal of refusals)
    if (refusal.code === 'too_long' || refusal.code === 'custom_too_many') questions.askLimit(refusal, line)
}

/** One batch is written while the next is read. */
function batchWriter(db: Db, report: ImportReport, options: ImportOptions) {
  const seen = new Set<string>()
  let batch: WrittenLead[] = []
  let writing: Promise<void> = Promise.resolve()
  const write = async (lines: readonly WrittenLead[]): Promise<void> => {
    const leads = mergeSame(lines)
    const outcome = options.dryRun
      ? await countKnown(db, leads, seen)
      : await db.transaction((tx) => writeLeads(tx, leads, options))
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
  return {
    async add(lead: WrittenLead): Promise<void> {
      batch.push(lead)
      if (batch.length === BATCH) await flush()
    },
    async end(): Promise<void> {
      await flush()
      await writing
    },
  }
}

/** Of lines with the same phone, the later says more. */
function mergeSame(batch: readonly WrittenLead[]): WrittenLead[] {
  const byPhone = new Map<string, WrittenLead>()
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
