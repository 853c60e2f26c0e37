/** Plays the rounds of each fault and gathers what was found. */
import { chanceOf } from '../chance.ts'
import type { PartOptions, PartResult } from '../parts.ts'
import { clockFaults } from './clock-faults.ts'
import { databaseFaults } from './database-faults.ts'
import type { Arena, Fault } from './fault.ts'
import { createGround, type Ground } from './ground.ts'
import { migrators } from './migrators.ts'
import { networkFaults } from './network-faults.ts'
import { overlap } from './overlap.ts'
import { processFaults } from './process-faults.ts'
import { upgrade } from './upgrade.ts'

export const FAULTS: readonly Fault[] = [
  overlap,
  ...processFaults,
  ...databaseFaults,
  ...networkFaults,
  ...clockFaults,
  migrators,
  upgrade,
]

/** A fault that breaks every round says nothing more after so many of them. */
const MOST_VIOLATING_ROUNDS = 10

/** Without a ground of its own it makes one, and takes it away again. */
export async function runFaults(options: PartOptions, ground: Ground = createGround()): Promise<PartResult[]> {
  const chosen = FAULTS.filter(({ name }) => options.only?.includes(name) ?? true)
  const giveUpAt = performance.now() + (options.budgetMs ?? Number.POSITIVE_INFINITY)
  const results: PartResult[] = []
  try {
    for (const [place, fault] of chosen.entries()) {
      // What is left of the time is shared among the faults that are left.
      const share = (giveUpAt - performance.now()) / (chosen.length - place)
      const result = await playFault(fault, ground, options, performance.now() + share)
      options.keep?.(result)
      results.push(result)
    }
  } finally {
    await ground.remove()
  }
  return results
}

async function playFault(fault: Fault, ground: Ground, options: PartOptions, giveUpAt: number): Promise<PartResult> {
  const { name, title } = fault
  const result: PartResult = {
    name,
    title,
    rounds: 0,
    violations: [],
    recoveryMs: [],
    tookMs: 0,
    skipped: fault.obstacle?.() ?? null,
    notes: [],
  }
  if (result.skipped) {
    options.log(`${name}: skipped, ${result.skipped}`)
    return result
  }
  const startedAt = performance.now()
  const wanted = options.rounds ?? fault.rounds
  const queue = Array.from({ length: wanted }, (_, n) => options.first + n)
  const lanes = Math.min(fault.lanes ?? 1, wanted)
  await Promise.all(
    Array.from({ length: lanes }, () => playLane(fault, ground, { ...options, queue, giveUpAt, result })),
  )
  result.tookMs = Math.round(performance.now() - startedAt)
  const each = Math.round(result.tookMs / Math.max(1, result.rounds))
  options.log(`${name}: ${result.rounds} rounds, ${result.violations.length} violations, ${each} ms a round`)
  return result
}

interface Lane extends PartOptions {
  /** Numbers of the rounds that nobody has begun. */
  queue: number[]
  giveUpAt: number
  result: PartResult
}

const violatingRounds = ({ violations }: PartResult): number => new Set(violations.map(({ round }) => round)).size

let opening: Promise<unknown> = Promise.resolve()
/** Servers that all start at once are slow to start. */
function oneAfterAnother<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = opening.then(work)
  opening = result.catch(() => undefined)
  return result
}

/** An arena in which something went wrong is left: what follows shall not suffer from it. */
async function playLane(fault: Fault, ground: Ground, lane: Lane): Promise<void> {
  const { queue, result } = lane
  const mayGoOn = (): boolean => performance.now() < lane.giveUpAt && violatingRounds(result) < MOST_VIOLATING_ROUNDS
  while (queue.length > 0 && mayGoOn()) {
    const arena = await oneAfterAnother(() => fault.open(ground)).catch((error: Error) =>
      note(lane, queue[0] ?? 0, `nothing could be set up: ${error.stack}`),
    )
    if (!arena) return
    let last = lane.first
    let isWell = true
    while (isWell && queue.length > 0 && mayGoOn()) {
      last = queue.shift() ?? last
      isWell = await playRound(fault, arena, last, lane)
    }
    const wrong = isWell && !lane.isQuick ? await arena.rest?.() : []
    for (const what of wrong ?? []) note(lane, last, what)
    await arena.close().catch((error: unknown) => note(lane, last, `the arena could not be closed: ${String(error)}`))
  }
}

async function playRound(fault: Fault, arena: Arena, round: number, lane: Lane): Promise<boolean> {
  const { result, seed } = lane
  const startedAt = performance.now()
  const outcome = await arena.play(round, chanceOf(seed, fault.name, round)).catch((error: Error) => ({
    recoveryMs: null,
    violations: [`the round broke off: ${error.stack ?? error.message}`],
    isSpoilt: true,
  }))
  result.rounds += 1
  if (lane.isVerbose)
    lane.log(
      `${fault.name}, round ${round}: ${Math.round(performance.now() - startedAt)} ms, recovery ${outcome.recoveryMs}`,
    )
  if (outcome.recoveryMs !== null) result.recoveryMs.push(outcome.recoveryMs)
  for (const what of outcome.violations) note(lane, round, what)
  if (result.rounds % 50 === 0) lane.log(`${fault.name}: ${result.rounds} rounds so far`)
  return !outcome.isSpoilt
}

function note({ result, log }: Lane, round: number, what: string): null {
  result.violations.push({ round, what })
  log(`${result.name}, round ${round}: ${what}`)
  return null
}
