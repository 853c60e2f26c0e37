import { addLeads, addRule, createTestDatabase, instantOf, type TestDatabase } from '@relance/testing'
import type { Audience } from '../../decide/audience.ts'
import type { PlannedLoad } from './load.pure.ts'
import { UNSAVED_RULE } from './preview.pure.ts'
import { forecast } from './forecast.ts'
import { previewRule } from './preview.ts'
import { run } from '../../record/run.ts'
import type { RuleDraft } from './load-draft.sql.ts'
import { DAY, HOUR } from '../../ground/time.ts'

/** A slot of the default schedule: 12:00 in Paris. */
const NOON = instantOf('2026-03-10T11:00:00Z')
const LEADS = 600

let test: TestDatabase
beforeEach(async () => {
  test = await createTestDatabase()
})
afterEach(() => test.drop())

const host = (now: number) => ({ db: test.db, clock: () => now })
const olderThan = (field: string, value: number) =>
  ({ field, operator: 'olderThan', value: { value, unit: 'days' } }) as const
const oneDay = { after: { value: 1, unit: 'days' } } as const

/** Leads of five closers and of nobody, in every state the past can leave them in. */
async function addVariedLeads(): Promise<void> {
  await addLeads(test.db, LEADS, { lastContactAt: NOON - 6 * DAY })
  await test.db.query(
    `insert into users (email, name, role) select 'c' || n || '@exemple.fr', 'Closer ' || n, 'closer' from generate_series(1, 5) n`,
  )
  await test.db.query(
    `with n as (select id, row_number() over (order by id) as n from leads),
          c as (select id, row_number() over (order by id) as n from users)
     update leads l set
            closer_id = (select c.id from c where c.n = n.n % 6),
            status = (array['new', 'contacted', 'meeting', 'won'])[1 + n.n % 4],
            created_at = $1::timestamptz - interval '30 days' - (n.n % 97) * interval '3 hours',
            last_contact_at = case when n.n % 11 <> 0 then $1::timestamptz - (n.n % 200) * interval '1 hour' end,
            opted_out_at = case when n.n % 101 = 0 then $1::timestamptz end,
            paused_until = case when n.n % 53 = 0 then $1::timestamptz + interval '2 days' end,
            time_zone = case when n.n % 29 = 0 then 'America/New_York' end,
            company = case when n.n % 7 <> 0 then 'Atelier ' || n.n end
       from n where n.id = l.id`,
    [new Date(NOON)],
  )
}

async function recordedLoad(): Promise<PlannedLoad[]> {
  return test.db.query<PlannedLoad>(
    `select to_char(deliver_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "on", closer_id as "closerId",
            rule_id as "ruleId", channel, count(*)::int as relances
       from relances where recorded_at >= $1 group by 1, 2, 3, 4 order by 1, coalesce(closer_id::text, ''), 3`,
    [new Date(NOON)],
  )
}

const saveAs = (load: readonly PlannedLoad[], id: string): PlannedLoad[] =>
  load
    .map((cell) => ({ ...cell, ruleId: cell.ruleId === UNSAVED_RULE ? id : cell.ruleId }))
    .sort((a, b) => (`${a.on} ${a.closerId ?? ''} ${a.ruleId}` < `${b.on} ${b.closerId ?? ''} ${b.ruleId}` ? -1 : 1))

async function draftOf(ruleId: string): Promise<RuleDraft> {
  const [row] = await test.db.query<RuleDraft>(
    `select id, name, priority, channel, audience, stop_on as "stopOn", on_contact as "onContact", expiry_days as "expiryDays",
            frequency_id as "frequencyId", template_ids as "templateIds" from rules where id = $1`,
    [ruleId],
  )
  return row as RuleDraft
}

async function runEverySlot(from: number, until: number): Promise<void> {
  for (let at = from; at <= until; at += 6 * HOUR) await run(host(at), { trigger: 'manual' })
}

