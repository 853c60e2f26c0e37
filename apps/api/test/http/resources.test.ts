import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
})
afterAll(() => api.stop())

const makeTemplate = async (name: string) =>
  (await manager.call('post', '/api/templates').send({ name, body: 'Bonjour' }).expect(201)).body.id as string
const filterOf = (ids: string[]) => ({ filter: JSON.stringify({ id: ids }) })

it('nobody saves over a version they have not seen, and is told who saved it', async () => {
  const paul = await api.join('manager', 'Paul')
  const id = await makeTemplate('Rappel')
  const read = await manager.call('get', `/api/templates/${id}`).expect(200)
  expect(read.headers.etag).toBe('"1"')
  const put = (person: Person, version: string, name: string) =>
    person.call('put', `/api/templates/${id}`).set('If-Match', version).send({ name })
  const saved = await put(paul, '"1"', 'De Paul').expect(200)
  expect(saved.headers.etag).toBe('"2"')
  const refused = await put(manager, '"1"', 'De Mona').set('Accept-Language', 'en').expect(412)
  expect(refused.body).toMatchObject({ code: 'version_changed', detail: expect.stringContaining('Paul') })
  expect((await manager.call('get', `/api/templates/${id}`)).body.name).toBe('De Paul')
  await put(manager, '*', 'De Mona').expect(200)
  const together = await Promise.all(
    Array.from({ length: 10 }, (_, n) => put(n % 2 ? paul : manager, '"3"', `Nom ${n}`)),
  )
  expect(together.filter((answer) => answer.status === 200)).toHaveLength(1)
  expect(together.filter((answer) => answer.status === 412)).toHaveLength(9)
})

it('a lead is changed as it was read: whoever names an older state is told who saved since', async () => {
  const leadId = await makeLead(manager, null, 'Étiquette')
  const paul = await api.join('manager', 'Paula')
  const read = await manager.call('get', `/api/leads/${leadId}`).expect(200)
  const put = (person: Person, tag: string, company: string) =>
    person.call('put', `/api/leads/${leadId}`).set('If-Match', tag).send({ company })
  const saved = await put(paul, read.headers.etag ?? '', 'De Paul').expect(200)
  expect(saved.headers.etag).not.toBe(read.headers.etag)
  const refused = await put(manager, read.headers.etag ?? '', 'De Mona')
    .set('Accept-Language', 'en')
    .expect(412)
  expect(refused.body).toMatchObject({ code: 'version_changed', detail: expect.stringContaining('Paula') })
  expect((await manager.call('get', `/api/leads/${leadId}`)).body.company).toBe('De Paul')
  await put(manager, saved.headers.etag ?? '', 'De Mona').expect(200)
  const stranger = '01900000-0000-7000-8000-000000000000'
  await manager.call('put', `/api/leads/${stranger}`).set('If-Match', '"x"').send({ company: 'X' }).expect(404)
})

it('a change for many does what it can and lists what it refuses, row by row', async () => {
  const ids = [await makeLead(manager, null), await makeLead(manager, null), await makeLead(manager, null)]
  await manager.call('post', `/api/leads/${ids[1]}/erase`).expect(200)
  const gone = crypto.randomUUID()
  const answer = await manager
    .call('put', '/api/leads')
    .query(filterOf([...ids, gone]))
    .set('Accept-Language', 'en')
    .send({ status: 'contacted' })
    .expect(200)
  expect(answer.body.done).toEqual([ids[0], ids[2]])
  expect(answer.body.refused).toEqual([
    { id: ids[1], code: 'erased', detail: expect.stringContaining('erased') },
    { id: gone, code: 'not_found', detail: expect.any(String) },
  ])
  const many = await manager
    .call('get', '/api/leads')
    .query(filterOf([ids[0] ?? '', ids[2] ?? '']))
    .expect(200)
  expect(many.body.map((lead: { status: string }) => lead.status)).toEqual(['contacted', 'contacted'])
  await manager.call('put', '/api/leads').query({ filter: '{}' }).send({ status: 'lost' }).expect(400)
})

