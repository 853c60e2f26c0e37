/** Closers are told what is due: once, whichever server does it, on the devices they have chosen, and nothing of anybody. */
import { startPushService, type TestPushService, type TestSubscription } from '@relance/testing'
import { type Config, readConfig } from '../../src/environment/config.ts'
import { claimBundles } from '../../src/notices/bundles.ts'
import { Notifier } from '../../src/notices/notifier.ts'
import { takeSend } from '../../src/notices/sends.ts'
import { CRON_SECRET, makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let service: TestPushService
let slow: TestPushService
let manager: Person
let ada: Person
let config: Config

const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const query = <Row>(sql: string, parameters: unknown[] = []) => api.test.db.query<Row>(sql, parameters)

beforeAll(async () => {
  service = await startPushService()
  slow = await startPushService()
  const environment = {
    PUSH_SERVICES: service.origin,
    ADMIN_EMAIL: 'ops@demo.invalid',
    ADMIN_PASSWORD: 'a long password',
  }
  api = await startTestApi({ PUSH_SERVICES: `${service.origin},${slow.origin}` })
  const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET, ...environment })
  if (!read.ok) throw new Error(read.problems.join())
  config = read.config
  manager = await api.join('manager', 'Mona')
  await makeRule(manager)
})
afterAll(async () => {
  await api?.stop()
  await service?.stop()
  await slow?.stop()
})

let people = 0
let device: TestSubscription
/** A closer of one's own for each test, with one device. */
beforeEach(async () => {
  await query('delete from push_devices')
  service.received.length = 0
  service.refused.length = 0
  ada = await api.join('closer', `Ada${people++}`)
  await ada.call('put', '/api/notices').send({ window: ALWAYS }).expect(200)
  device = await subscribe(ada)
})

async function subscribe(person: Person, at = service): Promise<TestSubscription> {
  const { body } = await person.call('get', '/api/notices').expect(200)
  const subscription = at.subscribe(body.publicKey)
  await person.call('post', '/api/notices/devices').send(subscription).expect(200)
  return subscription
}

/** Relances that are due now. */
async function makeDue(count: number, closer: Person = ada): Promise<string[]> {
  for (let n = 0; n < count; n++) await makeLead(manager, closer.id, 'Secrète')
  await api.runNow()
  // A run records for some moments, which are waited for; here they are over.
  await query(
    `update relances set recorded_at = recorded_at - interval '5 seconds', deliver_at = deliver_at - interval '5 seconds'
                where closer_id = $1 and state = 'due' and id not in (select relance_id from told_relances)`,
    [closer.id],
  )
  const rows = await query<{ id: string }>(
    `select id from relances where closer_id = $1 and state = 'due' order by id`,
    [closer.id],
  )
  return rows.map(({ id }) => id)
}

/** As two servers do it at once. */
async function tell(): Promise<void> {
  const servers = [1, 2].map(() => new Notifier(api.test.db, config))
  await Promise.all(servers.map(() => claimBundles(api.test.db)))
  await Promise.all(servers.map((server) => server.sendAll()))
}
/** The minute after a bundle is over. */
const passMinute = () => query(`update notice_profiles set pushed_at = pushed_at - interval '61 seconds'`)
const outcomes = async (): Promise<string[]> =>
  (
    await query<{ text: string }>(
      `select coalesce(outcome, 'open') as text from push_sends where user_id = $1 order by id`,
      [ada.id],
    )
  ).map(({ text }) => text)

it('what is due together is one push, from two servers as well; the service lets it in and the browser can read it', async () => {
  await makeDue(3)
  await tell()
  await tell()
  expect(service.refused).toEqual([])
  expect(service.received).toHaveLength(1)
  expect(service.received[0]).toMatchObject({
    endpoint: device.endpoint,
    topic: 'due',
    urgency: 'high',
    subject: 'mailto:ops@demo.invalid',
    payload: { title: '3 relances à faire', body: '', lang: 'fr', open: 3, path: '/#/inbox' },
  })
  expect(service.received[0]?.ttlSeconds).toBeGreaterThan(0)
  // Nothing of anybody stands on a lock screen.
  expect(JSON.stringify(service.received)).not.toMatch(/Secr|\+33/)
})

