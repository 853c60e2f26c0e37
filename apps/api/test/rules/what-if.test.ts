import { addLeads } from '@relance/testing'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let closer: Person
let ruleId: string

const everybody = { combinator: 'and', rules: [] }

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  closer = await api.join('closer', 'Claire')
  ruleId = await makeRule(manager)
  await addVariedLeads(2_000)
})
afterAll(() => api.stop())

const post = (path: string, body: object = {}) => manager.call('post', path).send(body)
const get = (path: string) => manager.call('get', path)

/** Many leads in every state a base can be in. */
async function addVariedLeads(count: number): Promise<void> {
  await addLeads(api.test.db, count)
  await api.test.db.query(
    `with n as (select id, row_number() over (order by id) as n from leads)
     update leads l set closer_id = case when n.n % 3 = 0 then $1::uuid end,
            status = (array['new', 'contacted', 'meeting', 'won'])[1 + n.n % 4],
            opted_out_at = case when n.n % 19 = 0 then now() end,
            wrong_number_at = case when n.n % 31 = 0 then now() end,
            paused_until = case when n.n % 17 = 0 then now() + interval '2 days' end
       from n where n.id = l.id`,
    [closer.id],
  )
}

it('the figures of a dry run are those the next run records, and each opens its list: on 2,000 leads', async () => {
  const other = { combinator: 'and', rules: [{ field: 'status', operator: '=', value: 'new' }] }
  const { frequencyId, templateIds } = (await get(`/api/rules/${ruleId}`)).body
  const second = { name: 'Nouveaux', active: true, priority: 5, audience: other, frequencyId, templateIds }
  await post('/api/rules', { ...second, goAnyway: true }).expect(201)
  const dry = (await post('/api/dry-runs').expect(200)).body
  expect(dry.due).toBeGreaterThan(1_000)
  const rows = async (filter: object, range = [0, 0]) =>
    get(`/api/dry-runs/${dry.id}/rows`)
      .query({ filter: JSON.stringify(filter), range: JSON.stringify(range) })
      .expect(200)
  const total = (answer: { headers: Record<string, string> }) => Number(answer.headers['content-range']?.split('/')[1])
  expect(total(await rows({ kind: 'recorded' }))).toBe(dry.due)
  for (const [reason, count] of Object.entries(dry.skipped))
    expect(total(await rows({ kind: 'held', reason }))).toBe(count)
  const sum = (counts: object) => Object.values(counts).reduce((all: number, one: number) => all + one, 0)
  expect(total(await rows({ kind: 'excluded' }))).toBe(sum(dry.excluded))
  expect(dry.excluded.opted_out).toBe(105)
  const mine = (await rows({ kind: 'recorded', closerId: closer.id }, [0, 499])).body
  expect(mine[0]).toMatchObject({ closerId: closer.id, link: expect.stringContaining('https://wa.me/'), reason: null })
  await closer.call('get', `/api/dry-runs/${dry.id}/rows`).expect(403)

  const report = (await api.runNow()).body
  expect({ due: report.recorded, byChannel: report.byChannel, skipped: report.skipped }).toEqual({
    due: dry.due,
    byChannel: dry.byChannel,
    skipped: dry.skipped,
  })
  const different = await api.test.db.query(
    `select from dry_run_rows d full join (select * from relances where run_id = $2) r
         on r.lead_id = d.lead_id and r.rule_id = d.rule_id and r.step = d.step and r.message = d.message
            and r.closer_id is not distinct from d.closer_id
      where (d.dry_run_id = $1 and d.kind = 'recorded' or d.id is null) and (r.id is null or d.id is null)`,
    [dry.id, report.runId],
  )
  expect(different).toHaveLength(0)
  const [wrongly] = await api.test.db.query<{ count: number }>(
    `select count(*)::int as count from dry_run_rows d join relances r on r.lead_id = d.lead_id where d.kind = 'excluded'`,
  )
  expect(wrongly?.count).toBe(0)
})

it('a rule tells what it has brought about, to managers', async () => {
  const { body } = await get(`/api/rules/${ruleId}/effect`).expect(200)
  expect(body.steps[0]).toMatchObject({
    step: 1,
    sent: 0,
    isAlarming: false,
    comparison: null,
    replied: { of: 0, share: null },
  })
  expect(body).toMatchObject({ alarmPercent: 5, lift: null, heldOut: { leads: 0 } })
  expect((await get('/api/alarms').expect(200)).body).toEqual([])
  await closer.call('get', `/api/rules/${ruleId}/effect`).expect(403)
})

