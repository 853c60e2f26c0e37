import { addLeads, addRule, createTestDatabase, instantOf, type TestDatabase } from '@relance/testing'
import { explainLead } from '../../explain/explain.ts'
import { run } from '../../../record/run.ts'
import { applySpread, planSpread } from './spread.ts'
import { undoSpread } from './apply-spread.sql.ts'
import { DAY, HOUR } from '../../../ground/time.ts'

/** A slot of the default schedule: 12:00 in Paris, on a Tuesday. */
const NOON = instantOf('2026-03-10T11:00:00Z')
const LIMIT = 45

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const host = (now: number) => ({ db: test.db, clock: () => now })
const waits = () => test.db.query('select id, state, reason, next_due_at from enrolments order by id')

it('no closer finds more than the limit on any day, the runs do as was shown, and it can be taken back', async () => {
  const steps = [{ after: { value: 8, unit: 'days' } }, { after: { value: 4, unit: 'days' } }]
  await addRule(test.db, { steps, priority: 1 })
  await addRule(test.db, { steps: [{ after: { value: 9, unit: 'days' } }], priority: 3 })
  await addLeads(test.db, 150, { lastContactAt: NOON - 7 * DAY })
  await test.db.query(
    `insert into users (email, name, role) values ('a@exemple.fr', 'A', 'closer'), ('b@exemple.fr', 'B', 'closer')`,
  )
  // A has most of the leads, B has few, nobody has some.
  await test.db.query(
    `update leads set closer_id = (select id from users where name = case when right(phone, 1) < '7' then 'A' else 'B' end)
      where right(phone, 1) < '9'`,
  )
  await run(host(NOON), { trigger: 'manual' })
  const before = await waits()

  const spread = await planSpread(test.db, NOON, { limit: LIMIT })
  const most = (what: 'before' | 'after') => Math.max(...spread.days.map((day) => day[what]))
  expect(most('before')).toBeGreaterThan(90)
  expect(most('after')).toBeLessThanOrEqual(LIMIT)
  expect(spread).toMatchObject({ unplaced: 0, isComplete: true })
  expect(spread.moves.every(({ fromOn, toOn }) => fromOn < toOn)).toBe(true)
  expect(await waits()).toEqual(before)

  const first = await test.db.transaction((tx) => applySpread(tx, spread, NOON))
  expect(first.moved).toBe(spread.moves.length)
  const move = spread.moves[0]
  const told = await explainLead(test.db, move?.leadId ?? '', NOON + 2 * DAY)
  expect(told?.rules.find(({ reason }) => reason === 'spread')).toMatchObject({ verdict: 'wait', until: move?.to })
  expect(await test.db.transaction((tx) => undoSpread(tx, first.id, NOON))).toBe(first.moved)
  expect(await waits()).toEqual(before)
  expect(await test.db.transaction((tx) => undoSpread(tx, first.id, NOON))).toBeNull()

  await test.db.query(`update enrolments set next_due_at = next_due_at + interval '1 second' where id = $1`, [
    move?.enrolments[0]?.id,
  ])
  const again = await test.db.transaction((tx) => applySpread(tx, spread, NOON))
  expect(again.moved).toBe(first.moved - (move?.enrolments.length === 1 ? 1 : 0))
  await test.db.transaction((tx) => undoSpread(tx, again.id, NOON))
  await test.db.query(`update enrolments set next_due_at = next_due_at - interval '1 second' where id = $1`, [
    move?.enrolments[0]?.id,
  ])
  expect(await waits()).toEqual(before)

  await test.db.transaction((tx) => applySpread(tx, spread, NOON))
  for (let at = NOON + 6 * HOUR; at <= NOON + 14 * DAY; at += 6 * HOUR) await run(host(at), { trigger: 'manual' })
  const recorded = await test.db.query<{ closerId: string; on: string; after: number }>(
    `select r.closer_id as "closerId", to_char(deliver_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "on", count(*)::int as after
       from relances r where closer_id is not null group by 1, 2 order by r.closer_id, 2`,
  )
  const told2 = spread.days.filter(({ after }) => after > 0).map(({ closerId, on, after }) => ({ closerId, on, after }))
  const over = new Set(spread.days.map(({ closerId }) => closerId))
  expect(told2).toEqual(recorded.filter(({ closerId }) => over.has(closerId)))
})
