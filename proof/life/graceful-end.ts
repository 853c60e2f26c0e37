/** SIGTERM in the middle of an import, of a replay and of a live stream: the server ends in time and leaves nothing half-done. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Chance, chanceOf } from '../chance.ts'

import { API_TOKEN } from '../faults/server.ts'
import { openStage, type Stage } from '../faults/stage.ts'
import { addCohort } from '../faults/world.ts'
import type { Life } from './life.ts'

const ROUNDS = 30
const LINES = 4_000
const GRACE_MS = 12_000
const headers = (type: string) => ({ Authorization: `Bearer ${API_TOKEN}`, 'Content-Type': type })

export const gracefulEnd: Life = {
  name: 'graceful-end',
  title:
    'SIGTERM in the middle of an import, a replay, a run or a live stream: the process ends in time, nothing is half-done',
  play: async (ground, options, result) => {
    const stage = await openStage(await ground.cluster('fast'), { servers: 1 })
    await addCohort(stage.control, stage.world, chanceOf(options.seed, 'graceful-end'), 90_000, 3_000)
    const rounds = options.rounds ?? ROUNDS
    for (let n = 0; n < rounds; n++) {
      const round = options.first + n
      const wrong = await playRound(stage, chanceOf(options.seed, 'graceful-end', round), round, result.recoveryMs)
      for (const what of wrong) result.violations.push({ round, what })
      result.rounds += 1
    }
    await stage.close()
  },
}

async function playRound(stage: Stage, chance: Chance, round: number, times: number[]): Promise<string[]> {
  const [server] = stage.servers
  if (!server) return []
  const work = chance.pick([importLeads, replay, run])
  // Whatever is answered, or not: what counts is what is left in the database.
  const under = work(stage, server.url, round).catch(() => null)
  await wait(chance.whole(20, 900))
  const from = performance.now()
  const isEnded = await Promise.race([server.kill('SIGTERM').then(() => true), wait(3 * GRACE_MS).then(() => false)])
  const took = Math.round(performance.now() - from)
  times.push(took)
  if (!isEnded) await server.kill()
  await under
  const left = [...(await halfImported(stage, round)), ...(await restlessnessAfterEnd(stage))]
  await server.start()
  return [
    ...(took > GRACE_MS ? [`the server took ${Math.round(took / 1_000)} s to end during ${work.name}`] : []),
    ...left,
  ]
}

async function importLeads(_stage: Stage, url: string, round: number): Promise<unknown> {
  const lines = Array.from(
    { length: LINES },
    (_, n) => `Fictif${n},+3363998${String(round * LINES + n).padStart(7, '0')},import-${round}`,
  )
  const body = ['firstName,phone,source', ...lines].join('\n')
  return (await fetch(`${url}/api/leads/import`, { method: 'POST', headers: headers('text/csv'), body })).text()
}

async function replay({ control, world }: Stage, url: string): Promise<unknown> {
  const [rule] = await control.query<{ frequencyId: string; templateIds: string[] }>(
    `select frequency_id as "frequencyId", template_ids as "templateIds" from rules where id = $1`,
    [world.rules.both],
  )
  const body = JSON.stringify({
    name: 'Replay',
    audience: { combinator: 'and', rules: [] },
    channel: 'closer',
    ...rule,
    days: 90,
  })
  return (
    await fetch(`${url}/api/rules/backtest`, { method: 'POST', headers: headers('application/json'), body })
  ).text()
}

async function run(_stage: Stage, url: string): Promise<unknown> {
  return (await fetch(`${url}/api/runs`, { method: 'POST', headers: headers('application/json'), body: '{}' })).text()
}

/** A file is taken whole, or not at all. */
async function halfImported({ control }: Stage, round: number): Promise<string[]> {
  const [row] = await control.query<{ count: number }>('select count(*)::int as count from leads where source = $1', [
    `import-${round}`,
  ])
  const count = row?.count ?? 0
  return count === 0 || count === LINES ? [] : [`${count} of ${LINES} lines of an import were kept`]
}

async function restlessnessAfterEnd({ control }: Stage): Promise<string[]> {
  const isFree = async (): Promise<boolean> => {
    const [row] = await control.query<{ left: number }>(
      `select count(*)::int as left from pg_stat_activity where datname = current_database() and application_name <> 'proof'`,
    )
    return row?.left === 0
  }
  const isIdle = await control.until(isFree, 10)
  const [row] = await control.query<{ left: number }>(`select count(*)::int as left from runs where state = 'running'`)
  return [
    ...(isIdle ? [] : ['connections outlived the server']),
    ...(row?.left ? [`${row.left} runs were left running by a server that ended in peace`] : []),
  ]
}
