/** A real server whose network or database fails, or that is frozen: what it holds is let go, and it ends when told to. */
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  addLeads,
  addRule,
  createTestDatabase,
  type FaultProxy,
  startFaultProxy,
  type TestDatabase,
} from '@relance/testing'
import { type Child, startChild } from '../triggers/child.ts'
import { openEvents } from '../http/event-stream.ts'

const MAIN = join(__dirname, '../../dist/main.js')
const TOKEN = 'a-token-for-the-scripts'
const BEARER = { Authorization: `Bearer ${TOKEN}` }
const LONG_AGO = Date.now() - 10 * 86_400_000
/** What an orchestrator grants before it kills. */
const GRACE_MS = 10_000

let test: TestDatabase
let proxy: FaultProxy
let children: Child[] = []
beforeEach(async () => {
  test = await createTestDatabase()
  proxy = await startFaultProxy({ targetPort: Number(new URL(test.url).port) })
})
afterEach(async () => {
  for (const child of children) child.process.kill('SIGCONT')
  await Promise.all(children.map((child) => child.stop()))
  children = []
  await proxy.stop()
  await test.drop()
})

async function startServer(databaseUrl: string): Promise<Child & { url: string }> {
  const { freePort } = await import('../database/pgbouncer.ts')
  const port = await freePort()
  const env = {
    PATH: process.env.PATH ?? '',
    CRON_SECRET: 'a-secret-of-the-cron',
    API_TOKEN: TOKEN,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
  }
  const child = await startChild(process.execPath, [MAIN], /listens on port/, { env })
  children.push(child)
  return { ...child, url: `http://127.0.0.1:${port}` }
}

async function endOf({ process: child }: Child): Promise<{ code: number | null; ms: number }> {
  const exit = once(child, 'exit')
  const from = performance.now()
  child.kill('SIGTERM')
  const [code] = await exit
  return { code, ms: performance.now() - from }
}

async function until(condition: () => Promise<boolean>, pauseMs = 20): Promise<void> {
  while (!(await condition())) await setTimeout(pauseMs)
}

const exists = async (sql: string): Promise<boolean> => (await test.db.query(sql)).length > 0

/** The next run stays inside a batch for so long, with its leads locked. */
async function dawdle(seconds: number): Promise<void> {
  await test.db.query(
    `create function dawdle() returns trigger language plpgsql as 'begin perform pg_sleep(${seconds}); return null; end'`,
  )
  await test.db.query(`create trigger dawdle after insert on relances for each statement execute function dawdle()`)
}
const isDawdling = () =>
  exists(`select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`)

async function schedule(cron: string): Promise<void> {
  await test.db.query(`update schedule set cron = $1, changed_at = now()`, [cron])
}

it('with a half-open connection in mid-run, the next slot is recorded at most 30 s after its instant', async () => {
  await addRule(test.db)
  await addLeads(test.db, 10, { lastContactAt: LONG_AGO })
  const server = await startServer(proxy.through(test.url))
  await dawdle(3)
  await schedule('*/5 * * * * *')
  await until(isDawdling)
  const [{ at }] = (await test.db.query<{ at: Date }>('select clock_timestamp() as at')) as [{ at: Date }]
  proxy.forget()
  await test.db.query('drop function dawdle cascade').catch(() => undefined)
  const next = `select scheduled_for as slot, started_at as at from runs where started_at > $1 and scheduled_for is not null`
  await until(async () => (await test.db.query(next, [at])).length > 0, 100)
  const [run] = await test.db.query<{ at: Date }>(next, [at])
  // The first slot after the fault came at most 5 s after it.
  expect(Number(run?.at) - Number(at)).toBeLessThan(35_000)
  await until(() => exists(`select 1 from relances having count(*) = 10`), 100)
  expect(await exists(`select 1 from relances group by enrolment_id, step having count(*) > 1`)).toBe(false)
  expect(server.process.exitCode).toBeNull()
}, 150_000)

