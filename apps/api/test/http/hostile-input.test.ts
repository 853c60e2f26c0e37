import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { timedSteadily } from '@relance/testing'
import { makeLead, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let port: number
/** Begun before the first test, so that the seconds they are given pass meanwhile. */
let slow: { letGo: Promise<unknown> }

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  port = Number(new URL(await api.app.getUrl()).port)
  slow = await sendSlowly(200)
})
afterAll(() => api.stop())

/** Begins that many requests, and never ends their headers. */
async function sendSlowly(count: number): Promise<{ letGo: Promise<unknown> }> {
  const sockets: Socket[] = []
  for (let n = 0; n < count; n++) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    socket.write('POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Slow: ')
    sockets.push(socket)
  }
  const letGo = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')))
  expect(await Promise.race([manager.call('get', '/api/auth/me').expect(200), letGo])).toMatchObject({ status: 200 })
  return { letGo }
}

describe('bodies', () => {
  it.each([
    ['templates', { name: 'T', body: 'Bonjour' }],
    ['leads', { phone: '0639980044' }],
    [
      'frequencies',
      { name: 'F', steps: [{ after: { value: 1, unit: 'days' } }], window: { days: [1], from: '09:00', to: '12:00' } },
    ],
    ['users', { email: 'zed@demo.invalid', name: 'Zed' }],
    ['api-tokens', { name: 'Z', role: 'manager' }],
  ])('nobody assigns more than a resource lets them: %s', async (resource, fields) => {
    const post = (body: string) =>
      api.admin.call('post', `/api/${resource}`).set('Content-Type', 'application/json').send(body)
    const json = JSON.stringify(fields).slice(0, -1)
    for (const extra of [
      '"ownerId":1',
      '"passwordHash":"x"',
      '"tokenHash":"x"',
      '"constructor":{"prototype":{"isAdmin":true}}',
      '"toString":1',
    ]) {
      const answer = await post(`${json},${extra}}`)
      expect([extra, answer.status]).toEqual([extra, 422])
    }
    await post(`${json},"__proto__":{"isAdmin":true,"role":"admin"}}`)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    const id = '00000000-0000-7000-8000-000000000001'
    await post(`${json},"id":"${id}","createdAt":"1999-01-01T00:00:00Z"}`)
    const rows = await api.test.db.query(
      `select from ${resource.replace('-', '_')} where id = $1 or created_at < '2000-01-01'`,
      [id],
    )
    expect(rows).toEqual([])
  })

  it.each([
    ['10 MB', `{"name":"${'x'.repeat(10_000_000)}"}`, 413],
    ['100,000 levels', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 422],
    ['100,000 lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 422],
    ['a NUL', '{"name":"a\\u0000b","body":"Bonjour"}', 422],
    ['the same key twice', '{"name":"a","name":{"$ne":1},"body":"Bonjour"}', 422],
    ['a lone surrogate', '{"name":"a","body":"\\ud800"}', 201],
  ])('%s', async (_, body, status) => {
    const answer = await manager.call('post', '/api/templates').set('Content-Type', 'application/json').send(body)
    expect(answer.status === status || (status === 201 && answer.status === 422)).toBe(true)
    expect(JSON.stringify(answer.body)).not.toMatch(/ at .*\.ts|node_modules/)
  })

  it('compressed bodies are refused before they unfold', async () => {
    const { gzipSync } = await import('node:zlib')
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const answer = await manager
      .call('post', '/api/templates')
      .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
      .send(bomb)
    expect(answer.status).toBe(415)
  })
})

describe('lists', () => {
  const INJECTIONS = [
    `'; drop table leads; --`,
    `' or '1'='1`,
    '1); select pg_sleep(5); --',
    `\\'; select 1`,
    '%" or 1=1 --',
    '$1',
    ':actorId',
    '{"$gt":""}',
    'row.id',
    `a' || pg_sleep(5) || '`,
    '\u0000',
    '%25%5f\\',
  ]

  it('sort, filter and search take no SQL', async () => {
    await makeLead(manager, null)
    for (const text of INJECTIONS) {
      const queries = [
        { sort: JSON.stringify([text, 'ASC']) },
        { sort: JSON.stringify(['createdAt', text]) },
        { filter: JSON.stringify({ q: text }) },
        { filter: JSON.stringify({ status: text }) },
        { filter: JSON.stringify({ [text]: 1 }) },
        { filter: JSON.stringify({ tags: [text] }) },
        { filter: JSON.stringify({ createdAt_gte: text }) },
        { filter: JSON.stringify({ relanceCount_gt: text }) },
        { range: JSON.stringify([0, text]) },
        { after: text },
        { filter: text },
      ]
      for (const query of queries) {
        const { result, ms } = await timedSteadily(manager.call('get', '/api/leads').query(query))
        expect([query, result.status < 500, ms < 5_000]).toEqual([query, true, true])
      }
      const found = await manager
        .call('get', '/api/leads')
        .query({ filter: JSON.stringify({ q: text.replaceAll('\u0000', 'qqq') }) })
      expect(found.body).toEqual([])
    }
    expect(await api.test.db.query('select from leads')).not.toHaveLength(0)
  })

  it('answer no more than 500 rows, and pages that follow each other miss and repeat nothing', async () => {
    await api.test.db.query(
      `insert into leads (first_name, phone, last_contact_at)
         select 'Page', '+336399' || (8700000 + n), case when n % 3 > 0 then now() - (n % 7) * interval '1 day' end
           from generate_series(1, 700) n`,
    )
    await manager.call('get', '/api/leads?range=[0,500]').expect(400)
    for (const sort of [
      '["lastContactAt","DESC"]',
      '["lastContactAt","ASC"]',
      '["createdAt","ASC"]',
      '["relanceCount","DESC"]',
    ]) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const query = { sort, range: '[0,96]', filter: '{"q":"Page"}', ...(after && { after }) }
        const page = await manager.call('get', '/api/leads').query(query).expect(200)
        seen.push(...page.body.map((row: { id: string }) => row.id))
        after = page.headers['x-next-after']
      } while (after)
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 700, 700])
    }
  })
})

