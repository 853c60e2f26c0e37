import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

// A Tuesday, 10:00 in Paris.
const TEN = Date.parse('2026-12-01T09:00:00Z')
const HOUR = 3_600_000
let now = TEN
let api: TestApi
let manager: Person
let ada: Person

beforeAll(async () => {
  api = await startTestApi({}, () => now)
  manager = await api.join('manager', 'Mona')
  ada = await api.join('closer', 'Ada')
  await makeRule(manager)
  const [frequency] = (await manager.call('get', '/api/frequencies')).body
  await manager
    .call('put', `/api/frequencies/${frequency.id}`)
    .send({ window: { days: [1, 2, 3, 4, 5], from: '09:00', to: '11:30' }, skipHolidays: true })
    .expect(200)
})
afterAll(() => api.stop())
beforeEach(() => {
  now = TEN
})

/** Sessions end by themselves: Ada signs in again. */
async function nextDay(at: number): Promise<void> {
  now = at
  ada = await api.signIn('ada@demo.invalid')
}

async function makeItem() {
  const leadId = await makeLead(manager, ada.id)
  await api.runNow()
  const found = await ada.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId, inbox: true }) })
  return { leadId, id: found.body[0].id as string }
}
const open = (id: string, body?: object, language = 'fr') =>
  ada.call('post', `/api/relances/${id}/open`).set('Accept-Language', language).send(body)

it('a relance is opened outside its window by who says so alone, and the audit log knows', async () => {
  const { id } = await makeItem()
  now = TEN + 9 * HOUR + 5 * 60_000
  const refused = await open(id).expect(409)
  expect(refused.body).toMatchObject({
    code: 'outside_window',
    opensAt: '2026-12-02T08:00:00.000Z',
    timeZone: 'Europe/Paris',
    mayOverride: true,
  })
  expect(refused.body.detail).toContain('19:05')
  expect((await open(id, {}, 'en').expect(409)).body.detail).toContain('7:05')
  const { body: detail } = await ada.call('get', `/api/relances/${id}`).expect(200)
  const { opensAt, timeZone, mayOverride } = refused.body
  expect(detail.outsideWindow).toEqual({ opensAt, timeZone, mayOverride })
  await open(id, { outsideWindow: false }).expect(409)
  await open(id, { outsideWindow: 'yes' }).expect(422)
  expect((await open(id, { outsideWindow: true }).expect(200)).body.state).toBe('opened')
  const { body: events } = await api.admin
    .call('get', '/api/audit-events')
    .query({ filter: JSON.stringify({ action: 'opened_outside_window' }) })
    .expect(200)
  expect(events).toMatchObject([{ resource: 'relances', recordId: id, actorName: 'Ada' }])
  // Days later it is asked anew, also of who had opened it.
  await nextDay(TEN + 24 * HOUR)
  await open(id).expect(200)
  now += 9 * HOUR
  expect((await open(id).expect(409)).body).toMatchObject({ code: 'outside_window' })
})

it('it can be put off to when the window opens', async () => {
  const { id } = await makeItem()
  now = TEN + 3 * HOUR
  const { opensAt } = (await open(id).expect(409)).body
  const { body } = await ada.call('post', `/api/relances/${id}/snooze`).send({ until: opensAt }).expect(200)
  expect(body).toMatchObject({ state: 'snoozed', deliverAt: opensAt })
  await nextDay(Date.parse(opensAt))
  await open(id).expect(200)
})

it('a setting forbids it to everybody', async () => {
  const { id } = await makeItem()
  now = TEN + 3 * HOUR
  await api.admin.call('put', '/api/settings/company').send({ outsideWindowAllowed: false }).expect(200)
  const refused = await open(id, { outsideWindow: true }).expect(409)
  expect(refused.body).toMatchObject({ code: 'outside_window', mayOverride: false })
  await api.admin.call('put', '/api/settings/company').send({ outsideWindowAllowed: true }).expect(200)
  await open(id, { outsideWindow: true }).expect(200)
})

it('the clock that counts is the lead’s', async () => {
  const { id, leadId } = await makeItem()
  await api.test.db.query(`update leads set time_zone = 'America/Martinique' where id = $1`, [leadId])
  const refused = await open(id).expect(409)
  expect(refused.body).toMatchObject({ code: 'outside_window', opensAt: '2026-12-01T13:00:00.000Z' })
})

it('what has expired is no longer in the inbox, whenever it is swept', async () => {
  const { leadId } = await makeItem()
  await nextDay(TEN + 3 * 24 * HOUR)
  const found = await ada.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId, inbox: true }) })
  expect(found.body).toEqual([])
})

it('what was recorded while the window was closed waits for it, and for nothing else', async () => {
  now = TEN + 9 * HOUR
  const leadId = await makeLead(manager, ada.id)
  await api.runNow()
  const found = await ada.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId }) })
  const { id, deliverAt } = found.body[0]
  expect(deliverAt).toBe('2026-12-02T08:00:00.000Z')
  expect((await open(id).expect(409)).body).toMatchObject({ code: 'outside_window', opensAt: deliverAt })
  expect((await open(id, { outsideWindow: true }).expect(200)).body.state).toBe('opened')
})

it('what is put off says until when in the time of the lead', async () => {
  const { id } = await makeItem()
  await ada.call('post', `/api/relances/${id}/snooze`).send({ until: '2026-12-03T09:00:00Z' }).expect(200)
  const { body } = await open(id).expect(409)
  expect(body).toMatchObject({ code: 'not_yet', until: '2026-12-03T09:00:00.000Z' })
  expect(body.detail).toContain('jeudi 3 décembre 2026')
  expect(body.detail).toContain('10:00')
})
