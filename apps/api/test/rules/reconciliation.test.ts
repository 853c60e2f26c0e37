/** The nightly comparison of enrolments: told by log, metric and alert, released by a manager, and asked for on the command line. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { timed } from '@relance/relance'
import { readConfig } from '../../src/environment/config.ts'
import { Reconciler } from '../../src/reconciliations/reconciler.ts'
import { AlertDeliverer } from '../../src/alerts/deliverer.ts'
import { CRON_SECRET, METRICS_TOKEN, makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

const DAY = 86_400_000
const CLI = join(__dirname, '../../../cli/dist/main.js')

let api: TestApi
let manager: Person
let hook: Server
let environment: Record<string, string>
const heard: { event: string; kind: string; text: string }[] = []

beforeAll(async () => {
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      heard.push(JSON.parse(body))
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(hook, 'listening')
  const { port } = hook.address() as AddressInfo
  environment = { ALARM_WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, ALARM_LANGUAGE: 'en' }
  api = await startTestApi(environment)
  manager = await api.join('manager', 'Mona')
  await makeRule(manager)
  for (const name of ['Zoé', 'Noé', 'Inès']) await makeLead(manager, null, name)
  await api.runNow()
})
afterAll(async () => {
  await api?.stop()
  hook.close()
})
beforeEach(async () => {
  heard.length = 0
  await api.test.db.query(
    `delete from reconciliations; update enrolments set state = 'active', reason = null, next_due_at = due_at`,
  )
  await api.test.db.query(`update repairs_release set installed_at = now() - interval '2 days'`)
})

const stop = () =>
  api.test.db.query(`update enrolments set state = 'waiting', reason = 'rule_inactive', next_due_at = null`)
const stopped = async () => (await api.test.db.query(`select from enrolments where state = 'waiting'`)).length

/** What the server does every minute, some days later, and the deliverer of alerts after it. */
async function aNight(days = 1): Promise<void> {
  const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET, ...environment })
  if (!read.ok) throw new Error(read.problems.join())
  const clock = () => Date.now() + days * DAY
  const reconciler = new Reconciler(timed({ db: api.test.db, clock }), read.config)
  await reconciler.look()
  await reconciler.beforeApplicationShutdown()
  await new AlertDeliverer(timed({ db: api.test.db, clock }), read.config).deliver()
}

it('on an upgraded database a night reports, and repairs begin when a manager releases them: counted, told, on record', async () => {
  const { db } = api.test
  await db.query('update repairs_release set released_at = null')
  await stop()
  await aNight()
  expect(await stopped()).toBe(3)
  const standing = await manager.call('get', '/api/reconciliations/standing').expect(200)
  expect(standing.body).toMatchObject({
    releasedAt: null,
    last: { mode: 'report', byHand: false, looked: 3, differences: { wrongly_waiting: 3 }, repaired: 0 },
  })
  const told = heard.filter(({ kind }) => kind === 'differences')
  expect(told).toEqual([
    expect.objectContaining({ event: 'opened', text: expect.stringMatching(/nightly check found leads/) }),
  ])
  const metrics = (await api.http().get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`)).text
  expect(metrics).toContain('relance_reconciliation_differences{kind="wrongly_waiting"} 3')

  const closer = await api.join('closer', 'Ada')
  await closer.call('post', '/api/reconciliations/release').expect(403)
  const released = await manager.call('post', '/api/reconciliations/release').expect(200)
  expect(released.body.releasedAt).not.toBe(null)
  await manager.call('post', '/api/reconciliations/release').expect(200)
  const events = await manager
    .call('get', '/api/audit-events')
    .query({ filter: JSON.stringify({ action: 'repairs_released' }) })
  expect(events.body).toEqual([expect.objectContaining({ actorName: 'Mona', resource: 'reconciliations' })])
  await aNight(2)
  expect(await stopped()).toBe(0)
  const list = await manager.call('get', '/api/reconciliations').expect(200)
  expect(list.headers['content-range']).toBe('reconciliations 0-1/2')
  expect(list.body).toMatchObject([
    { mode: 'repair', repaired: 3 },
    { mode: 'report', repaired: 0 },
  ])
})

function cli(...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: api.test.url }
    execFile(process.execPath, [CLI, 'audit', ...args], { env }, (error, out) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out })
    })
  })
}

it('audit enrolments shows the differences and changes nothing; --repair puts them right', async () => {
  expect((await cli('enrolments')).code).toBe(0)
  await stop()
  const shown = await cli('enrolments')
  expect([shown.code, JSON.parse(shown.out)]).toMatchObject([
    3,
    { mode: 'report', looked: 3, differences: { wrongly_waiting: 3 }, repaired: 0 },
  ])
  expect(await stopped()).toBe(3)
  const repaired = await cli('enrolments', '--repair')
  expect([repaired.code, JSON.parse(repaired.out)]).toMatchObject([0, { mode: 'repair', repaired: 3 }])
  expect(await stopped()).toBe(0)
})
