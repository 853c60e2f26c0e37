/** What happens when every trigger is on: all of them fire in the same instant, on one database. Nothing bad may. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Db, poolDb } from '@relance/relance'
import { addLeads, addRule } from '@relance/testing'
import pg from 'pg'
import { Scheduler } from '../../src/triggers/scheduler.ts'
import { type Child, startChild, startFunction } from './child.ts'
import { findDeno } from './programs.ts'
import { CRON_SECRET, type Person, startTestApi, type TestApi } from '../test-api.ts'
import { runStep } from './workflow-step.ts'

const ROOT = join(__dirname, '../../../..')
const PATH = '/api/gestion/auto-relance'
/** `RELANCE_SLOTS=1000` is the full size: minutes. */
const SLOTS = Number(process.env.RELANCE_SLOTS ?? (process.env.RELANCE_TESTS === 'full' ? 20 : 8))
const REPLICAS = 3
const LEADS = 4_000
const LONG_AGO = Date.now() - 10 * 86_400_000
const SECOND = 1_000
/** The instant of the first of them all; the slots of the second test come after it, a second apart. */
const FIRST_SLOT = Math.floor(Date.now() / SECOND) * SECOND - (SLOTS + 60) * SECOND

let api: TestApi
let manager: Person
let ownSecret: string
let pools: pg.Pool[] = []
let replicas: Scheduler[] = []
let vercel: Child & { url: string }
let edge: Child | null = null
const deno = findDeno()

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  const made = await api.admin.call('post', '/api/api-tokens').send({ name: 'cron-job.org', role: 'trigger' })
  ownSecret = made.body.token
  await addRule(api.test.db)
  pools = Array.from({ length: REPLICAS }, () => new pg.Pool({ connectionString: api.test.url, max: 4 }))
  replicas = pools.map((pool) => new Scheduler(poolDb(pool)))
  const env = { DATABASE_URL: api.test.url, CRON_SECRET }
  vercel = await startFunction(join(ROOT, `${PATH}.js`), env)
  if (deno) {
    const folder = join(ROOT, 'supabase/functions/auto-relance')
    const flags = ['run', '--no-check', '--allow-net', '--allow-env', '--allow-read', '--allow-sys', '--config']
    const machine = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/tmp', PORT: '0' }
    edge = await startChild(deno, [...flags, `${folder}/deno.json`, `${folder}/index.ts`], /http:\/\/[\d.]+:(\d+)\//, {
      env: { ...env, ...machine, DENO_NO_UPDATE_CHECK: '1', DENO_TLS_CA_STORE: 'system,mozilla' },
    })
  }
}, 240_000)
afterAll(async () => {
  await vercel?.stop()
  await edge?.stop()
  await Promise.all(replicas.map((replica) => replica.beforeApplicationShutdown()))
  await Promise.all(pools.map((pool) => pool.end()))
  await api?.stop()
})

interface Answer {
  caller: string
  status: number
  isDone: boolean
}

/** Everybody who calls over HTTP and has been answered. */
async function callAll(): Promise<Answer[]> {
  const server = await api.app.getUrl()
  const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })
  const asVercel = { headers: { ...bearer(CRON_SECRET), 'user-agent': 'vercel-cron/1.0', 'x-real-ip': '198.51.100.7' } }
  const asJson = { 'Content-Type': 'application/json' }
  const panel = { method: 'POST', headers: { Cookie: manager.cookie, ...asJson }, body: '{}' }
  const calls: [string, string, RequestInit][] = [
    ['curl', server + PATH, { method: 'POST', headers: { ...bearer(CRON_SECRET), ...asJson } }],
    ['cron-job.org', server + PATH, { headers: bearer(ownSecret) }],
    ['Vercel', vercel.url + PATH, asVercel],
    ['Vercel again', vercel.url + PATH, asVercel],
    ['panel', `${server}/api/runs`, panel],
  ]
  if (edge) {
    const url = `http://127.0.0.1:${edge.said[1]}/auto-relance`
    calls.push(['Supabase', url, { method: 'POST', headers: bearer(CRON_SECRET), body: '{}' }])
  }
  return Promise.all(
    calls.map(async ([caller, url, init]) => {
      const answer = await fetch(url, init)
      const { state } = (await answer.json()) as { state: string }
      return { caller, status: answer.status, isDone: DONE.has(state) }
    }),
  )
}
const CALLERS = ['curl', 'cron-job.org', 'Vercel', 'Vercel again', 'panel', ...(deno ? ['Supabase'] : [])]
/** Who finds leads in the hands of another run says `partial`: whether they were recorded is not known yet. */
const DONE = new Set(['completed', 'partial'])
const ANSWERED = CALLERS.map((caller) => ({ caller, status: 200, isDone: true }))
/** The workflow's script calls again while a run is partial, and a scheduler goes on. */
const atLeast = (runs: number) => ({
  asymmetricMatch: (actual: unknown) => typeof actual === 'number' && actual >= runs,
})

