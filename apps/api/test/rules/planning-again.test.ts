/** What is saved in the panel plans again what waits, and says beforehand of how many leads. */
import { fillHolidays } from '../../src/settings/holidays.ts'
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

// A Thursday, 18:30 in Paris: delivered on Friday at nine.
const NOW = Date.parse('2026-12-03T17:30:00Z')
const OFFICE = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
let api: TestApi
let manager: Person
let frequencyId: string
let leadId: string

beforeAll(async () => {
  api = await startTestApi({}, () => NOW)
  manager = await api.join('manager', 'Mona')
  await makeRule(manager)
  frequencyId = (await manager.call('get', '/api/frequencies')).body[0].id
  await saveFrequency({ window: OFFICE, skipHolidays: true })
  leadId = await makeLead(manager, null)
  await api.runNow()
})
afterAll(() => api.stop())

const saveFrequency = (fields: object) =>
  manager.call('put', `/api/frequencies/${frequencyId}`).send(fields).expect(200)
const saveCompany = (fields: object) => api.admin.call('put', '/api/settings/company').send(fields).expect(200)
const deliverAt = async () =>
  (await manager.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId }) })).body[0].deliverAt
const holidays = async () => (await manager.call('get', '/api/settings/holidays').expect(200)).body
const holidayOn = async (day: string) => (await holidays()).find((one: { id: string }) => one.id === day)
const dueOf = async () =>
  (await api.test.db.query<{ at: Date }>('select next_due_at as at from enrolments where lead_id = $1', [leadId]))[0]
    ?.at

const FRIDAY = '2026-12-04T08:00:00.000Z'
const MONDAY = '2026-12-07T08:00:00.000Z'

it('a frequency tells how many leads move, and moves them when it is saved', async () => {
  expect(await deliverAt()).toBe(FRIDAY)
  const draft = { id: frequencyId, steps: [{ after: { value: 0, unit: 'days' } }], window: { ...OFFICE, days: [1] } }
  const { body } = await manager.call('post', '/api/frequencies/preview').send(draft).expect(200)
  expect(body.moves).toEqual({ leads: 1, relances: 1, steps: 1, overdue: 0, ended: 1, isComplete: true })
  const { id: _, ...unsaved } = draft
  expect((await manager.call('post', '/api/frequencies/preview').send(unsaved).expect(200)).body.moves).toBeNull()
  expect(await deliverAt()).toBe(FRIDAY)
  await saveFrequency({ window: { ...OFFICE, days: [1] } })
  expect(await deliverAt()).toBe(MONDAY)
  expect((await dueOf())?.toISOString()).toBe('2026-12-09T08:00:00.000Z')
  await saveFrequency({ window: OFFICE })
  expect(await deliverAt()).toBe(FRIDAY)
})

it('so does a holiday', async () => {
  const ask = (body: object) => api.admin.call('post', '/api/settings/holidays/preview').send(body).expect(200)
  expect((await ask({ added: ['2026-12-04'] })).body).toMatchObject({ leads: 1, relances: 1 })
  expect((await ask({ added: ['2027-12-04'], removed: ['2026-12-04'] })).body).toMatchObject({ leads: 0 })
  await manager.call('post', '/api/settings/holidays/preview').send({}).expect(403)
  await api.admin.call('put', '/api/settings/holidays/2026-12-04').send({ name: 'Pont' }).expect(200)
  expect(await deliverAt()).toBe(MONDAY)
  await api.admin.call('delete', '/api/settings/holidays/2026-12-04').expect(200)
  expect(await deliverAt()).toBe(FRIDAY)
})

it('and tells so too where the days of the lead’s own country count', async () => {
  const ask = (body: object) => api.admin.call('post', '/api/settings/holidays/preview').send(body).expect(200)
  await api.test.db.query('update settings set lead_country_holidays = true')
  await fillHolidays(api.test.db, NOW)
  expect((await ask({ added: ['2026-12-04'] })).body).toMatchObject({ leads: 1, relances: 1 })
  await api.admin.call('put', '/api/settings/holidays/2026-12-04').send({ name: 'Pont' }).expect(200)
  expect(await deliverAt()).toBe(MONDAY)
  expect((await ask({ removed: ['2026-12-04'] })).body).toMatchObject({ leads: 1, relances: 1 })
  await api.admin.call('delete', '/api/settings/holidays/2026-12-04').expect(200)
  expect(await deliverAt()).toBe(FRIDAY)
  await api.test.db.query('update settings set lead_country_holidays = false')
})