it('a rule is previewed whole: who comes, with which text, how much on which day', async () => {
  const { frequencyId, templateIds } = (await get(`/api/rules/${ruleId}`)).body
  const audience = { combinator: 'and', rules: [{ field: 'status', operator: '=', value: 'meeting' }] }
  const draft = { name: 'Rendez-vous', audience, frequencyId, templateIds, priority: 9 }
  const { count, excluded, leftOut, plan } = (await post('/api/rules/preview', { ...draft, days: 5 }).expect(200)).body
  expect(count).toBeGreaterThan(200)
  expect(Object.values(leftOut)).toHaveLength(2)
  expect(excluded).toBe(leftOut.opted_out + leftOut.wrong_number)
  expect(plan).toMatchObject({ enters: count, leaves: 0, stays: 0, isComplete: true })
  expect(plan.load.length).toBeGreaterThan(0)
  expect(plan.samples[0]).toMatchObject({ link: expect.stringContaining('https://wa.me/'), step: 1 })
  expect(plan.samples[0].message).toMatch(/^Bonjour P\d+$/)
  expect(plan.oddNames[0].name).toMatch(/^P\d/)
  const charged = (await post('/api/rules/preview', { ...draft, channel: 'whatsapp', days: 1 }).expect(200)).body.plan
  expect(plan.cost).toBeNull()
  expect(charged.cost).toEqual({ micros: charged.relances * 118_600, currency: 'EUR', unpriced: 0 })
  await post('/api/rules/preview', { ...draft, frequencyId: crypto.randomUUID() }).expect(422)
  await post('/api/rules/preview', { id: crypto.randomUUID() }).expect(404)
  await post('/api/rules/preview', {}).expect(422)
  const saved = (await post('/api/rules/preview', { id: ruleId, days: 1 }).expect(200)).body
  expect(saved.plan).toMatchObject({ enters: 0, leaves: 0 })
})

it('the days to come are told closer by closer, with what is recorded already', async () => {
  const { load, waiting, isComplete } = (await get('/api/forecast').query({ days: 5 }).expect(200)).body
  expect(isComplete).toBe(true)
  expect(load.some((cell: { closerId: string }) => cell.closerId === closer.id)).toBe(true)
  expect(Array.isArray(waiting)).toBe(true)
  await get('/api/forecast').query({ days: 99 }).expect(400)
})

it('a person asks for three such answers at a time, and others are not kept from theirs', async () => {
  const other = await api.join('manager', 'Ines')
  let answers: Promise<number[]> = Promise.resolve([])
  const ask = (person: Person) => person.call('get', '/api/forecast').query({ days: 1 })
  await api.test.db.transaction(async (tx) => {
    await tx.query('lock table enrolments in access exclusive mode')
    const held = [1, 2, 3].map(() => ask(manager).then(({ status }) => status))
    const waiting = "select count(*)::int as n from pg_locks where not granted and relation = 'enrolments'::regclass"
    while (((await tx.query<{ n: number }>(waiting))[0]?.n ?? 0) < 3) await tx.query('select pg_sleep(0.02)')
    const { body, headers } = await ask(manager).expect(429)
    expect([body.code, headers['retry-after']]).toEqual(['too_many_requests', '2'])
    // Held like the three, and not refused.
    const theirs = ask(other).then(({ status }) => status)
    while (((await tx.query<{ n: number }>(waiting))[0]?.n ?? 0) < 4) await tx.query('select pg_sleep(0.02)')
    held.push(theirs)
    answers = Promise.all(held)
  })
  expect((await answers).every((status) => status === 200 || status === 503)).toBe(true)
  await ask(manager).expect(200)
})

