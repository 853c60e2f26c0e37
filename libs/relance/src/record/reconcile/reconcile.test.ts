/** Reconciliation finds and repairs each fault that once lost leads for good, planted again by SQL, and nothing else. */
import { addLeads, addRule, createTestDatabase, instantOf, type TestDatabase } from '@relance/testing'
import type { Host } from '../../ground/ports.ts'
import { reconcile, reconcileNow } from './reconcile.ts'
import { run } from '../run.ts'
import { runDueSlot, settleChanges } from '../scheduled.ts'
import { listReconciliations, releaseRepairs } from './reconciliations.sql.ts'
import { DAY, HOUR } from '../../ground/time.ts'

/** Noon in Paris, a Tuesday; the night after it begins 14 hours later. */
const NOON = instantOf('2026-03-10T11:00:00Z')
const NIGHT = instantOf('2026-03-11T02:00:00Z')
const always = (): boolean => true
const LONG_SILENT = {
  combinator: 'and',
  rules: [{ field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }],
}

let test: TestDatabase
let now = NOON
let host: Host
let ruleId: string
let leadIds: string[]

const query = <Row>(sql: string, parameters: unknown[] = []) => test.db.query<Row>(sql, parameters)

beforeEach(async () => {
  test = await createTestDatabase()
  now = NOON
  host = { db: test.db, clock: () => now }
  await query('update schedule set changed_at = $1', [new Date(NOON - HOUR)])
  await query('update repairs_release set installed_at = $1', [new Date(NOON - HOUR)])
  ruleId = await addRule(test.db, { audience: LONG_SILENT })
  leadIds = await addLeads(test.db, 4, { lastContactAt: NOON - 3.5 * DAY })
  await query(`update leads set last_contact_at = $2 where id = $1`, [leadIds[3], new Date(NOON - 2 * DAY)])
  await runDueSlot(host)
  expect(await inbox()).toHaveLength(3)
})
afterEach(() => test.drop())

const inbox = () => query(`select from relances where state = 'due'`)
const enrolments = () =>
  query<{ leadId: string; state: string; step: number; due: Date }>(
    `select lead_id as "leadId", state, step, next_due_at as due from enrolments order by lead_id`,
  )
async function tonight() {
  now = NIGHT
  await settleChanges(host, 5)
  return reconcile(host, always)
}

it('finds nothing where nothing is wrong: held out, paused, waiting, ended and changed leads are where they belong', async () => {
  await addLeads(test.db, 20, { lastContactAt: NOON - 3.5 * DAY, after: 100 })
  await addRule(test.db, { holdoutPercent: 50, audience: LONG_SILENT, priority: -1 })
  const closed = await addRule(test.db, { priority: -2, window: { days: [1], from: '09:00', to: '09:01' } })
  await addRule(test.db, { priority: 5, body: '{{ lead.company }}' })
  const paused = await addRule(test.db, { priority: -4, channel: 'whatsapp' })
  await query(`update rules set paused_at = now(), pause_reason = 'keeps_failing' where id = $1`, [paused])
  await run(host, { trigger: 'manual' })
  now += DAY
  await run(host, { trigger: 'manual' })
  await query(`update leads set status = 'lost' where id = $1`, [leadIds[0]])
  await query(`update leads set paused_until = $2 where id = $1`, [leadIds[1], new Date(NOON + 200 * DAY)])
  await query(`update rules set active = false where id = $1`, [closed])
  // So many that some are in the audience of two rules and set aside in none.
  await addLeads(test.db, 16, { lastContactAt: NOON - 3.5 * DAY, after: 200 })
  await run(host, { trigger: 'manual' })
  await query(`update leads set company = 'Le Fournil' where id = $1`, [leadIds[2]])
  expect(
    new Set((await query<{ reason: string }>('select distinct reason from enrolments')).map((one) => one.reason)),
  ).toEqual(
    new Set([
      null,
      'held_out',
      'message_incomplete',
      'rule_paused',
      'status_closed',
      'rule_inactive',
      'minimum_gap',
      'paused',
      'outranked',
    ]),
  )
  const before = await enrolments()
  now = NIGHT + DAY
  expect(await reconcile(host, always)).toMatchObject({
    mode: 'repair',
    state: 'completed',
    looked: 40,
    differences: {},
    repaired: 0,
  })
  expect(await enrolments()).toEqual(before)
})

it('what the engine has not done yet is no difference: a changed lead, a rule just saved or switched off, a lead that time makes fit', async () => {
  await addLeads(test.db, 1, { lastContactAt: NOON - 10 * DAY, after: 100 })
  await addRule(test.db, { audience: LONG_SILENT })
  await query(`update rules set active = false where id = $1`, [ruleId])
  now = NOON + 2 * DAY
  expect(await reconcileNow(host, 'repair')).toMatchObject({ looked: 5, pending: 5, differences: {}, repaired: 0 })
})

