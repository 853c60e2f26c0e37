/** Passkeys as a second factor: whose they are, where and how often an answer counts, and what remains when they are gone. */
import { PASSWORD, type Person, startTestApi, type TestApi } from '../test-api.ts'
import { makeAuthenticator } from './authenticator.ts'

const ORIGIN = 'http://localhost:4520'
let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ PUBLIC_URL: ORIGIN })
})
afterAll(() => api.stop())
beforeEach(() => api.test.db.query('delete from login_attempts'))

let people = 0
const join = (role: 'closer' | 'admin' = 'closer') => api.join(role, `Person${people++}`)
const emailOf = async ({ id }: Person): Promise<string> => {
  const [user] = await api.test.db.query<{ email: string }>('select email from users where id = $1', [id])
  return user?.email ?? ''
}
type Authenticator = ReturnType<typeof makeAuthenticator>
const optionsFor = async (person: Person) =>
  (await person.call('post', '/api/auth/second-factor/passkeys/options').send({ password: PASSWORD }).expect(200)).body
    .options
const offer = (person: Person, passkey: object, name = 'iPhone') =>
  person.call('post', '/api/auth/second-factor/passkeys').send({ name, passkey })
async function enrol(person: Person, key: Authenticator = makeAuthenticator(ORIGIN)) {
  const { body } = await offer(person, key.make(await optionsFor(person))).expect(201)
  return { key, ...(body as { passkey: { id: string }; recoveryCodes: string[] }) }
}

/** A browser that signs in: it keeps the cookie its challenges are bound to. */
async function browserOf(person: Person) {
  const email = await emailOf(person)
  let cookie = ''
  const send = async (second: object = {}) => {
    const sent = api.http().post('/api/auth/login').set('Cookie', cookie)
    const answer = await sent.send({ email, password: PASSWORD, ...second })
    const set = [answer.headers['set-cookie'] ?? []].flat().find((one) => one.startsWith('relance_passkey='))
    cookie = set?.split(';')[0] ?? cookie
    return answer
  }
  const asked = async () => (await send()).body.secondFactor.passkey
  return { send, asked }
}
const REFUSED = { status: 401, body: { code: 'passkey_refused' } }
const keptOf = ({ id }: Person) =>
  api.test.db.query<{ counter: string; lastUsedAt: Date | null }>(
    'select counter, last_used_at as "lastUsedAt" from passkeys where user_id = $1',
    [id],
  )

it('a passkey counts from when it is added; from then on the password alone opens nothing', async () => {
  const ada = await join()
  const elsewhere = await api.signIn(await emailOf(ada))
  const { key, recoveryCodes } = await enrol(ada)
  expect(recoveryCodes).toHaveLength(10)
  await elsewhere.call('get', '/api/auth/me').expect(401)
  const browser = await browserOf(ada)
  const refused = await browser.send()
  expect(refused).toMatchObject({ status: 401, body: { code: 'second_factor_needed', secondFactor: { app: false } } })
  expect(String(refused.headers['set-cookie'])).not.toContain('relance_session')
  const { passkey } = refused.body.secondFactor
  expect(passkey.allowCredentials).toEqual([{ id: key.id, type: 'public-key', transports: ['internal'] }])
  expect((await browser.send({ passkey: key.show(passkey) })).status).toBe(200)
  expect(await keptOf(ada)).toEqual([{ counter: '1', lastUsedAt: expect.any(Date) }])
  const { body } = await ada.call('get', '/api/auth/second-factor').expect(200)
  expect(body).toMatchObject({
    hasApp: false,
    recoveryCodesLeft: 10,
    passkeys: [{ name: 'iPhone', host: 'localhost' }],
  })
})

it('an answer counts once, also for two who bring it at once', async () => {
  const bea = await join()
  const { key } = await enrol(bea)
  const browser = await browserOf(bea)
  const passkey = key.show(await browser.asked())
  const answers = await Promise.all([browser.send({ passkey }), browser.send({ passkey })])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  expect(await browser.send({ passkey })).toMatchObject(REFUSED)
})

