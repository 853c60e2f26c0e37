/** People are invited by a link that works once, choose their own password, and an empty installation has a way in. */
import { makeFirstAdminLink } from '../../src/auth/account-links.ts'
import { PASSWORD, startTestApi, type TestApi } from '../test-api.ts'

const OTHER = 'encore un mot de passe long'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi({ PUBLIC_URL: 'https://relance.demo.invalid' })
})
afterAll(() => api.stop())
beforeEach(() => api.test.db.query('delete from login_attempts'))

let names = 0
async function invite(fields: object = {}) {
  const email = `invited${names++}@demo.invalid`
  const { body } = await api.admin
    .call('post', '/api/users')
    .send({ email, name: `Invitée ${names}`, role: 'closer', ...fields })
    .expect(201)
  return body
}
const tokenOf = ({ link }: { link: string }): string =>
  /^https:\/\/relance\.demo\.invalid\/#\/welcome\/(.+)$/.exec(link)?.[1] ?? ''
const look = (token: string) => api.http().post('/api/auth/link').send({ token })
const use = (token: string, fields: object = {}) =>
  api
    .http()
    .post('/api/auth/link/use')
    .send({ token, password: OTHER, ...fields })

it('an account without a password answers with an invitation, which sets one, signs in and works once', async () => {
  const { id, email, hasPassword, invitation } = await invite()
  expect(hasPassword).toBe(false)
  expect(Date.parse(invitation.endsAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000)
  const token = tokenOf(invitation)
  expect((await look(token).expect(200)).body).toMatchObject({ kind: 'invitation', email, name: `Invitée ${names}` })
  await use(token, { password: 'court' }).expect(422)
  const answer = await use(token).expect(200)
  expect(answer.body).toMatchObject({ id, email, role: 'closer' })
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  await api.http().get('/api/auth/me').set('Cookie', cookie).expect(200)
  expect((await api.admin.call('get', `/api/users/${id}`).expect(200)).body.hasPassword).toBe(true)
  await api.signIn(email, OTHER)
  for (const again of [look(token), use(token, { password: PASSWORD })])
    expect((await again.expect(410)).body.code).toBe('link_ended')
  const [entry] = await api.test.db.query<{ name: string }>(
    `select actor_name as name from audit_events where action = 'password_changed' and record_id = $1`,
    [id],
  )
  expect(entry?.name).toBe(`Invitée ${names}`)
})

it('a password given by a script stays accepted, and then there is no invitation', async () => {
  expect(await invite({ password: PASSWORD })).toMatchObject({ hasPassword: true, invitation: null })
})

it('a new link replaces the one before, resets a password and ends the sessions that were open', async () => {
  const person = await api.join('closer', `Reset${names++}`)
  const make = async () => (await api.admin.call('post', `/api/users/${person.id}/link`).expect(200)).body
  const [first, second] = [await make(), await make()]
  expect(Date.parse(second.endsAt) - Date.now()).toBeLessThan(25 * 3_600_000)
  await look(tokenOf(first)).expect(410)
  expect((await look(tokenOf(second)).expect(200)).body.kind).toBe('reset')
  await person.call('get', '/api/auth/me').expect(200)
  await use(tokenOf(second)).expect(200)
  await person.call('get', '/api/auth/me').expect(401)
})

it('a link ends with its time and with its account; only an admin makes one, and none for who is disabled', async () => {
  const { id, invitation } = await invite()
  await api.test.db.query(`update account_links set ends_at = now() where user_id = $1`, [id])
  await look(tokenOf(invitation)).expect(410)
  const { body } = await api.admin.call('post', `/api/users/${id}/link`).expect(200)
  await api.admin.call('put', `/api/users/${id}`).send({ disabled: true }).expect(200)
  await use(tokenOf(body)).expect(410)
  expect((await api.admin.call('post', `/api/users/${id}/link`).expect(409)).body.code).toBe('account_disabled')
  const manager = await api.join('manager', `Boss${names++}`)
  await manager.call('post', `/api/users/${id}/link`).expect(403)
})

it('the database keeps no token, and a guess finds nothing and is slowed down', async () => {
  const token = tokenOf((await invite()).invitation)
  const [kept] = await api.test.db.query<{ text: string }>(
    `select string_agg(l::text, ' ') as text from account_links l`,
  )
  expect(kept?.text).not.toContain(token)
  const answers = await Promise.all(Array.from({ length: 30 }, (_, turn) => look(`guess-${turn}`)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.every((status) => status === 410 || status === 429)).toBe(true)
  expect(statuses).toContain(429)
  await look(token).expect(200)
})

it('with nobody who can sign in, links make one admin, whoever of several comes first', async () => {
  expect(await makeFirstAdminLink(api.test.db)).toBeNull()
  await api.test.db.query('update users set password_hash = null')
  const links = await Promise.all([makeFirstAdminLink(api.test.db), makeFirstAdminLink(api.test.db)])
  const tokens = links.map((link) => link?.token ?? '')
  expect((await look(tokens[0] ?? '').expect(200)).body).toMatchObject({ kind: 'first_admin', name: null, email: null })
  expect(Object.keys((await use(tokens[0] ?? '').expect(422)).body.errors)).toEqual(['name', 'email'])
  const answers = await Promise.all(
    tokens.map((token, turn) => use(token, { name: `Première ${turn}`, email: `first${turn}@demo.invalid` })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410])
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ role: 'admin' })
  expect(await api.test.db.query('select from users where password_hash is not null')).toHaveLength(1)
  expect(await makeFirstAdminLink(api.test.db)).toBeNull()
})