it('one that is alone is what a click opens; the next one waits for a minute, and what was told is not told again', async () => {
  const [first] = await makeDue(1)
  await tell()
  expect(service.received.map(({ payload }) => payload.path)).toEqual([`/#/inbox/${first}`])
  await makeDue(1)
  await tell()
  expect(service.received).toHaveLength(1)
  await passMinute()
  await tell()
  expect(service.received[1]?.payload).toMatchObject({ title: '2 relances à faire', body: 'dont 1 nouvelle', open: 2 })
  await passMinute()
  await tell()
  expect(service.received).toHaveLength(2)
})

it('one that was put off is told again when it comes back', async () => {
  const [id] = await makeDue(1)
  await tell()
  await ada.call('post', `/api/relances/${id}/snooze`).send({ preset: 'in_one_hour' }).expect(200)
  await passMinute()
  await tell()
  expect(service.received).toHaveLength(1)
  await query(`update relances set deliver_at = now() - interval '5 seconds' where id = $1`, [id])
  await tell()
  expect(service.received).toHaveLength(2)
})

it('says nothing of what is settled before it is sent, and nothing to who is away or outside their hours', async () => {
  const [id] = await makeDue(1)
  await claimBundles(api.test.db)
  await ada.call('post', `/api/relances/${id}/skip`).send({}).expect(200)
  await tell()
  expect(await outcomes()).toEqual(['settled'])

  await passMinute()
  const today = new Date().toISOString().slice(0, 10)
  await makeDue(1)
  await query(`insert into absences (user_id, from_on, to_on) select $1, $2::date - 1, $2::date + 1`, [ada.id, today])
  await tell()
  await query('delete from absences where user_id = $1', [ada.id])
  const notToday = ((new Date().getUTCDay() + 2) % 7) + 1
  await ada
    .call('put', '/api/notices')
    .send({ window: { ...ALWAYS, days: [notToday] } })
    .expect(200)
  await tell()
  expect(service.received).toEqual([])
  await ada.call('put', '/api/notices').send({ window: ALWAYS }).expect(200)
  await tell()
  expect(service.received).toHaveLength(1)
})

it('a server that dies between claim and send sends nothing twice, and the next push counts what was lost', async () => {
  await makeDue(1)
  await claimBundles(api.test.db)
  expect(await takeSend(api.test.db)).not.toBeNull()
  await tell()
  expect(service.received).toEqual([])
  await query(`update push_sends set taken_at = taken_at - interval '2 minutes'`)
  await new Notifier(api.test.db, config).look()
  expect(await outcomes()).toEqual(['unknown'])
  await passMinute()
  await makeDue(1)
  await tell()
  expect(service.received.map(({ payload }) => payload.title)).toEqual(['2 relances à faire'])
})

it('a service that is busy is asked again later; one that has no such browser any more ends it', async () => {
  await makeDue(1)
  service.answerNext({ status: 429, retryAfter: '90' }, 503)
  await tell()
  const waits = async () =>
    (
      await query<{ s: number }>(
        `select round(extract(epoch from next_try_at - now()))::int as s from push_sends where user_id = $1`,
        [ada.id],
      )
    )[0]?.s ?? 0
  expect(await waits()).toBeGreaterThan(60)
  const again = () => query(`update push_sends set next_try_at = now() where user_id = $1`, [ada.id])
  await again()
  await tell()
  expect(service.received).toEqual([])
  await again()
  await tell()
  expect(await outcomes()).toEqual(['sent'])

  await passMinute()
  await makeDue(1)
  service.answerNext(410)
  await tell()
  expect(await outcomes()).toEqual(['sent', 'gone'])
  expect((await ada.call('get', '/api/notices').expect(200)).body.devices).toEqual([])
})

