/** A second factor: what it asks for, what it lets in, what it never stops, and how a lost one is replaced. */
import type { Db } from '@relance/relance'
import { decryptApp, encryptApps } from '../../src/auth/authenticator-app/app-secrets.ts'
import { keyringOf } from '../../src/auth/authenticator-app/keyring.ts'
import { inTurn } from '../../src/auth/passwords.ts'
import { hashRecoveryCode } from '../../src/auth/recovery-codes.ts'
import { codeOf, stepAt } from '../../src/auth/authenticator-app/totp.ts'
import { DB } from '../../src/environment/tokens.ts'
import { CRON_SECRET, PASSWORD, type Person, startTestApi, type TestApi } from '../test-api.ts'

const keyring = keyringOf({ ENCRYPTION_KEY: undefined, CRON_SECRET: [CRON_SECRET] })
let api: TestApi
let offset = 0
const now = () => Date.now() + offset
beforeAll(async () => {
  api = await startTestApi({ API_TOKEN: 'a-token-for-the-scripts' }, now)
})
afterAll(() => api.stop())
/** Each test has fresh half minutes, and no delays of those before. */
beforeEach(async () => {
  offset += 120_000
  await api.test.db.query('delete from login_attempts')
})

let people = 0
const join = (role: 'closer' | 'admin' = 'closer') => api.join(role, `Person${people++}`)
const emailOf = async ({ id }: Person): Promise<string> => {
  const [user] = await api.test.db.query<{ email: string }>('select email from users where id = $1', [id])
  return user?.email ?? ''
}
const login = async (person: Person, code?: string) =>
  api
    .http()
    .post('/api/auth/login')
    .send({ email: await emailOf(person), password: PASSWORD, code })
const secretOf = async ({ id }: Person): Promise<Buffer> => {
  const [app] = await api.test.db.query<{ secret: Buffer }>(
    'select secret from authenticator_apps where user_id = $1',
    [id],
  )
  const secret = app && decryptApp(keyring, id, app.secret)
  if (!secret) throw new Error('no app')
  return secret
}
const codeNow = async (person: Person, steps = 0) => codeOf(await secretOf(person), stepAt(now()) + steps)
async function enrol(person: Person): Promise<string[]> {
  await person.call('post', '/api/auth/second-factor/app').expect(200)
  const code = await codeNow(person, -1)
  const { body } = await person
    .call('post', '/api/auth/second-factor/app/confirm')
    .send({ code, password: PASSWORD })
    .expect(200)
  return body.recoveryCodes
}
/** So much to hash that whoever comes is asked to come again. */
async function fullQueue() {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  const held: Promise<unknown>[] = []
  let isFull = false
  while (!isFull) {
    held.push(inTurn(() => released).catch(() => (isFull = true)))
    await Promise.resolve()
    await Promise.resolve()
  }
  const end = async () => {
    release()
    await Promise.all(held)
  }
  return { end }
}
const actionsOf = async ({ id }: Person) =>
  (
    await api.test.db.query<{ action: string }>(
      `select action from audit_events where record_id = $1 and action not in ('created', 'updated')`,
      [id],
    )
  ).map(({ action }) => action)
const requireFor = (...secondFactorRoles: string[]) =>
  api.admin.call('put', '/api/settings/company').send({ secondFactorRoles }).expect(200)

it('an app counts once a code has confirmed it; from then on the password alone opens nothing', async () => {
  const ada = await join()
  const { body } = await ada.call('post', '/api/auth/second-factor/app').expect(200)
  expect(body.uri).toContain(`secret=${body.secret}`)
  expect((await login(ada)).status).toBe(200)
  const confirm = (code: string, password = PASSWORD) =>
    ada.call('post', '/api/auth/second-factor/app/confirm').send({ code, password })
  await confirm('000000').expect(422)
  await confirm(await codeNow(ada, -1), 'not the password').expect(422)
  expect((await confirm(await codeNow(ada, -1)).expect(200)).body.recoveryCodes).toHaveLength(10)
  expect(await login(ada)).toMatchObject({ status: 401, body: { code: 'second_factor_needed' } })
  expect((await login(ada)).headers['set-cookie']).toBeUndefined()
  expect((await login(ada, await codeNow(ada))).status).toBe(200)
  expect(await actionsOf(ada)).toEqual(expect.arrayContaining(['second_factor_added', 'signed_in']))
  await ada.call('post', '/api/auth/second-factor/app').expect(409)
})

it('a wrong first code costs no hashing, which everybody who signs in waits for, and is slowed down', async () => {
  const bea = await join()
  await bea.call('post', '/api/auth/second-factor/app').expect(200)
  const confirm = (code: string) =>
    bea.call('post', '/api/auth/second-factor/app/confirm').send({ code, password: PASSWORD })
  const hashing = await fullQueue()
  for (let n = 0; n < 5; n++) await confirm('000000').expect(422)
  await confirm('000000').expect(429)
  offset += 15_000
  await confirm(await codeNow(bea, -1)).expect(503)
  await hashing.end()
  await api.test.db.query('delete from login_attempts')
  await confirm(await codeNow(bea, -1)).expect(200)
})

