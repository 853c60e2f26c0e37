/** Rights end when they end: tokens with their owner, streams within a second of what they were opened with. */
import { timedSteadily } from '@relance/testing'
import { openTrigger } from '@relance/trigger'
import pg from 'pg'
import { DataSource } from 'typeorm'
import { RightsEnd1765050000000 } from '../../src/database/migrations/1765050000000-rights-end.ts'
import { createApp } from '../../src/create-app.ts'
import { readConfig } from '../../src/environment/config.ts'
import { openEvents } from '../http/event-stream.ts'
import { CRON_SECRET, makeLead, PASSWORD, type Person, startTestApi, type TestApi } from '../test-api.ts'

const API_TOKEN = 'env-bearer-4f1c9a7be2'
const TRIGGER = '/api/gestion/auto-relance'
const DAY = 86_400_000

let api: TestApi
let replica: Awaited<ReturnType<typeof createApp>>
let urls: string[]
let clockAhead = 0
const clock = () => Date.now() + clockAhead

beforeAll(async () => {
  api = await startTestApi({ API_TOKEN }, clock)
  const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET, API_TOKEN, APP_ROLE: 'web' })
  if (!read.ok) throw new Error(read.problems.join())
  replica = await createApp(read.config, clock)
  await replica.listen(0, '127.0.0.1')
  urls = [await api.app.getUrl(), await replica.getUrl()]
})
afterAll(async () => {
  await replica.close()
  await api.stop()
})
beforeEach(() => api.test.db.query('delete from login_attempts'))

interface Token {
  id: string
  token: string
  ownerId: string
  ownerName: string
  expiresAt: string
}
let names = 0
const joinAdmin = () => api.join('admin', `Admin${names++}`)
const make = async (by: Person, fields: object = {}): Promise<Token> => {
  const named = { name: `Script ${names++}`, role: 'admin', ...fields }
  return (await by.call('post', '/api/api-tokens').send(named).expect(201)).body
}
const withBearer = (method: 'get' | 'post' | 'delete', path: string, token: string) =>
  api.http()[method](path).set('Authorization', `Bearer ${token}`)
const disable = (person: Person, disabled = true) =>
  api.admin.call('put', `/api/users/${person.id}`).send({ disabled }).expect(200)

