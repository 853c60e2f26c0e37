/** The job title of a lead, from a file in French or English to its erasure. */
import { makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
})
afterAll(() => api.stop())

const leads = async (filter: object) =>
  (await manager.call('get', '/api/leads').query({ filter: JSON.stringify(filter), sort: '["jobTitle","ASC"]' })).body

it.each([
  ['Téléphone;Prénom;Intitulé de poste\n06 39 98 45 01;Zoé;Gérante', 'Gérante'],
  ['Phone,First name,Job Title\n+33639984502,Noé,Head of sales', 'Head of sales'],
  ['Numéro;Fonction\n06 39 98 45 03;Chef de chantier', 'Chef de chantier'],
])('is read from a file: %s', async (file, jobTitle) => {
  const columns = await manager
    .call('post', '/api/leads/import/columns')
    .set('Content-Type', 'text/csv')
    .send(file)
    .expect(200)
  expect(columns.body.columns.map(({ target }: { target: string | null }) => target)).toContain('jobTitle')
  await manager.call('post', '/api/leads/import').set('Content-Type', 'text/csv').send(file).expect(200)
  expect(await leads({ jobTitle })).toEqual([expect.objectContaining({ jobTitle })])
})

it('is written, found, messaged, exported and forgotten', async () => {
  const closer = await api.join('closer', 'Ada')
  const fields = { firstName: 'Inès', phone: '06 39 98 45 04', closerId: closer.id, jobTitle: 'Directrice' }
  const { id } = (await manager.call('post', '/api/leads').send(fields).expect(201)).body
  const changed = await closer.call('put', `/api/leads/${id}`).send({ jobTitle: 'Présidente' }).expect(200)
  expect(changed.body.jobTitle).toBe('Présidente')
  await closer
    .call('put', `/api/leads/${id}`)
    .send({ jobTitle: 'x'.repeat(201) })
    .expect(422)

  const audience = { combinator: 'and', rules: [{ field: 'jobTitle', operator: 'beginsWith', value: 'Prés' }] }
  expect((await manager.call('post', '/api/rules/preview').send({ audience }).expect(200)).body.count).toBe(1)
  await makeRule(manager, 'Fonctions', 'Bonjour {{ lead.firstName }}, {{ lead.jobTitle | downcase }}')
  await api.runNow()
  const relances = await closer.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId: id }) })
  expect(relances.body[0].message).toBe('Bonjour Inès, présidente')

  expect((await manager.call('get', '/api/leads/export').expect(200)).text).toContain('Présidente')
  expect((await manager.call('get', `/api/leads/${id}/export`).expect(200)).body.lead.jobTitle).toBe('Présidente')
  await manager.call('post', `/api/leads/${id}/erase`).send({}).expect(200)
  expect((await manager.call('get', `/api/leads/${id}`).expect(200)).body.jobTitle).toBeNull()
})
