/** Answers to the questions of an import, as the server takes them. */
import type { ImportQuestion } from '@relance/contract'

export interface ImportAnswers {
  status?: Record<string, string | null>
  closer?: Record<string, string | null>
  country?: Record<string, string | null>
  timeZone?: Record<string, string | null>
  locale?: Record<string, string | null>
  swallowedLines?: Record<string, 'lines' | 'cell'>
  leaveOut?: string[]
}

/** Nothing is chosen yet: the lines of the question stay refused. */
export const UNANSWERED = ''
/** The value is left out, and its lines are taken. */
export const LEFT_OUT = '\u2205'

export const keyOf = ({ kind, value }: ImportQuestion): string => `${kind} ${value}`

/** What is chosen at first: what the server proposes. */
export const proposedFor = (question: ImportQuestion): string =>
  question.kind === 'leaveOut' ? LEFT_OUT : (question.proposed ?? UNANSWERED)

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
    else if (kind === 'swallowedLines')
      answers.swallowedLines = { ...answers.swallowedLines, [value]: choice === 'cell' ? 'cell' : 'lines' }
    else answers[kind] = { ...answers[kind], [value]: choice === LEFT_OUT ? null : choice }
  }
  return answers
}