it('an answer that was made for another site is refused, and so is one that nobody asked for', async () => {
  const eve = await join()
  const { key } = await enrol(eve)
  const browser = await browserOf(eve)
  for (const lies of [
    { origin: 'https://relance.example.net' },
    { host: 'relance.example.net' },
    { challenge: Buffer.alloc(32, 1).toString('base64url') },
  ]) {
    const again = await browser.send({ passkey: key.show(await browser.asked(), lies) })
    expect(again).toMatchObject(REFUSED)
    await api.test.db.query('delete from login_attempts')
  }
  // A refusal asks anew, so that the next try needs no other request.
  const refused = await browser.send({ passkey: key.show(await browser.asked(), { host: 'relance.example.net' }) })
  expect((await browser.send({ passkey: key.show(refused.body.secondFactor.passkey) })).status).toBe(200)
})

it('a challenge holds for five minutes, for the browser that was asked, and for signing in alone', async () => {
  const mel = await join()
  const { key } = await enrol(mel)
  const [browser, other] = [await browserOf(mel), await browserOf(mel)]
  await other.asked()
  expect(await other.send({ passkey: key.show(await browser.asked()) })).toMatchObject(REFUSED)
  const late = await browser.asked()
  await api.test.db.query(`update passkey_challenges set ends_at = ends_at - interval '5 minutes'`)
  expect(await browser.send({ passkey: key.show(late) })).toMatchObject(REFUSED)
  const { challenge } = await optionsFor(mel)
  expect(await browser.send({ passkey: key.show({ challenge, rpId: 'localhost' }) })).toMatchObject(REFUSED)
  expect((await browser.send({ passkey: key.show(await browser.asked()) })).status).toBe(200)
})

it('a passkey of somebody else signs nobody in', async () => {
  const [noa, max] = [await join(), await join()]
  const { key } = await enrol(noa)
  const own = await enrol(max)
  const browser = await browserOf(max)
  expect(await browser.send({ passkey: key.show(await browser.asked()) })).toMatchObject(REFUSED)
  const forged = { ...key.show(await browser.asked()), id: own.key.id, rawId: own.key.id }
  expect(await browser.send({ passkey: forged })).toMatchObject(REFUSED)
})

it('a counter that goes back is a copy: it is refused, and the log says so', async () => {
  const lou = await join()
  const { key } = await enrol(lou)
  const browser = await browserOf(lou)
  expect((await browser.send({ passkey: key.show(await browser.asked(), { counter: 7 }) })).status).toBe(200)
  for (const counter of [7, 3]) {
    expect(await browser.send({ passkey: key.show(await browser.asked(), { counter }) })).toMatchObject(REFUSED)
  }
  expect((await keptOf(lou))[0]?.counter).toBe('7')
  expect(
    await api.test.db.query(
      `select details from audit_events where record_id = $1 and action = 'login_refused' and details <> '{}'`,
      [lou.id],
    ),
  ).toEqual([{ details: { factor: 'passkey' } }, { details: { factor: 'passkey' } }])
})

it('trying passkeys is slowed down like codes, and does not lock', async () => {
  const ian = await join()
  const { key, recoveryCodes } = await enrol(ian)
  const browser = await browserOf(ian)
  let asked = await browser.asked()
  const wrong = () => browser.send({ passkey: key.show(asked, { host: 'relance.example.net' }) })
  for (let n = 0; n < 5; n++) {
    const { status, body } = await wrong()
    expect(status).toBe(401)
    asked = body.secondFactor.passkey
  }
  const refused = await wrong()
  expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, 15])
  await api.test.db.query('delete from login_attempts')
  expect((await browser.send({ code: recoveryCodes[0] })).status).toBe(200)
})

it('adding one needs the password, this session, a fresh challenge and this site', async () => {
  const kim = await join()
  const key = makeAuthenticator(ORIGIN)
  const ask = (password: string, from = ORIGIN) =>
    kim
      .call('post', '/api/auth/second-factor/passkeys/options')
      .set('Origin', from)
      .set('Sec-Fetch-Site', 'same-origin')
      .send({ password })
  await ask('not the password').expect(422)
  expect((await ask(PASSWORD, 'http://127.0.0.1:4520').expect(409)).body).toMatchObject({
    code: 'passkey_other_address',
    detail: expect.stringContaining(ORIGIN),
  })
  const refused = async (passkey: object, person = kim) =>
    expect((await offer(person, passkey).expect(401)).body.code).toBe('passkey_refused')
  await refused(key.make(await optionsFor(kim), { origin: 'https://relance.example.net' }))
  await refused(key.make(await optionsFor(kim), { host: 'relance.example.net' }))
  const elsewhere = await api.signIn(await emailOf(kim))
  await refused(key.make(await optionsFor(kim)), elsewhere)
  const once = key.make(await optionsFor(kim))
  await offer(kim, once).expect(201)
  await refused(once)
  expect((await offer(kim, key.make(await optionsFor(kim))).expect(409)).body.code).toBe('already_exists')
})