/** Each with what a night repairs, and what the leads come to by it. */
const FAULTS: [name: string, kind: string, count: number, plant: () => Promise<unknown>][] = [
  [
    'enrolments of an active rule that a run with an old copy of the rules has stopped',
    'wrongly_waiting',
    3,
    () => query(`update enrolments set state = 'waiting', reason = 'rule_inactive', next_due_at = null`),
  ],
  [
    'enrolments that were ended although their leads match',
    'wrongly_ended',
    3,
    () => query(`update enrolments set state = 'ended', reason = 'no_longer_matches', next_due_at = null`),
  ],
  [
    'a matching lead that was never enrolled because the watermark had passed it',
    'missing',
    1,
    async () => {
      await query('update rule_matching set matched_at = $1', [new Date(NIGHT)])
      await query(`update leads set last_contact_at = $2 where id = $1`, [leadIds[3], new Date(NOON - 3 * DAY)])
      await query('delete from lead_changes')
    },
  ],
  [
    'active enrolments without an instant',
    'no_due_date',
    3,
    async () => {
      await query('alter table enrolments drop constraint enrolments_due_while_active')
      await query('update enrolments set next_due_at = null')
    },
  ],
  [
    'steps that wait for an instant of another century',
    'due_too_late',
    3,
    () => query(`update enrolments set due_at = '2126-01-01', next_due_at = '2126-01-01'`),
  ],
  [
    'a wait that a clock a year ahead has worked out',
    'due_too_late',
    3,
    () => query(`update enrolments set reason = 'outranked', next_due_at = now() + interval '1 year'`),
  ],
  ['active enrolments of leads that no run can take', 'no_turn', 3, () => query('delete from lead_pacing')],
  [
    'items that wait although their enrolment is over',
    'not_withdrawn',
    3,
    () => query(`update enrolments set state = 'ended', reason = 'replied', next_due_at = null`),
  ],
  [
    'a run whose process is gone',
    'run_left_running',
    1,
    () => query(`insert into runs (trigger, started_at, heartbeat_at) values ('http', $1, $1)`, [new Date(NOON)]),
  ],
]

it.each(FAULTS)('finds and repairs, once released: %s', async (_, kind, count, plant) => {
  await plant()
  await query('delete from lead_changes')
  expect(await tonight()).toMatchObject({
    mode: 'repair',
    state: 'completed',
    differences: { [kind]: count },
    repaired: count,
  })
  now = NIGHT + DAY
  expect(await reconcile(host, always)).toMatchObject({ differences: {}, repaired: 0 })
  if (kind === 'not_withdrawn') return expect(await inbox()).toHaveLength(0)
  const standing = (await enrolments()).filter(({ leadId }) => leadId !== leadIds[3] || kind === 'missing')
  for (const { state, due } of standing) expect([state, due.getTime() < NIGHT + 60 * DAY]).toEqual(['active', true])
})

it('enrolments that are active although their lead or rule may not be followed up are ended, and their items withdrawn', async () => {
  await query(`update leads set status = 'lost' where id = $1`, [leadIds[0]])
  await query('delete from lead_changes')
  expect(await tonight()).toMatchObject({ differences: { active_not_allowed: 1 }, repaired: 1 })
  expect(
    await query(`select from enrolments where lead_id = $1 and state = 'ended' and reason = 'status_closed'`, [
      leadIds[0],
    ]),
  ).toHaveLength(1)
  expect(await inbox()).toHaveLength(2)
})

it('on an upgraded database it only reports until a manager releases the repairs; then leads go on from now, each once per gap', async () => {
  await query('update repairs_release set released_at = null')
  await query(`update enrolments set state = 'waiting', reason = 'rule_inactive', next_due_at = null, due_at = $1`, [
    new Date(NOON - 90 * DAY),
  ])
  const planted = await enrolments()
  expect(await tonight()).toMatchObject({ mode: 'report', differences: { wrongly_waiting: 3 }, repaired: 0 })
  expect(await enrolments()).toEqual(planted)
  expect(await releaseRepairs(test.db, now)).toBe(true)
  expect(await releaseRepairs(test.db, now)).toBe(false)
  now = NIGHT + DAY
  expect(await reconcile(host, always)).toMatchObject({
    mode: 'repair',
    differences: { wrongly_waiting: 3 },
    repaired: 3,
  })
  for (const { due } of await enrolments()) expect(due.getTime()).toBe(now)
  await run(host, { trigger: 'manual' })
  await run(host, { trigger: 'manual' })
  expect(await query('select from relances where lead_id <> $1', [leadIds[3]])).toHaveLength(6)
})

it('once a night across replicas, resumable after a kill, and a night without a server is made up for', async () => {
  await addLeads(test.db, 2_500, { lastContactAt: NOON - 3.5 * DAY, after: 1_000 })
  now = NIGHT - HOUR
  await settleChanges(host, 30)
  expect(await reconcile(host, always)).toBe(null)
  await query(`update enrolments set state = 'waiting', reason = 'rule_inactive', next_due_at = null`)
  now = NIGHT
  await settleChanges(host, 30)
  let chunks = 0
  const half = await reconcile(host, () => chunks++ < 2)
  expect(half).toMatchObject({ state: 'running', looked: 2_000 })
  now = NIGHT + 5 * HOUR
  const replicas = await Promise.all([reconcile(host, always), reconcile(host, always), reconcile(host, always)])
  expect(replicas.filter((one) => one?.state === 'completed').length).toBeGreaterThan(0)
  expect(await listReconciliations(test.db, 10)).toMatchObject([
    { state: 'completed', looked: 2_504, differences: { wrongly_waiting: 2_503 }, repaired: 2_503 },
  ])
  expect(await reconcile(host, always)).toBe(null)
  now = NIGHT + 5 * DAY
  expect(await reconcile(host, always)).toMatchObject({ state: 'completed', isByHand: false })
  expect(await listReconciliations(test.db, 10)).toHaveLength(2)
})

it('a night that a clock a year ahead has taken keeps none of the real ones', async () => {
  now = NIGHT + 365 * DAY
  await reconcile(host, always)
  now = NIGHT
  expect(await reconcile(host, always)).toMatchObject({ state: 'completed' })
  expect(await reconcile(host, always)).toBe(null)
})
