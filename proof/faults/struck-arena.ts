/** The usual round: leads become due, runs start, something breaks in the middle and is mended, and everything must come right. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from '../chance.ts'
import { type Answer, call, chooseCallers, isProper } from './callers.ts'
import type { Arena, RoundOutcome } from './fault.ts'
import { auditProblem, brokenInvariants, restlessness, streamProblems, unfinishedRuns } from './check-round.ts'
import { setSchedule, type Stage } from './stage.ts'
import { addCohort, countWaiting, letTimePass, setPauses } from './world.ts'

export interface Round {
  chance: Chance
  /** Whether every due step of the round is recorded. */
  isDone(): Promise<boolean>
}

export interface Striking {
  /** Before each round: what the round before has left to come up again. */
  ready?(stage: Stage): Promise<unknown>
  /** Breaks something and mends it again; resolves when it is mended. What it returns is wrong. */
  strike(stage: Stage, round: Round): Promise<string[] | void>
  /** Recovery counts from the fault, not from its end: somebody else has to go on meanwhile. */
  countsFromFault?: boolean
  /** A round without recovery after so long is a violation; seconds. */
  patience?: number
  /** Also ended with the arena. */
  close?(): Promise<void>
}

const PATIENCE = 90
/** Rounds with more leads than fit into one transaction of a run. */
const LARGE = 0.05

export function struckArena(stage: Stage, striking: Striking): Arena {
  return {
    play: (number, chance) => playRound(stage, striking, number, chance),
    rest: () => unfinishedRuns(stage),
    close: async () => {
      await stage.close()
      await striking.close?.()
    },
  }
}

async function playRound(stage: Stage, striking: Striking, number: number, chance: Chance): Promise<RoundOutcome> {
  const { control } = stage
  await striking.ready?.(stage)
  const prepared = await prepareRound(stage, number, chance)
  const isDone = async (): Promise<boolean> => (await countWaiting(control, prepared.rounds, false)) === 0
  const isAllDone = async (): Promise<boolean> => (await countWaiting(control, prepared.rounds, true)) === 0
  const calls = chooseCallers(chance).map((caller) => call(caller, chance.pick(stage.servers), stage.databaseUrl))
  await wait(chance.whole(0, 300))
  const struckAt = performance.now()
  const wrong = (await striking.strike(stage, { chance, isDone })) ?? []
  const mendedAt = performance.now()
  await setPauses(control, {})
  const later = callUntil(stage, isAllDone)
  const isRecovered = await control.until(isDone, striking.patience ?? PATIENCE)
  const recoveredAt = performance.now()
  const all = await control.until(isAllDone, 20)
  later.stop()
  const answers = [...(await Promise.all(calls)), ...(await later.answers)]
  const broken = [
    ...(isRecovered ? [] : [`not recovered within ${striking.patience ?? PATIENCE} s`]),
    ...(isRecovered && !all ? ['leads that time made due were forgotten'] : []),
    ...(await checkAll(stage, prepared)),
  ]
  return {
    recoveryMs: Math.round(Math.max(0, recoveredAt - (striking.countsFromFault ? struckAt : mendedAt))),
    violations: [...wrong, ...improper(answers), ...broken],
    isSpoilt: broken.length > 0,
  }
}

interface Prepared {
  /** Whose leads this round is about. */
  rounds: number[]
  beganAt: Date
  fromEvent: number
  /** Of each reader, until now. */
  resets: number[]
}

async function prepareRound(stage: Stage, number: number, chance: Chance): Promise<Prepared> {
  const { control, world } = stage
  const [row] = await control.query<{ now: Date; seq: number }>(
    'select clock_timestamp() as now, (select coalesce(max(seq), 0)::float8 from live_events) as seq',
  )
  const [earlier] = await control.query<{ round: number }>('select round from proof_cohort order by round desc limit 1')
  const rounds = [number]
  await setSchedule(control, chance.is(0.6))
  const places = chance.is(0.7) ? chance.some(['enrolments', 'relances', 'lead_pacing'], 1) : []
  await setPauses(control, Object.fromEntries(places.map((place) => [place, chance.whole(20, 400) / 1_000])))
  if (earlier && chance.is(0.4)) {
    rounds.push(earlier.round)
    await letTimePass(control, earlier.round)
  }
  await addCohort(control, world, chance, number, chance.is(LARGE) ? chance.whole(2_100, 4_500) : chance.whole(10, 120))
  return {
    rounds,
    beganAt: row?.now ?? new Date(0),
    fromEvent: row?.seq ?? 0,
    resets: stage.readers.map((reader) => reader.resets()),
  }
}

/** What an external cron does: it calls again and again, now one server and now the other. */
function callUntil(stage: Stage, isDone: () => Promise<boolean>): { stop(): void; answers: Promise<Answer[]> } {
  let isStopped = false
  const work = async (): Promise<Answer[]> => {
    const answers: Answer[] = []
    for (let turn = 0; !isStopped && !(await isDone()); turn++) {
      const server = stage.servers[turn % stage.servers.length]
      if (server?.pid() !== undefined) answers.push(await call('post', server, stage.databaseUrl))
      await wait(300)
    }
    return answers
  }
  return {
    stop: () => {
      isStopped = true
    },
    answers: work(),
  }
}

function improper(answers: readonly Answer[]): string[] {
  const wrong = answers.filter((answer) => !isProper(answer))
  const [first] = wrong
  if (!first) return []
  return [`${wrong.length} callers were answered improperly (${first.caller}: ${first.status} ${first.detail})`]
}

async function checkAll(stage: Stage, { rounds, beganAt, fromEvent, resets }: Prepared): Promise<string[]> {
  const ended = stage.servers.flatMap((server) => server.endedByItself() ?? [])
  return [
    ...ended.map((how) => `a server ended by itself: ${how}`),
    ...(await restlessness(stage.control)),
    ...(await brokenInvariants(stage.control, rounds, beganAt)),
    ...(await auditProblem(stage)),
    ...(await streamProblems(stage, fromEvent, resets)),
  ]
}
