/** Whichever way a password is set, one that is easy to guess is refused, in the reader's language. */
import { hashNewPassword } from '../../src/auth/new-password.ts'
import { makeFirstAdmin } from '../../src/auth/first-admin.ts'
import { PASSWORD, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let carla: Person
beforeAll(async () => {
  api = await startTestApi()
  carla = await api.join('closer', 'Carla')
  await api.admin.call('put', '/api/settings/company').send({ companyName: 'Toitures Lemaire' }).expect(200)
})
afterAll(() => api.stop())

const GUESSABLE = 'Printemps2026!'
const OF_THE_COMPANY = 'Toitures-Lemaire-75'
const OF_CARLA = 'carla@demo2026'
const refusal = (code: string) => ({ refusals: [{ field: 'password', code }] })

const linkOf = async (id: string): Promise<string> => {
  const { body } = await api.admin.call('post', `/api/users/${id}/link`).expect(200)
  return String(new URL(body.link).hash.split('/').at(-1))
}

const WAYS: readonly [string, (password: string) => Promise<{ status: number; body: object }>][] = [
  [
    'for a new account',
    (password) => api.admin.call('post', '/api/users').send({ email: 'carla@new.invalid', name: 'Carla', password }),
  ],
  ['for an account', (password) => api.admin.call('put', `/api/users/${carla.id}`).send({ password })],
  ['of one’s own', (password) => carla.call('post', '/api/auth/password').send({ current: PASSWORD, password })],
  [
    'with a one-time link',
    async (password) =>
      api
        .http()
        .post('/api/auth/link/use')
        .send({ token: await linkOf(carla.id), password }),
  ],
]

it.each(WAYS)('%s', async (_, set) => {
  for (const [password, code] of [
    ['password1234', 'password_common'],
    [GUESSABLE, 'password_guessable'],
    [OF_THE_COMPANY, 'password_personal'],
    [OF_CARLA, 'password_personal'],
  ] as const)
    expect(await set(password)).toMatchObject({ status: 422, body: refusal(code) })
})

it('a link whose password was refused still works', async () => {
  const token = await linkOf(carla.id)
  await api.http().post('/api/auth/link/use').send({ token, password: GUESSABLE }).expect(422)
  await api
    .http()
    .post('/api/auth/link/use')
    .send({ token, password: `${PASSWORD} neuf` })
    .expect(200)
})

it('the refusal says why and what to do, in the language of the reader', async () => {
  const set = (language: string) =>
    api.admin.call('put', `/api/users/${carla.id}`).set('Accept-Language', language).send({ password: GUESSABLE })
  expect((await set('fr')).body.errors.password).toMatch(/se devine facilement.*Ajoutez/)
  expect((await set('en')).body.errors.password).toMatch(/easy to guess.*Add/)
})

it('the first admin’s too, unless there is an admin already, whose password is not judged again', async () => {
  expect(await hashNewPassword(api.test.db, 'relance-2026', {})).toEqual({ ok: false, code: 'password_personal' })
  expect(await makeFirstAdmin(api.test.db, 'second@demo.invalid', GUESSABLE)).toBe(false)
  await api.test.db.query('update users set password_hash = null')
  await expect(makeFirstAdmin(api.test.db, 'second@demo.invalid', GUESSABLE)).rejects.toThrow(
    'ADMIN_PASSWORD is refused',
  )
  expect(await makeFirstAdmin(api.test.db, 'second@demo.invalid', PASSWORD)).toBe(true)
})
