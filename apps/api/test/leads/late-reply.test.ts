/** A reply that comes late can be recorded at any time after sending, whichever way the message went. */
import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let ada: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  ada = await api.join('closer', 'Ada')
  await makeRule(manager)
})
afterAll(() => api.stop())

const relanceOf = async (): Promise<{ leadId: string; id: string }> => {
  const leadId = await makeLead(manager, ada.id)
  await api.runNow()
  const [row] = await api.test.db.query<{ id: string }>('select id from relances where lead_id = $1', [leadId])
  return { leadId, id: row?.id ?? '' }
}
const put = (id: string, sql: string) => api.test.db.query(`update relances set ${sql} where id = $1`, [id])
const outcome = (id: string, which: string) => ada.call('post', `/api/relances/${id}/outcome`).send({ outcome: which })
const awaiting = async (person: Person): Promise<string[]> => {
  const filter = encodeURIComponent(JSON.stringify({ awaiting: true }))
  const { body } = await person.call('get', `/api/relances?filter=${filter}&sort=["deliverAt","ASC"]`).expect(200)
  return body.map(({ id }: { id: string }) => id)
}

it.each([
  ['closer', 'sent'],
  ['whatsapp', 'accepted'],
  ['whatsapp', 'delivered'],
  ['whatsapp', 'read'],
])(
  'a relance of the channel %s that is %s takes an outcome weeks later, which ends the cadence and can be undone',
  async (channel, state) => {
    const { id, leadId } = await relanceOf()
    const sentAt = `now() - interval '20 days'`
    await put(id, `channel = '${channel}', state = '${state}', deliver_at = ${sentAt}, recorded_at = ${sentAt}`)
    const answered = await outcome(id, 'replied').expect(200)
    expect(answered.body).toMatchObject({ state, outcome: 'replied' })
    const enrolment = async () =>
      (await api.test.db.query<{ state: string }>('select state from enrolments where lead_id = $1', [leadId]))[0]
        ?.state
    expect(await enrolment()).toBe('ended')
    await ada.call('post', `/api/relances/${id}/undo`).send({}).expect(200)
    expect(await enrolment()).toBe('active')
    expect((await outcome(id, 'meeting').expect(200)).body.outcome).toBe('meeting')
    expect((await outcome(id, 'won').expect(200)).body.outcome).toBe('won')
  },
)

it.each([
  ['closer', 'expired'],
  ['closer', 'superseded'],
  ['closer', 'withdrawn'],
  ['whatsapp', 'queued'],
  ['whatsapp', 'failed'],
])('a relance of the channel %s that is %s reached nobody, and takes none', async (channel, state) => {
  const { id } = await relanceOf()
  await put(id, `channel = '${channel}', state = '${state}'`)
  await outcome(id, 'replied').expect(409)
})

it('what awaits a reply is listed, the oldest first, until somebody says what came of it', async () => {
  const [first, second, third] = [await relanceOf(), await relanceOf(), await relanceOf()]
  for (const [place, { id }] of [first, second, third].entries()) {
    await put(id, `state = 'sent', deliver_at = now() - interval '${place + 1} days'`)
  }
  const mine = new Set([first.id, second.id, third.id])
  const listed = async () => (await awaiting(ada)).filter((id) => mine.has(id))
  expect(await listed()).toEqual([third.id, second.id, first.id])
  await outcome(third.id, 'no_answer').expect(200)
  await api.test.db.query('update leads set last_contact_at = now() where id = $1', [second.leadId])
  expect(await listed()).toEqual([first.id])
  await api.test.db.query(`update leads set status = 'lost' where id = $1`, [first.leadId])
  expect(await listed()).toEqual([])
  const eve = await api.join('closer', 'Eve')
  expect(await awaiting(eve)).toEqual([])
})
