import { addLeads, addRule, createTestDatabase, TUESDAY_10H, type TestDatabase } from '@relance/testing'
import type { Explanation } from './explain.pure.ts'
import { REASONS } from '../../ground/reasons.ts'
import { explainLead, explainRelance } from './explain.ts'
import { explainPast } from './explain-past.ts'
import { run } from '../../record/run.ts'
import { DAY, HOUR } from '../../ground/time.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const host = (now: number) => ({ db: test.db, clock: () => now })

const olderThan = (field: string, value: number) => ({ field, operator: 'olderThan', value: { value, unit: 'days' } })
const all = (...rules: object[]) => ({ combinator: 'and', rules })

async function addRules(): Promise<string[]> {
  const twoSteps = [{ after: { value: 1, unit: 'days' } }, { after: { value: 2, unit: 'workingDays' } }]
  const rules = [
    await addRule(test.db, { priority: 1, body: 'Un {{ lead.firstName }}', variant: 'Deux {{ lead.firstName }}' }),
    await addRule(test.db, {
      priority: 5,
      audience: all(olderThan('lastContactAt', 4)),
      steps: twoSteps,
      holdoutPercent: 50,
    }),
    await addRule(test.db, { priority: 5, audience: all({ field: 'status', operator: '=', value: 'new' }) }),
    await addRule(test.db, { priority: 3, audience: all(olderThan('lastRelanceAt', 2)), channel: 'whatsapp' }),
    await addRule(test.db, { priority: 9, body: '{{ lead.company }}', audience: all(olderThan('createdAt', 20)) }),
    await addRule(test.db, { window: { days: [6, 7], from: '10:00', to: '12:00' }, steps: twoSteps }),
  ]
  await test.db.query(`update rules set stop_on = '{replied,no_longer_matches}' where id = $1`, [rules[2]])
  return rules
}

/** What may happen to leads and rules between two runs. */
const EVENTS = [
  `update leads set status = 'won' where right(phone, 1) = '3' and status <> 'won'`,
  `update leads set status = 'new' where right(phone, 2) in ('13', '27')`,
  `update leads set opted_out_at = $1 where right(phone, 2) = '11'`,
  `update leads set last_contact_at = $1 where right(phone, 1) = '5'`,
  `update leads set paused_until = $1::timestamptz + interval '30 hours' where right(phone, 1) = '7'`,
  `update leads set time_zone = 'America/New_York' where right(phone, 1) = '8'`,
  `update leads set wrong_number_at = $1 where right(phone, 2) = '19'`,
  `update rules set active = not active where id in (select id from rules order by id limit 1)`,
  `update rules set priority = 10 - priority`,
  `update frequencies set steps = '[{"after": {"value": 5, "unit": "hours"}}, {"after": {"value": 1, "unit": "days"}}]'
     where id in (select frequency_id from rules order by id offset 1 limit 2)`,
  `update settings set minimum_gap_minutes = 600`,
  `update settings set stopped_at = case when stopped_at is null then $1::timestamptz end`,
  `update settings set lead_statuses = '[{"code": "new", "isOpen": true}, {"code": "contacted", "isOpen": false}]'`,
  // By a person: what the server fills in by itself counts as known all along.
  `select set_config('relance.actor', '{"id": "00000000-0000-7000-8000-000000000001", "name": "Mara", "origin": "session"}', true);
   insert into holidays values ('2026-03-17', 'Fictif') on conflict do nothing`,
]

/** What one round switches, its second one switches back. At night every event comes twice, by day only the global stop. */
const STOP = EVENTS.filter((event) => event.includes('stopped_at'))
const ROUNDS = [...EVENTS, ...(process.env.RELANCE_TESTS === 'full' ? EVENTS : STOP)]

interface EnrolmentRow {
  state: string
  reason: string | null
  step: number
  nextDueAt: number | null
}

/** The latest episode of each. */
async function enrolmentsByPlace(): Promise<Map<string, EnrolmentRow>> {
  const rows = await test.db.query<EnrolmentRow & { place: string }>(
    `select lead_id || ' ' || rule_id as place, state, reason, step,
            round(extract(epoch from next_due_at) * 1000)::float8 as "nextDueAt" from enrolments order by episode`,
  )
  return new Map(rows.map(({ place, ...row }) => [place, row]))
}

