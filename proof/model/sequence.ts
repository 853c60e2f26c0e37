/** One sequence: actors at work between barriers, the database compared with the model at each check, then weeks that pass. */
import { type Db, dryRun, explainLead, mendAhead, reconcileNow, run, timed } from '@relance/relance'
import type { Barrier, Command, CommandKind, Script } from './commands.ts'
import { type Difference, differencesAt, newRelanceDifferences, waitingDifferences } from './expected.ts'
import { readFacts, type Facts, type RelanceFact } from './facts.ts'
import { foresee, type Forecast } from './forecast.ts'
import { interleave } from './interleave.ts'
import { perform, tick } from './perform.ts'
import type { Course } from './performer.ts'
import { createRandom, type Random } from './random.ts'
import type { World } from './world.ts'

const MINUTE = 60_000
const SLOT = 6 * 60 * MINUTE
const HORIZON = 40 * 24 * 60 * MINUTE
/** Time-outs end those that would last longer. */
const LONGEST_TRANSACTION = MINUTE
/** How many runs may be `partial` before everything must be done: nobody else is at work. */
const MAX_RUNS = 4

export interface Counts {
  commands: Partial<Record<CommandKind | Barrier['kind'], number>>
  /** Statements begun, how often another actor went first, and how often one waited for a lock. */
  steps: number
  switches: number
  waits: number
  relances: number
}

export const emptyCounts = (): Counts => ({ commands: {}, steps: 0, switches: 0, waits: 0, relances: 0 })

interface Sequence {
  world: World
  course: Course
  random: Random
  skews: readonly number[]
  switchRate: number
  seen: Map<string, RelanceFact>
  /** Of the database: nothing that comes after one of them can be trusted. */
  found: Difference[]
  /** Of what commands answered: the sequence goes on. */
  answers: Difference[]
  counts: Counts
}

/**
 * Resolves with the differences found at the first look that found any; none: the engine did what the model asks for.
 * `end`: whether weeks pass after the last command.
 */
export async function runScript(
  world: World,
  script: Script,
  counts: Counts,
  end: 'commands' | 'weeks' = 'weeks',
): Promise<Difference[]> {
  const { beginning, entries } = script
  await world.reset(beginning)
  const random = createRandom(`schedule ${script.schedule}`)
  const gap = {
    gapMinutes: beginning.gapMinutes,
    leastGap: beginning.gapMinutes,
    mostGap: beginning.gapMinutes,
    gaps: new Set([beginning.gapMinutes]),
  }
  const sequence: Sequence = {
    world,
    course: {
      now: beginning.startsAt,
      isStopped: false,
      stops: 0,
      ...gap,
      ...nothingChanged(),
      notContinued: new Set(),
      wasAhead: false,
    },
    random,
    skews: skewsOf(world, script),
    switchRate: script.switchRate,
    seen: new Map(),
    found: [],
    answers: [],
    counts,
  }
  return onWorldClock(sequence.course, () => playScript(sequence, entries, end))
}

/** Budgets are counted by the monotonic clock of the host: it is that of the world, so that a replay ends them where it did. */
async function onWorldClock<Result>(course: Course, work: () => Promise<Result>): Promise<Result> {
  const { now } = performance
  performance.now = () => course.now
  try {
    return await work()
  } finally {
    performance.now = now
  }
}

async function playScript(
  sequence: Sequence,
  entries: Script['entries'],
  end: 'commands' | 'weeks',
): Promise<Difference[]> {
  let together: { actor: number; command: Command }[] = []
  for (const entry of entries) {
    if ('command' in entry) {
      together.push(entry)
      continue
    }
    await workTogether(sequence, together)
    together = []
    await passBarrier(sequence, entry.barrier)
    if (sequence.found.length > 0) break
  }
  await workTogether(sequence, together)
  await check(sequence)
  const { answers, found } = sequence
  if (found.length > 0 || end === 'commands') return [...answers, ...found]
  await letTimePass(sequence)
  return [...answers, ...found.map((one) => ({ ...one, isLate: true as const }))]
}