it('a frozen process lets go of its leads within a minute, and goes on unharmed when it thaws', async () => {
  await addRule(test.db)
  await addLeads(test.db, 10, { lastContactAt: LONG_AGO })
  const frozen = await startServer(test.url)
  await dawdle(1)
  await schedule('*/2 * * * * *')
  await until(isDawdling)
  frozen.process.kill('SIGSTOP')
  const from = performance.now()
  await test.db.query(`update schedule set enabled = false`)
  // Waits for the rows of the frozen run's transaction.
  await until(() =>
    test.db.query('select lead_id from lead_pacing for update').then(
      () => true,
      () => false,
    ),
  )
  expect(performance.now() - from).toBeLessThan(60_000)
  await test.db.query('drop function dawdle cascade')
  await test.db.query(`update schedule set enabled = true, changed_at = now()`)
  frozen.process.kill('SIGCONT')
  await until(() => exists(`select 1 from relances having count(*) = 10`), 100)
  expect((await fetch(`${frozen.url}/health/ready`)).status).toBe(200)
  expect(await endOf(frozen)).toMatchObject({ code: 0 })
}, 150_000)

describe('SIGTERM ends the process within its grace period', () => {
  const expectEnd = async (server: Child): Promise<void> => {
    const { code, ms } = await endOf(server)
    expect(code).toBe(0)
    expect(ms).toBeLessThan(GRACE_MS)
  }

  it('with half-open connections, in the middle of a run', async () => {
    await addRule(test.db)
    await addLeads(test.db, 10, { lastContactAt: LONG_AGO })
    const server = await startServer(proxy.through(test.url))
    await dawdle(30)
    await schedule('* * * * * *')
    await until(isDawdling)
    proxy.silence()
    await expectEnd(server)
  }, 60_000)

  it('with a database that is frozen, and people waiting for it', async () => {
    const server = await startServer(proxy.through(test.url))
    proxy.silence()
    const waiting = Array.from({ length: 15 }, () =>
      fetch(`${server.url}/api/leads`, { headers: BEARER }).catch(() => null),
    )
    await setTimeout(100)
    await expectEnd(server)
    await Promise.all(waiting)
  }, 60_000)

  it('with transactions that wait for a lock', async () => {
    await addRule(test.db)
    await addLeads(test.db, 10, { lastContactAt: LONG_AGO })
    const server = await startServer(test.url)
    await test.db.transaction(async (holder) => {
      await holder.query('lock table leads in access exclusive mode')
      const run = fetch(`${server.url}/api/runs`, { method: 'POST', headers: BEARER }).catch(() => null)
      await until(() =>
        exists(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`),
      )
      await expectEnd(server)
      await run
    })
  }, 60_000)

  it('in the middle of an import, of which whole batches stay', async () => {
    const server = await startServer(test.url)
    const lines = Array.from({ length: 40_000 }, (_, n) => `Zoé;+336399${String(60_000 + n).padStart(5, '0')}\n`)
    const body = `firstName;phone\n${lines.join('')}`
    const headers = { ...BEARER, 'Content-Type': 'text/csv' }
    const cut = fetch(`${server.url}/api/leads/import`, { method: 'POST', headers, body }).catch(() => null)
    await until(() => exists('select 1 from leads'))
    await expectEnd(server)
    await cut
    const [row] = await test.db.query<{ leads: number }>('select count(*)::int as leads from leads')
    expect((row?.leads ?? 0) % 2_000).toBe(0)
  }, 60_000)

  it('with live streams open, on a half-open connection of their own', async () => {
    const server = await startServer(proxy.through(test.url))
    const streams = await Promise.all(Array.from({ length: 5 }, () => openEvents(server.url, BEARER)))
    proxy.silence()
    await expectEnd(server)
    await Promise.all(streams.map(({ ended }) => ended))
  }, 60_000)
})

it('live events go on when their connection has gone half-open', async () => {
  const server = await startServer(proxy.through(test.url))
  const stream = await openEvents(server.url, BEARER)
  proxy.forget()
  await addRule(test.db)
  await stream.next(({ topic }) => topic === 'resource/rules')
  await until(
    () =>
      exists(
        `select 1 from pg_stat_activity where application_name = 'relance live' and datname = current_database() having count(*) >= 2`,
      ),
    100,
  )
  stream.close()
}, 60_000)
