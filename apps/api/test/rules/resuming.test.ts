/** A rule that is switched on or resumed, and the end of the global stop: the figures beforehand, and what is chosen for those midway. */
import { settleChanges, timed } from '@relance/relance'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

const DAY = 86_400_000
// A Thursday, 10:00 in Paris.
const START = Date.parse('2026-12-03T09:00:00Z')
let now = START
let api: TestApi
let manager: Person
let admin: Person
let ruleId: string

beforeAll(async () => {
  api = await startTestApi({}, () => now)
  manager = await api.join('manager', 'Mona')
  const ada = await api.join('closer', 'Ada')
  ruleId = await makeRule(manager)
  for (let n = 0; n < 3; n++) await makeLead(manager, ada.id)
  await api.runNow()
  await api.test.db.query(`update relances set state = 'sent', settled_at = deliver_at`)
  await api.admin.call('put', '/api/settings/company').send({ closerDailyLimit: 1 }).expect(200)
})
afterAll(() => api.stop())

/** Sessions end long before. */
async function signInAgain(): Promise<void> {
  manager = await api.signIn('mona@demo.invalid')
  admin = await api.signIn('admin@demo.invalid')
}
const saveRule = (fields: object) => manager.call('put', `/api/rules/${ruleId}`).send(fields).expect(200)
const settle = () => settleChanges({ db: api.test.db, clock: () => now }, 60)
const days = async () =>
  (
    await api.test.db.query<{ on: string }>(
      `select to_char(next_due_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as on from enrolments where state = 'active' order by 1`,
    )
  ).map(({ on }) => on)

const FIGURES = {
  leads: 3,
  midway: 3,
  overdue: 3,
  unassigned: 0,
  takers: 2,
  ended: 0,
  restarted: 0,
  entering: 0,
  dailyLimit: 1,
  isUsualLimit: false,
  isComplete: true,
}

it('a rule off for half a year tells until which day it is spread, and is', async () => {
  now = START + 3 * DAY
  await signInAgain()
  await saveRule({ active: false })
  await settle()
  now = Date.parse('2027-06-03T08:00:00Z')
  await signInAgain()
  const { body } = await manager.call('get', `/api/rules/${ruleId}/resumption`).expect(200)
  expect(body).toEqual({ ...FIGURES, lastOn: '2027-06-05' })
  const end = await manager.call('get', `/api/rules/${ruleId}/resumption`).query({ midway: 'end' }).expect(200)
  expect(end.body).toMatchObject({ ended: 3, overdue: 0, lastOn: null })
  await saveRule({ active: true })
  // At once: whoever asks before the next scan is told the day of the spread.
  expect(await days()).toEqual(['2027-06-03', '2027-06-04', '2027-06-05'])
  expect((await api.runNow()).body).toMatchObject({ recorded: 1, state: 'completed' })
})

it('so does the global stop', async () => {
  const stop = (stopped: boolean) => admin.call('put', '/api/settings/company').send({ stopped }).expect(200)
  await stop(true)
  now += 10 * DAY
  await signInAgain()
  const { body } = await admin.call('get', '/api/settings/resumption').expect(200)
  expect(body).toMatchObject({ leads: 2, midway: 2, overdue: 2, dailyLimit: 1, lastOn: '2027-06-15' })
  await manager.call('get', '/api/settings/resumption').expect(403)
  await stop(false)
  await settle()
  expect(await days()).toEqual(['2027-06-14', '2027-06-15'])
})

it('a rule that its manager resumes or switches on does with those midway as told', async () => {
  const refusal = await manager.call('put', `/api/rules/${ruleId}`).send({ midway: 'perhaps' })
  expect(refusal.status).toBe(422)
  await manager.call('get', `/api/rules/${ruleId}/resumption`).query({ midway: 'perhaps' }).expect(400)
  await manager.call('get', '/api/rules/019d0000-0000-7000-8000-000000000400/resumption').expect(404)
  const pause = `update rules set paused_at = relance_now(), pause_reason = 'keeps_failing'`
  await timed({ db: api.test.db, clock: () => now }).query(pause)
  now += DAY
  await signInAgain()
  const resumed = await manager.call('post', `/api/rules/${ruleId}/resume`).send({ midway: 'restart' }).expect(200)
  expect(resumed.body).toMatchObject({ pausedAt: null })
  await settle()
  expect(await api.test.db.query(`select from enrolments where begun_by = 'restarted' and step = 1`)).toHaveLength(2)
  await saveRule({ active: false })
  await settle()
  await saveRule({ active: true, midway: 'end' })
  await settle()
  // Nobody is in mid-cadence: those who have just begun anew go on.
  expect(await api.test.db.query(`select from enrolments where state = 'active'`)).toHaveLength(2)
})
