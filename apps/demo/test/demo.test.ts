import { createTestDatabase, type TestDatabase } from '@relance/testing'
import { sealEntries } from '../../api/src/audit/seal.ts'
import { verifyAuditLog } from '../../api/src/audit/verify.ts'
import { DEMO_DAYS, loadDemoData } from '../src/company/load-demo-data.ts'

/** All of it at night; every outcome comes in its first third as well. */
const DAYS = process.env.RELANCE_TESTS === 'full' ? DEMO_DAYS : 20

let test: TestDatabase
/** People have just begun to go through their queues. */
const NOW = Date.parse('2026-03-11T08:52:00Z')
/** What has happened; the rest is planned. */
const HAPPENED = {
  audit_events: ['at'],
  runs: ['started_at', 'finished_at'],
  leads: ['created_at', 'last_contact_at', 'opted_out_at'],
  relances: ['recorded_at', 'opened_at', 'settled_at', 'outcome_at'],
}
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const number = async (sql: string): Promise<number> => Number((await test.db.query<{ n: string }>(sql))[0]?.n)

it(`the demonstration has ${DAYS} days of life whose figures agree, and a queue with work in it`, async () => {
  expect(await loadDemoData(test.db, NOW, null, DAYS)).toBe(true)
  expect(await loadDemoData(test.db, NOW)).toBe(false)

  expect(await number('select count(*) n from runs')).toBe(DAYS * 4)
  expect(await number('select sum(recorded) n from runs')).toBe(await number('select count(*) n from relances'))
  expect(await number(`select count(*) n from relances where state = 'sent'`)).toBeGreaterThan(DAYS * 2.5)
  for (const outcome of ['replied', 'meeting', 'won', 'lost', 'never_contact_again']) {
    expect([outcome, await number(`select count(*) n from relances where outcome = '${outcome}'`)]).not.toEqual([
      outcome,
      0,
    ])
  }
  const queue = `select count(*) n from relances r join users u on u.id = r.closer_id
    where u.email = 'camille@demo.invalid' and r.state in ('due', 'opened', 'snoozed') and r.deliver_at`
  expect(await number(`${queue} < '2026-03-10T23:00:00Z'`)).toBeGreaterThan(0)
  expect(await number(`${queue} between '2026-03-10T23:00:00Z' and '2026-03-11T23:00:00Z'`)).toBeGreaterThan(0)
  expect(await number(`select count(*) n from contacts where source = 'person' and kind = 'call'`)).toBeGreaterThan(0)
  expect(
    await number(
      `select count(*) n from relances where outcome = 'replied' and outcome_at > opened_at + interval '1 day'`,
    ),
  ).toBeGreaterThan(0)
  expect(await number('select count(*) n from enrolments where episode > 1')).toBeGreaterThan(0)
  expect(await number(`select count(*) n from leads where phone !~ '^\\+3363998[0-9]{4}$'`)).toBe(0)

  // It all happened when it says, in the audit log too, whose chain is whole; and the log dates itself again.
  for (const [table, columns] of Object.entries(HAPPENED)) {
    const latest = `extract(epoch from greatest(${columns.map((column) => `max(${column})`).join()})) * 1000`
    expect([table, (await number(`select ${latest} n from ${table}`)) <= NOW]).toEqual([table, true])
  }
  expect(await number(`select count(distinct at::date) n from audit_events`)).toBeGreaterThan(DAYS * 0.9)
  await sealEntries(test.db)
  expect((await verifyAuditLog(test.db)).isIntact).toBe(true)
  await test.db.query(`select audit_note('verified', 'audit-events', null, '{}')`)
  expect(await number(`select count(*) n from audit_events where at > now() - interval '1 minute'`)).toBe(1)
}, 120_000)
