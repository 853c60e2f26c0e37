/** One change for many records: a report per record, and as many questions to PostgreSQL for fifty records as for two. */
import pg from 'pg'
import { currentAttribution } from '../../src/http/request-context.ts'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Manon')
})
afterAll(() => api.stop())

const filterOf = (ids: readonly string[]) => ({ filter: JSON.stringify({ id: ids }) })
const put = (path: string, ids: readonly string[], body: object) =>
  manager.call('put', path).query(filterOf(ids)).send(body).expect(200)
const remove = (path: string, ids: readonly string[]) => manager.call('delete', path).query(filterOf(ids)).expect(200)

/** What the requests of `work` asked PostgreSQL, without what this process does beside them; every question goes through. */
async function questionsOf(work: () => PromiseLike<unknown>): Promise<number> {
  return (await statementsOf(work)).length
}

async function statementsOf(work: () => PromiseLike<unknown>): Promise<string[]> {
  const { query } = pg.Client.prototype
  const statements: string[] = []
  const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [asked] = given
    if (currentAttribution()) statements.push(typeof asked === 'string' ? asked : (asked as { text: string }).text)
    return Reflect.apply(query, this, given)
  })
  try {
    await work()
    return statements
  } finally {
    spy.mockRestore()
  }
}

const many = async (make: (place: number) => Promise<string>, count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let place = 0; place < count; place++) ids.push(await make(place))
  return ids
}
const makeTemplate = async (place: number): Promise<string> =>
  (
    await manager
      .call('post', '/api/templates')
      .send({ name: `Texte ${place}`, body: 'Bonjour' })
      .expect(201)
  ).body.id
const makeFrequency = async (place: number): Promise<string> => {
  const steps = [{ after: { value: 1, unit: 'days' } }]
  const window = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
  const frequency = { name: `Cadence ${place}`, steps, window, skipHolidays: false }
  return (await manager.call('post', '/api/frequencies').send(frequency).expect(201)).body.id
}

it('a change of leads asks as much for fifty as for two', async () => {
  const leads = await many(() => makeLead(manager, null), 52)
  const few = leads.slice(0, 2)
  const change = { status: 'contacted', addTags: ['salon'] }
  await put('/api/leads', few, { company: 'Une' })
  const asked = await questionsOf(() => put('/api/leads', few, change))
  expect(await questionsOf(() => put('/api/leads', leads.slice(2), change))).toBe(asked)
  const read = await manager
    .call('get', '/api/leads')
    .query({ ...filterOf(leads), range: '[0,99]' })
    .expect(200)
  expect(read.body).toHaveLength(52)
  for (const lead of read.body) expect(lead).toMatchObject({ status: 'contacted', tags: ['salon'] })
})

it('a change, and archiving, of frequencies and templates asks as much for twenty as for two', async () => {
  for (const [path, make] of [
    ['/api/frequencies', makeFrequency],
    ['/api/templates', makeTemplate],
  ] as const) {
    const ids = await many(make, 22)
    const [few, rest] = [ids.slice(0, 2), ids.slice(2)]
    await put(path, few, { name: 'Avant' })
    const changed = await questionsOf(() => put(path, few, { name: 'Même nom' }))
    expect([path, await questionsOf(() => put(path, rest, { name: 'Même nom' }))]).toEqual([path, changed])
    const archived = await questionsOf(() => remove(path, few))
    expect([path, await questionsOf(() => remove(path, rest))]).toEqual([path, archived])
    const [first] = rest
    const versions = await manager.call('get', `${path}/${first}/versions`).expect(200)
    expect(versions.body.map(({ snapshot }: { snapshot: { name: string } }) => snapshot.name)).toContain('Même nom')
  }
})

it('rules are switched off together, and one whose parts do not exist is refused with the rest of them', async () => {
  const rules = await many((place) => makeRule(manager, `Règle ${place}`), 6)
  const [few, rest] = [rules.slice(0, 2), rules.slice(2)]
  await put('/api/rules', few, { priority: 3 })
  const asked = await questionsOf(() => put('/api/rules', few, { active: false }))
  expect(await questionsOf(() => put('/api/rules', rest, { active: false }))).toBe(asked)
  const unknown = { frequencyId: '0190c0de-0000-7000-8000-000000000001' }
  const refused = (await put('/api/rules', rules, unknown)).body
  expect(refused.done).toEqual([])
  expect(refused.refused[0]).toMatchObject({ refusals: [{ field: 'frequencyId', code: 'frequency_unknown' }] })
})

it('rules are switched on together: as many questions for twelve as for two, by either channel', async () => {
  await makeLead(manager, null, 'Sami')
  // Once what is saved is committed, the engine looks at the rules one by one, for two seconds at most.
  const askedToSwitchOn = async (ids: readonly string[], more: object = {}): Promise<number> => {
    await put('/api/rules', ids, { active: false })
    const statements = await statementsOf(async () => {
      expect((await put('/api/rules', ids, { active: true, ...more })).body.done).toEqual(ids)
    })
    return statements.findIndex((text) => /^commit/i.test(text))
  }
  for (const [channel, body] of [
    ['closer', 'Bonjour'],
    ['whatsapp', 'Bonjour {{ lead.company }}'],
  ] as const) {
    const rules = await many((place) => makeRule(manager, `${channel} ${place}`, body), 14)
    await put('/api/rules', rules, { active: false })
    await put('/api/rules', rules, { channel })
    const goAnyway = channel === 'whatsapp' ? { goAnyway: true } : {}
    const few = await askedToSwitchOn(rules.slice(0, 2), goAnyway)
    expect(few).toBeGreaterThan(3)
    expect([channel, await askedToSwitchOn(rules.slice(2), goAnyway)]).toEqual([channel, few])
    await put('/api/rules', rules, { active: false })
  }
})