it('archives many, except what is in use', async () => {
  const ruleId = await makeRule(manager)
  const { templateIds } = (await manager.call('get', `/api/rules/${ruleId}`)).body
  const free = await makeTemplate('Libre')
  const answer = await manager
    .call('delete', '/api/templates')
    .query(filterOf([free, ...templateIds]))
    .expect(200)
  expect(answer.body).toMatchObject({ done: [free], refused: [{ id: templateIds[0], code: 'in_use' }] })
})

it('stock ra-data-simple-rest works against every list', async () => {
  const { default: simpleRest } = await import('ra-data-simple-rest')
  const { fetchUtils } = await import('ra-core')
  const url = await api.app.getUrl()
  const provider = simpleRest(`${url}/api`, (address, options = {}) =>
    fetchUtils.fetchJson(address, {
      ...options,
      headers: new Headers({ Cookie: manager.cookie, Accept: 'application/json' }),
    }),
  )
  const page = {
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'createdAt', order: 'DESC' as const },
    filter: {},
  }
  for (const resource of ['leads', 'rules', 'frequencies', 'templates', 'users', 'absences']) {
    const sort = resource === 'users' ? { field: 'name', order: 'ASC' as const } : page.sort
    const { data, total } = await provider.getList(resource, { ...page, sort })
    expect([resource, (total ?? -1) >= data.length]).toEqual([resource, true])
  }
  const made = await provider.create('templates', { data: { name: 'Stock', body: 'Bonjour' } })
  const { data: read } = await provider.getOne('templates', { id: made.data.id })
  const updated = await provider.update('templates', {
    id: read.id,
    data: { ...read, name: 'Autre' },
    previousData: read,
  })
  expect(updated.data.name).toBe('Autre')
  expect((await provider.getMany('templates', { ids: [read.id] })).data).toHaveLength(1)
  await provider.updateMany('templates', { ids: [read.id], data: { name: 'Encore' } })
  expect((await provider.deleteMany('templates', { ids: [read.id] })).data).toEqual([read.id])
})

// Nothing happens to these leads: without triggers they are there ten times as fast.
it('a long list says that its total is an estimate', async () => {
  await api.test.db.query(
    `set session_replication_role = replica;
     insert into leads (first_name, phone) select 'N', '+33639' || (10000000 + n) from generate_series(1, 12000) n;
     set session_replication_role = origin`,
  )
  await api.test.db.query('analyze leads')
  const answer = await manager.call('get', '/api/leads').expect(200)
  expect(answer.headers['x-total-estimated']).toBe('true')
  const total = Number(answer.headers['content-range']?.split('/')[1])
  expect(total).toBeGreaterThan(10_000)
  expect(Math.abs(total - 12_000)).toBeLessThan(1_200)
  const few = await manager.call('get', '/api/leads').query({ filter: '{"q":"Zoé"}' }).expect(200)
  expect(few.headers['x-total-estimated']).toBeUndefined()
})