it('and the zone of the company, and that of the lead', async () => {
  const asked = { timeZone: 'Europe/London' }
  const { body } = await api.admin.call('post', '/api/settings/company/preview').send(asked).expect(200)
  expect(body).toMatchObject({ leads: 1, relances: 1 })
  await saveCompany(asked)
  // 17:30 in London: open until six.
  expect(await deliverAt()).toBe(new Date(NOW).toISOString())
  await saveCompany({ timeZone: 'Europe/Paris' })
  expect(await deliverAt()).toBe(FRIDAY)
  await manager.call('put', `/api/leads/${leadId}`).send({ timeZone: 'America/Martinique' }).expect(200)
  // 13:30 there.
  expect(await deliverAt()).toBe(new Date(NOW).toISOString())
  await manager.call('put', `/api/leads/${leadId}`).send({ timeZone: null }).expect(200)
})

describe('holidays', () => {
  it('reach five years ahead, follow the country, and leave days added by hand', async () => {
    // A day added by hand does not keep a year from being filled.
    await api.admin.call('put', '/api/settings/holidays/2031-08-16').send({ name: 'Fermeture' }).expect(200)
    await fillHolidays(api.test.db, NOW)
    expect(await holidayOn('2031-07-14')).toMatchObject({ isGenerated: true })
    const ascension = await holidayOn('2027-05-06')
    expect(ascension).toMatchObject({ name: 'Ascension', isGenerated: true })
    // Removed by hand, it stays away; renamed, it is one's own.
    await api.admin.call('delete', '/api/settings/holidays/2027-05-17').expect(200)
    await api.admin.call('put', '/api/settings/holidays/2026-12-25').send({ name: 'Fête de fin d’année' }).expect(200)
    await fillHolidays(api.test.db, NOW)
    expect(await holidayOn('2027-05-17')).toBeUndefined()
    const wanted = { country: 'BE' }
    const { body } = await api.admin.call('post', '/api/settings/company/preview').send(wanted).expect(200)
    expect(body).toMatchObject({ isComplete: true })
    await saveCompany(wanted)
    expect(await holidayOn('2027-07-14')).toBeUndefined()
    expect(await holidayOn('2027-07-21')).toMatchObject({ isGenerated: true })
    expect(await holidayOn('2031-08-16')).toMatchObject({ name: 'Fermeture', isGenerated: false })
    expect(await holidayOn('2026-12-25')).toMatchObject({ name: 'Fête de fin d’année' })
    await saveCompany({ country: 'FR' })
    expect(await holidayOn('2027-07-14')).toMatchObject({ isGenerated: true })
  })

  it('follow the region; one of another country is refused, or left with its country', async () => {
    const { body: regions } = await manager.call('get', '/api/settings/holiday-regions').expect(200)
    expect(regions).toContainEqual({ id: '67', name: 'Département Bas-Rhin' })
    await api.admin.call('put', '/api/settings/company').send({ holidayRegion: 'BY' }).expect(422)
    await saveCompany({ holidayRegion: '67' })
    expect(await holidayOn('2027-12-26')).toMatchObject({ isGenerated: true })
    const { body } = await saveCompany({ country: 'DE' })
    expect(body).toMatchObject({ country: 'DE', holidayRegion: null })
    await saveCompany({ country: 'FR' })
    expect(await holidayOn('2027-12-26')).toBeUndefined()
  })

  it('are those of the lead’s own country where the settings say so', async () => {
    // The feast of the Immaculate Conception is a holiday in Spain; a Tuesday.
    const eve = '2026-12-07T18:00:00.000Z'
    const { body: spanish } = await manager
      .call('post', '/api/leads')
      .send({ firstName: 'Inés', phone: '+34612345678' })
      .expect(201)
    await api.runNow()
    const deliveryOf = async (id: string) =>
      (await manager.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId: id }) })).body[0].deliverAt
    await api.test.db.query('update relances set not_before = $1', [eve])
    await saveFrequency({ window: { ...OFFICE, to: '17:59' } })
    expect(await deliveryOf(spanish.id)).toBe('2026-12-08T08:00:00.000Z')
    await saveCompany({ leadCountryHolidays: true })
    expect(await deliveryOf(spanish.id)).toBe('2026-12-09T08:00:00.000Z')
    expect(await deliveryOf(leadId)).toBe('2026-12-08T08:00:00.000Z')
    await saveCompany({ leadCountryHolidays: false })
    expect(await deliveryOf(spanish.id)).toBe('2026-12-08T08:00:00.000Z')
  })
})
