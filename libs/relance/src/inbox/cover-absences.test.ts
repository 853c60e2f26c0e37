import { addLeads, addRule, createTestDatabase, type TestDatabase, TUESDAY_10H } from '@relance/testing'
import { coverAbsences } from './cover-absences.ts'
import { run } from '../record/run.ts'
import { DAY } from '../ground/time.ts'

let test: TestDatabase
let ids: string[]

beforeAll(async () => {
  test = await createTestDatabase()
  const users = await test.db.query<{ id: string }>(
    `insert into users (email, name, role) select n || '@demo.invalid', n, 'closer' from unnest(array['ada', 'bob', 'eve']) n returning id`,
  )
  ids = users.map((user) => user.id)
  await addRule(test.db)
})
afterAll(() => test.drop())
beforeEach(() => test.db.query('delete from absences'))

const away = (userId: string | undefined, fromOn: string, toOn: string, standInId: string | null = null) =>
  test.db.query('insert into absences (user_id, from_on, to_on, stand_in_id) values ($1, $2, $3, $4)', [
    userId,
    fromOn,
    toOn,
    standInId,
  ])

/** Three leads of Ada's with a relance each, due on Tuesday 10:00. */
async function recordForAda(): Promise<void> {
  for (const table of ['relances', 'enrolments', 'lead_pacing', 'leads']) await test.db.query(`delete from ${table}`)
  await addLeads(test.db, 3, { lastContactAt: TUESDAY_10H - 4 * DAY })
  await test.db.query('update leads set closer_id = $1', [ids[0]])
  await run({ db: test.db, clock: () => TUESDAY_10H }, { trigger: 'cli' })
}
const open = () =>
  test.db.query<{ closer: string; at: Date; state: string }>(
    'select closer_id as closer, deliver_at as at, state from relances order by id',
  )
const cover = (now = TUESDAY_10H) => coverAbsences({ db: test.db, clock: () => now })

it('hands what waits to the stand-in', async () => {
  await recordForAda()
  await away(ids[0], '2026-03-09', '2026-03-13', ids[1])
  expect(await cover()).toBe(3)
  expect((await open()).map((row) => row.closer)).toEqual(Array(3).fill(ids[1]))
  expect(await cover()).toBe(0)
})

it('puts it off to the first opening after the return, over absences that follow one another', async () => {
  await recordForAda()
  await away(ids[0], '2026-03-10', '2026-03-11')
  await away(ids[0], '2026-03-12', '2026-03-13')
  expect(await cover()).toBe(3)
  // Friday is the last day away; Monday 9:00 in Paris is the next opening.
  expect((await open()).map((row) => row.at.toISOString())).toEqual(Array(3).fill('2026-03-16T08:00:00.000Z'))
  const [pacing] = await test.db.query<{ at: Date }>('select last_relance_at as at from lead_pacing limit 1')
  expect(pacing?.at.toISOString()).toBe('2026-03-16T08:00:00.000Z')
  const [enrolment] = await test.db.query<{ at: Date }>('select next_due_at as at from enrolments limit 1')
  expect(enrolment?.at.toISOString()).toBe('2026-03-19T08:00:00.000Z')
  expect(await cover()).toBe(0)
})

it('a stand-in who is away as well does not help', async () => {
  await recordForAda()
  await away(ids[0], '2026-03-10', '2026-03-10', ids[1])
  await away(ids[1], '2026-03-10', '2026-03-12', ids[2])
  expect(await cover()).toBe(3)
  expect((await open()).map((row) => [row.closer, row.at.toISOString()])).toEqual(
    Array(3).fill([ids[0], '2026-03-11T08:00:00.000Z']),
  )
})

it('leaves alone what is not today’s absence', async () => {
  await recordForAda()
  await away(ids[0], '2026-03-11', '2026-03-12', ids[1])
  await away(ids[0], '2026-03-01', '2026-03-09', ids[1])
  expect(await cover()).toBe(0)
})