/** Hosts whose clocks differ by up to two minutes, where the engine takes its time from its host. */
function skewsOf(world: World, script: Script): number[] {
  const random = createRandom(`skew ${script.schedule}`)
  const isSkewed = !world.hasDatabaseClock && random.chance(0.3)
  return [0, 0, 0].map(() => (isSkewed ? random.pick([-120_000, -5_000, 0, 5_000, 120_000]) : 0))
}

async function workTogether(
  sequence: Sequence,
  entries: readonly { actor: number; command: Command }[],
): Promise<void> {
  const { world, course, random, switchRate, counts, found, answers, skews } = sequence
  if (entries.length === 0 || found.length > 0) return
  const pass = (time: number) => {
    course.now += Math.max(0, Math.min(time, LONGEST_TRANSACTION - openFor()))
  }
  const { dbOf, drive, openFor } = interleave({
    connections: world.connections,
    random,
    switchRate,
    onStep: () => pass(random.below(300)),
    clock: () => course.now,
  })
  const actors = [...new Set(entries.map((entry) => entry.actor))].sort((a, b) => a - b)
  const report = (code: string, what: string) => {
    answers.push({ code, what })
  }
  const done = await drive(
    actors.map((actor) => async () => {
      const performer = { db: dbOf(actor), course, report, pass, clock: () => course.now + (skews[actor] ?? 0) }
      for (const { command } of entries.filter((entry) => entry.actor === actor)) {
        counts.commands[command.kind] = (counts.commands[command.kind] ?? 0) + 1
        await perform(performer, command).catch((error: unknown) =>
          report('error', `${command.kind}: ${textOf(error)}`),
        )
      }
    }),
  )
  counts.steps += done.steps
  counts.switches += done.switches
  counts.waits += done.waits
}

/** With what PostgreSQL says of the place: which relation a deadlock was in. */
function textOf(error: unknown): string {
  const { where } = error as { where?: string }
  return where ? `${String(error)} (${where})` : String(error)
}

async function passBarrier(sequence: Sequence, barrier: Barrier): Promise<void> {
  const { world, course, counts } = sequence
  counts.commands[barrier.kind] = (counts.commands[barrier.kind] ?? 0) + 1
  if (barrier.kind === 'check') return check(sequence)
  if (barrier.kind === 'jump') {
    course.now += barrier.minutes * MINUTE
    return
  }
  const wrong = course.now + barrier.minutes * MINUTE
  course.wasAhead ||= barrier.minutes > 0
  await guarded(sequence, 'tick', () => tick(world.db, () => wrong))
}

async function guarded(sequence: Sequence, name: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    sequence.found.push({ code: 'error', what: `${name}: ${textOf(error)}` })
  })
}

/** Nobody else is at work: a run has to end with nothing left, and everything has to be where the model wants it. */
async function check(sequence: Sequence): Promise<void> {
  const { world, course, found } = sequence
  if (found.length > 0) return
  await guarded(sequence, 'run', async () => {
    // A server does so when it notices that its clock is right again.
    await mendAhead(hostOf(sequence))
    const foretold = course.isStopped ? null : await dryRun(hostOf(sequence), { trigger: 'manual' })
    const recorded = await runUntilDone(sequence)
    if (foretold && foretold.report.due !== recorded) {
      found.push({
        code: 'dry_run',
        what: `a dry run foretold ${foretold.report.due} relances, and the run recorded ${recorded}`,
      })
    }
    const { differences } = await reconcileNow(hostOf(sequence), 'report')
    if (Object.keys(differences).length > 0) {
      found.push({ code: 'reconciliation', what: `it finds ${JSON.stringify(differences)}` })
    }
  })
  await compare(sequence, await readFacts(world.db), course.now)
}

const hostOf = ({ world, course }: Sequence): { db: Db; clock: () => number } => ({
  db: world.db,
  clock: () => course.now,
})

