/** A clock that jumps costs nothing once it is right again: slots, runs, relances, expiries, the watermark. */
import { addLeads, addRule, createTestDatabase, instantOf, type TestDatabase } from '@relance/testing'
import { act } from '../inbox/act.ts'
import { recordContact } from '../inbox/contacts.ts'
import { mendAhead } from './mend-ahead.ts'
import { dryRun } from './dry-run.ts'
import { run } from './run.ts'
import { settleLead } from './enrol.ts'
import { createPlans } from './state/plans.ts'
import { timed } from '../ground/now.ts'
import type { Host } from '../ground/ports.ts'
import { expire, runDueSlot, settleChanges } from './scheduled.ts'
import { failSilentRuns } from './state/runs.sql.ts'
import { DAY, HOUR } from '../ground/time.ts'

const YEAR = 365 * DAY
/** Noon in Paris, a Tuesday: a slot of the schedule every six hours. */
const NOON = instantOf('2026-03-10T11:00:00Z')

let test: TestDatabase
let now = NOON
let host: Host

beforeEach(async () => {
  test = await createTestDatabase()
  now = NOON
  host = { db: test.db, clock: () => now }
  await test.db.query('update schedule set changed_at = $1', [new Date(NOON - HOUR)])
})
afterEach(() => test.drop())

async function tickAt(at: number): Promise<boolean> {
  now = at
  const report = await runDueSlot(host)
  if (!report) await settleChanges(host, 60)
  await expire(host)
  return report !== null
}

const slots = async () =>
  (
    await test.db.query<{ at: Date }>('select scheduled_for as at from runs where scheduled_for is not null order by 1')
  ).map(({ at }) => at.getTime())

it.each([
  ['a day', DAY],
  ['a year', YEAR],
])(
  'a clock ahead by %s for one tick: the next slot fires at its time, and so does the slot that was fired too early',
  async (_, jump) => {
    expect(await tickAt(NOON)).toBe(true)
    expect(await tickAt(NOON + 60_000 + jump)).toBe(true)
    expect(await tickAt(NOON + 120_000)).toBe(false)
    for (let slot = NOON + 6 * HOUR; slot <= NOON + 30 * HOUR; slot += 6 * HOUR) {
      expect(await tickAt(slot - 10_000)).toBe(false)
      expect(await tickAt(slot + 5_000)).toBe(true)
      expect(await tickAt(slot + 15_000)).toBe(false)
    }
    expect(await slots()).toEqual([0, 6, 12, 18, 24, 30].map((hours) => NOON + hours * HOUR))
  },
)

it('a clock behind by hours for one tick: every slot still fires, and no step is recorded twice', async () => {
  await addRule(test.db)
  await addLeads(test.db, 5, { lastContactAt: NOON - 4 * DAY })
  expect(await tickAt(NOON + 5_000)).toBe(true)
  await tickAt(NOON - 5 * HOUR)
  await tickAt(NOON + 25_000)
  expect(await tickAt(NOON + 6 * HOUR)).toBe(true)
  expect(await slots()).toEqual(expect.arrayContaining([NOON, NOON + 6 * HOUR]))
  const [count] = await test.db.query(
    'select count(*)::int as all, count(distinct (enrolment_id, step))::int as steps from relances',
  )
  expect(count).toEqual({ all: 5, steps: 5 })
})

it('a schedule saved by a clock a year ahead fires at the next slot', async () => {
  await test.db.query('update schedule set changed_at = $1', [new Date(NOON + YEAR)])
  await tickAt(NOON + HOUR)
  expect(await tickAt(NOON + 6 * HOUR)).toBe(true)
})

