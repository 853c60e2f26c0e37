import { addLeads, addRule, createTestDatabase, instantOf, type TestDatabase } from '@relance/testing'
import { nextSlots } from '../decide/schedule.ts'
import { run } from './run.ts'
import { runDueSlot } from './scheduled.ts'

/** Around each change of the clocks. */
const STRETCHES = ['2026-03-20T00:30:00Z', '2026-10-16T00:30:00Z'].map(instantOf)
const DAYS = 20
const SLOTS = STRETCHES.length * DAYS
const EACH_DAY = { cron: '30 2 * * *', timeZone: 'Europe/Paris' }

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

async function fireAt(slot: number): Promise<void> {
  const replica = { db: test.db, clock: () => slot }
  const [called, ...fired] = await Promise.all([
    run(replica, { trigger: 'http' }),
    runDueSlot(replica),
    runDueSlot(replica),
  ])
  // Partial when the other run has the leads just then.
  expect(['completed', 'partial']).toContain(called?.state)
  expect(fired.filter((report) => report !== null).length).toBeGreaterThanOrEqual(1)
}

it('every day around both clock changes, two replicas and a caller at each: one run per slot, the caller always answered', async () => {
  await addRule(test.db)
  await addLeads(test.db, 20, { lastContactAt: STRETCHES[0] })
  for (const start of STRETCHES) {
    await test.db.query('update schedule set cron = $1, time_zone = $2, enabled = true, changed_at = $3', [
      EACH_DAY.cron,
      EACH_DAY.timeZone,
      new Date(start),
    ])
    for (const slot of nextSlots(EACH_DAY, start, DAYS)) await fireAt(slot)
  }
  const runs = await test.db.query(
    `select trigger, count(*)::int as runs, count(distinct scheduled_for)::int as slots, sum(missed_slots)::int as missed
       from runs group by trigger order by trigger`,
  )
  expect(runs).toEqual([
    { trigger: 'http', runs: SLOTS, slots: 0, missed: 0 },
    // A scheduler also goes on with what a partial run has left.
    { trigger: 'scheduler', runs: expect.any(Number), slots: SLOTS, missed: 0 },
  ])
  const [steps] = await test.db.query(
    'select count(*)::int as all, count(distinct (enrolment_id, step))::int as steps from relances',
  )
  expect(steps).toEqual({ all: 40, steps: 40 })
}, 300_000)
