/** A lead is found however its number or its name is written, and nothing else is. */
import { DataSource } from 'typeorm'
import { LeadSearch1765050200000 } from '../../src/database/migrations/1765050200000-lead-search.ts'
import { indexSearch } from '../../src/leads/index-search.ts'
import { makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

const NBSP = '\u00a0'
let api: TestApi
let manager: Person
let zoe: string
const others = 3_000

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  await api.test.db.query(
    `insert into leads (first_name, last_name, company, email, phone)
       select 'Camille', 'Martin', 'Menuiserie ' || n, 'camille' || n || '@ex.invalid', '+33639' || lpad((980100 + n)::text, 6, '0')
         from generate_series(1, $1) n`,
    [others],
  )
  const lead = {
    firstName: 'Zoé',
    lastName: 'D’Artagnan-Dupont',
    company: 'Éts Cœur & Fils',
    email: 'zoe.dupont@cedre.invalid',
    phone: '+33639980014',
  }
  zoe = (await manager.call('post', '/api/leads').send(lead).expect(201)).body.id
})
afterAll(() => api.stop())

const find = async (q: string, resource = 'leads'): Promise<string[]> => {
  const filter = encodeURIComponent(JSON.stringify({ q }))
  const { body } = await manager.call('get', `/api/${resource}?filter=${filter}&range=[0,99]`).expect(200)
  return body.map((row: { id: string; leadId?: string }) => row.leadId ?? row.id)
}

it('a lead is found by its job title, and by the new one alone once that has changed', async () => {
  const made = await manager
    .call('post', '/api/leads')
    .send({ firstName: 'Odile', phone: '+33639989977', jobTitle: 'Vice-présidente achats' })
    .expect(201)
  const { id } = made.body
  for (const words of ['vice presidente', 'Vice-Présidente', 'vicepres', 'achats odile'])
    expect(await find(words)).toEqual([id])
  await manager.call('put', `/api/leads/${id}`).send({ jobTitle: 'Gérante' }).expect(200)
  expect(await find('gerante')).toEqual([id])
  expect(await find('achats')).toEqual([])
  await manager.call('put', `/api/leads/${id}`).send({ jobTitle: null }).expect(200)
  expect(await find('gerante')).toEqual([])
})

it.each([
  '0639980014',
  '06 39 98 00 14',
  `06${NBSP}39${NBSP}98${NBSP}00${NBSP}14`,
  '06\u202f39\u202f98\u202f00\u202f14',
  '06.39.98.00.14',
  '06-39-98-00-14',
  '06/39/98/00/14',
  '06 39.98 00-14',
  '+33639980014',
  '+33 6 39 98 00 14',
  `+33${NBSP}6${NBSP}39${NBSP}98${NBSP}00${NBSP}14`,
  '\u202a+33 6 39 98 00 14\u202c',
  '+33 (0)6 39 98 00 14',
  '+33(0)639980014',
  '+33 06 39 98 00 14',
  '0033 6 39 98 00 14',
  '0033639980014',
  '(+33) 6 39 98 00 14',
  '33639980014',
  '639980014',
  'tel:+33639980014',
  '  06 39 98 00 14  ',
  '０６３９９８００１４',
  '980014',
  '0014',
  '06 39 98 00',
  '39 98 00 14',
])('finds the number written %j, and no other', async (q) => expect(await find(q)).toEqual([zoe]))

it.each([
  'Zoé',
  'zoe',
  'ZOÉ',
  'Zoe\u0301',
  "d'artagnan",
  'd’artagnan',
  'd‘Artagnan',
  'dartagnan',
  'd artagnan',
  'artagnan-dupont',
  'artagnan dupont',
  'dupont zoe',
  'zoe dupont',
  'Dupont, Zoé',
  'coeur',
  'cœur',
  'ets coeur',
  'coeur & fils',
  'zoe.dupont@cedre.invalid',
  'ZOE.DUPONT@cedre',
  '@cedre',
  'dupont 0014',
  '0639980014 dupont',
  'zo',
])('finds the name, company or address written %j, and no other', async (q) => expect(await find(q)).toEqual([zoe]))

it.each(['%', '_', '\\', "'", '-', '& %', 'zoe martin', '06 99 99 99 99', '0014 martin'])(
  'finds nobody for %j',
  async (q) => expect(await find(q)).toEqual([]),
)