it('a rule whose messages would come out wrong stays off, and the others are switched on', async () => {
  await makeLead(manager, null, 'Nadia')
  const wrong = await makeRule(manager, 'Vide', 'Bonjour {{ lead.company }}')
  const right = await makeRule(manager, 'Pleine', 'Bonjour')
  await put('/api/rules', [wrong, right], { active: false })
  const report = (await put('/api/rules', [wrong, right], { active: true })).body
  expect(report).toMatchObject({ done: [right], refused: [{ id: wrong, code: 'preflight_failed' }] })
  const read = async (id: string) => (await manager.call('get', `/api/rules/${id}`).expect(200)).body.active
  expect([await read(wrong), await read(right)]).toEqual([false, true])
  const inUse = (await remove('/api/rules', [wrong, right])).body
  expect(inUse).toMatchObject({ done: [wrong], refused: [{ id: right, code: 'in_use' }] })
  const archived = (await put('/api/rules', [wrong, right], { priority: 4 })).body
  expect(archived).toMatchObject({ done: [right], refused: [{ id: wrong, code: 'archived' }] })
})

it('who saves over a change of many is told who made it', async () => {
  const ids = await many(makeTemplate, 2)
  const other = await api.join('manager', 'Olga')
  await other.call('put', '/api/templates').query(filterOf(ids)).send({ name: 'D’Olga' }).expect(200)
  const late = await manager.call('put', `/api/templates/${ids[0]}`).set('If-Match', '"1"').send({ name: 'Tard' })
  expect([late.status, late.body.detail]).toEqual([412, expect.stringContaining('Olga')])
})

it('every lead that is refused says why, and changes nothing else', async () => {
  const [left, erased] = [await makeLead(manager, null), await makeLead(manager, null)]
  await manager.call('post', `/api/leads/${erased}/erase`).expect(200)
  const absent = '0190C0DE-0000-7000-8000-00000000000A'
  const report = (await put('/api/leads', [left, erased, absent, left.toUpperCase()], { status: 'meeting' })).body
  expect(report).toMatchObject({
    done: [left, left.toUpperCase()],
    refused: [
      { id: erased, code: 'erased' },
      { id: absent, code: 'not_found' },
    ],
  })
  const wrong = (await put('/api/leads', [left, absent], { status: 'inconnu', closerId: absent })).body
  expect(wrong).toMatchObject({
    done: [],
    refused: [
      { id: left, refusals: [{ field: 'status' }, { field: 'closerId' }] },
      { id: absent, code: 'not_found' },
    ],
  })
})

it('a closer changes what is theirs of one lead, and is refused the rest as before', async () => {
  const closer = await api.join('closer', 'Colin')
  const [mine, others] = [await makeLead(manager, closer.id), await makeLead(manager, null)]
  await closer.call('put', `/api/leads/${mine}`).send({ status: 'meeting' }).expect(200)
  await closer.call('put', `/api/leads/${others}`).send({ status: 'meeting' }).expect(404)
  const refused = await closer.call('put', `/api/leads/${mine}`).send({ source: 'salon' }).expect(422)
  expect(refused.body.refusals).toMatchObject([{ field: 'source', code: 'field_for_managers' }])
})

it('a phone is given to the first of many, or stays with the one that has it', async () => {
  const ids = await many(() => makeLead(manager, null), 3)
  const given = (await put('/api/leads', ids, { phone: '06 39 98 77 01' })).body
  expect(given).toMatchObject({ done: [ids[0]], refused: [{ id: ids[1], code: 'already_exists' }, { id: ids[2] }] })
  const again = (await put('/api/leads', [ids[2], ids[0]] as string[], { phone: '06 39 98 77 01' })).body
  expect(again).toMatchObject({ done: [ids[0]], refused: [{ id: ids[2] }] })
  const taken = await manager.call('put', `/api/leads/${ids[1]}`).send({ phone: '06 39 98 77 01' }).expect(409)
  expect(taken.body.refusals).toEqual([{ field: 'phone', code: 'already_taken' }])
})

it('two changes of the same leads at once both happen', async () => {
  const ids = await many(() => makeLead(manager, null), 8)
  await Promise.all([
    put('/api/leads', ids, { addTags: ['un'] }),
    put('/api/leads', [...ids].reverse(), { addTags: ['deux'] }),
  ])
  const read = await manager.call('get', '/api/leads').query(filterOf(ids)).expect(200)
  for (const { tags } of read.body) expect([...tags].sort()).toEqual(['deux', 'un'])
})