async function relancesOf(runId: string): Promise<string[]> {
  const rows = await test.db.query<{ line: string }>(
    `select concat_ws(' ', lead_id, rule_id, step, round(extract(epoch from deliver_at) * 1000), message) as line
       from relances where run_id = $1`,
    [runId],
  )
  return rows.map((row) => row.line).sort()
}

function foretold(explanations: readonly Explanation[]): string[] {
  const lines = explanations.flatMap(({ leadId, rules }) =>
    rules
      .filter((rule) => rule.verdict === 'record')
      .map(({ ruleId, enrolment, course, message }) =>
        [leadId, ruleId, enrolment?.step ?? 1, course?.deliverAt, message].join(' '),
      ),
  )
  return lines.sort()
}

/** What an explanation says of an enrolment must be what the run left of it. */
function expectSameStanding({ leadId, isStopped, rules }: Explanation, after: Map<string, EnrolmentRow>): void {
  for (const rule of rules) {
    const row = after.get(`${leadId} ${rule.ruleId}`)
    const said = { leadId, rule: rule.ruleId, verdict: rule.verdict, reason: rule.reason }
    if (rule.verdict === 'out') expect({ ...said, row }).toEqual({ ...said, row: undefined })
    else if (rule.verdict === 'wait') {
      expect({ ...said, row, state: row?.state }).toEqual({ ...said, row, state: 'active' })
      if (!isStopped) expect({ ...said, until: row?.nextDueAt }).toEqual({ ...said, until: rule.until })
    } else if (rule.verdict !== 'record') {
      const state = rule.verdict === 'wait_for_event' ? 'waiting' : 'ended'
      expect({ ...said, state: row?.state, left: row?.reason }).toEqual({ ...said, state, left: rule.reason })
    }
    if (rule.reason && rule.reason in REASONS && rule.verdict !== 'out') expect(row?.reason).toBe(rule.reason)
  }
}

/** The database stamps with the clock of the machine: what is new happened at this instant. */
async function stampAll(at: number): Promise<void> {
  const recent = `> now() - interval '1 hour'`
  await test.db.query(`update audit_events set at = $1 where at ${recent}`, [new Date(at)])
  await test.db.query(`update versions set saved_at = $1 where saved_at ${recent}`, [new Date(at)])
}

/** What was told before a run is what its records tell afterwards. */
function expectSamePast({ leadId, rules }: Explanation, past: Explanation | null): void {
  for (const rule of rules) {
    const then = past?.rules.find((one) => one.ruleId === rule.ruleId)
    const told = { leadId, rule: rule.ruleId, verdict: rule.verdict, reason: rule.reason }
    if (rule.verdict === 'record') {
      const { message, version, frequencyVersion } = rule
      expect({ ...told, ...then }).toMatchObject({ ...told, message, version, frequencyVersion, basis: 'recorded' })
      expect(then?.course?.deliverAt).toBe(rule.course?.deliverAt)
      expect(then?.checks).toEqual(rule.checks)
    } else if (rule.verdict !== 'out' && rule.reason && rule.reason in REASONS) {
      expect({ ...told, until: then?.until, ...then }).toMatchObject({
        ...told,
        until: rule.until,
        version: rule.version,
      })
    }
  }
}

/** Work of another database of the same server: a watermark waits for it as well. */
async function keepOthersAtWork(): Promise<() => Promise<void>> {
  const other = await createTestDatabase()
  let isWanted = true
  const work = async (): Promise<void> => {
    while (isWanted) await other.db.query('select pg_current_xact_id(), pg_sleep(random() * 0.1)')
  }
  const workers = [work(), work()]
  return async () => {
    isWanted = false
    await Promise.all(workers)
    await other.drop()
  }
}