it('tells of a new rule what the next run then records, and of a week what its scans do, over leads in every state', async () => {
  await addVariedLeads()
  await test.db.query(`insert into holidays values ('2026-03-12', 'Fictif')`)
  await addRule(test.db, { priority: 2, audience: { combinator: 'and', rules: [olderThan('lastContactAt', 4)] } })
  await addRule(test.db, { steps: [oneDay, oneDay, oneDay], channel: 'whatsapp' })
  await runEverySlot(NOON - 2 * DAY, NOON - 6 * HOUR)

  const audience: Audience = { combinator: 'or', rules: [olderThan('lastRelanceAt', 1), olderThan('lastContactAt', 7)] }
  const body = 'Bonjour {{ lead.firstName }} de {{ lead.company }}'
  const rule = await addRule(test.db, { priority: 5, audience, steps: [oneDay, oneDay], body, isActive: false })
  const draft = { ...(await draftOf(rule)), id: null }
  const preview = await previewRule(test.db, draft, NOON, { days: 4, samples: 5 })
  if (!preview) throw new Error('The parts of the draft exist.')
  expect(await test.db.query('select from relances where recorded_at >= $1', [new Date(NOON)])).toHaveLength(0)

  await test.db.query('update rules set active = true where id = $1', [rule])
  const planned = await forecast(test.db, NOON, { days: 4 })
  const report = await run(host(NOON), { trigger: 'manual' })
  const [now] = await test.db.query(
    `select (select count(*)::int from enrolments where rule_id = $1) as enters,
            (select count(*)::int from relances where rule_id = $1 and run_id = $2) as "dueNow"`,
    [rule, report?.runId],
  )
  expect({ enters: preview.enters, dueNow: preview.dueNow }).toEqual(now)
  expect(preview.dueNow).toBeGreaterThan(60)

  await runEverySlot(NOON + 6 * HOUR, NOON + 4 * DAY)
  const recorded = await recordedLoad()
  expect(saveAs(planned.load, rule)).toEqual(recorded)
  expect(saveAs(preview.load, rule)).toEqual(recorded)
  expect(preview.samples).toHaveLength(5)
  for (const { leadId, step, message, deliverAt } of [...preview.samples, ...preview.longest]) {
    const sql = 'select message, deliver_at from relances where lead_id = $1 and rule_id = $2 and step = $3'
    expect(await test.db.query(sql, [leadId, rule, step])).toEqual([{ message, deliver_at: new Date(deliverAt) }])
  }
  const held = await test.db.query<{ id: string }>(
    `select distinct lead_id as id, step from enrolment_changes where rule_id = $1 and reason = 'message_incomplete'`,
    [rule],
  )
  const [all] = await test.db.query('select count(*)::int as relances from relances where rule_id = $1', [rule])
  expect({ relances: preview.relances, withGaps: preview.withGaps }).toEqual({ ...all, withGaps: held.length })
  expect(held.map(({ id }) => id)).toEqual(expect.arrayContaining(preview.gaps.map(({ leadId }) => leadId)))
  expect(preview.gaps[0]).toMatchObject({ emptyVariables: ['lead.company'] })
})

it('tells of a changed rule who enters, who leaves and who stays', async () => {
  await addVariedLeads()
  const audience = { combinator: 'and', rules: [{ field: 'status', operator: 'in', value: ['new', 'contacted'] }] }
  const rule = await addRule(test.db, { audience, steps: [oneDay, oneDay] })
  await run(host(NOON - 6 * HOUR), { trigger: 'manual' })
  const wanted = { combinator: 'and', rules: [{ field: 'status', operator: 'in', value: ['contacted', 'meeting'] }] }
  const frequency = {
    steps: [oneDay, oneDay, oneDay],
    // The same: a preview does not foresee that what waits is planned again into another window.
    window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
    skipHolidays: true,
    timeZone: null,
  }
  const draft = { ...(await draftOf(rule)), audience: wanted as Audience, frequency }
  const active = async () => {
    const sql = `select lead_id as id from enrolments where rule_id = $1 and state = 'active'`
    return new Set((await test.db.query<{ id: string }>(sql, [rule])).map((row) => row.id))
  }
  const before = await active()
  const preview = await previewRule(test.db, draft, NOON, { days: 3, samples: 3 })

  await test.db.query(
    `with f as (update frequencies set steps = $2, "window" = $3 where id = (select frequency_id from rules where id = $1))
     update rules set audience = $4 where id = $1`,
    [rule, JSON.stringify(frequency.steps), JSON.stringify(frequency.window), JSON.stringify(wanted)],
  )
  const report = await run(host(NOON), { trigger: 'manual' })
  const after = await active()
  const stays = [...after].filter((id) => before.has(id)).length
  const [{ dueNow } = { dueNow: 0 }] = await test.db.query<{ dueNow: number }>(
    'select count(*)::int as "dueNow" from relances where run_id = $1',
    [report?.runId],
  )
  const ofBoth = { stays, enters: after.size - stays, leaves: before.size - stays }
  expect(preview).toMatchObject({ ...ofBoth, dueNow, skipped: report?.skipped, isComplete: true })
  expect(Math.min(...Object.values(ofBoth))).toBeGreaterThan(0)
  for (const id of preview?.entering ?? []) expect(after.has(id) && !before.has(id)).toBe(true)
  for (const id of preview?.leaving ?? []) expect(before.has(id) && !after.has(id)).toBe(true)
  await runEverySlot(NOON + 6 * HOUR, NOON + 3 * DAY)
  expect(preview?.load).toEqual(await recordedLoad())
})

it('stops when there is no time left, and has no answer for parts that do not exist', async () => {
  const rule = await addRule(test.db)
  await addLeads(test.db, 3)
  const draft = await draftOf(rule)
  expect(await previewRule(test.db, draft, NOON, { hasTime: () => false })).toMatchObject({
    isComplete: false,
    matching: 0,
  })
  const missing = '00000000-0000-7000-8000-000000000000'
  expect(await previewRule(test.db, { ...draft, frequencyId: missing }, NOON)).toBeNull()
  expect(await previewRule(test.db, { ...draft, templateIds: [missing] }, NOON)).toBeNull()
})
