/** The API on a database of its own, with people of every role signed in over HTTP. */
import 'reflect-metadata'
import type { Clock } from '@relance/relance'
import { createTestDatabase, type TestDatabase } from '@relance/testing'
import type { INestApplication } from '@nestjs/common'
import request from 'supertest'
import { insertFirstAdmin } from '../src/auth/first-admin.ts'
import { hashPassword } from '../src/auth/passwords.ts'
import { attributeTransaction } from '../src/database/attribution.ts'
import { readConfig } from '../src/environment/config.ts'
import { createApp } from '../src/create-app.ts'

export const PASSWORD = 'un mot de passe assez long'
export const CRON_SECRET = 'a-secret-of-the-cron'
export const METRICS_TOKEN = 'a-bearer-of-the-monitor'
const ADMIN = 'admin@demo.invalid'

export interface Person {
  id: string
  cookie: string
  call(method: 'get' | 'post' | 'put' | 'delete', path: string): request.Test
}

export interface TestApi {
  test: TestDatabase
  app: INestApplication
  http(): ReturnType<typeof request>
  admin: Person
  /** Makes an account and signs it in. */
  join(role: 'closer' | 'manager' | 'admin', name: string): Promise<Person>
  signIn(email: string, password?: string): Promise<Person>
  runNow(): Promise<request.Response>
  stop(): Promise<void>
}

export async function startTestApi(environment: Record<string, string> = {}, clock?: Clock): Promise<TestApi> {
  const test = await createTestDatabase()
  const read = readConfig({ DATABASE_URL: test.url, CRON_SECRET, METRICS_TOKEN, APP_ROLE: 'web', ...environment })
  if (!read.ok) throw new Error(read.problems.join())
  const app = await createApp(read.config, clock)
  await app.listen(0, '127.0.0.1')
  const http = () => request(app.getHttpServer())
  // Taken as it is: rating it loads dictionaries, which few tests need.
  const passwordHash = await hashPassword(PASSWORD)
  await insertFirstAdmin(test.db, ADMIN, passwordHash)
  const signIn = async (email: string, password = PASSWORD): Promise<Person> => {
    const answer = await http().post('/api/auth/login').send({ email, password }).expect(200)
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    const call: Person['call'] = (method, path) => http()[method](path).set('Cookie', cookie)
    return { id: answer.body.id, cookie, call }
  }
  const admin = await signIn(ADMIN)
  return {
    test,
    app,
    http,
    admin,
    signIn,
    join: async (role, name) => {
      const email = `${name.toLowerCase()}@demo.invalid`
      await test.db.transaction(async (tx) => {
        await attributeTransaction(tx, {
          id: admin.id,
          name: 'admin',
          role: 'admin',
          origin: 'session',
          requestId: null,
        })
        await tx.query('insert into users (email, name, role, password_hash) values ($1, $2, $3, $4)', [
          email,
          name,
          role,
          passwordHash,
        ])
      })
      return signIn(email)
    },
    runNow: () => http().post('/api/gestion/auto-relance').set('Authorization', `Bearer ${CRON_SECRET}`).expect(200),
    stop: async () => {
      await app.close()
      await test.drop()
    },
  }
}

/** A rule for everybody, open day and night, whose first step is due at once. Returns its id. */
export async function makeRule(manager: Person, name = 'Tous', body = 'Bonjour {{ lead.firstName }}'): Promise<string> {
  const template = await manager.call('post', '/api/templates').send({ name, body }).expect(201)
  const frequency = await manager
    .call('post', '/api/frequencies')
    .send({
      name,
      steps: [{ after: { value: 0, unit: 'days' } }, { after: { value: 2, unit: 'days' } }],
      window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
      skipHolidays: false,
    })
    .expect(201)
  const rule = await manager
    .call('post', '/api/rules')
    .send({
      name,
      active: true,
      audience: { combinator: 'and', rules: [] },
      frequencyId: frequency.body.id,
      templateIds: [template.body.id],
      // Tests of many leads invent numbers that no plan has.
      goAnyway: true,
    })
    .expect(201)
  return rule.body.id
}

let phones = 0
/** A lead with a number reserved for fiction. Returns its id. */
export async function makeLead(manager: Person, closerId: string | null, firstName = 'Zoé'): Promise<string> {
  const phone = `+3363998${String(phones++).padStart(4, '0')}`
  const answer = await manager.call('post', '/api/leads').send({ firstName, phone, closerId }).expect(201)
  return answer.body.id
}
