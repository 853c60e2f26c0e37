/** The Edge Function under real Deno on real PostgreSQL, beside the server's own scheduler; and the SQL of its cron. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addLeads, addRule } from '@relance/testing'
import { type Child, startChild } from './child.ts'
import { type CronDatabase, startCronDatabase } from './pg-cron.ts'
import { describeWhere, findDeno, itWhere, unpackDebian } from './programs.ts'
import { CRON_SECRET, startTestApi, type TestApi } from '../test-api.ts'
import { Scheduler } from '../../src/triggers/scheduler.ts'

const ROOT = join(__dirname, '../../../..')
const FUNCTION = join(ROOT, 'supabase/functions/auto-relance')
const LONG_AGO = Date.now() - 10 * 86_400_000
const FLAGS = ['run', '--no-check', '--allow-net', '--allow-env', '--allow-read', '--allow-sys', '--config']

const deno = findDeno()
const withDeno = describeWhere(deno !== null, 'Deno')
const environment = (databaseUrl: string) => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '/tmp',
  DENO_NO_UPDATE_CHECK: '1',
  // Behind a company's proxy, its certificate is in the machine's store alone.
  DENO_TLS_CA_STORE: 'system,mozilla',
  DATABASE_URL: databaseUrl,
})

it('the bundle and its imports are what the code gives', async () => {
  const check = promisify(execFile)(process.execPath, [join(ROOT, 'tools/generate.mjs'), '--check', '--built'])
  expect((await check).stderr).toBe('')
})

it('config.toml names the function’s files and leaves the secret to the function', () => {
  const config = readFileSync(join(ROOT, 'supabase/config.toml'), 'utf8')
  expect(config).toMatch(/\[functions\.auto-relance\][^[]*verify_jwt = false/)
  for (const [, file = ''] of config.matchAll(/"\.\/(functions\/[^"]+)"/g)) {
    expect(readFileSync(join(ROOT, 'supabase', file), 'utf8')).not.toBe('')
  }
})

withDeno('under Deno', () => {
  let api: TestApi
  let edge: Child
  let url: string
  let cron: CronDatabase | undefined
  const packages = unpackDebian('postgresql-15', 'postgresql-15-cron')
  const withCron = itWhere(packages !== null, 'PostgreSQL with pg_cron')
  beforeAll(async () => {
    api = await startTestApi({ APP_ROLE: 'all' })
    const env = { ...environment(api.test.url), CRON_SECRET, PORT: '0' }
    const args = [...FLAGS, join(FUNCTION, 'deno.json'), join(FUNCTION, 'index.ts')]
    edge = await startChild(deno ?? '', args, /http:\/\/[\d.]+:(\d+)\//, { env })
    url = `http://127.0.0.1:${edge.said[1]}/auto-relance`
  }, 240_000)
  afterAll(async () => {
    await cron?.stop()
    await edge?.stop()
    await api?.stop()
  })
  const call = (secret = CRON_SECRET, init: RequestInit = {}, query = '') =>
    fetch(url + query, { method: 'POST', body: '{}', ...init, headers: { Authorization: `Bearer ${secret}` } })

  withCron(
    'the SQL of the cron asks for the vault’s secrets, makes one job however often it is run, and holds no secret',
    async () => {
      cron = await startCronDatabase(packages ?? '')
      const sql = readFileSync(join(ROOT, 'supabase/cron.sql'), 'utf8')
      await expect(cron.query(sql)).rejects.toThrow(/The vault must hold/)
      await cron.query('insert into vault.secrets (name, secret) values ($1, $2), ($3, $4)', [
        'relance_url',
        new URL(url).origin,
        'cron_secret',
        CRON_SECRET,
      ])
      await cron.query(sql)
      await cron.query(sql)
      const jobs = await cron.query<{ jobid: string; schedule: string; command: string }>('select * from cron.job')
      expect(jobs).toMatchObject([{ schedule: '0 */6 * * *' }])
      expect(jobs[0]?.command).not.toContain(CRON_SECRET)
      // Its call is waited for by the last test: pg_cron looks at the full minute, and only newer ones know seconds.
      const [{ seconds } = { seconds: false }] = await cron.query<{ seconds: boolean }>(
        `select string_to_array(split_part(extversion, '-', 1), '.')::int[] >= '{1,5}' as seconds
         from pg_extension where extname = 'pg_cron'`,
      )
      await cron.query(`select cron.alter_job($1, schedule := $2)`, [
        jobs[0]?.jobid,
        seconds ? '5 seconds' : '* * * * *',
      ])
    },
  )

  it('npm:pg keeps every guarantee that the engine counts on', async () => {
    const args = [...FLAGS, join(FUNCTION, 'deno.json'), join(__dirname, 'deno/conformance.ts')]
    const { stdout } = await promisify(execFile)(deno ?? '', args, { env: environment(api.test.url) })
    expect(JSON.parse(stdout)).toEqual({ held: 18, broken: [] })
  })

  it('beside the scheduler of the server, every step is recorded once and every caller is answered', async () => {
    const leads = 4_000
    await addRule(api.test.db)
    await addLeads(api.test.db, leads, { lastContactAt: LONG_AGO })
    await api.test.db.query(`update schedule set cron = '* * * * * *', changed_at = now() - interval '1 minute'`)
    const scheduler = api.app.get(Scheduler)
    const [one, other] = await Promise.all([call(), call(), scheduler.tick()])
    expect([one.status, other.status]).toEqual([200, 200])
    const [counts] = await api.test.db.query(
      'select count(*)::int as all, count(distinct lead_id)::int as leads from relances',
    )
    expect(counts).toEqual({ all: leads, leads })
    // Whoever found leads in the hands of another says `partial`.
    const runs = await api.test.db.query<{ trigger: string }>(`select distinct trigger from runs order by trigger`)
    expect(runs).toEqual([{ trigger: 'http' }, { trigger: 'scheduler' }])
    expect(await api.test.db.query(`select from runs where state = 'failed'`)).toEqual([])
  })

  it('a budget that ends first is answered as partial; the next call goes on, and a step is recorded once', async () => {
    const { db } = api.test
    await api.app.get(Scheduler).beforeApplicationShutdown()
    const before = await db.query('select 1 from relances')
    const leads = 300
    await addLeads(db, leads, { lastContactAt: LONG_AGO, after: before.length })
    // Longer than the part of a second in which a batch may begin, and far from the three after which a caller is let go.
    await db.query(`create function be_slow() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.9); return null; end $$`)
    await db.query('create trigger slow after insert on enrolments for each statement execute function be_slow()')
    const first = await (await call(CRON_SECRET, {}, '?budget=1')).json()
    expect(first).toMatchObject({ state: 'partial', recorded: 0, remaining: leads })
    await db.query('drop function be_slow cascade')
    const next = await (await call()).json()
    expect(next).toMatchObject({ state: 'completed', recorded: leads, remaining: 0 })
    const [counts] = await db.query('select count(*)::int as all, count(distinct lead_id)::int as leads from relances')
    expect(counts).toEqual({ all: before.length + leads, leads: before.length + leads })
  })

  it('refuses a wrong secret and other methods, and does not start without a secret', async () => {
    expect((await call('not-the-secret-at-all')).status).toBe(401)
    const wrong = await call(CRON_SECRET, { method: 'PUT' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST'])
    const env = { ...environment(api.test.url), CRON_SECRET: 'changeme-changeme', PORT: '0' }
    const start = startChild(deno ?? '', [...FLAGS, join(FUNCTION, 'deno.json'), join(FUNCTION, 'index.ts')], /http:/, {
      env,
    })
    await expect(start).rejects.toThrow(/CRON_SECRET looks like the example of a guide/)
  })

  it('a guesser is slowed down whatever address he claims, and the right secret is not', async () => {
    const guess = (turn: number) =>
      fetch(url, {
        headers: { Authorization: 'Bearer not-the-secret-either', 'X-Forwarded-For': `203.0.113.${turn}` },
      })
    const statuses = await Promise.all(Array.from({ length: 15 }, async (_, turn) => (await guess(turn)).status))
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5)
    expect(statuses).not.toContain(200)
    expect((await call()).status).toBe(200)
  })

  withCron(
    'the SQL of the cron made pg_cron call the function with the secret of the vault',
    async () => {
      if (!cron) throw new Error('The test of the SQL comes first.')
      const sent = await cron.nextRequest()
      expect(sent.url).toBe(`${new URL(url).origin}/functions/v1/auto-relance`)
      const answer = await fetch(sent.url, { method: 'POST', headers: sent.headers, body: JSON.stringify(sent.body) })
      expect(await answer.json()).toMatchObject({ trigger: 'http', state: 'completed' })
      expect(sent.timeout).toBeGreaterThanOrEqual(30_000)
    },
    180_000,
  )
})