it('says "recorded" of exactly what the next run records, and why not of everything else, run after run', async () => {
  const stopOthers = await keepOthersAtWork()
  await addRules()
  await addLeads(test.db, 20, { lastContactAt: TUESDAY_10H - 5 * DAY })
  await test.db.query(
    `update leads set created_at = $1::timestamptz - (right(phone, 2)::int || ' hours')::interval * 12,
            last_contact_at = case when right(phone, 1) in ('1', '2') then null else last_contact_at end,
            company = case when right(phone, 1) > '4' then 'Atelier' end`,
    [new Date(TUESDAY_10H)],
  )
  const leadIds = (await test.db.query<{ id: string }>('select id from leads')).map((row) => row.id)
  await test.db.query('alter table audit_events disable trigger user; alter table versions disable trigger user')
  await stampAll(TUESDAY_10H - 60 * DAY)
  let now = TUESDAY_10H
  let recorded = 0
  let heldOut = 0
  const told: Explanation[] = []
  for (const [round, event] of ROUNDS.entries()) {
    await test.db.query(event, event.includes('$1') ? [new Date(now)] : [])
    await stampAll(now - 1_000)
    const explanations: Explanation[] = []
    for (const leadId of leadIds) explanations.push((await explainLead(test.db, leadId, now)) as Explanation)
    heldOut += explanations.flatMap(({ rules }) => rules).filter(({ reason }) => reason === 'held_out').length
    const report = await run(host(now), { trigger: 'manual' })
    expect(foretold(explanations)).toEqual(await relancesOf(report?.runId ?? ''))
    const after = await enrolmentsByPlace()
    for (const explanation of explanations) expectSameStanding(explanation, after)
    for (const explanation of explanations.filter((_, place) => place % 5 === round % 5)) {
      const past = await explainPast(test.db, explanation.leadId, now + 1)
      expectSamePast(explanation, past)
      if (past && told.length <= round) told.push(past)
    }
    recorded += report?.recorded ?? 0
    now += (1 + ((round * 5) % 14)) * 3 * HOUR
  }
  expect(recorded).toBeGreaterThan(2 * ROUNDS.length)
  expect(heldOut).toBeGreaterThan(0)
  const [found] = await test.db.query<{ texts: number }>(
    `select count(distinct left(message, 2))::int as texts from relances where message ~ '^(Un|Deux) '`,
  )
  expect(found?.texts).toBe(2)
  expect(new Set(told.map(({ isStopped }) => isStopped)).size).toBe(2)
  await stopOthers()
  // Settings, holidays, rules, frequencies and leads have changed since: the past has not.
  for (const past of told) expect(await explainPast(test.db, past.leadId, past.at)).toEqual(past)
}, 240_000)

it('is null for a lead that does not exist', async () => {
  expect(await explainLead(test.db, '00000000-0000-7000-8000-000000000000', TUESDAY_10H)).toBeNull()
})

it('tells of a recorded relance what was then in force, whatever has changed since', async () => {
  const own = await createTestDatabase()
  try {
    const audience = all({ field: 'status', operator: '=', value: 'contacted' })
    const rule = await addRule(own.db, { audience })
    await addLeads(own.db, 1, { lastContactAt: TUESDAY_10H - 5 * DAY })
    const at = TUESDAY_10H + 9 * HOUR
    await run({ db: own.db, clock: () => at }, { trigger: 'manual' })
    await own.db.query(`update leads set status = 'won', first_name = 'Autre', last_contact_at = now()`)
    await own.db.query(`update rules set name = 'Autre', audience = '{"combinator": "and", "rules": []}'`)
    await own.db.query(`update frequencies set steps = '[{"after": {"value": 9, "unit": "days"}}]'`)
    await own.db.query(`update templates set body = 'Autre'`)
    // The log is stamped by the clock of the machine: these changes came after the relance.
    await own.db.query('alter table audit_events disable trigger user')
    await own.db.query(`update audit_events set at = $1 where action = 'updated'`, [new Date(at + HOUR)])
    const [relance] = await own.db.query<{ id: string }>('select id from relances')
    const told = await explainRelance(own.db, relance?.id ?? '')
    expect(told).toMatchObject({
      ...{ ruleId: rule, name: 'Sans nouvelles', version: 1, frequencyVersion: 1, verdict: 'record', stepCount: 2 },
      message: 'Bonjour P1',
      audience: { holds: true, rules: [{ field: 'status', seen: 'contacted', holds: true }] },
    })
    const due = TUESDAY_10H - 2 * DAY
    const midnight = TUESDAY_10H + 14 * HOUR
    expect(told?.course).toEqual({
      anchor: { kind: 'last_contact', at: TUESDAY_10H - 5 * DAY, after: { value: 3, unit: 'days' } },
      dueAt: due,
      shifts: [
        { kind: 'awaited_scan', from: due, to: at },
        { kind: 'outside_hours', from: at, to: midnight + 9 * HOUR },
      ],
      deliverAt: midnight + 9 * HOUR,
    })
    expect(await explainRelance(own.db, '00000000-0000-7000-8000-000000000000')).toBeNull()
  } finally {
    await own.drop()
  }
})
