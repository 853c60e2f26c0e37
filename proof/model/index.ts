/** The model-based half of the proof: random commands by several actors, compared with what the contract asks for. */
import type { Entry, Script } from './commands.ts'
import { scriptOf } from './script.ts'
import { type Counts, emptyCounts, runScript } from './sequence.ts'
import type { Difference } from './expected.ts'
import { shrink } from './shrink.ts'
import { openWorld, type World } from './world.ts'

export type { Script } from './commands.ts'

export interface ModelOptions {
  sequences: number
  /** Per sequence. */
  commands: number
  seed: number
  /** A migrated database with nothing in it, of a throwaway server; its user must be a superuser. */
  databaseUrl: string
  /** At most; every other sequence has two. */
  actors: 2 | 3
  /** Kinds of commands that are left out. */
  without?: readonly string[]
  /** The first sequence to run; 0 when absent. */
  from?: number
  /** No new sequence is begun after it. */
  budgetSeconds?: number
  /** How many violations are cut down to few commands; 3 when absent. */
  shrunk?: number
  onProgress?: (done: number, violations: number) => void
  onViolation?: (violation: Violation) => void
}

export interface Violation {
  seed: number
  sequence: number
  code: string
  what: string
  /** What is left of the sequence when everything that is not needed is taken out: for `replay`. */
  commands: Script
}

export interface ModelReport {
  seed: number
  /** How many were run. */
  sequences: number
  commands: number
  violations: Violation[]
  seconds: number
  counts: Counts
}

export async function runModel(options: ModelOptions): Promise<ModelReport> {
  const { seed, from = 0, budgetSeconds = Number.POSITIVE_INFINITY, shrunk = 3 } = options
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1_000
  const world = await openWorld(options.databaseUrl)
  const counts = emptyCounts()
  const violations: Violation[] = []
  let done = 0
  try {
    while (done < options.sequences && seconds() < budgetSeconds) {
      const sequence = from + done
      const script = scriptOf(seed, sequence, options)
      const differences = await runScript(world, script, counts)
      for (const difference of firstOfEachCode(differences)) {
        const isCut = violations.filter((one) => one.code === difference.code).length < shrunk
        const commands = isCut ? await shrink(world, script, difference) : script
        const violation = { seed, sequence, code: difference.code, what: difference.what, commands }
        violations.push(violation)
        options.onViolation?.(violation)
      }
      done++
      options.onProgress?.(done, violations.length)
    }
  } finally {
    await world.close()
  }
  return { seed, sequences: done, commands: done * options.commands, violations, seconds: seconds(), counts }
}

function firstOfEachCode(differences: readonly Difference[]): Difference[] {
  return [...new Map([...differences].reverse().map((one) => [one.code, one])).values()]
}

/** Runs what a report printed again, and says what it finds. */
export async function replay(databaseUrl: string, script: Script): Promise<string[]> {
  const world: World = await openWorld(databaseUrl)
  try {
    return (await runScript(world, script, emptyCounts())).map(({ code, what }) => `${code}: ${what}`)
  } finally {
    await world.close()
  }
}

/** One line for each thing that happens, for people. */
export function linesOf({ beginning, entries }: Script): string[] {
  const { startsAt, gapMinutes, leads, rules } = beginning
  return [
    `it is ${new Date(startsAt).toISOString()}, and the minimum gap is ${gapMinutes} minutes`,
    ...leads.map((lead, place) => `lead ${place}: ${JSON.stringify(lead)}`),
    ...rules.map((rule, place) => `rule ${place}: ${JSON.stringify(rule)}`),
    ...entries.map(lineOf),
  ]
}

function lineOf(entry: Entry): string {
  if ('barrier' in entry) {
    const { kind, ...rest } = entry.barrier
    return `         ${kind} ${Object.values(rest).join(' ')}`.trimEnd()
  }
  const { kind, ...rest } = entry.command
  return `actor ${entry.actor}: ${kind} ${JSON.stringify(rest)}`
}
