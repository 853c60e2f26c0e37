import { addLeads, addRule, createTestDatabase, TUESDAY_10H, type TestDatabase } from '@relance/testing'
import { annoyingSteps, effectOf } from './effect.ts'
import { run } from '../../record/run.ts'
import { DAY, HOUR } from '../../ground/time.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const at = (time: number) => new Date(time)
const total = (rows: readonly { count: number }[]) => rows[0]?.count ?? 0

it('tells what came of each step and text, of those set aside, and which step annoys', async () => {
  const rule = await addRule(test.db, { body: 'Un', variant: 'Deux', holdoutPercent: 20 })
  await addLeads(test.db, 1_000, { lastContactAt: TUESDAY_10H - 5 * DAY })
  const report = await run({ db: test.db, clock: () => TUESDAY_10H }, { trigger: 'manual' })
  expect(report?.skipped.held_out).toBeGreaterThan(150)
  expect((report?.recorded ?? 0) + (report?.skipped.held_out ?? 0)).toBe(1_000)

  await test.db.query(`update relances set state = 'sent', opened_at = deliver_at, settled_at = deliver_at`)
  await test.db.query(
    `update relances set state = 'expired', opened_at = null where lead_id in (select id from leads where right(phone, 2) = '07')`,
  )
  await test.db.query(
    `update relances set outcome = 'replied' where message = 'Un' and right(lead_id::text, 1) in ('1', '2', '3')`,
  )
  await test.db.query(`update relances set outcome = 'won' where message = 'Deux' and right(lead_id::text, 1) = '4'`)
  await test.db.query(
    `update leads set opted_out_at = $1 where id in (select lead_id from relances where state = 'sent' order by lead_id limit 60)`,
    [at(TUESDAY_10H + 2 * DAY)],
  )
  // Too late to be an answer to anything.
  await test.db.query(
    `update leads set opted_out_at = $1 where id in (select lead_id from relances where state = 'sent' order by lead_id desc limit 30)`,
    [at(TUESDAY_10H + 40 * DAY)],
  )
  await test.db.query(
    `update leads set status = 'won' where id in (select lead_id from enrolments where reason = 'held_out' order by id limit 9)`,
  )

  // A lead that has come back is set aside again, and is one lead.
  await test.db.query(
    `insert into enrolments (lead_id, rule_id, step, state, reason, due_at, episode, begun_by, begun_at, stopped_at)
       select lead_id, rule_id, step, state, reason, due_at, 2, 'reopened', due_at, stopped_at
         from enrolments where reason = 'held_out' order by id limit 5`,
  )
  const effect = await effectOf(test.db, rule, TUESDAY_10H - 3 * DAY)
  const [step] = effect.steps
  const count = async (where: string) =>
    total(await test.db.query<{ count: number }>(`select count(*)::int as count from relances where ${where}`))
  expect(step).toMatchObject({
    step: 1,
    recorded: report?.recorded,
    sent: await count(`state = 'sent'`),
    isAlarming: true,
  })
  expect(step?.optedOut.count).toBe(60)
  expect(step?.texts.map(({ name }) => name)).toEqual(['Autre', 'Bonjour'])
  const [second, first] = step?.texts ?? []
  expect(first?.replied.count).toBe(await count(`outcome = 'replied'`))
  expect(second?.won.count).toBe(await count(`outcome = 'won'`))
  expect(second?.replied.count).toBe(second?.won.count)
  expect(step?.comparison).toMatchObject({ verdict: 'too_early', first: second?.templateId, second: first?.templateId })
  expect(effect.heldOut).toMatchObject({ leads: report?.skipped.held_out, won: { count: 9 } })
  expect(effect.treated.leads).toBe(step?.recorded)
  expect(effect.lift?.verdict).toBe('second_better')

  expect(await annoyingSteps(test.db, TUESDAY_10H + DAY)).toEqual([
    { ruleId: rule, ruleName: 'Sans nouvelles', step: 1, sent: step?.sent, optedOut: 60 },
  ])
  await test.db.query('update settings set opt_out_alarm_percent = 50')
  expect((await effectOf(test.db, rule, TUESDAY_10H - DAY)).steps[0]?.isAlarming).toBe(false)
  expect(await annoyingSteps(test.db, TUESDAY_10H + DAY)).toEqual([])
})

it('a reply through WhatsApp counts for the last message before it', async () => {
  const own = await createTestDatabase()
  try {
    const rule = await addRule(own.db, { channel: 'whatsapp' })
    const [lead] = await addLeads(own.db, 1, { lastContactAt: TUESDAY_10H - 5 * DAY })
    await run({ db: own.db, clock: () => TUESDAY_10H }, { trigger: 'manual' })
    await own.db.query(`update relances set state = 'read'`)
    await own.db.query(`insert into whatsapp_messages (id, lead_id, at, content) values ('m', $1, $2, 'text')`, [
      lead,
      at(TUESDAY_10H + HOUR),
    ])
    expect((await effectOf(own.db, rule, 0)).steps[0]?.replied).toMatchObject({ count: 1, of: 1 })
  } finally {
    await own.drop()
  }
})