it('what a clock a year ahead has recorded, expired and superseded is taken back: each step at its own time', async () => {
  await addRule(test.db)
  const [waiting, fresh] = (await addLeads(test.db, 2, { lastContactAt: NOON - 4 * DAY })).sort()
  await test.db.query('update leads set last_contact_at = $2 where id = $1', [fresh, new Date(NOON)])
  expect(await tickAt(NOON + 5_000)).toBe(true)
  const standing = () =>
    test.db.query(
      `select e.lead_id as lead, e.step, e.state, e.next_due_at as due, p.last_relance_at as last, p.relance_count as count,
              (select json_agg(json_build_array(r.step, r.state) order by r.step) from relances r where r.lead_id = e.lead_id) as relances
         from enrolments e join lead_pacing p using (lead_id) order by e.lead_id`,
    )
  const before = await standing()
  expect(before).toMatchObject([
    { lead: waiting, step: 2, relances: [[1, 'due']] },
    { lead: fresh, step: 1, relances: null },
  ])
  await tickAt(NOON + YEAR)
  expect(await standing()).not.toEqual(before)
  await tickAt(NOON + 25_000)
  expect(await standing()).toEqual(before)
  await tickAt(NOON + 3 * DAY + 6 * HOUR)
  expect(await standing()).toMatchObject([{ step: 3 }, { lead: fresh, step: 2, relances: [[1, 'due']] }])
})

it('a step that a clock ahead has recorded is due by what the lead is like when it is taken back', async () => {
  await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: NOON - HOUR })
  await tickAt(NOON + YEAR)
  now = NOON + HOUR
  await test.db.query('update leads set last_contact_at = $1', [new Date(NOON + HOUR)])
  await settleChanges(host, 60)
  // Only callers from outside: no scheduler has noticed the clock.
  expect(await run(host, { trigger: 'http' })).toMatchObject({ state: 'completed', recorded: 0 })
  const rows = await test.db.query<{ step: number; at: Date }>('select step, next_due_at as at from enrolments')
  expect(rows).toEqual([{ step: 1, at: new Date(NOON + HOUR + 3 * DAY) }])
})

it('a step that a clock ahead has recorded is due by the frequency that was saved meanwhile', async () => {
  await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: NOON - 4 * DAY })
  await tickAt(NOON)
  await tickAt(NOON + YEAR)
  now = NOON + HOUR
  await test.db.query(
    `update frequencies set steps = '[{"after": {"value": 3, "unit": "days"}}, {"after": {"value": 1, "unit": "days"}}]'`,
  )
  await settleChanges(host, 60)
  await mendAhead(host)
  const rows = await test.db.query<{ step: number; at: Date }>('select step, next_due_at as at from enrolments')
  expect(rows).toEqual([{ step: 2, at: new Date(NOON + DAY) }])
})

async function sendFirst(): Promise<void> {
  const [item] = await test.db.query<{ id: string }>('select id from relances')
  const max = { id: null, name: 'Max', isManager: true, sharesQueue: true }
  expect(await act(host, item?.id ?? '', { kind: 'sent' }, max)).toMatchObject({ ok: true })
}

it.each([['right again'], ['still ahead']])(
  'an item that a clock a year ahead has recorded is sent while the clock is %s: the next step counts from now',
  async (clock) => {
    await addRule(test.db)
    await addLeads(test.db, 1, { lastContactAt: NOON - 4 * DAY })
    await tickAt(NOON + YEAR)
    if (clock === 'right again') now = NOON + HOUR
    await sendFirst()
    now = NOON + HOUR
    await mendAhead(host)
    expect(await test.db.query('select step, next_due_at as at from enrolments')).toEqual([
      { step: 2, at: new Date(NOON + HOUR + 3 * DAY) },
    ])
    expect(await run(host, { trigger: 'cli' })).toMatchObject({ recorded: 0 })
    now = NOON + HOUR + 3 * DAY
    expect(await run(host, { trigger: 'cli' })).toMatchObject({ recorded: 1 })
  },
)

