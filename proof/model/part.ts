/** The model as one part of `npm run prove`: what is asked and answered there, in its terms. */
import { linesOf, runModel as runSequences, type ModelReport } from './index.ts'
import { withThrowawayDatabase } from './throwaway.ts'

/** What a full run has. */
const SEQUENCES = 10_000
const COMMANDS = 50

export interface ModelPartOptions {
  seed: number
  /** Sequences; null: as many as a full run has. */
  rounds: number | null
  /** The sequence to begin with, from 1. */
  first: number
  /** No new sequence is begun after this many milliseconds; null: no limit. */
  budgetMs: number | null
  log: (line: string) => void
}

export interface ModelPartResult {
  name: string
  title: string
  rounds: number
  violations: { round: number; what: string }[]
  recoveryMs: number[]
  tookMs: number
  skipped: string | null
  notes: string[]
}

export async function runModel({ seed, rounds, first, budgetMs, log }: ModelPartOptions): Promise<ModelPartResult[]> {
  const report = await withThrowawayDatabase((databaseUrl) =>
    runSequences({
      sequences: rounds ?? SEQUENCES,
      commands: COMMANDS,
      seed,
      databaseUrl,
      actors: 3,
      from: first - 1,
      ...(budgetMs !== null && { budgetSeconds: budgetMs / 1_000 }),
      onProgress: (done, violations) => {
        if (done % 500 === 0) log(`${done} sequences, ${violations} violations`)
      },
    }),
  )
  return [
    {
      name: 'model',
      title: 'Random commands by two and three actors, interleaved at every statement, compared with a model',
      rounds: report.sequences,
      violations: report.violations.map(({ sequence, code, what, commands }) => ({
        round: sequence + 1,
        what: [`${code}: ${what}`, ...linesOf(commands)].join('\n'),
      })),
      recoveryMs: [],
      tookMs: report.seconds * 1_000,
      skipped: null,
      notes: notesOf(report),
    },
  ]
}

function notesOf({ commands, counts }: ModelReport): string[] {
  const { steps, switches, waits, relances } = counts
  const kinds = Object.entries(counts.commands).sort(([, a], [, b]) => b - a)
  return [
    `${commands} commands, ${steps} statements and transactions begun; another actor went first ${switches} times, and one waited for a lock ${waits} times`,
    `${relances} relances recorded`,
    kinds.map(([kind, count]) => `${kind} ${count}`).join(', '),
  ]
}
