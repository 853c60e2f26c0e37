/** What a fault is to the proof: a place to play rounds in, and how many. */
import type { Chance } from '../chance.ts'
import type { Ground } from './ground.ts'

export interface RoundOutcome {
  /** Until everything due was recorded, milliseconds; null when the round has no such moment. */
  recoveryMs: number | null
  violations: string[]
  /** Whether what follows would suffer from what went wrong. */
  isSpoilt: boolean
}

export interface Arena {
  play(round: number, chance: Chance): Promise<RoundOutcome>
  /** Waits for what takes minutes to come to rest; resolves with what did not. */
  rest?(): Promise<string[]>
  close(): Promise<void>
}

export interface Fault {
  name: string
  /** For the report. */
  title: string
  /** Of a full run. */
  rounds: number
  /** Arenas side by side, where rounds mostly wait. */
  lanes?: number
  /** Why this machine cannot do it; null when it can. */
  obstacle?(): string | null
  open(ground: Ground): Promise<Arena>
}
