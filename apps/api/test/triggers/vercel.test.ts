/** The function for Vercel, started by a plain Node server and called as Vercel calls it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addLeads, addRule, createTestDatabase, startFaultProxy, type TestDatabase } from '@relance/testing'
import { type Child, startFunction } from './child.ts'
import { CRON_SECRET } from '../test-api.ts'

const ROOT = join(__dirname, '../../../..')
const vercel = JSON.parse(readFileSync(join(ROOT, 'vercel.json'), 'utf8'))
const [cron] = vercel.crons
const ENTRY = `${cron.path.slice(1)}.js`

let test: TestDatabase
let child: Child & { url: string }
beforeAll(async () => {
  test = await createTestDatabase()
  await addRule(test.db)
  child = await startFunction(join(ROOT, ENTRY), { DATABASE_URL: test.url, CRON_SECRET })
})
afterAll(async () => {
  await child?.stop()
  await test.drop()
})

interface Report {
  state: string
  recorded: number
}

/** As Vercel's cron does. */
const call = (init: RequestInit = {}, query = '') =>
  fetch(`${child.url}${cron.path}${query}`, {
    ...init,
    headers: { 'user-agent': 'vercel-cron/1.0', 'x-real-ip': '198.51.100.7', ...init.headers },
  })
const bearer = { authorization: `Bearer ${CRON_SECRET}` }

it('vercel.json calls the path of the function every six hours, and bounds its time above the budget', () => {
  expect(cron).toEqual({ path: '/api/gestion/auto-relance', schedule: '0 */6 * * *' })
  expect(vercel.functions[ENTRY].maxDuration).toBe(60)
  expect(Number(/maxBudgetSeconds: (\d+)/.exec(readFileSync(join(ROOT, ENTRY), 'utf8'))?.[1])).toBeLessThanOrEqual(50)
})

it('answers within its budget as partial; the next call, delivered twice at once, goes on, and a step is recorded once', async () => {
  const leads = 4_500
  await addLeads(test.db, leads, { lastContactAt: Date.now() - 10 * 86_400_000 })
  // Longer than the part of a second in which a batch may begin: nothing is recorded yet, however fast the machine is.
  await test.db.query(
    `create function dawdle() returns trigger language plpgsql as 'begin perform pg_sleep(0.9); return null; end';
     create trigger dawdle after insert on enrolments for each statement execute function dawdle()`,
  )
  const first = (await (await call({ headers: bearer }, '?budget=1')).json()) as Report
  expect(first).toMatchObject({ state: 'partial' })
  await test.db.query('drop trigger dawdle on enrolments')
  const answers = await Promise.all([call({ headers: bearer }), call({ headers: bearer })])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const reports: Report[] = await Promise.all(answers.map((answer) => answer.json() as Promise<Report>))
  expect([first, ...reports].reduce((sum, { recorded }) => sum + recorded, 0)).toBe(leads)
  const [counts] = await test.db.query(
    'select count(*)::int as all, count(distinct lead_id)::int as leads from relances',
  )
  expect(counts).toEqual({ all: leads, leads })
  const runs = await test.db.query('select distinct trigger, caller from runs')
  expect(runs).toEqual([{ trigger: 'http', caller: 'CRON_SECRET' }])
}, 120_000)

it('answers POST, dry runs and refusals as the server does', async () => {
  expect((await call({ method: 'POST', headers: bearer, body: '' })).status).toBe(200)
  const dry = await (await call({ headers: bearer }, '?dryRun=true&at=2030-01-01T09:00:00Z')).json()
  expect(dry).toMatchObject({ dryRun: true, recorded: 0 })
  expect((await call({ headers: bearer }, '?dryRun=perhaps&budget=1&budget=2')).status).toBe(400)
  const none = await call()
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  expect(none.headers.get('content-type')).toBe('application/problem+json')
  expect(await none.json()).toMatchObject({ code: 'token_missing', instance: cron.path })
  expect((await call({}, `?access_token=${CRON_SECRET}`)).status).toBe(401)
  for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const refused = await call({ method, headers: bearer })
    expect([method, refused.status, refused.headers.get('allow')]).toEqual([method, 405, 'GET, POST'])
  }
})

it('slows down who guesses, and still answers the cron', async () => {
  const guess = () => call({ headers: { authorization: 'Bearer not-the-secret-at-all', 'x-real-ip': '203.0.113.9' } })
  const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await guess()).status))
  expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(20)
  expect(Number((await guess()).headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await call({ headers: bearer })).status).toBe(200)
  expect(child.output()).not.toContain('not-the-secret')
})

it('refuses to start without a secret, and says which variable is wrong but not its value', async () => {
  const start = (env: Record<string, string>) => startFunction(join(ROOT, ENTRY), env)
  await expect(start({})).rejects.toThrow(/DATABASE_URL is missing[^]*CRON_SECRET is missing/)
  const example = start({ DATABASE_URL: test.url, CRON_SECRET: 'your-secret-token-123' })
  await expect(example).rejects.toThrow(/CRON_SECRET looks like the example of a guide/)
})

it('after its run, the function drops what is old and compares the enrolments of the night', async () => {
  const night = () => test.db.query('select state from reconciliations where slot_at is not null')
  await test.db.query('delete from reconciliations')
  await test.db.query(`update repairs_release set installed_at = now() - interval '2 days'`)
  await test.db.query(`update runs set started_at = now() - interval '6 hours'`)
  await test.db.query(`insert into login_attempts (key, attempted_at) values ('old', now() - interval '2 hours')`)
  expect(await (await call({ headers: bearer })).json()).toMatchObject({ state: 'completed', recorded: 0 })
  expect(await test.db.query(`select from login_attempts where key = 'old'`)).toEqual([])
  expect(await night()).toHaveLength(1)
})

it('a function whose connections died while it was frozen opens others; one that reaches no database answers 503', async () => {
  const proxy = await startFaultProxy({ targetPort: Number(new URL(test.url).port) })
  const frozen = await startFunction(join(ROOT, ENTRY), { DATABASE_URL: proxy.through(test.url), CRON_SECRET })
  const ask = () => fetch(`${frozen.url}${cron.path}`, { headers: bearer })
  expect((await ask()).status).toBe(200)
  proxy.forget()
  expect((await ask()).status).toBe(200)
  proxy.silence()
  const refused = await ask()
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true])
  await frozen.stop()
  await proxy.stop()
}, 120_000)