it('follows changes, and forgets what an erasure takes out', async () => {
  const lead = { firstName: 'Noé', lastName: 'Weiß', phone: '+33639980077' }
  const { id } = (await manager.call('post', '/api/leads').send(lead).expect(201)).body
  expect(await find('noe weiss')).toEqual([id])
  await manager.call('put', `/api/leads/${id}`).send({ lastName: 'Lefèvre', phone: '+33639980078' }).expect(200)
  expect(await find('weiss')).toEqual([])
  expect(await find('lefevre 0078')).toEqual([id])
  await manager
    .call('post', `/api/leads/${id}/erase`)
    .send({})
    .expect((answer) => answer.status < 300)
  expect(await find('lefevre')).toEqual([])
  const [kept] = await api.test.db.query<{ text: string }>('select text from lead_search where lead_id = $1', [id])
  expect(kept?.text.trim()).not.toMatch(/noe|lefevre|\d/)
})

it('a lead is found before its words are in the index and after, and the index is used then', async () => {
  const isIndexed = async (): Promise<boolean[]> =>
    (await api.test.db.query<{ isIndexed: boolean }>('select distinct is_indexed as "isIndexed" from lead_search')).map(
      (row) => row.isIndexed,
    )
  const lead = { firstName: 'Zénobie', lastName: 'Müller', phone: '+33639980079' }
  const { id } = (await manager.call('post', '/api/leads').send(lead).expect(201)).body
  expect(await find('zenobie muller')).toEqual([id])
  expect(await indexSearch(api.test.db, () => false)).toBeGreaterThan(0)
  expect(await isIndexed()).toEqual([true])
  expect(await find('zenobie muller')).toEqual([id])
  const [plan] = await api.test.db.transaction(async (tx) => {
    await tx.query('set local enable_seqscan = off')
    return tx.query(`explain (format json) select lead_id from lead_search where is_indexed and text like '%zenobie%'`)
  })
  expect(JSON.stringify(plan)).toContain('lead_search_text')
  await manager.call('put', `/api/leads/${id}`).send({ lastName: 'Weber' }).expect(200)
  expect(await find('muller')).toEqual([])
  expect(await find('zenobie weber')).toEqual([id])
  expect(await indexSearch(api.test.db, () => false)).toBe(1)
})

it('words with accents are spelled the same however they are written', async () => {
  const letters = 'éèêëàâäçîïôöùûüáíóúñÉÈÊËÀÂÄÇÎÏÔÖÙÛÜÁÍÓÚÑœŒßøł'
  const [row] = await api.test.db.query<{ composed: string; taken: string; words: string }>(
    `select lead_search_text($1, '', '', '', '+33639980014') as composed,
            lead_search_text(normalize($1, NFD), '', '', '', '+33639980014') as taken, search_words($1) as words`,
    [letters],
  )
  expect(row?.composed).toBe(row?.taken)
  expect(row?.composed.trim().split(' ')[0]).toBe(row?.words)
})

it('finds a capital ligature by its two letters', async () => {
  const lead = { firstName: 'Ælia', lastName: 'ŒUVRARD', phone: '+33639989955' }
  const { id } = (await manager.call('post', '/api/leads').send(lead).expect(201)).body
  expect(await find('oeuvrard')).toEqual([id])
  expect(await find('aelia œuvrard')).toEqual([id])
})

it('finds the relances of a lead in the same way, and shows a closer their own alone', async () => {
  const ada = await api.join('closer', 'Ada')
  await makeRule(manager)
  await manager.call('put', `/api/leads/${zoe}`).send({ closerId: ada.id }).expect(200)
  await api.runNow()
  expect(await find('06 39 98 00 14', 'relances')).toEqual([zoe])
  const filter = encodeURIComponent(JSON.stringify({ q: 'camille' }))
  expect((await ada.call('get', `/api/leads?filter=${filter}`).expect(200)).body).toEqual([])
})

it('works, more slowly, where pg_trgm is refused', async () => {
  const source = await new DataSource({ type: 'postgres', url: api.test.url }).initialize()
  const runner = source.createQueryRunner()
  await runner.startTransaction()
  const migration = new LeadSearch1765050200000()
  await migration.down(runner)
  await runner.query('drop extension if exists pg_trgm')
  await runner.query(`create role no_extensions nologin`)
  const [{ current }] = await runner.query('select current_database() as current')
  await runner.query(`revoke create on database "${current}" from public`)
  await runner.query('grant usage, create on schema public to no_extensions')
  await runner.query('grant all on all tables in schema public to no_extensions')
  await runner.query('alter table leads owner to no_extensions')
  await runner.query('set local role no_extensions')
  await migration.up(runner)
  const found = await runner.query(
    `select lead_id as id from lead_search where text like '%' || search_squeezed('D’ARTAGNAN') || '%'`,
  )
  expect(found).toEqual([{ id: zoe }])
  expect(await runner.query(`select from pg_extension where extname = 'pg_trgm'`)).toEqual([])
  await runner.rollbackTransaction()
  await source.destroy()
})
