/** Nightly work where no server runs, through the function's own code: at each call a share, once a night, and never in the way of the run. */
import { listReconciliations, releaseRepairs } from '@relance/relance'
import { addLeads, addRule, createTestDatabase, instantOf, type TestDatabase } from '@relance/testing'
import { answerTrigger } from '../answer-trigger.ts'
import { DAY, HOUR } from '@relance/relance/core'

const SECRET = 'Zk3-ninety-otters-swim'
/** Noon in Paris, a Tuesday; the night after it begins 14 hours later. */
const NOON = instantOf('2026-03-10T11:00:00Z')

let test: TestDatabase
let now = NOON
let reported: string[]
const query = <Row>(sql: string, parameters: unknown[] = []) => test.db.query<Row>(sql, parameters)

beforeEach(async () => {
  test = await createTestDatabase()
  now = NOON
  reported = []
  await query('update repairs_release set installed_at = $1', [new Date(NOON - HOUR)])
  await releaseRepairs(test.db, NOON)
  await addRule(test.db)
  await addLeads(test.db, 3, { lastContactAt: NOON - 10 * DAY })
})
afterEach(() => test.drop())

async function call(search = ''): Promise<Record<string, unknown>> {
  const host = {
    db: test.db,
    clock: () => now,
    secrets: [SECRET],
    maxBudgetSeconds: 50,
    addressOf: () => 'anybody',
    report: ({ what }: { what: string }) => void reported.push(what),
  }
  const headers = { authorization: `Bearer ${SECRET}` }
  const answer = await answerTrigger(host, new Request(`https://relance.example.com/${search}`, { headers }))
  expect(answer.status).toBe(200)
  return (await answer.json()) as Record<string, unknown>
}

/** One row of each kind that has had its time at `NOON`. */
const plantOldRows = async (): Promise<void> => {
  const old = new Date(NOON - 100 * DAY)
  await query(`insert into users (email, name, role) values ('mona@example.com', 'Mona', 'manager')`)
  await query(
    `insert into sessions (token_hash, user_id, device, created_at, seen_at, expires_at) select 'x', id, '', $1, $1, $1 from users`,
    [old],
  )
  await query(`insert into login_attempts (key, attempted_at) values ('x', $1)`, [old])
  await query(
    `insert into live_events (at, topic, type, ids, least_role) values ($1, 'leads', 'updated', '{}', 'closer')`,
    [old],
  )
  await query('insert into dry_runs (at, created_at) values ($1, $1)', [old])
  await query('insert into backtests (days, leads_total, started_at, heartbeat_at) values (1, 0, $1, $1)', [old])
  await query(
    `insert into enrolment_changes (at, lead_id, rule_id, step, state) select $1, l.id, r.id, 1, 'active' from leads l, rules r limit 1`,
    [old],
  )
  await query(
    `with i as (insert into imports (file_name, started_at, actor_name) values ('leads.csv', $1, 'Mona') returning id)
     insert into import_rows (import_id, lead_id, line, written, is_created, before) select i.id, l.id, 2, now()::text, false, '{}' from i, leads l limit 1`,
    [old],
  )
}

const oldRows = async (): Promise<string[]> => {
  const rows = await query<{ kind: string }>(
    `select 'sessions' as kind from sessions union all select 'login_attempts' from login_attempts
     union all select 'live_events' from live_events where at < $1 union all select 'dry_runs' from dry_runs
     union all select 'backtests' from backtests union all select 'enrolment_changes' from enrolment_changes where at < $1
     union all select 'import_rows' from import_rows where before is not null order by 1`,
    [new Date(NOON - 99 * DAY)],
  )
  return rows.map(({ kind }) => kind)
}
const ALL = ['backtests', 'dry_runs', 'enrolment_changes', 'import_rows', 'live_events', 'login_attempts', 'sessions']

