/** The dead-man's switch: a real scheduler that stops, a real webhook and a real mail server that hear of it once. */
import { setTimeout } from 'node:timers/promises'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SCAN_TROUBLES, type ScanTrouble } from '@relance/contract'
import { timed } from '@relance/relance'
import { addRule } from '@relance/testing'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'
import { AlertDeliverer } from '../../src/alerts/deliverer.ts'
import { type Config, readConfig } from '../../src/environment/config.ts'
import { readScanState } from '../../src/health/scan-state.ts'
import { ScanWatcher } from '../../src/health/scan-watcher.ts'
import { Scheduler } from '../../src/triggers/scheduler.ts'
import { CRON_SECRET, METRICS_TOKEN, startTestApi, type TestApi } from '../test-api.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** How often a server looks. */
const LOOK_MS = 30_000
/** A slot of the schedule every six hours in Paris: noon. */
const SLOT = Date.parse('2026-03-10T11:00:00Z')

let now = SLOT - MINUTE
const clock = (): number => now
/** What a webhook is promised, and nothing more: it refuses anything else, and so the test fails. */
const alert = z.strictObject({
  event: z.enum(['opened', 'closed']),
  incident: z.string().regex(/^\d+$/),
  kind: z.enum(SCAN_TROUBLES),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  url: z.literal('https://relance.example.com/#/runs'),
  text: z.string().min(10).max(200),
})
const heard: z.infer<typeof alert>[] = []
const mails: string[] = []
const refused: unknown[] = []
let hookStatus = 204
let hook: Server
let smtp: SMTPServer
let api: TestApi
let config: Config
let replicas: { watcher: ScanWatcher; deliverer: AlertDeliverer }[]

beforeAll(async () => {
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const read = alert.safeParse(JSON.parse(body))
      const isPost = request.method === 'POST' && request.headers['content-type'] === 'application/json'
      if (!read.success || !isPost) refused.push([request.method, body])
      else if (hookStatus < 300) heard.push(read.data)
      response.writeHead(refused.length > 0 ? 400 : hookStatus).end()
    })
  }).listen(0, '127.0.0.1')
  await once(hook, 'listening')
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
    onRcptTo({ address }, _session, done) {
      done(address === 'alerts@demo.invalid' ? null : new Error('No such mailbox'))
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const environment = {
    ALARM_WEBHOOK_URL: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`,
    ALARM_MAIL_TO: 'alerts@demo.invalid',
    ALARM_LANGUAGE: 'en',
    PUBLIC_URL: 'https://relance.example.com',
    SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
  }
  api = await startTestApi(environment, clock)
  const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET, ...environment })
  if (!read.ok) throw new Error(read.problems.join())
  config = read.config
  const db = timed({ db: api.test.db, clock })
  replicas = [1, 2].map(() => ({
    watcher: new ScanWatcher(db, config),
    deliverer: new AlertDeliverer(db, config),
  }))
  await addRule(api.test.db)
})
afterAll(async () => {
  expect(refused).toEqual([])
  await api?.stop()
  hook.close()
  await new Promise<void>((resolve) => smtp.close(resolve))
})
beforeEach(async () => {
  now = SLOT - MINUTE
  hookStatus = 204
  heard.length = 0
  mails.length = 0
  for (const table of ['alerts', 'runs']) await api.test.db.query(`delete from ${table}`)
  await api.test.db.query('update schedule set enabled = true, changed_at = $1', [new Date(now)])
})

async function look(): Promise<void> {
  await Promise.all(replicas.map(({ watcher }) => watcher.look()))
  await Promise.all(replicas.map(({ deliverer }) => deliverer.deliver()))
}
const ready = async () => (await api.http().get('/health/ready').expect(200)).body
const isHealthy = async () =>
  /^relance_scan_healthy (\d)$/m.exec(
    (await api.http().get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`)).text,
  )?.[1]
/** What is scraped is made at most once a second. */
async function healthyIs(wanted: string): Promise<void> {
  const giveUpAt = Date.now() + 10_000
  while ((await isHealthy()) !== wanted && Date.now() < giveUpAt) await setTimeout(50)
  expect(await isHealthy()).toBe(wanted)
}
const state = () => readScanState(api.test.db, now, config)

/** A slot fires as the server's own scheduler fires it. */
async function tick(): Promise<void> {
  const scheduler = new Scheduler(timed({ db: api.test.db, clock }))
  await scheduler.tick()
  await scheduler.beforeApplicationShutdown()
}

const addRun = (run: { state: string; startedAt: number; heartbeatAt?: number; trigger?: string; slotAt?: number }) =>
  api.test.db.query(
    'insert into runs (trigger, state, started_at, heartbeat_at, scheduled_for) values ($1, $2, $3, $4, $5)',
    [
      run.trigger ?? 'scheduler',
      run.state,
      new Date(run.startedAt),
      new Date(run.heartbeatAt ?? run.startedAt),
      run.slotAt === undefined ? null : new Date(run.slotAt),
    ],
  )

