import { makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let parts: { frequencyId: string; templateIds: string[] }

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  const ruleId = await makeRule(manager)
  parts = (await manager.call('get', `/api/rules/${ruleId}`)).body
  await manager.call('put', `/api/rules/${ruleId}`).send({ active: false }).expect(200)
  await api.test.db.query(
    `insert into leads (first_name, company, phone, status, opted_out_at) values
       ('Ana', 'Brume', '+33639980101', 'new', null), ('Bob', null, '+33639980102', 'new', null),
       ('Chloé', 'Rive', '+33142685300', 'new', null), ('Dan', 'Cap', '+33000000000', 'new', null),
       ('Eve', null, '+33639980103', 'won', null), ('Flo', null, '+33639980104', 'new', now())`,
  )
})
afterAll(() => api.stop())

const post = (path: string, body: object) => manager.call('post', path).send(body)
const everybody = { combinator: 'and', rules: [] }
const templateOf = async (body: string) =>
  (await post('/api/templates', { name: 'Essai', body }).expect(201)).body.id as string
const draft = (templateIds: string[], more: object = {}) => ({
  name: 'Essai',
  audience: everybody,
  frequencyId: parts.frequencyId,
  templateIds,
  ...more,
})
const found = (body: { findings: { kind: string; leads: number }[] }) =>
  Object.fromEntries(body.findings.map(({ kind, leads }) => [kind, leads]))

it('writes every text of every step for every lead that matches, and lists what comes out wrong with whom', async () => {
  const withCompany = await templateOf('Bonjour {{ lead.firstName }} de {{ lead.company }}')
  const blank = await templateOf('{% if lead.company %}Bonjour{% endif %}')
  const plain = await templateOf('Bonjour')
  const { body } = await post(
    '/api/rules/preflight',
    draft([plain, blank], { variants: [{ step: 1, templateId: withCompany }] }),
  ).expect(200)
  expect(body).toMatchObject({ leads: 4, messages: 12, isClear: false, isComplete: true })
  expect(found(body)).toEqual({ empty_variable: 1, message_blank: 1, landline: 1, phone_invalid: 1 })
  expect(body.findings[0]).toMatchObject({
    variables: ['lead.company'],
    sample: [{ name: 'Bob', step: 1, message: 'Bonjour Bob de ', emptyVariables: ['lead.company'] }],
  })
  const whatsapp = (await post('/api/rules/preflight', draft([plain], { channel: 'whatsapp' })).expect(200)).body
  const last = whatsapp.findings.at(-1)
  expect(last).toMatchObject({ kind: 'template_unapproved', templates: [{ id: plain, name: 'Essai' }] })
  await post('/api/rules/preflight', { audience: everybody }).expect(422)
})

it('refuses to activate with the same list, unless told to go on, which is on record', async () => {
  const withCompany = await templateOf('Bonjour {{ lead.company }}')
  const id = (await post('/api/rules', draft([withCompany], { active: false })).expect(201)).body.id
  const put = (fields: object) => manager.call('put', `/api/rules/${id}`).send(fields)
  const refused = (await put({ active: true }).set('Accept-Language', 'en').expect(422)).body
  expect(refused).toMatchObject({
    code: 'preflight_failed',
    errors: { templateIds: expect.stringContaining('lead.company') },
  })
  expect(found(refused.preflight)).toEqual({ empty_variable: 1, landline: 1, phone_invalid: 1 })
  expect((await manager.call('get', `/api/rules/${id}`)).body).toMatchObject({ active: false, version: 1 })

  expect((await put({ active: true, goAnyway: true }).expect(200)).body.active).toBe(true)
  const events = (await manager.call('get', '/api/audit-events').query({ filter: '{"action":"activated_anyway"}' }))
    .body
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({ recordId: id, actorName: 'Mona', details: { leads: 4, empty_variable: 1 } })
  await put({ name: 'Autre nom', templateIds: [withCompany] }).expect(200)
  await put({ audience: { combinator: 'and', rules: [{ field: 'firstName', operator: '=', value: 'Bob' }] } }).expect(
    422,
  )
  await manager.call('delete', `/api/templates/${withCompany}`).expect(409)
})