it('there are several, up to ten; with the last one the recovery codes and the second step are gone', async () => {
  const zoe = await join()
  const first = await enrol(zoe)
  const second = await enrol(zoe)
  expect(second.recoveryCodes).toEqual([])
  const remove = (id: string, password = PASSWORD, person = zoe) =>
    person.call('post', `/api/auth/second-factor/passkeys/${id}/remove`).send({ password })
  await remove(first.passkey.id, 'wrong').expect(422)
  await remove(first.passkey.id, PASSWORD, await join()).expect(404)
  await remove(first.passkey.id).expect(204)
  const browser = await browserOf(zoe)
  expect(await browser.send({ passkey: first.key.show(await browser.asked()) })).toMatchObject(REFUSED)
  expect((await browser.send({ code: first.recoveryCodes[0] })).status).toBe(200)
  for (let n = 1; n < 10; n++) await enrol(zoe)
  await zoe.call('post', '/api/auth/second-factor/passkeys/options').send({ password: PASSWORD }).expect(422)
  for (const { id } of (await zoe.call('get', '/api/auth/second-factor')).body.passkeys) await remove(id).expect(204)
  expect((await browser.send()).status).toBe(200)
  const [left] = await api.test.db.query('select count(*)::int as n from recovery_codes where user_id = $1', [zoe.id])
  expect(left).toEqual({ n: 0 })
})

it('it is a second factor where the role must have one, an admin resets it, and a link does not replace it', async () => {
  const tom = await join()
  const requireFor = (...secondFactorRoles: string[]) =>
    api.admin.call('put', '/api/settings/company').send({ secondFactorRoles }).expect(200)
  await requireFor('closer')
  await tom.call('get', '/api/leads').expect(403)
  const { key } = await enrol(tom)
  await tom.call('get', '/api/leads').expect(200)
  await requireFor()
  const { body } = await api.admin.call('post', `/api/users/${tom.id}/link`).expect(200)
  const token = String(new URL(body.link).hash.split('/').at(-1))
  const use = (cookie: string, passkey?: object) =>
    api
      .http()
      .post('/api/auth/link/use')
      .set('Cookie', cookie)
      .send({ token, password: `${PASSWORD} neuf`, passkey })
  const asked = await use('').expect(401)
  const cookie = String(asked.headers['set-cookie']).split(';')[0] ?? ''
  await use(cookie, key.show(asked.body.secondFactor.passkey)).expect(200)
  await api.admin.call('delete', `/api/users/${tom.id}/second-factor`).expect(204)
  expect(await keptOf(tom)).toEqual([])
  await api
    .http()
    .post('/api/auth/login')
    .send({ email: await emailOf(tom), password: `${PASSWORD} neuf` })
    .expect(200)
})

it('passkeys of a former address are named, and codes still open', async () => {
  const gil = await join()
  const { recoveryCodes } = await enrol(gil)
  await api.test.db.query(`update passkeys set host = 'old.example.com' where user_id = $1`, [gil.id])
  const browser = await browserOf(gil)
  const { secondFactor } = (await browser.send()).body
  expect(secondFactor).toMatchObject({ passkey: null, passkeyObstacle: expect.stringContaining('old.example.com') })
  expect((await browser.send({ code: recoveryCodes[0] })).status).toBe(200)
})

it('a code without an app is told of the recovery codes, and waits for no next code', async () => {
  const ula = await join()
  await enrol(ula)
  const browser = await browserOf(ula)
  for (const code of ['000000', 'abcd-efgh-jkmn'])
    expect((await browser.send({ code })).body.code).toBe('recovery_code_refused')
})

it('the audit log holds no key, no challenge and no name of a device', async () => {
  const fay = await join()
  const { key, passkey } = await enrol(fay)
  const browser = await browserOf(fay)
  const { challenge } = await browser.asked()
  const [log] = await api.test.db.query<{ text: string }>(
    `select concat((select string_agg(e::text, ' ') from audit_events e), (select string_agg(c::text, ' ') from audit_changes c)) as text`,
  )
  expect(log?.text).toContain('second_factor_added')
  for (const secret of [key.id, challenge, passkey.id, 'iPhone']) expect(log?.text).not.toContain(secret)
})
