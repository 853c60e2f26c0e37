import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
})
afterAll(() => api.stop())

it('every saved state of a rule, a frequency and a template is kept, with who saved it', async () => {
  const paul = await api.join('manager', 'Paul')
  const ruleId = await makeRule(manager, 'Versions')
  const { frequencyId, templateIds } = (await manager.call('get', `/api/rules/${ruleId}`)).body
  const saved = { rules: ruleId, frequencies: frequencyId, templates: templateIds[0] }
  for (const [resource, id] of Object.entries(saved)) {
    await paul.call('put', `/api/${resource}/${id}`).send({ name: 'Nouveau nom' }).expect(200)
    await paul.call('put', `/api/${resource}/${id}`).send({ name: 'Nouveau nom' }).expect(200)
    const { body } = await manager.call('get', `/api/${resource}/${id}/versions`).expect(200)
    expect(body).toMatchObject([
      { version: 2, savedBy: 'Paul', snapshot: { name: 'Nouveau nom' } },
      { version: 1, savedBy: 'Mona', snapshot: { name: 'Versions' } },
    ])
  }
  const [latest] = (await manager.call('get', `/api/rules/${ruleId}/versions`)).body
  expect(latest.snapshot).toMatchObject({ frequencyId, templateIds, stopOn: ['replied'] })
})

it('rules are put in order in one go; those that keep their priority get no new version', async () => {
  const ids = [await makeRule(manager, 'Une'), await makeRule(manager, 'Deux'), await makeRule(manager, 'Trois')]
  const order = async () =>
    (await manager.call('get', '/api/rules').query({ filter: JSON.stringify({ id: ids }) })).body.map(
      ({ name, priority, version }: { name: string; priority: number; version: number }) => [name, priority, version],
    )
  const [one, two, three] = ids
  await manager
    .call('put', '/api/rules/order')
    .send({ ids: [three, one, two] })
    .expect(204)
  expect(await order()).toEqual([
    ['Trois', 30, 2],
    ['Une', 20, 2],
    ['Deux', 10, 2],
  ])
  await manager
    .call('put', '/api/rules/order')
    .send({ ids: [three, two, one] })
    .expect(204)
  expect(await order()).toEqual([
    ['Trois', 30, 2],
    ['Deux', 20, 3],
    ['Une', 10, 3],
  ])
  const refused = await manager
    .call('put', '/api/rules/order')
    .send({ ids: [one, crypto.randomUUID()] })
    .expect(422)
  expect(refused.body.refusals).toEqual([{ field: 'ids.1', code: 'rule_unknown' }])
  await manager
    .call('put', '/api/rules/order')
    .send({ ids: [one, one] })
    .expect(422)
})

const FILE = Buffer.from(
  `Contact;Num\xe9ro de t\xe9l;Ville\nZo\xe9;06 39 98 44 01;Lyon\nMax;06 39 98 44 02;\n`,
  'latin1',
)
const post = (path: string, query: object = {}) =>
  manager.call('post', path).query(query).set('Content-Type', 'text/csv').send(FILE)

it('says how a file is read, and imports its columns where they are told to go', async () => {
  const described = await post('/api/leads/import/columns').expect(200)
  expect(described.body).toEqual({
    format: 'csv',
    encoding: 'windows-1252',
    separator: ';',
    sheets: [],
    headLines: 1,
    hasHeader: true,
    source: null,
    columns: [
      {
        name: 'Contact',
        target: 'fullName',
        by: 'name',
        isHidden: false,
        custom: 'custom.Contact',
        samples: ['Zoé', 'Max'],
      },
      {
        name: 'Numéro de tél',
        target: 'phone',
        by: 'name',
        isHidden: false,
        custom: 'custom.Numero_de_tel',
        samples: ['06 39 98 44 01', '06 39 98 44 02'],
      },
      { name: 'Ville', target: 'custom.Ville', by: null, isHidden: false, custom: 'custom.Ville', samples: ['Lyon'] },
    ],
  })
  const nobody = await manager
    .call('post', '/api/leads/import')
    .set('Content-Type', 'text/csv')
    .send('Nom;Ville\nA;B\n')
  expect(nobody.status).toBe(422)
  expect(nobody.body).toMatchObject({
    code: 'invalid_file',
    refusals: [{ field: 'file', code: 'header_missing_phone' }],
    detail: expect.stringMatching(/téléphones \(en-tête à la ligne 1\).*: Nom, Ville\.$/),
  })
  expect((await post('/api/leads/import', { country: 'ZZ' }).expect(400)).body.errors).toHaveProperty('country')
  const mapping = JSON.stringify(['firstName', 'phone', null])
  const report = (await post('/api/leads/import', { mapping }).expect(200)).body
  expect(report).toMatchObject({ created: 2, refused: 0 })
  const found = await manager
    .call('get', '/api/leads')
    .query({ filter: JSON.stringify({ updatedAt_gte: report.at }), sort: '["firstName","ASC"]' })
    .expect(200)
  expect(found.body.map((lead: { firstName: string; custom: object }) => [lead.firstName, lead.custom])).toEqual([
    ['Max', {}],
    ['Zoé', {}],
  ])
})

it('refuses a mapping that does not fit the file, and one without a phone', async () => {
  const refused = async (mapping: unknown, status: number) =>
    (await post('/api/leads/import', { mapping: JSON.stringify(mapping) }).expect(status)).body
  expect((await refused(['phone'], 422)).refusals).toEqual([{ field: 'file', code: 'mapping_width' }])
  for (const mapping of [['firstName', null, null], ['phone', 'email', 'email'], 'phone'])
    expect((await refused(mapping, 400)).refusals).toEqual([{ field: 'mapping', code: 'mapping_refused' }])
  expect((await refused(['phone', 'chien', null], 400)).refusals).toMatchObject([{ field: 'mapping.1' }])
})

it('tags are added to what each lead has, or taken away; the rest of the report is per row', async () => {
  const ids = [await makeLead(manager, null, 'Ana'), await makeLead(manager, null, 'Eva')]
  await manager
    .call('put', `/api/leads/${ids[0]}`)
    .send({ tags: ['salon', 'vip'] })
    .expect(200)
  await manager.call('post', `/api/leads/${ids[1]}/erase`).expect(200)
  const change = (body: object) =>
    manager
      .call('put', '/api/leads')
      .query({ filter: JSON.stringify({ id: ids }) })
      .send(body)
      .expect(200)
  const report = (await change({ addTags: ['2026', 'vip'], removeTags: ['salon'] })).body
  expect(report).toMatchObject({ done: [ids[0]], refused: [{ id: ids[1], code: 'erased' }] })
  expect((await manager.call('get', `/api/leads/${ids[0]}`)).body.tags).toEqual(['vip', '2026'])
})

it('an unsaved schedule says when it would run, and what is wrong with it', async () => {
  const preview = (cron: string) =>
    manager.call('post', '/api/settings/schedule/preview').send({ cron, timeZone: 'Europe/Paris' })
  const { nextRuns } = (await preview('30 8 * * 1-5').expect(200)).body
  const clocks = nextRuns.map((run: string) => new Date(run).toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' }))
  expect(new Set(clocks)).toEqual(new Set(['08:30:00']))
  expect((await preview('61 8 * * *').expect(422)).body.refusals).toMatchObject([{ field: 'cron' }])
  expect((await manager.call('get', '/api/settings/schedule')).body.cron).toBe('0 */6 * * *')
})
