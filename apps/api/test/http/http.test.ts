import 'reflect-metadata'
import { createTestDatabase, type TestDatabase, timedSteadily } from '@relance/testing'
import type { INestApplication } from '@nestjs/common'
import pg from 'pg'
import request from 'supertest'
import { readConfig } from '../../src/environment/config.ts'
import { createApp } from '../../src/create-app.ts'

const CRON_SECRET = 'a-secret-of-the-cron'
const API_TOKEN = 'a-token-for-the-scripts'
let test: TestDatabase
let app: INestApplication

beforeAll(async () => {
  test = await createTestDatabase()
  const read = readConfig({
    DATABASE_URL: test.url,
    CRON_SECRET: `${CRON_SECRET},the-secret-before-it`,
    API_TOKEN,
    SECURITY_CONTACT: 'securite@demo.invalid',
    PORT: '0',
    APP_ROLE: 'web',
  })
  if (!read.ok) throw new Error(read.problems.join())
  app = await createApp(read.config)
  await app.init()
})
afterAll(async () => {
  await app.close()
  await test.drop()
})

const api = () => request(app.getHttpServer())
const asAdmin = (call: request.Test) => call.set('Authorization', `Bearer ${API_TOKEN}`)
const asCron = (call: request.Test) => call.set('Authorization', `Bearer ${CRON_SECRET}`)
const TRIGGER = '/api/gestion/auto-relance'
const FREQUENCY = {
  name: 'Chaque jour',
  steps: [{ after: { value: 0, unit: 'days' } }, { after: { value: 1, unit: 'days' } }],
  window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
  skipHolidays: false,
}
const EVERYONE = { combinator: 'and', rules: [] }

async function makeRule(body: string, phone: string) {
  const template = await asAdmin(api().post('/api/templates')).send({ name: 'Rappel', body }).expect(201)
  const frequency = await asAdmin(api().post('/api/frequencies')).send(FREQUENCY).expect(201)
  const lead = await asAdmin(api().post('/api/leads')).send({ firstName: 'Zoé', phone }).expect(201)
  const fields = { name: 'Tous', audience: EVERYONE, frequencyId: frequency.body.id, templateIds: [template.body.id] }
  const rule = await asAdmin(api().post('/api/rules')).send({ ...fields, active: true })
  return { lead: lead.body, rule, template: template.body, frequency: frequency.body }
}

it('says whom to tell of a weakness, for less than a year', async () => {
  const { text, headers } = await api().get('/.well-known/security.txt').expect(200)
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  const fields = new Map(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(': ') as [string, string]),
  )
  expect(fields.get('Contact')).toBe('mailto:securite@demo.invalid')
  const left = Date.parse(fields.get('Expires') ?? '') - Date.now()
  expect(left).toBeGreaterThan(60 * 86_400_000)
  expect(left).toBeLessThan(365 * 86_400_000)
  await api().post('/.well-known/security.txt').expect(404)
})

it('goes from a lead and a rule to a relance with message and link, once', async () => {
  const { lead, rule } = await makeRule('Bonjour {{ lead.firstName }} & co', '06 39 98 00 12')
  expect(rule.status).toBe(201)
  expect(lead.phone).toBe('+33639980012')
  const first = await asCron(api().post(TRIGGER)).set('Content-Type', 'application/json').expect(200)
  expect(first.body).toMatchObject({
    trigger: 'http',
    state: 'completed',
    recorded: 1,
    byChannel: { closer: 1 },
    byCloser: { nobody: 1 },
    firstAt: expect.any(String),
    remaining: 0,
  })
  const second = await asCron(api().get(TRIGGER)).expect(200)
  expect(second.body).toMatchObject({ recorded: 0, due: 0 })
  const relances = await asAdmin(api().get('/api/relances')).expect(200)
  expect(relances.headers['content-range']).toBe('relances 0-0/1')
  expect(relances.body[0]).toMatchObject({
    leadId: lead.id,
    ruleId: rule.body.id,
    ruleVersion: 1,
    step: 1,
    channel: 'closer',
    state: 'due',
    message: 'Bonjour Zoé & co',
    link: 'https://wa.me/33639980012?text=Bonjour%20Zo%C3%A9%20%26%20co',
  })
  await asAdmin(api().put(`/api/rules/${rule.body.id}`))
    .send({ ...rule.body, active: false })
    .expect(200)
  const versions = await asAdmin(api().get(`/api/rules/${rule.body.id}/versions`)).expect(200)
  expect(versions.body.map((version: { version: number }) => version.version)).toEqual([2, 1])
})