it('what a spreadsheet would run is harmless in an export, and comes back as it was', async () => {
  const names = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', 'a"b;c,d', "='x'!A1", '=HYPERLINK("http://x")']
  const ids: string[] = []
  for (const lastName of names) {
    const id = await makeLead(manager, null, 'Formule')
    await manager.call('put', `/api/leads/${id}`).send({ lastName }).expect(200)
    ids.push(id)
  }
  const kept = async () =>
    (
      await api.test.db.query<{ n: string }>('select last_name as n from leads where id = any($1) order by id', [ids])
    ).map((row) => row.n)
  const before = await kept()
  const csv = await manager.call('get', '/api/leads/export').query({ filter: '{"q":"Formule"}' }).expect(200)
  expect(csv.headers['content-type']).toContain('text/csv')
  const cells = csv.text
    .split('\r\n')
    .slice(1)
    .flatMap((line) => line.split(','))
  expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([])
  expect(csv.text).toContain("'=1+1")
  const back = await manager
    .call('post', '/api/leads/import')
    .set('Content-Type', 'text/csv')
    .send(csv.text)
    .expect(200)
  expect(back.body).toMatchObject({ refused: 0, created: 0, lines: names.length })
  expect(await kept()).toEqual(before)
})

it('clients that send slowly are let go, and nobody else waited for them', async () => {
  await slow.letGo
})

it('problems tell neither stack, nor phone, nor message', async () => {
  const leadId = await makeLead(manager, null)
  const { phone } = (await manager.call('get', `/api/leads/${leadId}`).expect(200)).body
  const answers = [
    await manager.call('post', '/api/leads').send({ phone }),
    await manager.call('post', '/api/leads').send({ phone: `${phone}99999999` }),
    await manager.call('get', `/api/leads/${encodeURIComponent(phone)}`),
  ]
  for (const { body, status, headers } of answers) {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(headers['content-type']).toContain('application/problem+json')
    const { instance: _, ...said } = body
    expect(JSON.stringify(said)).not.toContain(phone.slice(1))
    expect(body).toMatchObject({
      code: expect.any(String),
      correlationId: expect.any(String),
      title: expect.any(String),
    })
  }
})
