/** Answers to the questions of an import, as the server takes them. */
import type { ImportQuestion } from '@relance/contract'

export interface ImportAnswers {
  status?: Record<string, string | null>
  closer?: Record<string, string | null>
  country?: Record<string, string | null>
  timeZone?: Record<string, string | null>
  locale?: Record<string, string | null>
  optedOut?: Record<string, string | null>
  tag?: Record<string, string | null>
  swallowedLines?: Record<string, 'lines' | 'cell'>
  hiddenRows?: 'leaveOut' | 'import'
  leaveOut?: string[]
}

/** Nothing is chosen yet: the lines of the question stay refused. */
export const UNANSWERED = ''
/** The value is left out, and its lines are taken. */
export const LEFT_OUT = '\u2205'

/** Lines wait for the answer, except for a tag's. */
export const isBlocking = ({ kind }: ImportQuestion): boolean => kind !== 'tag'

export const keyOf = ({ kind, value }: ImportQuestion): string => `${kind} ${value}`

/** What is chosen at first: what the server proposes. A line with a cell too many may have its cells in the wrong columns. */
export function proposedFor(question: ImportQuestion): string {
  if (question.kind !== 'leaveOut') return question.proposed ?? UNANSWERED
  return question.value === 'extraCells' ? UNANSWERED : LEFT_OUT
}

/** `chosen` by question. What was answered before stands unless it is asked again. */
export function answersOf(
  questions: readonly ImportQuestion[],
  chosen: Readonly<Record<string, string>>,
  before: ImportAnswers,
): ImportAnswers {
  const answers: ImportAnswers = structuredClone(before)
  for (const question of questions) {
    const choice = chosen[keyOf(question)] ?? proposedFor(question)
    if (choice === UNANSWERED) continue
    const { kind, value } = question
    if (kind === 'leaveOut') answers.leaveOut = [...(answers.leaveOut ?? []), value]
    else if (kind === 'hiddenRows') answers.hiddenRows = choice === 'import' ? 'import' : 'leaveOut'
    else if (kind === 'swallowedLines')
      answers.swallowedLines = { ...answers.swallowedLines, [value]: choice === 'cell' ? 'cell' : 'lines' }
    else answers[kind] = { ...answers[kind], [value]: choice === LEFT_OUT ? null : choice }
  }
  return answers
}
