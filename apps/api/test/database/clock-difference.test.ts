/** A host whose clock is not the database's: a real server with a shifted clock says so, and says when it is over. */
import { setTimeout } from 'node:timers/promises'
import type { Db } from '@relance/relance'
import { addLeads } from '@relance/testing'
import { measureDifference } from '../../src/health/clock-difference.ts'
import { ClockWatch } from '../../src/health/clock-watch.ts'
import { makeRule, METRICS_TOKEN, startTestApi, type TestApi } from '../test-api.ts'

let shift = 0
let api: TestApi
const said: { level: 'log' | 'error'; what: string; seconds: number }[] = []
const hear = (level: 'log' | 'error') => (message: unknown) => {
  if (JSON.stringify(message)?.includes('The clock of this host'))
    said.push({ level, ...(message as { what: string; seconds: number }) })
}

beforeAll(async () => {
  api = await startTestApi({}, () => Date.now() + shift)
  const ignore = (): void => undefined
  api.app.useLogger({ log: hear('log'), error: hear('error'), warn: ignore, debug: ignore, verbose: ignore })
})
afterAll(() => api?.stop())
beforeEach(() => {
  said.length = 0
})

const look = () => api.app.get(ClockWatch).look()
const ready = async () => (await api.http().get('/health/ready').expect(200)).body
/** What is scraped is made at most once a second. */
async function metricIs(seconds: number): Promise<void> {
  const read = async (): Promise<number> => {
    const { text } = await api.http().get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`)
    return Number(/^relance_clock_difference_seconds (\S+)$/m.exec(text)?.[1])
  }
  const isNear = (value: number): boolean => Math.abs(value - seconds) < 1
  const giveUpAt = performance.now() + 10_000
  while (!isNear(await read()) && performance.now() < giveUpAt) await setTimeout(50)
  expect(Math.abs((await read()) - seconds)).toBeLessThan(1)
}

it.each([
  ['ahead of', 5_000],
  ['behind', -30_000],
])(
  'a clock %s the database’s is said once in the log, in the metric and by readiness, until it is right again',
  async (_, ms) => {
    await look()
    expect(await ready()).toMatchObject({ status: 'ok', clock: 'ok' })
    shift = ms
    await look()
    await look()
    expect(await ready()).toMatchObject({ status: 'degraded', database: 'up', clock: 'differs' })
    expect((await api.http().get('/health/scan')).status).toBe(200)
    await metricIs(ms / 1_000)
    shift = 500
    await look()
    await look()
    expect(await ready()).toMatchObject({ status: 'ok', clock: 'ok' })
    expect(said.map(({ level, what }) => [level, what])).toEqual([
      ['error', 'The clock of this host differs from the clock of the database'],
      ['log', 'The clock of this host agrees with the clock of the database again'],
    ])
    shift = 0
  },
)

/** The database answers `roundTrip` milliseconds after the question, and reads its clock `readAfter` milliseconds after it. */
function measure(ahead: number, roundTrip: number, readAfter: number): Promise<number | null> {
  let passed = 0
  const db = {
    query: async () => {
      passed += roundTrip
      return [{ at: 1_000_000 + readAfter }]
    },
  } as unknown as Db
  return measureDifference(
    db,
    () => 1_000_000 + ahead + passed,
    () => passed,
  )
}

it('a slow answer is no wrong clock: half the way is allowed for, wherever the time was lost, and a long way says nothing', async () => {
  for (const readAfter of [0, 400, 800]) expect(Math.abs((await measure(0, 800, readAfter)) ?? Number.NaN)).toBe(0)
  expect(await measure(10_000, 800, 400)).toBe(9_600)
  expect(await measure(10_000, 2_000, 1_000)).toBe(null)
})

it('the trigger records by the database’s clock, however far ahead its own host’s is', async () => {
  const real = Date.now
  let ahead = 0
  // Before the server starts, which keeps the function.
  Date.now = () => real() + ahead
  const server = await startTestApi()
  try {
    const manager = await server.join('manager', 'Mona')
    await makeRule(manager)
    await addLeads(server.test.db, 3)
    await server.test.db.query(`update frequencies set steps = '[{"after": {"value": 3, "unit": "days"}}]'`)
    await server.test.db.query('update leads set last_contact_at = relance_now(), created_at = relance_now()')
    ahead = 365 * 86_400_000
    expect((await server.runNow()).body).toMatchObject({ state: 'completed', recorded: 0 })
    const report = (await server.runNow()).body
    expect(Math.abs(Date.parse(report.startedAt) - real())).toBeLessThan(60_000)
  } finally {
    Date.now = real
    await server.stop()
  }
})