describe('a token', () => {
  it('belongs to who made it, and ends after 90 days unless told otherwise', async () => {
    const mine = await make(api.admin)
    expect(mine).toMatchObject({ ownerId: api.admin.id, ownerName: 'admin' })
    expect(Math.abs(Date.parse(mine.expiresAt) - clock() - 90 * DAY)).toBeLessThan(60_000)
    expect((await make(api.admin, { expiresAt: null })).expiresAt).not.toBeNull()
    const end = new Date(clock() + 5 * DAY).toISOString()
    expect((await make(api.admin, { expiresAt: end })).expiresAt).toBe(end)
    const [listed] = (await api.admin.call('get', '/api/api-tokens').expect(200)).body
    expect(listed).toMatchObject({ ownerName: 'admin', expiresAt: end })
  })

  it.each(['admin', 'manager'])('of role %s ends with its owner’s account, for good', async (role) => {
    const owner = await joinAdmin()
    const { token } = await make(owner, { role })
    await withBearer('get', '/api/leads', token).expect(200)
    await disable(owner)
    await withBearer('get', '/api/leads', token).expect(401)
    const admin = { email: `made${names++}@demo.invalid`, name: 'Made', role: 'admin', password: PASSWORD }
    await withBearer('post', '/api/users', token).send(admin).expect(401)
    await disable(owner, false)
    await withBearer('get', '/api/leads', token).expect(401)
  })

  it('ends also when the account is disabled or deleted in the database', async () => {
    const [left, gone] = [await joinAdmin(), await joinAdmin()]
    const tokens = [await make(left), await make(gone)]
    await api.test.db.query('update users set disabled_at = now() where id = $1', [left.id])
    await api.test.db.query('delete from users where id = $1', [gone.id])
    for (const { token } of tokens) await withBearer('get', '/api/leads', token).expect(401)
  })

  it('may never do more than its owner may today', async () => {
    const owner = await joinAdmin()
    const { token } = await make(owner)
    await withBearer('get', '/api/api-tokens', token).expect(200)
    await api.admin.call('put', `/api/users/${owner.id}`).send({ role: 'manager' }).expect(200)
    await withBearer('get', '/api/api-tokens', token).expect(403)
    await withBearer('get', '/api/rules', token).expect(200)
    await api.admin.call('put', `/api/users/${owner.id}`).send({ role: 'closer' }).expect(200)
    await withBearer('get', '/api/rules', token).expect(403)
    await makeLead(api.admin, null)
    const own = await makeLead(api.admin, owner.id)
    const seen = (await withBearer('get', '/api/leads', token).expect(200)).body
    expect(seen.map(({ id }: { id: string }) => id)).toEqual([own])
    await withBearer('post', '/api/auth/password', token).send({ current: PASSWORD, password: PASSWORD }).expect(403)
    expect((await withBearer('get', '/api/auth/sessions', token).expect(200)).body).toEqual([])
    await api.admin.call('put', `/api/users/${owner.id}`).send({ role: 'admin' }).expect(200)
    await withBearer('get', '/api/api-tokens', token).expect(200)
  })

  it('makes no other, which would outlive it; API_TOKEN makes those of a person it names, or of the first admin', async () => {
    const { token } = await make(api.admin)
    await withBearer('post', '/api/api-tokens', token).send({ name: 'Child', role: 'admin' }).expect(403)
    const closer = await api.join('closer', `Closer${names++}`)
    const asEnvironment = (ownerId?: string) =>
      withBearer('post', '/api/api-tokens', API_TOKEN).send({ name: `Env ${names++}`, role: 'manager', ownerId })
    expect((await asEnvironment().expect(201)).body.ownerName).toBe('admin')
    await asEnvironment(closer.id).expect(422)
    const owner = await joinAdmin()
    const made = await asEnvironment(owner.id).expect(201)
    expect(made.body.ownerId).toBe(owner.id)
    await api.admin
      .call('post', '/api/api-tokens')
      .send({ name: 'For another', role: 'manager', ownerId: owner.id })
      .expect(422)
  })

  it('is named in the audit log by its id and its owner', async () => {
    const owner = await joinAdmin()
    const { id, token } = await make(owner, { name: 'Zapier' })
    const written = await withBearer('post', '/api/templates', token).send({ name: 'T', body: 'Bonjour' }).expect(201)
    const filter = encodeURIComponent(JSON.stringify({ recordId: written.body.id }))
    const [entry] = (await api.admin.call('get', `/api/audit-events?filter=${filter}`).expect(200)).body
    expect(entry).toMatchObject({
      origin: 'token',
      actorId: owner.id,
      actorName: 'Zapier',
      details: { tokenId: id, tokenOwner: expect.stringMatching(/^Admin/) },
    })
    const cron = await make(owner, { name: 'Cron of Zapier', role: 'trigger' })
    const { runId } = (await withBearer('post', TRIGGER, cron.token).expect(200)).body
    const ofRun = encodeURIComponent(JSON.stringify({ recordId: runId }))
    const [ran] = (await api.admin.call('get', `/api/audit-events?filter=${ofRun}`).expect(200)).body
    expect(ran.details).toMatchObject({ caller: 'Cron of Zapier', tokenId: cron.id, tokenOwnerId: owner.id })
    expect((await api.admin.call('get', '/api/audit-events/verify').expect(200)).body.isIntact).toBe(true)
  })

  it.each([
    'CRON_SECRET',
    'api token',
    ' Système',
    'SYSTEM',
    'Scheduler',
    'command-line',
    'Mona Lisa',
    'mona lisa',
    'Mоnа Lіѕа',
    'АРІ_ТОКЕN',
    'MONA.LISA@demo.invalid',
  ])('cannot be called %s, after a person or a built-in actor', async (name) => {
    const person = { email: 'mona.lisa@demo.invalid', name: 'Móna  Lisa', password: PASSWORD }
    await api.admin.call('post', '/api/users').send(person)
    const made = await api.admin.call('post', '/api/api-tokens').send({ name, role: 'trigger' })
    expect(made.status).toBe(name === ' Système' ? 201 : 422)
  })

  it('keeps its name from people as well, and has it on one line', async () => {
    expect(await make(api.admin, { name: 'Make\n\t.com ' })).toMatchObject({ name: 'Make .com' })
    const asToken = { email: 'make@demo.invalid', name: 'make com', password: PASSWORD }
    await api.admin.call('post', '/api/users').send(asToken).expect(422)
    await api.admin
      .call('post', '/api/users')
      .send({ ...asToken, name: 'API_TOKEN' })
      .expect(422)
    await api.admin.call('put', `/api/users/${api.admin.id}`).send({ name: 'Make.com' }).expect(422)
  })
})