it('a dry run shows managers who, when, which text, and writes nothing', async () => {
  const before = await test.db.query('select 1 from runs')
  await makeRule('Salut {{ lead.firstName }}', '06 39 98 00 55')
  const answer = await asAdmin(api().post('/api/runs')).send({ dryRun: true, sample: 50 }).expect(200)
  expect(answer.body.sample).toContainEqual(
    expect.objectContaining({ message: 'Salut Zoé', step: 1, link: 'https://wa.me/33639980055?text=Salut%20Zo%C3%A9' }),
  )
  expect(await test.db.query('select 1 from runs')).toHaveLength(before.length)
  await test.db.query('update rules set active = false')
})

it('refuses to activate a rule whose messages of today would have a hole', async () => {
  const { rule } = await makeRule('Bonjour {{ lead.company }}', '06 39 98 00 13')
  expect(rule.status).toBe(422)
  expect(rule.body.errors.templateIds).toContain('lead.company')
  const rules = await asAdmin(api().get('/api/rules')).query({ filter: JSON.stringify({ q: 'Tous', active: true }) })
  expect(rules.body).toEqual([])
})

describe('the trigger', () => {
  it.each([
    ['no bearer', undefined, 'Bearer'],
    ['a wrong bearer', 'Bearer not-the-secret-at-all', 'Bearer error="invalid_token"'],
    ['another scheme', 'Basic YTpi', 'Bearer error="invalid_token"'],
  ])('answers 401 to %s and says how to do better', async (_, authorization, challenge) => {
    const call = api().post(TRIGGER)
    if (authorization) call.set('Authorization', authorization)
    const answer = await call.expect(401)
    expect(answer.headers['www-authenticate']).toBe(challenge)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it('takes the old secret while the new one replaces it, and none from the address', async () => {
    await api().post(TRIGGER).set('Authorization', 'Bearer the-secret-before-it').expect(200)
    await api().post(`${TRIGGER}?access_token=${CRON_SECRET}`).expect(401)
    await api().post(TRIGGER).send({ access_token: CRON_SECRET }).expect(401)
  })

  it('runs nothing when it is told a word that it does not read, here or where a manager runs', async () => {
    const before = await test.db.query('select 1 from runs')
    const told = [
      asCron(api().post(TRIGGER)).send({ dryRun: true }),
      // Addresses are read in any case.
      ...['/api/runs?dryRun=true', '/API/runs?dryRun=true'].map((address) => asAdmin(api().post(address))),
    ]
    const refused = await Promise.all(told)
    expect(refused.map(({ status, body }) => [status, body.refusals])).toEqual([
      [422, [{ field: 'dryRun', code: 'unknown_field' }]],
      [400, [{ field: 'dryRun', code: 'unknown_field' }]],
      [400, [{ field: 'dryRun', code: 'unknown_field' }]],
    ])
    expect(await test.db.query('select 1 from runs')).toHaveLength(before.length)
    await asCron(api().post(TRIGGER)).send({}).expect(200)
  })

  it('runs nothing for HEAD, PUT or DELETE', async () => {
    const before = await test.db.query('select 1 from runs')
    await asCron(api().head(TRIGGER)).expect(405)
    expect((await asCron(api().put(TRIGGER)).expect(405)).headers.allow).toBe('GET, POST')
    await asCron(api().delete(TRIGGER)).expect(405)
    expect(await test.db.query('select 1 from runs')).toHaveLength(before.length)
  })

  it('answers within its time also while the database hangs, and goes on when it no longer does', async () => {
    const client = new pg.Client({ connectionString: test.url })
    await client.connect()
    await client.query('begin; lock table enrolments in access exclusive mode')
    const { result: answer, ms } = await timedSteadily(asCron(api().post(`${TRIGGER}?budget=1`)).expect(503))
    await client.query('rollback')
    await client.end()
    expect(ms).toBeLessThan(5_000)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.body.code).toMatch(/^(database_busy|unavailable)$/)
    await asCron(api().post(TRIGGER)).expect(200)
  })

  it('shows any instant dry, and refuses what it cannot read', async () => {
    const dry = await asCron(api().post(`${TRIGGER}?dryRun=true&at=2031-01-01T10:00:00Z`)).expect(200)
    expect(dry.body).toMatchObject({ dryRun: true, recorded: 0 })
    expect((await asCron(api().post(`${TRIGGER}?at=2031-01-01T10:00:00Z`)).expect(400)).body.refusals).toEqual([
      { field: 'at', code: 'at_without_dry_run' },
    ])
    for (const query of ['at=hier&dryRun=true', 'budget=-1', 'budget=1e9', 'dryRun=oui', 'unknown=1']) {
      await asCron(api().post(`${TRIGGER}?${query}`)).expect(400)
    }
  })
})

describe('bad input', () => {
  it.each([
    ['malformed JSON', '{"name": ', 400, 'malformed_json'],
    ['a list for an object', '[]', 422, 'invalid_body'],
    ['nothing', '', 422, 'invalid_body'],
    ['more than a megabyte', JSON.stringify({ name: 'x'.repeat(10_000_000) }), 413, 'body_too_large'],
  ])('%s is refused by name, and the server stays up', async (_, body, status, code) => {
    const answer = await asAdmin(api().post('/api/templates')).set('Content-Type', 'application/json').send(body)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    await api().get('/health/live').expect(200)
  })

  it.each([
    [{ ...FREQUENCY, window: { days: [1], from: '12:00', to: '09:00' } }, 'window.to', 'window_from_not_before_to'],
    [{ ...FREQUENCY, window: { days: [], from: '09:00', to: '12:00' } }, 'window.days', 'window_days_missing'],
    [{ ...FREQUENCY, steps: [{ after: { value: -1, unit: 'days' } }] }, 'steps.0.after.value', 'delay_not_whole'],
    [{ ...FREQUENCY, timeZone: 'Europe/Pari' }, 'timeZone', 'time_zone_unknown'],
    [{ ...FREQUENCY, colour: 'red' }, 'colour', 'unknown_field'],
  ])('a frequency that cannot be: %j', async (fields, field, code) => {
    const answer = await asAdmin(api().post('/api/frequencies')).send(fields).expect(422)
    expect(answer.body.refusals).toContainEqual({ field, code })
  })

  it('an unknown variable is refused with its place and a suggestion, in the language asked for', async () => {
    const answer = await asAdmin(api().post('/api/templates'))
      .set('Accept-Language', 'en')
      .send({ name: 'T', body: 'Hello {{ lead.firstname }}' })
      .expect(422)
    expect(answer.body.errors.body).toBe(
      'There is no variable "lead.firstname" (line 1, column 10); try lead.firstName.',
    )
  })

  it('an audience is refused at the condition that is wrong', async () => {
    const audience = { combinator: 'and', rules: [{ field: 'lead.password', operator: '=', value: 1 }] }
    const answer = await asAdmin(api().post('/api/rules')).send({
      name: 'R',
      audience,
      frequencyId: crypto.randomUUID(),
      templateIds: [crypto.randomUUID()],
    })
    expect(answer.body.refusals).toContainEqual({ field: 'audience.rules.0.field', code: 'audience_field_unknown' })
  })

  it('phones that are no mobiles, unknown statuses and a phone already taken', async () => {
    const wrong = await asAdmin(api().post('/api/leads')).send({ phone: '01 42 68 53 00', status: 'maybe' }).expect(422)
    expect(wrong.body.refusals.map((refusal: { field: string }) => refusal.field)).toEqual(['status', 'phone'])
    expect(JSON.stringify(wrong.body)).not.toContain('42 68')
    await asAdmin(api().post('/api/leads')).send({ phone: '0639980099' }).expect(201)
    const taken = await asAdmin(api().post('/api/leads')).send({ phone: '+33 6 39 98 00 99' }).expect(409)
    expect(taken.body.refusals).toEqual([{ field: 'phone', code: 'already_taken' }])
  })

  it('cron expressions that never fire', async () => {
    const answer = await asAdmin(api().put('/api/settings/schedule')).send({ cron: '0 0 31 2 *' }).expect(422)
    expect(answer.body.refusals).toEqual([{ field: 'cron', code: 'cron_never_fires' }])
  })

  it('unknown records and addresses are 404, other tokens 401', async () => {
    await asAdmin(api().get(`/api/leads/${crypto.randomUUID()}`)).expect(404)
    await asAdmin(api().get('/api/leads/1')).expect(404)
    await asAdmin(api().get('/api/nothing')).expect(404)
    await api().get('/api/leads').expect(401)
    await asCron(api().get('/api/leads')).expect(401)
  })
})

it('imports a CSV: good lines are kept, bad ones listed, a dry run writes nothing', async () => {
  const csv = 'Prénom;Téléphone\nMax;06 39 98 01 01\nAna;12\n'
  const send = (query: string) =>
    asAdmin(api().post(`/api/leads/import${query}`))
      .set('Content-Type', 'text/csv')
      .send(csv)
  expect((await send('?dryRun=true').expect(200)).body).toMatchObject({ dryRun: true, created: 1, refused: 1 })
  const report = await send('?country=FR').expect(200)
  expect(report.body).toMatchObject({ created: 1, refused: 1, refusals: [{ line: 3, field: 'phone' }] })
  const found = await asAdmin(api().get('/api/leads')).query({ filter: JSON.stringify({ phone: '+33639980101' }) })
  expect(found.body).toHaveLength(1)
})

it('lists speak the dialect: filter, sort, range', async () => {
  const answer = await asAdmin(api().get('/api/leads')).query({
    sort: JSON.stringify(['relanceCount', 'DESC']),
    range: JSON.stringify([0, 1]),
    filter: JSON.stringify({ status: ['new', 'contacted'], createdAt_gte: '2020-01-01T00:00:00Z', q: 'zo' }),
  })
  expect(answer.status).toBe(200)
  expect(answer.headers['content-range']).toMatch(/^leads 0-\d\/\d+$/)
  for (const query of ['sort=["password","ASC"]', 'range=[0,9999]', 'filter={"x":1}', 'filter={']) {
    await asAdmin(api().get(`/api/leads?${query}`)).expect(400)
  }
})

it('describes every route in OpenAPI', async () => {
  const answer = await api().get('/api/openapi.json').expect(200)
  expect(Object.keys(answer.body.paths)).toEqual(expect.arrayContaining(['/api/leads', TRIGGER, '/api/leads/import']))
})

it('says when it is ready', async () => {
  expect((await api().get('/health/ready')).body).toEqual({
    status: 'ok',
    database: 'up',
    scan: 'on_time',
    clock: 'ok',
  })
  // Without METRICS_TOKEN there is no such page.
  await api().get('/metrics').expect(404)
  await asAdmin(api().get('/metrics')).expect(404)
})
