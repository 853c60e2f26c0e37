import 'reflect-metadata'
import { createTestDatabase, type TestDatabase } from '@relance/testing'
import type { INestApplication } from '@nestjs/common'
import request from 'supertest'
import { makeFirstAdmin } from '../../src/auth/first-admin.ts'
import { readConfig } from '../../src/environment/config.ts'
import { createApp } from '../../src/create-app.ts'

const PASSWORD = 'a long enough password'
const EMAIL = 'admin@demo.invalid'
let test: TestDatabase
let app: INestApplication

beforeAll(async () => {
  test = await createTestDatabase()
  const read = readConfig({ DATABASE_URL: test.url, CRON_SECRET: 'a-secret-of-the-cron', APP_ROLE: 'web' })
  if (!read.ok) throw new Error(read.problems.join())
  app = await createApp(read.config)
  await app.init()
  await makeFirstAdmin(test.db, EMAIL, PASSWORD)
})
afterAll(async () => {
  await app.close()
  await test.drop()
})

const api = () => request(app.getHttpServer())
const signIn = (email = EMAIL, password = PASSWORD) => api().post('/api/auth/login').send({ email, password })
const cookieOf = (answer: request.Response): string => String(answer.headers['set-cookie']).split(';')[0] ?? ''

it('the first admin is made once, and its password is kept as argon2id', async () => {
  expect(await makeFirstAdmin(test.db, 'other@demo.invalid', PASSWORD)).toBe(false)
  const users = await test.db.query<{ role: string; password_hash: string }>('select role, password_hash from users')
  expect(users).toEqual([
    { role: 'admin', password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/) },
  ])
})

it('signs in with a cookie scripts cannot read, and out for good', async () => {
  const answer = await signIn().expect(200)
  expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
  expect(JSON.stringify(answer.body)).not.toContain('argon2')
  const cookie = cookieOf(answer)
  expect((await api().get('/api/auth/me').set('Cookie', cookie).expect(200)).body).toMatchObject({
    email: EMAIL,
    role: 'admin',
  })
  await api().get('/api/leads').set('Cookie', cookie).expect(200)
  await api().post('/api/auth/logout').set('Cookie', cookie).expect(204)
  await api().get('/api/auth/me').set('Cookie', cookie).expect(401)
})

it('keeps only a hash of the token', async () => {
  const token = cookieOf(await signIn().expect(200)).split('=')[1] ?? ''
  const [row] = await test.db.query<{ kept: string }>(
    `select string_agg(encode(token_hash, 'escape'), ' ') as kept from sessions`,
  )
  expect(row?.kept).not.toContain(token)
})

it('a page of another site changes nothing with the cookie it rides on', async () => {
  const cookie = cookieOf(await signIn().expect(200))
  const send = () => api().post('/api/templates').set('Cookie', cookie).send({ name: 'T', body: 'Bonjour' })
  await send().set('Sec-Fetch-Site', 'cross-site').expect(403)
  const foreign = await send().set('Origin', 'https://elsewhere.invalid').expect(403)
  // What a proxy that changes the Host header looks like to whoever signs in behind it.
  expect(foreign.body).toMatchObject({
    code: 'foreign_page',
    detail: expect.stringMatching(/elsewhere\.invalid.*Host/),
  })
  await send().set('Sec-Fetch-Site', 'same-origin').expect(201)
})

it('a disabled account is out at once', async () => {
  const cookie = cookieOf(await signIn().expect(200))
  await test.db.query('update users set disabled_at = now()')
  await api().get('/api/auth/me').set('Cookie', cookie).expect(401)
  await test.db.query('update users set disabled_at = null')
})

it('a wrong password and an unknown account get the same answer, and guessing is slowed down', async () => {
  const wrong = await signIn(EMAIL, 'not the password').expect(401)
  const unknown = await signIn('nobody@demo.invalid').expect(401)
  expect(wrong.body.detail).toBe(unknown.body.detail)
  for (let attempt = 0; attempt < 8; attempt++) await signIn('guessed@demo.invalid', 'x')
  const slowed = await signIn('guessed@demo.invalid', 'x').expect(429)
  expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
})
