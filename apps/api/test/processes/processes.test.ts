/** Real processes on a real database: what survives a kill, and what several servers do together. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { settleChanges } from '@relance/relance'
import { addLeads, addRule, createTestDatabase, type TestDatabase } from '@relance/testing'

const APPS = join(__dirname, '../../..')
const CLI = 'cli/dist/main.js'
const SERVER = 'api/dist/main.js'
const IS_FULL = process.env.RELANCE_TESTS === 'full'
const SERVERS = IS_FULL ? 3 : 2
/** One for each server at its start; the next take a tick each. */
const RUNS = IS_FULL ? 6 : 2
const ENVIRONMENT = { CRON_SECRET: 'a-secret-of-the-cron', API_TOKEN: 'a-token-for-the-scripts', PORT: '0' }
const EVERY_DAY = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }

let test: TestDatabase
let children: ChildProcess[] = []
beforeEach(async () => {
  test = await createTestDatabase()
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  await test.drop()
})

function start(program: string, ...args: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, ...ENVIRONMENT, DATABASE_URL: test.url }
  const child = spawn(process.execPath, [join(APPS, program), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

/**
 * Looks, pauses, looks again: looking without a pause takes the processor from whom it waits for. A wait in vain ends with the test,
 * since nobody knows how long a busy machine takes to start a server.
 */
async function until(condition: () => Promise<boolean>, pauseMs = 200): Promise<void> {
  while (!(await condition())) await setTimeout(pauseMs)
}

type Recorded = 'enrolments' | 'relances'

/** Makes each batch wait before it commits: while one is seen, another is under way, however fast the machine is. */
async function dawdle(table: Recorded): Promise<void> {
  await test.db.query(
    `create or replace function dawdle() returns trigger language plpgsql
     as 'begin perform pg_sleep(0.3); return null; end'`,
  )
  await test.db.query(`create trigger dawdle after insert on ${table} for each statement execute function dawdle()`)
}

async function stopDawdling(table: Recorded): Promise<void> {
  await test.db.query(`drop trigger dawdle on ${table}`)
}

/** Kills a run as soon as the table has a newer row, while the run is still at it. */
async function killOnGrowth(table: Recorded): Promise<void> {
  const newest = async () =>
    (await test.db.query<{ newest: string }>(`select id::text as newest from ${table} order by id desc limit 1`))[0]
      ?.newest
  const before = await newest()
  const run = start(CLI, 'run')
  const exit = once(run, 'exit')
  await until(async () => run.exitCode !== null || (await newest()) !== before, 15)
  run.kill('SIGKILL')
  expect(await exit).toEqual([null, 'SIGKILL'])
  const half = await test.db.query(
    `select 1 from enrolments e
      where (e.step = 2) <> exists (select from relances r where r.enrolment_id = e.id and r.step = 1)`,
  )
  expect(half).toEqual([])
}

// `npm run prove` kills some hundred times, and servers as well.
it('killed again and again in the middle of a run, nothing is lost, doubled or half-written', async () => {
  const leads = 10_000
  await addRule(test.db, { window: EVERY_DAY })
  await addLeads(test.db, leads, { lastContactAt: Date.now() - 10 * 86_400_000 })
  await dawdle('enrolments')
  for (let kill = 0; kill < 2; kill++) await killOnGrowth('enrolments')
  await stopDawdling('enrolments')
  await settleChanges({ db: test.db, clock: Date.now }, 120)
  await dawdle('relances')
  for (let kill = 0; kill < 2; kill++) await killOnGrowth('relances')
  await stopDawdling('relances')
  expect(await once(start(CLI, 'run'), 'exit')).toEqual([0, null])
  const [counts] = await test.db.query(
    `select count(*)::int as relances, count(distinct lead_id)::int as leads,
            (select sum(relance_count)::int from lead_pacing) as paced, (select count(*)::int from lead_changes) as unsettled
       from relances`,
  )
  expect(counts).toEqual({ relances: leads, leads, paced: leads, unsettled: 0 })
}, 240_000)

it(`${SERVERS} servers with one schedule fire each slot once; the slots missed before make one run`, async () => {
  await addRule(test.db, { window: EVERY_DAY })
  await addLeads(test.db, 50, { lastContactAt: Date.now() - 10 * 86_400_000 })
  await test.db.query(`update schedule set cron = '*/2 * * * * *', changed_at = now() - interval '1 hour'`)
  const servers = Array.from({ length: SERVERS }, () => start(SERVER))
  await Promise.all(servers.map((server) => until(async () => listens(server))))
  // The run that records them may be any of the first, and still under way when the next is there.
  await until(async () => {
    const [seen] = await test.db.query<{ isThere: boolean }>(
      `select count(*) >= $1 and bool_and(finished_at is not null) and sum(recorded) >= 50 as "isThere" from runs`,
      [RUNS],
    )
    return seen?.isThere === true
  })
  const runs = await test.db.query<{ missed_slots: number; recorded: number; slots: number; runs: number }>(
    `select missed_slots, recorded, count(*) over ()::int as runs,
            (select count(distinct scheduled_for)::int from runs) as slots
       from runs where scheduled_for is not null order by id`,
  )
  expect(runs[0]?.missed_slots).toBeGreaterThan(800)
  const [recorded] = await test.db.query('select sum(recorded)::int as sum from runs')
  expect(recorded).toEqual({ sum: 50 })
  // A busy machine misses some more; none of those of the hour before.
  expect(runs.slice(1).every((run) => run.missed_slots < 100)).toBe(true)
  expect(runs[0]?.slots).toBe(runs[0]?.runs)
  for (const server of servers) {
    const exit = once(server, 'exit')
    server.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  }
}, 240_000)

const heard = new WeakMap<ChildProcess, { text: string }>()
function listens(server: ChildProcess): boolean {
  if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.`)
  if (!heard.has(server)) {
    const output = { text: '' }
    heard.set(server, output)
    server.stdout?.on('data', (chunk) => {
      output.text += chunk
    })
  }
  return heard.get(server)?.text.includes('listens') === true
}

it('lists every configuration problem at once, and no value', async () => {
  const child = spawn(process.execPath, [join(APPS, SERVER)], {
    env: {
      PATH: process.env.PATH,
      ...{ CRON_SECRET: 'shortie', PORT: 'abc', DATABASE_URL: 'mysql://x' },
      PUBLIC_URL: 'https://example.com/relance',
    },
  })
  let text = ''
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  expect(await once(child, 'exit')).toEqual([1, null])
  expect(text).toMatch(/CRON_SECRET must have at least 16/)
  expect(text).toMatch(/PORT must be a number/)
  expect(text).toMatch(/DATABASE_URL must look like/)
  expect(text).toMatch(/PUBLIC_URL must have no path/)
  expect(text).not.toContain('shortie')
})

it('says what to do when the database does not answer', async () => {
  const env = {
    PATH: process.env.PATH,
    ...ENVIRONMENT,
    DATABASE_URL: 'postgres://relance:verysecret@127.0.0.1:1/relance',
  }
  const child = spawn(process.execPath, [join(APPS, SERVER)], { env })
  let text = ''
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  expect(await once(child, 'exit')).toEqual([1, null])
  expect(text).toContain('nothing answers at its address')
  expect(text).not.toContain('verysecret')
})