it('a trigger token ends with its owner too, on the server and in the functions', async () => {
  const owner = await joinAdmin()
  const { token } = await make(owner, { role: 'trigger' })
  const answer = openTrigger({
    environment: { DATABASE_URL: api.test.url, CRON_SECRET },
    makePool: (options) => new pg.Pool(options),
    maxBudgetSeconds: 20,
    report: () => undefined,
  })
  const inFunction = async () =>
    (await answer(new Request(`https://f.invalid${TRIGGER}`, { headers: { authorization: `Bearer ${token}` } }))).status
  const onServer = async () => (await withBearer('post', TRIGGER, token)).status
  expect([await onServer(), await inFunction()]).toEqual([200, 200])
  await api.admin.call('put', `/api/users/${owner.id}`).send({ role: 'closer' }).expect(200)
  expect([await onServer(), await inFunction()]).toEqual([401, 401])
  await api.admin.call('put', `/api/users/${owner.id}`).send({ role: 'manager' }).expect(200)
  expect([await onServer(), await inFunction()]).toEqual([200, 200])
  await disable(owner)
  expect([await onServer(), await inFunction()]).toEqual([401, 401])
})

describe('a live stream ends within a second, on every replica', () => {
  const endings: readonly [string, (person: Person) => Promise<unknown>][] = [
    ['logout', (person) => person.call('post', '/api/auth/logout').expect(204)],
    ['logout everywhere', (person) => api.admin.call('delete', `/api/users/${person.id}/sessions`).expect(204)],
    ['disabling', (person) => disable(person)],
    ['another role', (person) => api.admin.call('put', `/api/users/${person.id}`).send({ role: 'closer' }).expect(200)],
    [
      'a new password given by an admin',
      (person) =>
        api.admin
          .call('put', `/api/users/${person.id}`)
          .send({ password: `${PASSWORD} neuf` })
          .expect(200),
    ],
    [
      'a new password of one’s own',
      (person) =>
        person
          .call('post', '/api/auth/password')
          .send({ current: PASSWORD, password: `${PASSWORD} neuf` })
          .expect(204),
    ],
    [
      'the session’s end',
      (person) => api.test.db.query('update sessions set expires_at = now() where user_id = $1', [person.id]),
    ],
  ]
  it.each(endings)('after %s, also with a stray Authorization header', async (_, end) => {
    const person = await api.join('manager', `Streamer${names++}`)
    const headers = { Cookie: person.cookie }
    const streams = await Promise.all([
      ...urls.map((url) => openEvents(url, headers)),
      ...urls.map((url) => openEvents(url, { ...headers, Authorization: 'Basic eDp5' })),
    ])
    await end(person)
    const { ms } = await timedSteadily(Promise.all(streams.map((stream) => stream.ended)))
    expect(ms).toBeLessThan(1_500)
  })

  const tokenEndings: readonly [string, (token: Token) => Promise<unknown>][] = [
    ['revoking', ({ id }) => api.admin.call('delete', `/api/api-tokens/${id}`).expect(200)],
    ['its end', ({ id }) => api.test.db.query('update api_tokens set expires_at = now() where id = $1', [id])],
    ['deleting its row', ({ id }) => api.test.db.query('delete from api_tokens where id = $1', [id])],
    [
      'disabling its owner',
      ({ ownerId }) => api.admin.call('put', `/api/users/${ownerId}`).send({ disabled: true }).expect(200),
    ],
  ]
  it.each(tokenEndings)('of a token after %s', async (_, end) => {
    const owner = await joinAdmin()
    const made = await make(owner)
    const streams = await Promise.all(urls.map((url) => openEvents(url, { Authorization: `Bearer ${made.token}` })))
    await end(made)
    const { ms } = await timedSteadily(Promise.all(streams.map((stream) => stream.ended)))
    expect(ms).toBeLessThan(1_500)
  })

  it('and the streams of others go on', async () => {
    const [leaver, stayer] = [await api.join('manager', `S${names++}`), await api.join('manager', `S${names++}`)]
    const [gone, stays] = await Promise.all([
      openEvents(urls[0] ?? '', { Cookie: leaver.cookie }),
      openEvents(urls[0] ?? '', { Cookie: stayer.cookie }),
    ])
    await disable(leaver)
    await gone.ended
    const leadId = await makeLead(api.admin, null)
    await stays.next((message) => message.payload?.ids.includes(leadId) === true)
    expect(stays.messages.filter(({ topic }) => topic === 'rights')).toEqual([])
    stays.close()
  })
})

