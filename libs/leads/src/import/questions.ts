/** What an import has to ask: collected line by line, told once each. */
import { LINES_SHOWN, LONGEST_SHOWN, type SwallowedLines } from '../files/records.ts'
import { HIDDEN_ROWS_READINGS, type HiddenRowsReading, type MappedKind, type SwallowedReading } from './row/answers.ts'
import type { RowRefusal } from './row/imported-lead.ts'
import { type Known, proposalsFor } from './row/proposals.ts'
import { wordKey } from './row/words.ts'

/** A word nobody knows: `choices` are what it may mean, `proposed` the likeliest. Lines wait for the answer, except for a tag's. */
export interface WordQuestion {
  kind: MappedKind
  value: string
  count: number
  firstLine: number
  proposed: string | null
  choices: string[]
}

/** Lines that may be one cell. `cell` and `lines` are the two readings. */
export interface SwallowedQuestion {
  kind: 'swallowedLines'
  value: string
  count: number
  firstLine: number
  lastLine: number
  column: string
  proposed: SwallowedReading
  choices: SwallowedReading[]
  readings: { lines: { records: number; sample: string[] }; cell: { records: number; sample: string } }
}

/** A column that holds more than a field can; left out, its lines can be taken. `value` is where the column goes. */
export interface LeaveOutQuestion {
  kind: 'leaveOut'
  value: string
  count: number
  firstLine: number
  limit: string
}

/** Rows of a workbook that a filter, a group or a person has hidden. `value` is the sheet. */
export interface HiddenRowsQuestion {
  kind: 'hiddenRows'
  value: string
  count: number
  firstLine: number
  proposed: HiddenRowsReading
  choices: HiddenRowsReading[]
  /** The first of them. */
  sample: string[]
}

export type Question = HiddenRowsQuestion | WordQuestion | SwallowedQuestion | LeaveOutQuestion

/** Of each kind. More is no list to answer but a column in the wrong place. */
const MAX_QUESTIONS = 200
/** Counted further. */
const MAX_BEYOND = 10_000

const HIDDEN_ROWS: Pick<HiddenRowsQuestion, 'proposed' | 'choices'> = {
  proposed: 'leaveOut',
  choices: [...HIDDEN_ROWS_READINGS],
}

interface Asking extends Known {
  header: readonly string[]
  /** Of a workbook. */
  sheet: string
}

export class Questions {
  private readonly asked = new Map<string, Question>()
  private readonly counts = new Map<string, number>()
  private readonly beyond = new Set<string>()

  private readonly known: Asking

  constructor(known: Asking) {
    this.known = known
  }

  list(): Question[] {
    return [...this.asked.values()]
  }

  /** Questions beyond those listed; they come up once the others are answered. */
  leftOut(): number {
    return this.beyond.size
  }

  askWord(kind: MappedKind, value: string, line: number): void {
    this.ask(`${kind} ${wordKey(value)}`, () => {
      return { kind, value, count: 1, firstLine: line, ...proposalsFor(kind, value, this.known) }
    })
  }

  askLimit({ field, detail = '' }: Pick<RowRefusal, 'field' | 'detail'>, line: number): void {
    this.ask(`leaveOut ${field}`, () => ({ kind: 'leaveOut', value: field, count: 1, firstLine: line, limit: detail }))
  }

  askSwallowed({ from, to, column, records, lines, cell }: SwallowedLines): void {
    this.ask(`swallowedLines ${from}`, () => ({
      kind: 'swallowedLines',
      value: `${from}-${to}`,
      count: records,
      firstLine: from,
      lastLine: to,
      column: this.known.header[column] ?? '',
      proposed: 'lines',
      choices: ['lines', 'cell'],
      readings: { lines: { records, sample: lines }, cell: { records: 1, sample: cell } },
    }))
  }

  askHidden({ line, cells = [] }: { line: number; cells?: readonly string[] | undefined }): void {
    const { sheet } = this.known
    const question = this.ask('hiddenRows', () => {
      return { kind: 'hiddenRows', value: sheet, count: 1, firstLine: line, ...HIDDEN_ROWS, sample: [] }
    })
    if (question?.kind === 'hiddenRows' && question.sample.length < LINES_SHOWN)
      question.sample.push(cells.filter(Boolean).join(' · ').slice(0, LONGEST_SHOWN))
  }

  private ask(key: string, make: () => Question): Question | null {
    const before = this.asked.get(key)
    if (before) {
      before.count++
      return before
    }
    const question = make()
    const count = this.counts.get(question.kind) ?? 0
    if (count < MAX_QUESTIONS) {
      this.counts.set(question.kind, count + 1)
      this.asked.set(key, question)
      return question
    }
    if (this.beyond.size < MAX_BEYOND) this.beyond.add(key)
    return null
  }
}