it('a contact that a clock a year ahead has noted counts from now: the next step is not a year away', async () => {
  await addRule(test.db)
  const [leadId] = await addLeads(test.db, 1, { lastContactAt: NOON - 4 * DAY })
  await tickAt(NOON)
  await sendFirst()
  now = NOON + YEAR
  expect(await recordContact(host, leadId ?? '', CALL, { id: null, name: 'Mona', isManager: true })).toMatchObject({
    ok: true,
  })
  now = NOON + HOUR
  await mendAhead(host)
  await settleChanges(host, 60)
  expect(await test.db.query('select last_contact_at as at from leads')).toEqual([{ at: new Date(now) }])
  expect(await test.db.query('select step, next_due_at as at from enrolments')).toEqual([
    { step: 2, at: new Date(NOON + HOUR + 3 * DAY) },
  ])
  now = NOON + HOUR + 3 * DAY
  expect(await run(host, { trigger: 'cli' })).toMatchObject({ recorded: 1 })
})

it('an overdue step that a clock a year ahead has planned again is due at once when it is right', async () => {
  await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: NOON - 2 * DAY })
  await tickAt(NOON)
  await test.db.query(`update frequencies set steps = '[{"after": {"value": 1, "unit": "days"}}]'`)
  now = NOON + YEAR
  await settleChanges(host, 60)
  now = NOON + 20_000
  await mendAhead(host)
  expect(await run(host, { trigger: 'http' })).toMatchObject({ recorded: 1 })
})

it('an inbox item that a clock ahead has closed as expired is open again, unless another has taken its place', async () => {
  await addRule(test.db)
  await addLeads(test.db, 3, { lastContactAt: NOON - 4 * DAY })
  await tickAt(NOON)
  now = NOON + YEAR
  await expire(host)
  now = NOON + 20_000
  expect(await mendAhead(host)).toEqual({ recorded: 0, expired: 3 })
  expect(await test.db.query(`select from relances where state = 'due'`)).toHaveLength(3)
  expect(await mendAhead(host)).toEqual({ recorded: 0, expired: 0 })
  now = NOON + 10 * DAY
  await expire(host)
  expect(await mendAhead(host)).toEqual({ recorded: 0, expired: 0 })
})

const CALL = { kind: 'call', direction: 'outbound', note: '' } as const
it.each([
  [
    'a window that was saved since has brought it to the present',
    async () => {
      await test.db.query(
        `update frequencies set "window" = '{"days": [1, 2, 3, 4, 5, 6, 7], "from": "00:00", "to": "24:00"}'`,
      )
    },
    NOON + 2 * DAY,
  ],
  [
    'a contact has put it off',
    async () => {
      const [lead] = await test.db.query<{ id: string }>('select id from leads')
      await recordContact(host, lead?.id ?? '', CALL, { id: null, name: 'Mona', isManager: true })
    },
    NOON + 3 * DAY,
  ],
])('a step that a clock ahead has recorded is taken back, although %s', async (_why, change, dueAt) => {
  await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: NOON - DAY })
  now = NOON + 2 * DAY + HOUR
  await run(host, { trigger: 'http' })
  now = NOON
  await change()
  await settleChanges(host, 60)
  expect(await mendAhead(host)).toEqual({ recorded: 1, expired: 0 })
  await settleChanges(host, 60)
  const rows = await test.db.query<{ step: number; at: Date }>('select step, next_due_at as at from enrolments')
  expect(rows).toEqual([{ step: 1, at: new Date(dueAt) }])
})

it('an item that one wrong clock has recorded, and another one closed, is taken back at once', async () => {
  await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: NOON - 4 * DAY })
  now = NOON + 2 * HOUR
  await run(host, { trigger: 'http' })
  now = NOON + YEAR
  await expire(host)
  now = NOON
  expect(await mendAhead(host)).toEqual({ recorded: 1, expired: 1 })
  expect(await test.db.query('select from relances')).toEqual([])
})

