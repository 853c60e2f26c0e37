import { openEvents } from './event-stream.ts'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let ada: Person
let bob: Person
let url: string

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  ada = await api.join('closer', 'Ada')
  bob = await api.join('closer', 'Bob')
  await makeRule(manager)
  url = await api.app.getUrl()
})
afterAll(() => api.stop())

const open = (person: Person, headers: Record<string, string> = {}) =>
  openEvents(url, { Cookie: person.cookie, ...headers })
const isRelance = (type: string) => (message: { topic: string; type: string }) =>
  message.topic === 'resource/relances' && message.type === type

it('a new relance is in its closer’s stream within a second of its commit, and in nobody else’s', async () => {
  const [mine, others, all] = await Promise.all([open(ada), open(bob), open(manager)])
  await makeLead(manager, ada.id)
  await api.runNow()
  const answered = Date.now()
  const message = await mine.next(isRelance('created'))
  expect(message.at - answered).toBeLessThan(1_000)
  expect(message.payload?.ids).toHaveLength(1)
  await all.next(isRelance('created'))
  await all.next((event) => event.topic === 'resource/runs')
  await makeLead(manager, bob.id)
  await others.next((event) => event.topic === 'resource/leads')
  expect(others.messages.filter((event) => event.topic === 'resource/relances')).toEqual([])
  expect(mine.messages.filter((event) => event.topic === 'resource/runs')).toEqual([])
  for (const stream of [mine, others, all]) stream.close()
})

it('a stream that comes back with the last id is told what it has missed', async () => {
  const first = await open(ada)
  const leadId = await makeLead(manager, ada.id)
  const seen = await first.next((event) => event.topic === 'resource/leads')
  first.close()
  await manager.call('put', `/api/leads/${leadId}`).send({ company: 'Cèdre' }).expect(200)
  const again = await open(ada, { 'Last-Event-ID': seen.id ?? '' })
  await again.next((event) => event.type === 'updated' && event.payload?.ids.includes(leadId) === true)
  again.close()
  const lost = await open(ada, { 'Last-Event-ID': '999999999' })
  await lost.next((event) => event.topic === 'resource/*' && event.type === 'reset')
  lost.close()
})

it('many at once are told without their ids', async () => {
  const stream = await open(manager)
  await api.test.db.query(
    `insert into leads (first_name, phone) select 'N' || n, '+336399' || (8500000 + n) from generate_series(1, 600) n`,
  )
  const told = await stream.next((event) => event.topic === 'resource/leads' && event.payload?.ids.length === 0)
  expect(told.type).toBe('created')
  stream.close()
})

it('ends the stream of a person who is disabled, and needs a session at all', async () => {
  const eve = await api.join('closer', 'Eve')
  const stream = await open(eve)
  await api.admin.call('put', `/api/users/${eve.id}`).send({ disabled: true }).expect(200)
  await stream.ended
  await expect(open(eve)).rejects.toThrow('401')
})

it('every replica tells every event, and ends its streams when it stops', async () => {
  const { createApp } = await import('../../src/create-app.ts')
  const { readConfig } = await import('../../src/environment/config.ts')
  const read = readConfig({ DATABASE_URL: api.test.url, CRON_SECRET: 'a-secret-of-the-cron', APP_ROLE: 'web' })
  if (!read.ok) throw new Error()
  const replica = await createApp(read.config)
  await replica.listen(0, '127.0.0.1')
  const stream = await openEvents(await replica.getUrl(), { Cookie: ada.cookie })
  await makeLead(manager, ada.id)
  await api.runNow()
  await stream.next(isRelance('created'))
  await replica.close()
  await stream.ended
})