const stop = () => query(`update enrolments set state = 'waiting', reason = 'rule_inactive', next_due_at = null`)
const stopped = async () => (await query(`select from enrolments where state = 'waiting'`)).length

it('after a run, a call drops what is old, and its answer holds nothing of it', async () => {
  const first = await call()
  now += HOUR
  await plantOldRows()
  expect(await oldRows()).toEqual(ALL)
  const second = await call()
  expect(await oldRows()).toEqual([])
  expect(Object.keys(second)).toEqual(Object.keys(first))
  expect(second).toMatchObject({ state: 'completed', trigger: 'http', recorded: 0 })
  expect(await query('select from import_rows')).toHaveLength(1)
  expect(reported).toEqual([])
})

it('the calls of a night compare enrolments once, even two at a time; the next night does so again', async () => {
  await call()
  await stop()
  now += 2 * HOUR
  await call()
  expect(await stopped()).toBe(3)
  now = NOON + 15 * HOUR
  await Promise.all([call(), call()])
  expect(await stopped()).toBe(0)
  expect(await listReconciliations(test.db, 9)).toMatchObject([
    { state: 'completed', looked: 3, differences: { wrongly_waiting: 3 }, repaired: 3 },
  ])
  expect(reported).toEqual(['Leads did not stand where the rules ask: wrongly_waiting 3; 3 were repaired.'])
  await stop()
  now += HOUR
  await call()
  expect(await stopped()).toBe(3)
  now += DAY
  await call()
  expect(await stopped()).toBe(0)
  expect(await listReconciliations(test.db, 9)).toHaveLength(2)
})

it('a call whose time is over, a dry run and a partial run leave it to the next call', async () => {
  await call()
  now += HOUR
  await plantOldRows()
  await call('?dryRun=true')
  await query(
    `create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.9); return new; end $$`,
  )
  await query('create trigger slow before update on runs for each row execute function be_slow()')
  expect(await call('?budget=1')).toMatchObject({ state: 'completed' })
  await query('drop function be_slow cascade')
  expect(await oldRows()).toEqual(ALL)
  await addLeads(test.db, 1, { lastContactAt: NOON - 10 * DAY, after: 10 })
  await query(
    `create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.9); return null; end $$`,
  )
  await query('create trigger slow after insert on enrolments for each statement execute function be_slow()')
  expect(await call('?budget=1')).toMatchObject({ state: 'partial' })
  expect(await oldRows()).toEqual(ALL)
})

it('a part that fails is reported, fails neither the call nor the other part', async () => {
  await call()
  await stop()
  await plantOldRows()
  await query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`)
  await query('create trigger refuse before delete on login_attempts for each row execute function refuse()')
  now = NOON + 15 * HOUR
  expect(await call()).toMatchObject({ state: 'completed' })
  expect(await stopped()).toBe(0)
  expect(reported[0]).toMatch(/^Old rows could not be dropped: \w+ P0001$/)
  expect(reported).toHaveLength(2)
})

it('a part that hangs keeps no caller waiting', async () => {
  await call()
  now += HOUR
  await plantOldRows()
  await test.db.transaction(async (tx) => {
    await tx.query('lock table login_attempts')
    expect(await call('?budget=4')).toMatchObject({ state: 'completed' })
  })
  expect(reported).toEqual(['The nightly work did not end in time and goes on with the next call.'])
})

it('the first call after the clock has jumped a year ahead drops nothing', async () => {
  await call()
  await query(
    `insert into enrolment_changes (at, lead_id, rule_id, step, state) select $1, l.id, r.id, 1, 'active' from leads l, rules r`,
    [new Date(NOON)],
  )
  const kept = async () => (await query('select from enrolment_changes where at = $1', [new Date(NOON)])).length
  const before = await kept()
  now = NOON + 365 * DAY
  await call()
  expect([before > 0, await kept()]).toEqual([true, before])
  now += 6 * HOUR
  await call()
  expect(await kept()).toBe(0)
})