it('what a clock ahead has closed or replaced stays closed when its rule was switched off meanwhile', async () => {
  const rule = await addRule(test.db)
  await addLeads(test.db, 2, { lastContactAt: NOON - 4 * DAY })
  await tickAt(NOON)
  // Step 2 replaces the open item of step 1.
  await tickAt(NOON + YEAR)
  now = NOON + 30_000
  await test.db.query('update rules set active = false where id = $1', [rule])
  await settleChanges(host, 60)
  await mendAhead(host)
  await settleChanges(host, 60)
  expect(
    await test.db.query(`select state from relances where state in ('due', 'opened', 'snoozed', 'queued')`),
  ).toEqual([])
})

it('a lead that crosses into "no contact for 3 days" after time was followed a year ahead is enrolled all the same', async () => {
  await addRule(test.db, {
    audience: {
      combinator: 'and',
      rules: [{ field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }],
    },
  })
  await tickAt(NOON)
  await tickAt(NOON + YEAR)
  await addLeads(test.db, 1, { lastContactAt: NOON })
  await tickAt(NOON + 60_000)
  expect(await test.db.query(`select from enrolments where state = 'active'`)).toHaveLength(0)
  await tickAt(NOON + 3 * DAY + HOUR)
  expect(await test.db.query(`select from enrolments where state = 'active'`)).toHaveLength(1)
})

it('a lead that is saved is judged by the present, although time was followed a year ahead', async () => {
  const value = { value: 3, unit: 'days' }
  await addRule(test.db, {
    audience: { combinator: 'and', rules: [{ field: 'lastContactAt', operator: 'olderThan', value }] },
  })
  await settleChanges(host, 60)
  now = NOON + YEAR
  await settleChanges(host, 60)
  now = NOON + 60_000
  await addLeads(test.db, 1, { lastContactAt: NOON - DAY })
  const [lead] = await test.db.query<{ id: string }>('select id from leads')
  await timed(host).transaction((tx) => settleLead(tx, lead?.id ?? '', createPlans()))
  expect(await test.db.query('select from enrolments')).toEqual([])
})

/** The watermark waits for whoever else has a transaction open on the server, of another database as well. */
async function keepingTransactionOpen(work: () => Promise<void>): Promise<void> {
  const other = await createTestDatabase()
  try {
    await other.db.transaction(async (tx) => {
      await tx.query('select pg_current_xact_id()')
      await work()
    })
  } finally {
    await other.drop()
  }
}

it.each([
  ['', (work: () => Promise<void>) => work()],
  [' while others were at work', keepingTransactionOpen],
])(
  'a dry run believes nothing that was followed by a clock ahead%s: it foretells what the next run records',
  async (_, around) => {
    const value = { value: 1, unit: 'days' }
    await addRule(test.db, {
      audience: { combinator: 'and', rules: [{ field: 'lastContactAt', operator: 'olderThan', value }] },
    })
    await addLeads(test.db, 2, { lastContactAt: NOON - 2 * DAY })
    await around(async () => {
      await settleChanges(host, 60)
      now = NOON + 12 * HOUR
      await settleChanges(host, 60)
    })
    now = NOON + 60_000
    // The run dates everybody anew, whatever has dated them before.
    await test.db.query('update enrolments set due_at = $1, next_due_at = $1', [new Date(NOON - HOUR)])
    const { report } = await dryRun(host, { trigger: 'manual' })
    expect(await run(host, { trigger: 'manual' })).toMatchObject({ recorded: 0, due: 0 })
    expect(report).toMatchObject({ recorded: 0, due: 0 })
  },
)

it('a run that a clock ahead has left running is closed, and one it has left partial is not repeated for a year', async () => {
  const addRun = (state: string, at: number) =>
    test.db.query(`insert into runs (trigger, state, started_at, heartbeat_at) values ('http', $1, $2, $2)`, [
      state,
      new Date(at),
    ])
  await addRun('running', NOON + YEAR)
  expect(await failSilentRuns(host, 75_000)).toBe(1)
  await tickAt(NOON)
  await addRun('partial', NOON + YEAR)
  expect(await tickAt(NOON + 60_000)).toBe(false)
})