/** `npm run relance -- run`, as a process of its own. */
const runCommand = (...options: string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'apps/cli/dist/main.js'), 'run', ...options], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: api.test.url },
  })

/** One slot, at this very second, is what the schedulers are to fire next. */
async function dueAt(slotAt: number): Promise<void> {
  const at = new Date(slotAt)
  const cron = `${at.getUTCSeconds()} ${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`
  await api.test.db.query(`update schedule set enabled = true, time_zone = 'UTC', cron = $1, changed_at = $2`, [
    cron,
    new Date(slotAt - SECOND / 2),
  ])
}

/**
 * Holds back whoever opens a run, until so many wait: then all go in the same instant. A lock would not do: nobody waits for
 * one longer than a few seconds, and a process takes longer to start.
 */
async function barrier(): Promise<(waiting: number) => Promise<void>> {
  const { db } = api.test
  await db.query('create table gate (is_open bool)')
  await db.query('insert into gate values (false)')
  await db.query('grant select on gate to public')
  await db.query(`create function wait_at_gate() returns trigger language plpgsql as $$
    begin
      while not (select is_open from gate) loop perform pg_sleep(0.01); end loop;
      return new;
    end $$`)
  await db.query('create trigger gate before insert on runs for each row execute function wait_at_gate()')
  const open = () => db.query('update gate set is_open = true')
  return async (waiting) => {
    const waits = `select count(*)::int as count from pg_stat_activity, pg_sleep(0.05)
                    where datname = current_database() and query like '%insert into runs%' and pid <> pg_backend_pid()
                      and state = 'active'`
    const giveUpAt = Date.now() + 60_000
    for (let came = 0; came < waiting; ) {
      const [row] = await db.query<{ count: number }>(waits)
      came = row?.count ?? 0
      if (Date.now() > giveUpAt) {
        await open()
        throw new Error(`Of ${waiting} callers ${came} came.`)
      }
    }
    await open()
  }
}

const relancesOf = async (db: Db) =>
  (
    await db.query(
      `select count(*)::int as all, count(distinct (enrolment_id, step))::int as steps, count(distinct lead_id)::int as leads
         from relances`,
    )
  )[0]