it('a rule is replayed over the past as a job that is watched and cancelled, one at a time', async () => {
  const job = (await post('/api/rules/backtest', { id: ruleId, days: 3 }).expect(202)).body
  expect(job).toMatchObject({ state: 'running', leadsTotal: expect.any(Number) })
  await post('/api/rules/backtest', { id: ruleId }).expect(409)
  const read = async (id: string) => (await get(`/api/rules/backtest/${id}`).expect(200)).body
  const settled = async (id: string) => {
    for (;;) {
      const now = await read(id)
      if (now.state !== 'running') return now
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const done = await settled(job.id)
  expect(done).toMatchObject({ state: 'completed', leadsDone: job.leadsTotal })
  expect(done.result).toMatchObject({ same: expect.any(Number), isComplete: true, leads: job.leadsTotal })
  expect(done.result.same).toBeGreaterThan(400)
  let next: { id: string } = { id: '' }
  for (let status = 409; status === 409; ) {
    const answer = await post('/api/rules/backtest', { id: ruleId, days: 90 })
    status = answer.status
    next = answer.body
  }
  expect((await manager.call('delete', `/api/rules/backtest/${next.id}`).expect(200)).body.state).toBe('cancelled')
  expect(await settled(next.id)).toMatchObject({ state: 'cancelled', result: null })
  await post('/api/rules/backtest', { audience: everybody }).expect(422)
  await get(`/api/rules/backtest/${crypto.randomUUID()}`).expect(404)
})

it('a relance says why it was recorded, to those who may see it', async () => {
  const leadId = await makeLead(manager, closer.id, 'Ida')
  await api.runNow()
  const [row] = await api.test.db.query<{ id: string }>('select id from relances where lead_id = $1', [leadId])
  const told = (await closer.call('get', `/api/relances/${row?.id}/explain`).set('Accept-Language', 'en').expect(200))
    .body
  expect(told).toMatchObject({ verdict: 'record', reason: null, message: 'Bonjour Ida' })
  expect(told.words.why).toMatch(/^Step 1 of 2/)
  const stranger = await api.join('closer', 'Solal')
  await stranger.call('get', `/api/relances/${row?.id}/explain`).expect(404)
})

it('an erased lead is in no dry run any more', async () => {
  const leadId = await makeLead(manager, null, 'Efface')
  const dry = (await post('/api/dry-runs').expect(200)).body
  const rows = () => get(`/api/dry-runs/${dry.id}/rows`).query({ filter: JSON.stringify({ leadId }) })
  expect((await rows()).body.length).toBeGreaterThan(0)
  await post(`/api/leads/${leadId}/erase`).expect(200)
  expect((await rows()).body).toHaveLength(0)
})

it('the load is spread as it was shown, on record, and taken back', async () => {
  await post('/api/forecast/spread/preview').expect(422)
  await api.admin.call('put', '/api/settings/company').send({ closerDailyLimit: 180 }).expect(200)
  const plan = (await post('/api/forecast/spread/preview', { days: 10 }).expect(200)).body
  expect(plan).toMatchObject({ limit: 180, isComplete: true })
  expect(plan.moved).toBeGreaterThan(50)
  const done = (await post('/api/forecast/spread', { days: 10 }).expect(200)).body
  expect(done).toMatchObject({ moved: plan.moved, unplaced: plan.unplaced, days: plan.days })
  const { restored } = (await post(`/api/forecast/spread/${done.id}/undo`).expect(200)).body
  expect(restored).toBe(done.moved)
  await post(`/api/forecast/spread/${done.id}/undo`).expect(404)
  const events = (await get('/api/audit-events').query({ filter: '{"resource":"forecast"}' })).body
  expect(events.map((event: { action: string }) => event.action).sort()).toEqual(['spread', 'spread_undone'])
})

it('an instant of the past is told from what was recorded then', async () => {
  const [row] = await api.test.db.query<{ leadId: string; at: Date }>(
    `select lead_id as "leadId", at from enrolment_changes where reason = 'outranked' order by id limit 1`,
  )
  const at = new Date(Date.now() - 120_000)
  await api.test.db.query('update enrolment_changes set at = $1', [at])
  await api.test.db.query('update runs set started_at = $1', [at])
  await api.test.db.query('update enrolments set enrolled_at = $1', [at])
  await api.test.db.query('alter table versions disable trigger user')
  await api.test.db.query('update versions set saved_at = $1', [at])
  const told = (
    await get(`/api/leads/${row?.leadId}/explain`)
      .query({ at: new Date(+at + 1_000).toISOString() })
      .expect(200)
  ).body
  const outranked = told.rules.find((rule: { reason: string }) => rule.reason === 'outranked')
  expect(outranked).toMatchObject({ basis: 'recorded', verdict: 'wait', until: expect.any(String) })
  expect(told).toMatchObject({ decidedAt: at.toISOString(), next: null })
  expect(told.words.summary).toContain('dernier passage')
})