it('a service that hangs is not waited for: the browsers of another one are told meanwhile', async () => {
  await query('delete from push_devices')
  for (let n = 0; n < 9; n++) await subscribe(ada, slow)
  slow.answerNext(...Array.from({ length: 9 }, () => 'hang' as const))
  await makeDue(1)
  await claimBundles(api.test.db)
  const bea = await api.join('closer', `Bea${people++}`)
  await bea.call('put', '/api/notices').send({ window: ALWAYS }).expect(200)
  await subscribe(bea)
  await makeDue(1, bea)
  const notifier = new Notifier(api.test.db, config)
  await notifier.look()
  expect(await service.whenReceived(1)).toHaveLength(1)
  expect(new Set(await outcomes())).toEqual(new Set(['open']))
  await notifier.beforeApplicationShutdown()
})

it('a browser that has let in another server is refused by its service, and nothing more is tried', async () => {
  const other = service.subscribe(
    'BEl62iUYgUivxIkv69yViEuiBIa-Ib9-SkvMeAtA3LFgDzkrxZJjSgSnfckjBJuBkr3qBUYIHBQFLXYp5Nksh8U',
  )
  await ada.call('post', '/api/notices/devices').send(other).expect(200)
  await makeDue(1)
  await tell()
  expect(service.refused).toEqual(['The browser has let in another key.'])
  expect((await outcomes()).sort()).toEqual(['refused', 'sent'])
})

it('only push services are called, not whatever address a browser names', async () => {
  for (const endpoint of [
    'http://127.0.0.1:5432/x',
    'https://169.254.169.254/latest',
    'https://fcm.googleapis.com.evil.invalid/x',
  ]) {
    const answer = await ada
      .call('post', '/api/notices/devices')
      .send({ ...device, endpoint })
      .expect(422)
    expect(answer.body.errors.endpoint).toMatch(/ne connaît pas/)
  }
  const keys = { ...device.keys, auth: 'short' }
  await ada
    .call('post', '/api/notices/devices')
    .send({ ...device, keys })
    .expect(422)
})

describe('a browser is told nothing any more', () => {
  const devices = async () => (await query(`select from push_devices where user_id = $1`, [ada.id])).length

  it('once it is switched off, by its own person alone', async () => {
    const [{ id }] = (await ada.call('get', '/api/notices').expect(200)).body.devices
    await manager.call('delete', `/api/notices/devices/${id}`).expect(404)
    expect(await devices()).toBe(1)
    await ada.call('delete', `/api/notices/devices/${id}`).expect(204)
    expect(await devices()).toBe(0)
  })

  it('when its person signs out there; a session that only runs out leaves it', async () => {
    await query(`update sessions set expires_at = now() - interval '1 minute' where user_id = $1`, [ada.id])
    await query(`delete from sessions where user_id = $1`, [ada.id])
    expect(await devices()).toBe(1)
    const [{ email } = { email: '' }] = await query<{ email: string }>('select email from users where id = $1', [
      ada.id,
    ])
    const again = await api.signIn(email)
    await again.call('post', '/api/notices/devices').send(device).expect(200)
    expect(await devices()).toBe(1)
    await again.call('post', '/api/auth/logout').expect(204)
    expect(await devices()).toBe(0)
  })

  it('when its person is disabled, or signed out everywhere', async () => {
    await api.admin.call('delete', `/api/users/${ada.id}/sessions`).expect(204)
    expect(await devices()).toBe(0)
    await query(`insert into push_devices (user_id, endpoint, p256dh, auth) values ($1, $2, $3, $4)`, [
      ada.id,
      device.endpoint,
      Buffer.alloc(65),
      Buffer.alloc(16),
    ])
    await api.admin.call('put', `/api/users/${ada.id}`).send({ disabled: true, takeOverBy: null }).expect(200)
    expect(await devices()).toBe(0)
  })

  it('when somebody else is given the same browser', async () => {
    const bea = await api.join('closer', `Bea${people++}`)
    await bea.call('post', '/api/notices/devices').send(device).expect(200)
    expect(await devices()).toBe(0)
    await makeDue(1)
    await tell()
    expect(service.received).toEqual([])
  })
})