it('schedulers, endpoint, functions, workflow, command and panel in one instant: one run for the slot, each step once, all answered', async () => {
  await addLeads(api.test.db, LEADS, { lastContactAt: LONG_AGO })
  await dueAt(FIRST_SLOT)
  const open = await barrier()
  const everybody = Promise.all([
    callAll(),
    runStep({ RELANCE_URL: await api.app.getUrl(), CRON_SECRET }),
    runCommand(),
    ...replicas.map((replica) => replica.tick()),
  ])
  await Promise.all([open(CALLERS.length + 2 + REPLICAS), everybody])
  const [answers, workflow, command] = await everybody
  expect(answers).toEqual(ANSWERED)
  expect(workflow).toMatchObject({ code: 0, output: expect.stringMatching(/"state":"(completed|partial)"/) })
  expect(JSON.parse(command.stdout)).toMatchObject({
    trigger: 'cli',
    state: expect.stringMatching(/^(completed|partial)$/),
  })
  // A scheduler may have entered the leads after the last run had looked: they are the next run's.
  while ((await relancesOf(api.test.db))?.all !== LEADS) {
    const again = { method: 'POST', headers: { Authorization: `Bearer ${CRON_SECRET}` } }
    await fetch((await api.app.getUrl()) + PATH, again)
  }
  expect(await relancesOf(api.test.db)).toEqual({ all: LEADS, steps: LEADS, leads: LEADS })
  const runs = await api.test.db.query<{ trigger: string; recorded: number }>(
    `select trigger, bool_and(state in ('completed', 'partial')) as "areDone", count(scheduled_for)::int as slots, count(*)::int as runs,
            sum(recorded)::int as recorded from runs group by trigger order by trigger`,
  )
  expect(runs.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(LEADS)
  expect(runs.map(({ recorded: _recorded, ...run }) => run)).toEqual([
    { trigger: 'cli', areDone: true, slots: 0, runs: 1 },
    // The endpoint's three callers and those of the functions; the panel's run is a person's.
    { trigger: 'http', areDone: true, slots: 0, runs: atLeast(CALLERS.length) },
    { trigger: 'manual', areDone: true, slots: 0, runs: 1 },
    { trigger: 'scheduler', areDone: true, slots: 1, runs: atLeast(1) },
  ])
}, 120_000)

it(`${SLOTS} slots, at each of them every server and caller at once: one run per slot, every caller answered, each step once`, async () => {
  const from = new Date()
  for (let slot = 1; slot <= SLOTS; slot++) {
    await addLeads(api.test.db, 2, { lastContactAt: LONG_AGO, after: LEADS + slot * 2 })
    await dueAt(FIRST_SLOT + slot * SECOND)
    const [answers] = await Promise.all([callAll(), ...replicas.map((replica) => replica.tick())])
    expect([slot, answers]).toEqual([slot, ANSWERED])
  }
  const all = LEADS + 2 * SLOTS
  expect(await relancesOf(api.test.db)).toEqual({ all, steps: all, leads: all })
  const runs = await api.test.db.query(
    `select trigger, count(*)::int as runs, count(distinct scheduled_for)::int as slots, sum(missed_slots)::int as missed,
            bool_and(state in ('completed', 'partial')) as "areDone", sum(sum(recorded)) over ()::int as recorded
       from runs where started_at >= $1 group by trigger order by trigger`,
    [from],
  )
  const one = { missed: 0, areDone: true, recorded: 2 * SLOTS }
  expect(runs).toEqual([
    { ...one, trigger: 'http', runs: SLOTS * (CALLERS.length - 1), slots: 0 },
    { ...one, trigger: 'manual', runs: SLOTS, slots: 0 },
    { ...one, trigger: 'scheduler', runs: atLeast(SLOTS), slots: SLOTS },
  ])
}, 1_200_000)

const GUIDE = readFileSync(join(ROOT, 'docs/triggers.md'), 'utf8')

it('cron-job.org and EasyCron: the fields of the guide, filled in as they are written, start a run under the secret’s name', async () => {
  for (const service of ['cron-job.org', 'EasyCron']) {
    const page = GUIDE.split(`\n## ${service}\n`)[1]?.split('\n## ')[0] ?? ''
    const field = (name: RegExp): string =>
      page
        .split('\n')
        .find((line) => name.test(line))
        ?.split('|')[2]
        ?.trim() ?? ''
    const made = await api.admin.call('post', '/api/api-tokens').send({ name: service, role: 'trigger' }).expect(201)
    const url = field(/^\| URL/).replace(/`https:\/\/[^/]+(.*)`/, `${await api.app.getUrl()}$1`)
    expect(field(/^\| (Advanced · )?(HTTP )?headers/i)).toMatch(
      /^`Authorization(`: `|: )Bearer` and a space and the secret/,
    )
    const answer = await fetch(url, {
      method: field(/^\| (Advanced · Request|HTTP) method/),
      headers: { Authorization: `Bearer ${made.body.token}` },
    })
    expect([service, answer.status, (await answer.text()).length < 1_024]).toEqual([service, 200, true])
    const [run] = await api.test.db.query('select caller from runs order by id desc limit 1')
    expect(run).toEqual({ caller: service })
  }
})

it('by hand: the curl of the guide and of the README as they are written, and the command, dry', async () => {
  const [, guided = ''] = /```sh\n(curl -X POST [^`]*)```/.exec(GUIDE) ?? []
  const [, first = ''] = /```sh\n *(curl -X POST [^`]*)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? []
  const before = (await api.test.db.query('select 1 from runs')).length
  for (const curl of [guided, first]) {
    expect(curl).toMatch(/-H "Authorization: Bearer \$CRON_SECRET" -H "Content-Type: application\/json"/)
    const command = curl.replace(/https?:\/\/[^/]+/, await api.app.getUrl())
    const env = { PATH: process.env.PATH ?? '', CRON_SECRET }
    const { stdout } = await promisify(execFile)('bash', ['-c', command], { env })
    expect(JSON.parse(stdout)).toMatchObject({ trigger: 'http', state: 'completed', recorded: 0 })
  }
  const { stdout } = await runCommand('--dry-run', '--at', '2031-03-03T10:00:00Z')
  expect(JSON.parse(stdout)).toMatchObject({ trigger: 'cli', dryRun: true })
  await expect(runCommand('--at', '2031-03-03T10:00:00Z')).rejects.toThrow(/--at needs --dry-run/)
  expect(await api.test.db.query('select 1 from runs')).toHaveLength(before + 2)
})
