import { addLeads, addRule, createTestDatabase, instantOf, TUESDAY_10H, type TestDatabase } from '@relance/testing'
import type { Db } from '../ground/ports.ts'
import { dryRun } from './dry-run.ts'
import { settleChanges } from './scheduled.ts'
import { run } from './run.ts'
import { takeDue } from './take-due.sql.ts'

let test: TestDatabase
beforeEach(async () => {
  test = await createTestDatabase()
})
afterEach(() => test.drop())

const host = (now: number) => ({ db: test.db, clock: () => now })

it('records each due step once, with its message, and nothing when run again', async () => {
  await addRule(test.db)
  await addLeads(test.db, 3, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  const first = await run(host(TUESDAY_10H), { trigger: 'manual' })
  expect(first).toMatchObject({ state: 'completed', due: 3, recorded: 3, remaining: 0, byChannel: { closer: 3 } })
  const relances = await test.db.query<{ message: string; state: string; deliver_at: Date }>('select * from relances')
  expect(relances.map((relance) => relance.message).sort()).toEqual(['Bonjour P1', 'Bonjour P2', 'Bonjour P3'])
  expect(relances.map((relance) => relance.deliver_at.getTime())).toEqual([TUESDAY_10H, TUESDAY_10H, TUESDAY_10H])
  expect(await run(host(TUESDAY_10H + 1), { trigger: 'manual' })).toMatchObject({ due: 0, recorded: 0 })
})

it('a dry run counts and shows what a run would record, and writes nothing', async () => {
  await addRule(test.db)
  await addLeads(test.db, 3, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  const dry = await dryRun(host(TUESDAY_10H), { trigger: 'manual', sample: 10 })
  expect(dry.report).toMatchObject({ dryRun: true, due: 3, recorded: 0 })
  expect(dry.sample).toHaveLength(3)
  const [counts] = await test.db.query(
    'select (select count(*)::int from relances) relances, (select count(*)::int from runs) runs, (select count(*)::int from enrolments) enrolments',
  )
  expect(counts).toEqual({ relances: 0, runs: 0, enrolments: 0 })
  expect(await run(host(TUESDAY_10H), { trigger: 'manual' })).toMatchObject({ recorded: 3 })
})

it('delivers at the next opening of the window when the run comes at night', async () => {
  await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  await run(host(instantOf('2026-03-10T23:00:00Z')), { trigger: 'manual' })
  const [relance] = await test.db.query<{ deliver_at: Date }>('select deliver_at from relances')
  expect(relance?.deliver_at.toISOString()).toBe('2026-03-11T08:00:00.000Z')
})

it('never two relances within the minimum gap, the rule of highest priority first', async () => {
  const low = await addRule(test.db, { priority: 1 })
  const high = await addRule(test.db, { priority: 9 })
  await addLeads(test.db, 2, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  const report = await run(host(TUESDAY_10H), { trigger: 'manual' })
  expect(report).toMatchObject({ recorded: 2, skipped: { outranked: 2 }, remaining: 0 })
  expect(await run(host(TUESDAY_10H + 19 * 3_600_000), { trigger: 'manual' })).toMatchObject({ recorded: 0 })
  await run(host(TUESDAY_10H + 26 * 3_600_000), { trigger: 'manual' })
  const rows = await test.db.query<{ rule_id: string }>('select rule_id from relances order by recorded_at')
  expect(rows.map((row) => row.rule_id)).toEqual([high, high, low, low])
})

it('records one relance of a lead in a run, also when the next step is due in the same instant', async () => {
  const after = (value: number) => ({ after: { value, unit: 'days' } })
  await addRule(test.db, { steps: [after(3), after(0)] })
  await addLeads(test.db, 1, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  await test.db.query('update settings set minimum_gap_minutes = 0')
  // The second lane looks when the first one is done.
  let last: Promise<unknown> = Promise.resolve()
  const transaction: Db['transaction'] = (work) => {
    const next = last.then(() => test.db.transaction(work))
    last = next.catch(() => undefined)
    return next
  }
  const inTurn = { db: { query: test.db.query, transaction }, clock: () => TUESDAY_10H }
  expect(await run(inTurn, { trigger: 'manual' })).toMatchObject({ recorded: 1 })
  expect(await run(inTurn, { trigger: 'manual' })).toMatchObject({ recorded: 1 })
})

it('withdraws what was waiting when the lead opts out, and ends the enrolment', async () => {
  await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  await run(host(TUESDAY_10H), { trigger: 'manual' })
  await test.db.query('update leads set opted_out_at = now()')
  await run(host(TUESDAY_10H + 1_000), { trigger: 'manual' })
  expect(await test.db.query('select state, reason from relances')).toEqual([
    { state: 'withdrawn', reason: 'opted_out' },
  ])
  expect(await test.db.query('select state, reason from enrolments')).toEqual([{ state: 'ended', reason: 'opted_out' }])
})

it('looks again at the leads of a status that was opened or closed, and at no others', async () => {
  await addRule(test.db)
  await addLeads(test.db, 4, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  await test.db.query(`update leads set status = 'won' where first_name in ('P1', 'P2')`)
  await test.db.query(`update leads set status = 'new' where first_name = 'P4'`)
  expect(await run(host(TUESDAY_10H), { trigger: 'manual' })).toMatchObject({ recorded: 2 })
  await test.db.query(
    `update settings set lead_statuses = '[{"code": "new", "isOpen": true}, {"code": "contacted", "isOpen": false}, {"code": "won", "isOpen": true}]'`,
  )
  expect(
    await test.db.query('select l.status from lead_changes c join leads l on l.id = c.lead_id order by 1'),
  ).toEqual([{ status: 'contacted' }, { status: 'won' }, { status: 'won' }])
  expect(await run(host(TUESDAY_10H + 1_000), { trigger: 'manual' })).toMatchObject({ recorded: 2 })
  expect(
    await test.db.query('select r.state, l.status from relances r join leads l on l.id = r.lead_id order by 1, 2'),
  ).toEqual([
    { state: 'due', status: 'new' },
    { state: 'due', status: 'won' },
    { state: 'due', status: 'won' },
    { state: 'withdrawn', status: 'contacted' },
  ])
})

it('enters leads into a rule when time alone makes its condition true', async () => {
  const audience = {
    combinator: 'and',
    rules: [{ field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }],
  }
  await addRule(test.db, { audience, steps: [{ after: { value: 0, unit: 'days' } }] })
  await addLeads(test.db, 1, { lastContactAt: TUESDAY_10H - 2 * 86_400_000 })
  expect(await run(host(TUESDAY_10H), { trigger: 'manual' })).toMatchObject({ recorded: 0 })
  const tomorrow = TUESDAY_10H + 86_400_000
  expect((await dryRun(host(TUESDAY_10H), { trigger: 'manual', at: tomorrow })).report).toMatchObject({ due: 1 })
  expect(await run(host(tomorrow), { trigger: 'manual' })).toMatchObject({ recorded: 1 })
})

it('lets the leads of a disabled rule wait, takes its relances back, and goes on where it stood', async () => {
  const rule = await addRule(test.db)
  await addLeads(test.db, 1, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  await run(host(TUESDAY_10H), { trigger: 'manual' })
  await test.db.query('update rules set active = false where id = $1', [rule])
  await run(host(TUESDAY_10H + 1_000), { trigger: 'manual' })
  expect(await test.db.query('select state from relances')).toEqual([{ state: 'withdrawn' }])
  expect(await test.db.query('select state, reason, step from enrolments')).toEqual([
    { state: 'waiting', reason: 'rule_inactive', step: 2 },
  ])
  await test.db.query('update rules set active = true where id = $1', [rule])
  await run(host(TUESDAY_10H + 4 * 86_400_000), { trigger: 'manual' })
  expect(await test.db.query('select step, state from relances order by step')).toEqual([
    { step: 1, state: 'withdrawn' },
    { step: 2, state: 'due' },
  ])
})

it('says partial when the budget is spent, and the next run goes on', async () => {
  await addRule(test.db)
  await addLeads(test.db, 5_000, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  await run(host(TUESDAY_10H - 4 * 86_400_000), { trigger: 'manual' })
  // Two batches in flight take longer than this on any machine.
  const report = await run(host(TUESDAY_10H), { trigger: 'http', budgetSeconds: 0.05 })
  expect(report?.state).toBe('partial')
  expect((report?.recorded ?? 0) + (report?.remaining ?? 0)).toBe(5_000)
  const rest = await run(host(TUESDAY_10H), { trigger: 'http' })
  expect((rest?.recorded ?? 0) + (report?.recorded ?? 0)).toBe(5_000)
})

it('fires a slot once, however many replicas ask', async () => {
  await addRule(test.db)
  const asked = Array.from({ length: 5 }, () => run(host(TUESDAY_10H), { trigger: 'scheduler', slotAt: TUESDAY_10H }))
  expect((await Promise.all(asked)).filter((report) => report !== null)).toHaveLength(1)
})

it('20 overlapping runs on the same due leads record each step once and lose none', async () => {
  await addRule(test.db)
  await addRule(test.db, { priority: 5 })
  await addLeads(test.db, 3_000, { lastContactAt: TUESDAY_10H - 5 * 86_400_000 })
  const runs = Array.from({ length: 20 }, (_, index) => run(host(TUESDAY_10H + index), { trigger: 'http' }))
  await Promise.all(runs)
  const rest = await run(host(TUESDAY_10H + 100), { trigger: 'http' })
  expect(rest).toMatchObject({ recorded: 0, remaining: 0 })
  const [counts] = await test.db.query(
    `select count(*)::int as relances, count(distinct lead_id)::int as leads,
            (select sum(relance_count)::int from lead_pacing) as paced,
            (select sum(recorded)::int from runs) as reported,
            (select count(*)::int from enrolments where step = 2) as moved from relances`,
  )
  expect(counts).toEqual({ relances: 3_000, leads: 3_000, paced: 3_000, reported: 3_000, moved: 3_000 })
})

it('a batch locks no more leads than it takes, also where the planner has to sort what is due', async () => {
  await addRule(test.db)
  await addLeads(test.db, 30, { lastContactAt: Date.now() - 10 * 86_400_000 })
  await settleChanges({ db: test.db }, 10)
  await test.db.query(`update enrolments set next_due_at = now() - interval '1 hour'`)
  await test.db.transaction(async (tx) => {
    for (const way of ['indexscan', 'indexonlyscan', 'bitmapscan']) await tx.query(`set local enable_${way} = off`)
    const batch = await takeDue(tx, { runId: '0193a7a0-0000-7000-8000-000000000001', startedAt: Date.now() }, 0, 10)
    expect(batch.taken).toBe(10)
    const free = await test.db.query('select from lead_pacing for update skip locked')
    expect(free).toHaveLength(20)
  })
})