describe('a cookie and an Authorization header together', () => {
  const me = (cookie: string, authorization: string) =>
    api.http().get('/api/auth/me').set('Cookie', cookie).set('Authorization', authorization)

  it('a bearer counts alone, right or wrong', async () => {
    const { token } = await make(api.admin, { name: 'Alone', role: 'manager' })
    const both = await me(api.admin.cookie, `Bearer ${token}`).expect(200)
    expect(both.body).toMatchObject({ id: null, name: 'Alone', role: 'manager' })
    for (const wrong of ['Bearer wrong', 'Bearer', 'bearer a b', 'Bearer é']) {
      expect((await me(api.admin.cookie, wrong)).status).toBe(401)
    }
  })

  it('another scheme belongs to somebody else, a proxy for example, and the cookie counts', async () => {
    for (const other of ['Basic eDp5', 'Digest x', 'Bearers x']) {
      expect((await me(api.admin.cookie, other).expect(200)).body.id).toBe(api.admin.id)
    }
  })
})

it('the upgrade gives the tokens of before an owner and an end, and ends those of people who have left', async () => {
  const source = await new DataSource({ type: 'postgres', url: api.test.url }).initialize()
  const migration = new RightsEnd1765050000000()
  const runner = source.createQueryRunner()
  await runner.startTransaction()
  await migration.down(runner)
  await runner.query('delete from api_tokens')
  await runner.query(
    `insert into users (id, email, name, role, disabled_at) values (gen_random_uuid(), 'left@demo.invalid', 'Left', 'admin', now())`,
  )
  await runner.query(
    `insert into api_tokens (name, token_hash, role, created_by, expires_at) values
    ('kept', '\\x01', 'admin', $1, '2030-01-01'), ('endless', '\\x02', 'manager', $1, null),
    ('nobody’s', '\\x03', 'trigger', null, null),
    ('of one who left', '\\x04', 'admin', (select id from users where email = 'left@demo.invalid'), null)`,
    [api.admin.id],
  )
  await migration.up(runner)
  const rows = await runner.query(
    `select name, created_by as owner, revoked_at is not null as "isRevoked", extract(day from expires_at - now())::int as days
       from api_tokens order by token_hash`,
  )
  const [first] = await runner.query(
    `select id from users where role = 'admin' and disabled_at is null order by created_at, id limit 1`,
  )
  expect(rows).toMatchObject([
    { name: 'kept', owner: api.admin.id, isRevoked: false },
    { name: 'endless', owner: api.admin.id, isRevoked: false, days: 90 },
    { name: 'nobody’s', owner: first.id, isRevoked: false, days: 90 },
    { name: 'of one who left', isRevoked: true },
  ])
  await runner.rollbackTransaction()
  await source.destroy()
})

// Last: every session is over afterwards.
it('a stream ends when the clock alone ends its session, and is no visit that prolongs it', async () => {
  const person = await api.join('manager', `Streamer${names++}`)
  const stream = await openEvents(urls[0] ?? '', { Cookie: person.cookie })
  clockAhead += 12.5 * 3_600_000
  await stream.ended
})
