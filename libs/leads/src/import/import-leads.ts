/** Brings the records of a file into leads, in batches: good ones are kept, bad ones listed. */
import type { Line, LineCount } from '../files/records.ts'
import type { Db } from '../ports.ts'
import { commitAsynchronously, holdImport, nameSource, noteAlive, noteProgress } from '../sql/imports.ts'
import { matchIds } from '../sql/match-ids.ts'
import { countKnown, type Outcome, type WrittenLead, writeLeads } from '../sql/write-leads.ts'
import type { Questions } from './questions.ts'
import { emptyReport, exampleKeeper, type ImportReport, type RefusedLine, refuseLine, warnOfLine } from './report.ts'
import { EXTRA_CELLS } from './row/answers.ts'
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
/** Lines that are all refused write nothing, and it must be known that they are read. A batch under way tells of itself. */
const LINES_ALIVE = 20_000

interface ImportOptions {
  dryRun: boolean
  /** Under which its changes are kept, to be taken back; null keeps none. */
  importId: string | null
  /** As people call the file. */
  fileName: string
  /** Under which the source's own ids are kept; null: the source is not known, and nobody is found by its ids. */
  sourceId: string | null
  /** Milliseconds, UTC. */
  now: number
  questions: Questions
  onProgress?: ((report: ImportReport) => void) | undefined
  onRefused?: ((line: RefusedLine) => Promise<void>) | undefined
  onWritten?: ((tx: Db, leads: readonly WrittenLead[]) => Promise<void>) | undefined
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
  const refuse = async (refused: RefusedLine): Promise<void> => {
    refuseLine(report, refused)
    await options.onRefused?.(refused)
  }
  for await (const line of writer.guarding(file.lines)) {
    report.lines++
    if (report.lines % LINES_ALIVE === 0 && options.importId && !writer.isWriting())
      await noteAlive(db, options.importId)
    if ('refusal' in line) {
      if (line.isHidden) options.questions.askHidden(line)
      if (line.swallowed) options.questions.askSwallowed(line.swallowed)
      const refusals = [{ field: '', ...line.refusal } as RowRefusal]
      if (line.refusal.code === 'columns_too_many')
        options.questions.askLimit({ ...line.refusal, field: EXTRA_CELLS }, line.line)
      const cells = line.cells ?? []
      await refuse({ line: line.line, name: nameIn(readRow(cells, line.line)), cells, refusals })
      continue
    }
    const read = readRow(line.cells, line.line)
    askAbout(options.questions, read, line.line)
    if (!read.ok) {
      await refuse({ line: line.line, name: read.name, cells: line.cells, refusals: read.refusals })
      continue
    }
    keepExample(read.lead)
    if (read.warnings.length > 0) warnOfLine(report, read.lead, read.warnings)
    await writer.add(read.lead)
  }
  await writer.end()
  report.questions = options.questions.list()
  report.questionsLeftOut = options.questions.leftOut()
  return report
}

/** Whom a line is about, as far as it says so. */
const nameIn = (read: RowRead): string =>
  read.ok ? [read.lead.firstName, read.lead.lastName].filter(Boolean).join(' ') : read.name

function askAbout(questions: Questions, read: RowRead, line: number): void {
  for (const { kind, value } of read.unknown) questions.askWord(kind, value, line)
  if (read.ok) return
  for (const refusal of read.refusals)
    if (refusal.code === 'too_long' || refusal.code === 'custom_too_many') questions.askLimit(refusal, line)
}

/** One batch is written while the next is read. */
function batchWriter(db: Db, report: ImportReport, options: ImportOptions) {
  const seen = new Set<string>()
  let batch: WrittenLead[] = []
  let writing: Promise<void> = Promise.resolve()
  let isWriting = false
  const write = async (lines: readonly WrittenLead[]): Promise<void> => {
    const leads = mergeSame(lines)
    const count = (outcome: Outcome): void => {
      report.created += outcome.created
      report.updated += outcome.updated + lines.length - leads.length
      report.unchanged += outcome.unchanged
    }
    if (options.dryRun) count(await countKnown(db, await findByIds(db, leads, report, options), seen))
    else
      await db.transaction(async (tx) => {
        const { importId, fileName } = options
        if (importId) {
          await holdImport(tx, importId)
          await commitAsynchronously(tx)
          await nameSource(tx, importId, fileName, lines)
        }
        count(await writeLeads(tx, await findByIds(tx, leads, report, options), options))
        await options.onWritten?.(tx, leads)
        if (importId) await noteProgress(tx, importId, report, lines.at(-1)?.line ?? 0)
      })
    options.onProgress?.(report)
  }
  const flush = async (): Promise<void> => {
    await writing
    isWriting = true
    writing = write(batch).finally(() => (isWriting = false))
    // Whoever waits for it next sees the failure; until then it is nobody's.
    writing.catch(() => undefined)
    batch = []
  }
  return {
    isWriting: (): boolean => isWriting,
    /** Where reading fails, the batch under way is written before anybody is told: nothing is written after that. */
    async *guarding(all: AsyncIterable<Line>): AsyncGenerator<Line> {
      try {
        yield* all
      } catch (error) {
        await writing.catch(() => undefined)
        throw error
      }
    },
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

/** Leads whose phone has changed are found by their id in the source. */
async function findByIds(
  db: Db,
  leads: readonly WrittenLead[],
  report: ImportReport,
  { sourceId }: ImportOptions,
): Promise<readonly WrittenLead[]> {
  if (sourceId === null || leads.every(({ externalId }) => externalId === null)) return leads
  const { phoneNow, others } = await matchIds(db, leads, sourceId)
  for (const lead of leads) {
    const { externalId } = lead
    if (externalId === null || !others.has(lead.phone)) continue
    warnOfLine(report, lead, [{ field: 'externalId', code: 'id_of_another', value: externalId }])
  }
  return phoneNow.size === 0 ? leads : leads.map((lead) => ({ ...lead, phoneNow: phoneNow.get(lead.phone) }))
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