it('a stopped scheduler is seen within a period and five minutes, told once by two replicas, and once when it is back', async () => {
  now = SLOT
  await tick()
  expect(await ready()).toMatchObject({ database: 'up', scan: 'on_time' })
  const stoppedAt = now
  hookStatus = 500
  for (now += 6 * HOUR - MINUTE; mails.length === 0; now += LOOK_MS) await look()
  now -= LOOK_MS
  expect(now - stoppedAt).toBeLessThanOrEqual(6 * HOUR + 5 * MINUTE)
  expect(now - stoppedAt).toBeGreaterThan(6 * HOUR)
  expect(await ready()).toMatchObject({ status: 'degraded', database: 'up', scan: 'late' })
  expect((await api.http().get('/health/scan')).status).toBe(503)
  await healthyIs('0')
  expect(heard).toEqual([])
  expect(mails).toHaveLength(1)
  hookStatus = 204
  now += MINUTE
  await look()
  await look()
  expect(heard.map(({ event, kind }) => [event, kind])).toEqual([['opened', 'late']])
  expect(mails[0]).toMatch(/^To: alerts@demo\.invalid/m)
  now = SLOT + 12 * HOUR + 5 * MINUTE
  await look()
  expect(await ready()).toMatchObject({ status: 'degraded', scan: 'missed' })
  await tick()
  await look()
  await look()
  expect(await ready()).toMatchObject({ scan: 'on_time' })
  await healthyIs('1')
  expect((await api.http().get('/health/scan')).status).toBe(200)
  expect(heard.map(({ event }) => event)).toEqual(['opened', 'closed'])
  expect(mails).toHaveLength(2)
})

/** What the webhook and the mail box got for it: each once, and the same words. */
async function told(kind: ScanTrouble, words: RegExp): Promise<void> {
  expect(await state()).toBe(kind)
  await look()
  await look()
  expect(heard.map((one) => [one.event, one.kind])).toEqual([['opened', kind]])
  expect(heard[0]?.text).toMatch(words)
  expect(mails).toHaveLength(1)
  // Quoted-printable breaks long lines.
  expect(mails[0]?.replaceAll('=\r\n', '')).toContain(heard[0]?.text)
}

it('a run that fails is seen at once, also while it is tried again; a success ends it', async () => {
  await addRun({ state: 'failed', startedAt: SLOT, slotAt: SLOT })
  now = SLOT + MINUTE
  await told('failing', /^Relance: The last run failed\. Follow-ups are waiting\.$/)
  await addRun({ state: 'running', startedAt: now })
  expect(await state()).toBe('failing')
  await api.test.db.query("update runs set state = 'completed', finished_at = started_at where state = 'running'")
  await look()
  expect(heard.map(({ event }) => event)).toEqual(['opened', 'closed'])
  expect(mails).toHaveLength(2)
})

it('a run that does not end is seen within a period, one that lost its process within five minutes', async () => {
  await addRun({ state: 'running', startedAt: SLOT, slotAt: SLOT })
  now = SLOT + 3 * MINUTE
  expect(await state()).toBe('on_time')
  await look()
  expect(heard).toEqual([])
  now = SLOT + 5 * MINUTE
  await told('stuck', /A run does not end/)
  const beats = () => api.test.db.query('update runs set heartbeat_at = $1', [new Date(now)])
  await beats()
  expect(await state()).toBe('on_time')
  now = SLOT + 6 * HOUR + MINUTE
  await beats()
  expect(await state()).toBe('stuck')
})

it('with the schedule off nothing is expected, unless the interval of an external cron is set; people do not count', async () => {
  await api.test.db.query('update schedule set enabled = false')
  now = SLOT + 30 * HOUR
  await addRun({ state: 'failed', startedAt: SLOT })
  expect(await state()).toBe('disabled')
  await look()
  expect([heard, mails]).toEqual([[], []])
  expect(await ready()).toMatchObject({ database: 'up', scan: 'disabled' })
  const external = () => readScanState(api.test.db, now, { ...config, SCAN_EXPECTED_EVERY_HOURS: 6 })
  await addRun({ state: 'completed', startedAt: now, trigger: 'http' })
  expect(await external()).toBe('on_time')
  now += 6 * HOUR + 3 * MINUTE
  expect(await external()).toBe('on_time')
  now += MINUTE
  await addRun({ state: 'completed', startedAt: now, trigger: 'manual' })
  expect(await external()).toBe('late')
  now += 6 * HOUR
  expect(await external()).toBe('missed')
  await addRun({ state: 'failed', startedAt: now, trigger: 'http' })
  expect(await external()).toBe('failing')
})

it('a clock a day ahead for one tick is told, never on_time, and over with the next slot that comes in time', async () => {
  now = SLOT + 24 * HOUR
  await tick()
  now = SLOT
  expect(await state()).toBe('ahead')
  await tick()
  await told('ahead', /^Relance: The clock of the server or of the database was ahead.*Check the clock\.$/)
  expect((await api.http().get('/health/scan')).status).toBe(503)
  now = SLOT + 6 * HOUR
  await tick()
  expect(await state()).toBe('on_time')
  await look()
  expect(heard.map(({ event }) => event)).toEqual(['opened', 'closed'])
})

it('an alert that a clock a year ahead has put off is told when the clock is right again', async () => {
  now = SLOT + 365 * 24 * HOUR
  hookStatus = 500
  await look()
  hookStatus = 204
  now = SLOT + 7 * HOUR
  await look()
  expect(heard.map(({ event }) => event)).toEqual(['opened'])
})
