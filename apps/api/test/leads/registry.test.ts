/** The registry of a lead's fields: what is described is a column, and every line of text goes all the way by its description alone. */
import {
  IMPORT_FIELDS,
  LEAD_FIELDS,
  type LeadField,
  type LeadFieldPlace,
  MESSAGE_FIELDS,
  STORED,
  type StoredLeadField,
} from '@relance/leads/fields'
import { makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
})
afterAll(() => api.stop())

it('describes every column of a lead', async () => {
  const rows = await api.test.db.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'leads'`,
  )
  expect(STORED.map(([, { column }]) => column).sort()).toEqual(
    rows
      .map(({ name }) => name)
      .filter((name) => name !== 'id')
      .sort(),
  )
})

it('heads no two fields of a file alike', () => {
  const heads = IMPORT_FIELDS.flatMap((field) => LEAD_FIELDS[field].headers.trim().split(/\s+/))
  expect(heads.filter((head, at) => heads.indexOf(head) !== at)).toEqual([])
})

/** Lines of text a file brings under their own name; full names are split, and the first column of all is one of them. */
const LINES = STORED.flatMap(([name, { kind }]) =>
  kind === 'line' && (IMPORT_FIELDS as readonly string[]).includes(name) ? name : [],
)
const valueOf = (field: string): string => `Valeur-${field}`

it('brings a line of text in by a file, shows, lists, exports and forgets it', async () => {
  const file = [
    ['phone', ...LINES],
    ['06 39 98 44 01', ...LINES.map(valueOf)],
  ]
    .map((line) => line.join(';'))
    .join('\n')
  await manager
    .call('post', '/api/leads/import')
    .set('Content-Type', 'text/csv')
    .send(file)
    .expect(200)
    .expect(({ body }) => expect(body).toMatchObject({ created: 1, refused: 0 }))
  const [lead] = (await manager.call('get', '/api/leads').query({ filter: '{"phone":"+33639984401"}' })).body
  for (const field of LINES) expect(lead).toMatchObject({ [field]: valueOf(field) })
  const exported = (await manager.call('get', '/api/leads/export').expect(200)).text
  for (const field of LINES) expect(exported).toContain(valueOf(field))

  const changed = Object.fromEntries(LINES.map((field) => [field, `${valueOf(field)}-2`]))
  const saved = await manager.call('put', `/api/leads/${lead.id}`).send(changed).expect(200)
  expect(saved.body).toMatchObject(changed)

  for (const field of LINES.filter((name) => isIn(name, 'audience'))) {
    const audience = { combinator: 'and', rules: [{ field, operator: '=', value: `${valueOf(field)}-2` }] }
    const { body } = await manager.call('post', '/api/rules/preview').send({ audience }).expect(200)
    expect({ field, count: body.count }).toEqual({ field, count: 1 })
  }

  const text = MESSAGE_FIELDS.map((field) => `{{ lead.${field} }}`).join(' / ')
  await makeRule(manager, 'Tous', text)
  await api.runNow()
  const [relance] = (await manager.call('get', '/api/relances').query({ filter: `{"leadId":"${lead.id}"}` })).body
  expect(relance.message).toBe(MESSAGE_FIELDS.map((field) => `${valueOf(field)}-2`).join(' / '))

  await manager.call('post', `/api/leads/${lead.id}/erase`).send({}).expect(200)
  const [row] = await api.test.db.query<Record<string, unknown>>('select * from leads where id = $1', [lead.id])
  const left = STORED.filter(([, { column, isPersonal }]) => isPersonal && isKept(row?.[column]))
  expect(left.map(([name]) => name)).toEqual([])
})

const isIn = (name: LeadField, place: LeadFieldPlace): boolean => {
  const field: StoredLeadField = LEAD_FIELDS[name]
  return field.isIn?.includes(place) === true
}

const isKept = (value: unknown): boolean =>
  value !== null && value !== '' && JSON.stringify(value) !== '[]' && JSON.stringify(value) !== '{}'