it('shows what a template or a frequency would come to, before it is saved', async () => {
  const leadId = await makeLead(manager, null, 'Ana')
  const preview = (body: object) => manager.call('post', '/api/templates/preview').send(body)
  const text = 'Bonjour {{ lead.firstName }} de {{ lead.company }}'
  expect((await preview({ body: text, leadId }).expect(200)).body).toMatchObject({
    message: 'Bonjour Ana de ',
    emptyVariables: ['lead.company'],
    link: expect.stringContaining('https://wa.me/'),
  })
  expect((await preview({ body: text }).expect(200)).body).toMatchObject({ link: null, emptyVariables: [] })
  await preview({ body: '{{ lead.password }}' }).expect(422)
  await preview({ body: text, leadId: crypto.randomUUID() }).expect(404)
  const rule = (audience: object, templateIds?: string[]) =>
    manager.call('post', '/api/rules/preview').send({ audience, templateIds })
  const named = { combinator: 'and', rules: [{ field: 'firstName', operator: '=', value: 'Ana' }] }
  const templateId = await makeTemplate('Aperçu')
  expect((await rule(named, [templateId]).expect(200)).body).toEqual({
    count: 1,
    excluded: 0,
    leftOut: {},
    sample: [{ leadId, name: 'Ana', message: 'Bonjour' }],
    plan: null,
  })
  await manager.call('put', `/api/leads/${leadId}`).send({ status: 'lost' }).expect(200)
  expect((await rule(named).expect(200)).body).toMatchObject({ count: 0, excluded: 1, sample: [] })
  await rule({ combinator: 'and', rules: [{ field: 'password', operator: '=', value: 1 }] }).expect(422)
  const days = { after: { value: 1, unit: 'days' } }
  const dates = await manager
    .call('post', '/api/frequencies/preview')
    .send({
      steps: [days, days],
      window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '11:30' },
      from: '2026-03-06T20:00:00Z',
    })
    .expect(200)
  expect(dates.body.steps).toEqual([
    {
      step: 1,
      dueAt: '2026-03-07T20:00:00.000Z',
      deliverAt: '2026-03-09T08:00:00.000Z',
      shifts: ['day_not_allowed', 'outside_hours'],
    },
    { step: 2, dueAt: '2026-03-10T08:00:00.000Z', deliverAt: '2026-03-10T08:00:00.000Z', shifts: [] },
  ])
})

it('says why a lead is followed up or not, in codes and in a sentence', async () => {
  const ruleId = await makeRule(manager, 'Relance du jour')
  const leadId = await makeLead(manager, null, 'Max')
  const explain = async () => (await manager.call('get', `/api/leads/${leadId}/explain`).expect(200)).body
  const before = await explain()
  const mine = before.rules.findIndex((rule: { ruleId: string }) => rule.ruleId === ruleId)
  expect(before.rules[mine]).toMatchObject({ isActive: true, name: 'Relance du jour' })
  expect(before.words.rules[mine].why.length).toBeGreaterThan(10)
  await manager.call('put', `/api/leads/${leadId}`).send({ optedOutAt: '2026-01-01T00:00:00Z' }).expect(200)
  const after = await explain()
  expect(JSON.stringify(after.rules[mine])).toContain('opted_out')
  expect(after.words.rules[mine].why).not.toBe(before.words.rules[mine].why)
  await manager.call('get', `/api/leads/${crypto.randomUUID()}/explain`).expect(404)
})

describe('what the panel reads is compressed', () => {
  const encodingOf = async (path: string, encoding = 'gzip, br') =>
    (await manager.call('get', path).set('Accept-Encoding', encoding).expect(200)).headers['content-encoding']

  it('as the browser understands it, and is the same when it is read', async () => {
    for (let n = 0; n < 5; n++) await makeLead(manager, null)
    const plain = await manager.call('get', '/api/leads').set('Accept-Encoding', 'identity').expect(200)
    expect(plain.headers['content-encoding']).toBeUndefined()
    const gzipped = await manager.call('get', '/api/leads').set('Accept-Encoding', 'gzip').expect(200)
    expect(gzipped.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store' })
    expect(gzipped.headers.vary).toMatch(/Accept-Encoding/i)
    expect(gzipped.body).toEqual(plain.body)
    expect(await encodingOf('/api/leads', 'gzip, deflate, br')).toBe('br')
  })

  it('but for what is small, what holds secrets, and what must arrive at once', async () => {
    expect(await encodingOf(`/api/leads/${await makeLead(manager, null)}`)).toBeUndefined()
    for (let n = 0; n < 8; n++) await api.signIn('mona@demo.invalid')
    const sessions = await manager.call('get', '/api/auth/sessions').set('Accept-Encoding', 'gzip').expect(200)
    expect(JSON.stringify(sessions.body).length).toBeGreaterThan(1_024)
    expect(sessions.headers['content-encoding']).toBeUndefined()
    const stop = new AbortController()
    const headers = { cookie: manager.cookie, 'accept-encoding': 'gzip' }
    const events = await fetch(`${await api.app.getUrl()}/api/events`, { headers, signal: stop.signal })
    expect(events.headers.get('content-encoding')).toBeNull()
    stop.abort()
  })
})
