/** What the parts of the proof are asked and what they answer. */

export interface PartOptions {
  seed: number
  /** Rounds (sequences) of each fault; null: as many as a full run has. */
  rounds: number | null
  /** The round to begin with, to replay one. */
  first: number
  /** No new round is begun after this many milliseconds; null: no limit. */
  budgetMs: number | null
  /** Names of the faults to play; null: all. */
  only: readonly string[] | null
  /** Does not wait for what takes minutes: the part of `npm test`. */
  isQuick?: boolean
  /** Says how long each round took. */
  isVerbose?: boolean
  log: (line: string) => void
  /** Told of each result as soon as it is there: a run that is cut off keeps what it has. */
  keep?: (result: PartResult) => void
}

export interface Violation {
  round: number
  /** Which guarantee, and what was seen instead. */
  what: string
}

/** One fault, or one kind of random sequences. */
export interface PartResult {
  name: string
  title: string
  rounds: number
  violations: Violation[]
  /** For each round that had something to recover from: milliseconds until everything due was recorded. */
  recoveryMs: number[]
  /** How long all rounds took together, milliseconds. */
  tookMs: number
  /** Why it could not be played here; null when it was. */
  skipped: string | null
  /** Figures of its own, for the report. */
  notes: string[]
}

/** What `proof/model/part.ts` exports as `runModel`. */
export type RunPart = (options: PartOptions) => Promise<PartResult[]>