/** Resolves with how many relances the first run recorded: what is due again at once is left to the next. */
async function runUntilDone(sequence: Sequence): Promise<number> {
  let recorded: number | null = null
  for (let count = 0; count < MAX_RUNS; count++) {
    const report = await run(hostOf(sequence), { trigger: 'manual' })
    recorded ??= report?.recorded ?? 0
    if (report?.state === 'completed') return recorded
  }
  sequence.found.push({ code: 'never_completed', what: `${MAX_RUNS} runs with nobody else at work are all partial` })
  return recorded ?? 0
}

async function compare(sequence: Sequence, facts: Facts, now: number): Promise<void> {
  const { course, seen, found, counts } = sequence
  found.push(...differencesAt(facts, now, course), ...newRelanceDifferences(facts, seen, now, course))
  const isGapSteady = course.gaps.size === 1
  if (isGapSteady) found.push(...waitingDifferences(facts, course.gapMinutes * MINUTE))
  counts.relances += facts.relances.length - seen.size
  for (const relance of facts.relances) if (!seen.has(relance.id)) seen.set(relance.id, relance)
  course.leastGap = course.gapMinutes
  Object.assign(course, nothingChanged())
}

const nothingChanged = () => ({ holidaysChanged: false, zonesChanged: false, wasAhead: false })

/** Forty days on which nobody does anything: the scheduler alone has to record what the model foresees, and no more. */
async function letTimePass(sequence: Sequence): Promise<void> {
  const { world, course, found, counts } = sequence
  // The forecast knows nothing of absences, which put deliveries off.
  await world.db.query('delete from absences')
  await timed(hostOf(sequence)).query('update settings set stopped_at = null')
  course.isStopped = false
  await check(sequence)
  if (found.length > 0) return
  const before = await readFacts(world.db)
  const forecast = foresee(before, course.now, course.now + HORIZON, (at) => Math.ceil(at / SLOT) * SLOT)
  const { relances, runs } = forecast
  await compareExplanations(sequence, before, forecast)
  for (const at of runs) {
    course.now = at
    await guarded(sequence, 'tick', () => tick(world.db, () => at))
  }
  const after = await readFacts(world.db)
  const known = new Set(before.relances.map((one) => one.id))
  const recorded = after.relances.filter((one) => !known.has(one.id))
  counts.relances += recorded.length
  const place = (one: { leadId: string; ruleId: string; step: number; deliverAt: number }) =>
    `lead ${one.leadId.slice(-2)}, rule ${one.ruleId.slice(-1)}, step ${one.step}, ${new Date(one.deliverAt).toISOString()}`
  const [wanted, got] = [relances.map(place), recorded.map(place)]
  for (const one of wanted) if (!got.includes(one)) found.push({ code: 'forgotten', what: `${one} was never recorded` })
  for (const one of got) if (!wanted.includes(one)) found.push({ code: 'unforeseen', what: `${one} was recorded` })
  if (runs.length > 0) found.push(...differencesAt(after, course.now, course))
}

/** "Why not?" names the next relance of each lead, and it is the one that the model foresees. */
async function compareExplanations(sequence: Sequence, facts: Facts, forecast: Forecast): Promise<void> {
  const { course, found } = sequence
  for (const lead of facts.leads) {
    const next = (await explainLead(timed(hostOf(sequence)), lead.id, course.now))?.next ?? null
    const first = forecast.relances.find((one) => one.leadId === lead.id)
    const told = next && next.recordedAt <= forecast.until ? nextOf(next) : 'none'
    const wanted = first ? nextOf(first) : 'none'
    if (told !== wanted)
      found.push({ code: 'explain', what: `the next relance is told as ${told}, and the model foresees ${wanted}` })
  }
}

const nextOf = ({
  ruleId,
  step,
  recordedAt,
  deliverAt,
}: {
  ruleId: string
  step: number
  recordedAt: number
  deliverAt: number
}) =>
  `rule ${ruleId.slice(-1)}, step ${step}, recorded ${new Date(recordedAt).toISOString()}, delivered ${new Date(deliverAt).toISOString()}`
