/** Several hosts of the engine in this process, each with connections of its own: many rounds in little time. */
import { setTimeout as wait } from 'node:timers/promises'
import { poolDb, run, runDueSlot, settleChanges } from '@relance/relance'
import pg from 'pg'
import { verifyAuditLog } from '../../apps/api/src/audit/verify.ts'
import type { Chance } from '../chance.ts'
import { brokenInvariants, restlessness } from './check-round.ts'
import type { Arena, Fault, RoundOutcome } from './fault.ts'
import { openStage, setSchedule, type Stage } from './stage.ts'
import { addCohort, countWaiting, letTimePass, setPauses } from './world.ts'

const HOSTS = 4
/** Whatever was cut, so many more runs record the rest. */
const MOST_RUNS_AFTER = 5

/** Rounds of plain overlap, and rounds in which connections are cut as well. */
export const overlap: Fault = {
  name: 'overlap',
  title:
    'two to four engines run, settle and fire the same slot at once in one process; in every other round connections are cut',
  rounds: 700,
  open: async (ground) => {
    const stage = await openStage(await ground.cluster('fast'), { servers: 0 })
    const pools = Array.from({ length: HOSTS }, () => new pg.Pool({ connectionString: stage.databaseUrl, max: 4 }))
    for (const pool of pools) pool.on('error', () => undefined)
    return arenaOf(stage, pools)
  },
}

const arenaOf = (stage: Stage, pools: readonly pg.Pool[]): Arena => ({
  play: (round, chance) => playRound(stage, pools, round, chance),
  close: async () => {
    await Promise.all(pools.map((pool) => pool.end()))
    await stage.close()
  },
})

async function playRound(
  stage: Stage,
  pools: readonly pg.Pool[],
  round: number,
  chance: Chance,
): Promise<RoundOutcome> {
  const { control, world } = stage
  const beganAt = new Date(Date.now() - 1_000)
  const rounds = [round]
  const pauses = chance.is(0.5)
    ? { [chance.pick(['enrolments', 'relances', 'lead_pacing'])]: chance.whole(5, 60) / 1_000 }
    : {}
  await setPauses(control, pauses)
  await setSchedule(control, chance.is(0.5))
  if (round > 1 && chance.is(0.5)) {
    const [earlier] = await control.query<{ round: number }>(
      'select round from proof_cohort order by round desc limit 1',
    )
    if (earlier) rounds.push(earlier.round)
    if (earlier) await letTimePass(control, earlier.round)
  }
  await addCohort(control, world, chance, round, chance.whole(5, 60))
  const hosts = chance.some(pools, 2)
  const cut = chance.is(0.5) ? cutConnections(stage, chance) : Promise.resolve()
  await Promise.allSettled([cut, ...hosts.map((pool) => work(pool, chance))])
  await setPauses(control, {})
  return { recoveryMs: null, ...(await finish(stage, pools[0], rounds, beganAt)) }
}

/** Cut connections reject: whoever asked asks again. */
async function work(pool: pg.Pool, chance: Chance): Promise<void> {
  const host = { db: poolDb(pool), clock: Date.now }
  const kind = chance.pick(['run', 'run', 'hurried', 'slot', 'settle'] as const)
  await wait(chance.whole(0, 40))
  if (kind === 'slot') await runDueSlot(host)
  else if (kind === 'settle') await settleChanges(host, 5)
  else await run(host, { trigger: 'cli', ...(kind === 'hurried' && { budgetSeconds: 0.03 }) })
}

async function cutConnections({ control }: Stage, chance: Chance): Promise<void> {
  for (let time = chance.whole(1, 4); time > 0; time--) {
    await wait(chance.whole(0, 40))
    await control.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name <> 'proof' and random() < 0.5`,
    )
  }
}

async function finish(stage: Stage, pool: pg.Pool | undefined, rounds: readonly number[], beganAt: Date) {
  const { control } = stage
  const host = { db: pool ? poolDb(pool) : control, clock: Date.now }
  // No server runs here that would settle what a hurried or cut run has left.
  const isAllDone = async (): Promise<boolean> =>
    (await countWaiting(control, rounds, true)) === 0 &&
    (await control.query('select from lead_changes limit 1')).length === 0
  for (let again = 0; again < MOST_RUNS_AFTER && !(await isAllDone()); again++) {
    await run(host, { trigger: 'cli' }).catch(() => undefined)
    if (!(await isAllDone())) await wait(200)
  }
  const { isIntact, broken } = await verifyAuditLog(control)
  const violations = [
    ...(await brokenInvariants(control, rounds, beganAt)),
    ...(await restlessness(control)),
    ...(isIntact ? [] : [`not kept: the audit chain is intact (${JSON.stringify(broken)})`]),
  ]
  return { violations, isSpoilt: violations.length > 0 }
}