it('a code counts once, also for two who bring it at once', async () => {
  const eve = await join()
  await enrol(eve)
  const code = await codeNow(eve)
  const answers = await Promise.all([login(eve, code), login(eve, code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  expect(await login(eve, code)).toMatchObject({ status: 401, body: { code: 'second_factor_refused' } })
})

it('guessing codes is slowed down for who knows the password, from any address, and does not lock', async () => {
  const mel = await join()
  await enrol(mel)
  for (let n = 0; n < 5; n++) expect((await login(mel, '000000')).status).toBe(401)
  const refused = await login(mel, '000000')
  expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, 15])
  offset += 15_000
  expect((await login(mel, await codeNow(mel))).status).toBe(200)
})

it('a recovery code opens once, is kept as a hash, and new ones void the old', async () => {
  const noa = await join()
  const [first = '', second = '', third = ''] = await enrol(noa)
  expect((await login(noa, first.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
  expect((await login(noa, first)).status).toBe(401)
  const kept = await api.test.db.query<{ hash: Buffer }>('select code_hash as hash from recovery_codes')
  expect(kept.map(({ hash }) => hash)).toContainEqual(await hashRecoveryCode(noa.id, second))
  expect(new Set(kept.map(({ hash }) => hash.toString('hex'))).size).toBe(kept.length)
  const made = await noa.call('post', '/api/auth/second-factor/recovery-codes').send({ password: PASSWORD }).expect(200)
  expect((await login(noa, third)).status).toBe(401)
  expect((await login(noa, made.body.recoveryCodes[0])).status).toBe(200)
  expect(await actionsOf(noa)).toEqual(expect.arrayContaining(['recovery_code_used', 'recovery_codes_made']))
})

it('new recovery codes are made now and then, and not over and over: each ten are as many slow hashes', async () => {
  const nil = await join()
  await enrol(nil)
  const ask = () => nil.call('post', '/api/auth/second-factor/recovery-codes').send({ password: PASSWORD })
  for (let time = 0; time < 5; time++) await ask().expect(200)
  const refused = await ask().expect(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
})

it('a recovery code that was not looked at, for there is too much to hash, is no failed attempt', async () => {
  const ida = await join()
  const [recovery = ''] = await enrol(ida)
  let hashing: Awaited<ReturnType<typeof fullQueue>> | undefined
  const db = api.app.get<Db>(DB)
  const query = db.query.bind(db)
  // The password has been checked; the recovery code has not been hashed.
  const between = jest.spyOn(db, 'query').mockImplementation(async (sql, values) => {
    if (sql.includes('"hasFactor"')) hashing = await fullQueue()
    return query(sql, values)
  })
  const refused = await login(ida, recovery)
  between.mockRestore()
  await hashing?.end()
  expect(refused).toMatchObject({ status: 503, body: { code: 'busy' } })
  expect(await api.test.db.query('select 1 from login_attempts')).toEqual([])
  expect((await login(ida, recovery)).status).toBe(200)
})

it('secrets are kept encrypted: those of before are at the next start, and without the key only other ways are left', async () => {
  const ines = await join()
  const [recovery = ''] = await enrol(ines)
  const keep = (secret: Uint8Array) =>
    api.test.db.query('update authenticator_apps set secret = $2 where user_id = $1', [ines.id, secret])
  const kept = async () => {
    const rows = await api.test.db.query<{ secret: Buffer }>(
      'select secret from authenticator_apps where user_id = $1',
      [ines.id],
    )
    return rows[0]?.secret
  }
  const secret = await secretOf(ines)
  expect((await kept())?.includes(secret)).toBe(false)
  await keep(secret)
  expect((await login(ines, await codeNow(ines))).status).toBe(200)
  expect(await encryptApps(api.test.db, keyring)).toBe(0)
  expect((await kept())?.includes(secret)).toBe(false)
  offset += 60_000
  expect((await login(ines, await codeNow(ines))).status).toBe(200)

  const lost = keyringOf({ ENCRYPTION_KEY: undefined, CRON_SECRET: ['a key that nobody has any more'] })
  await keep(secret)
  await encryptApps(api.test.db, lost)
  expect(await encryptApps(api.test.db, keyring)).toBeGreaterThan(0)
  offset += 60_000
  for (let n = 0; n < 7; n++) {
    const refused = await login(ines, codeOf(secret, stepAt(now())))
    expect(refused).toMatchObject({ status: 401, body: { code: 'second_factor_unreadable' } })
  }
  expect(await api.test.db.query('select 1 from login_attempts')).toEqual([])
  expect((await login(ines, recovery)).status).toBe(200)
  await api.test.db.query('delete from authenticator_apps')
})

it('a reset link does not replace the second factor', async () => {
  const lou = await join()
  await enrol(lou)
  const { body } = await api.admin.call('post', `/api/users/${lou.id}/link`).expect(200)
  const token = String(new URL(body.link).hash.split('/').at(-1))
  const use = (code?: string) =>
    api
      .http()
      .post('/api/auth/link/use')
      .send({ token, password: `${PASSWORD} neuf`, code })
  expect((await use().expect(401)).body.code).toBe('second_factor_needed')
  await use(await codeNow(lou)).expect(200)
})

it('a code is not used up by a password that is refused', async () => {
  const kim = await join()
  await enrol(kim)
  const { body } = await api.admin.call('post', `/api/users/${kim.id}/link`).expect(200)
  const token = String(new URL(body.link).hash.split('/').at(-1))
  const code = await codeNow(kim)
  const use = (password: string) => api.http().post('/api/auth/link/use').send({ token, password, code })
  await use('trop court').expect(422)
  await use(`${PASSWORD} neuf`).expect(200)
})

it('setting one up ends the other sessions of the account: the password alone had opened them', async () => {
  const max = await join()
  const elsewhere = await api.signIn(await emailOf(max))
  await enrol(max)
  await elsewhere.call('get', '/api/auth/me').expect(401)
  await max.call('get', '/api/auth/me').expect(200)
})

it('a role that must have one sets it up first; sessions that were open are held to it, tokens are not', async () => {
  const zoe = await join()
  await requireFor('closer')
  expect((await zoe.call('get', '/api/leads').expect(403)).body.code).toBe('second_factor_missing')
  expect((await zoe.call('get', '/api/auth/me').expect(200)).body.secondFactorMissing).toBe(true)
  expect((await login(zoe)).body).toMatchObject({ secondFactorMissing: true })
  await enrol(zoe)
  await zoe.call('get', '/api/leads').expect(200)
  await requireFor('closer', 'manager', 'admin')
  await api.admin.call('get', '/api/users').expect(403)
  await api.http().get('/api/users').set('Authorization', 'Bearer a-token-for-the-scripts').expect(200)
  await api
    .http()
    .put('/api/settings/company')
    .set('Authorization', 'Bearer a-token-for-the-scripts')
    .send({ secondFactorRoles: [] })
    .expect(200)
  await api.admin
    .call('put', '/api/settings/company')
    .send({ secondFactorRoles: ['owner'] })
    .expect(422)
})

it('an admin resets a lost one, which ends the sessions; others cannot, and oneself needs the password', async () => {
  const tom = await join()
  await enrol(tom)
  await tom.call('delete', `/api/users/${tom.id}/second-factor`).expect(403)
  await tom.call('post', '/api/auth/second-factor/remove').send({ password: 'wrong' }).expect(422)
  expect((await api.admin.call('get', `/api/users/${tom.id}`).expect(200)).body.hasSecondFactor).toBe(true)
  await api.admin.call('delete', `/api/users/${api.admin.id}/second-factor`).expect(403)
  await api.admin.call('delete', `/api/users/${tom.id}/second-factor`).expect(204)
  await tom.call('get', '/api/auth/me').expect(401)
  expect((await login(tom)).status).toBe(200)
  expect(await actionsOf(tom)).toContain('second_factor_reset')
})

it('taking it off ends the other sessions', async () => {
  const eli = await join()
  await enrol(eli)
  const cookie = String((await login(eli, await codeNow(eli))).headers['set-cookie']).split(';')[0] ?? ''
  const other = () => api.http().get('/api/auth/me').set('Cookie', cookie)
  await other().expect(200)
  await eli.call('post', '/api/auth/second-factor/remove').send({ password: PASSWORD }).expect(204)
  await other().expect(401)
  await eli.call('get', '/api/auth/me').expect(200)
})

it('the audit log and the accounts hold no secret and no code', async () => {
  const ian = await join()
  const codes = await enrol(ian)
  const { body } = await ian.call('get', '/api/auth/second-factor').expect(200)
  expect(body).toMatchObject({ isRequired: false, hasApp: true, recoveryCodesLeft: 10 })
  const [log] = await api.test.db.query<{ text: string }>(
    `select concat((select string_agg(e::text, ' ') from audit_events e), (select string_agg(c::text, ' ') from audit_changes c)) as text`,
  )
  const secret = (await secretOf(ian)).toString('hex')
  const written = codes.flatMap((code) => [code, code.replaceAll('-', ''), Buffer.from(code).toString('hex')])
  expect(log?.text).toContain('second_factor_added')
  for (const text of [secret, ...written]) expect(log?.text).not.toContain(text)
})
