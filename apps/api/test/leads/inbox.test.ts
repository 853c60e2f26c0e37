import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let ada: Person
let bob: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  ada = await api.join('closer', 'Ada')
  bob = await api.join('closer', 'Bob')
  await makeRule(manager)
})
afterAll(() => api.stop())

/** A lead of Ada's with a relance that is due. */
async function makeItem(closerId: string | null = ada.id) {
  const leadId = await makeLead(manager, closerId)
  await api.runNow()
  const found = await manager.call('get', '/api/relances').query({ filter: JSON.stringify({ leadId }) })
  return { leadId, id: found.body[0].id as string }
}
const act = (person: Person, id: string, action: string, body: object = {}) =>
  person.call('post', `/api/relances/${id}/${action}`).send(body)
const enrolmentOf = async (leadId: string) =>
  (await api.test.db.query('select * from enrolments where lead_id = $1', [leadId]))[0]
const leadOf = async (leadId: string) => (await manager.call('get', `/api/leads/${leadId}`).expect(200)).body
const inboxOf = async (person: Person, filter: object = { inbox: true }) =>
  (
    await person
      .call('get', '/api/relances')
      .query({ filter: JSON.stringify(filter), range: '[0,199]' })
      .expect(200)
  ).body.map((row: { id: string }) => row.id)

it('a closer’s inbox holds what is theirs and open; to a colleague it does not exist', async () => {
  const { id, leadId } = await makeItem()
  expect(await inboxOf(ada)).toContain(id)
  expect(await inboxOf(bob)).not.toContain(id)
  expect(await inboxOf(bob, {})).not.toContain(id)
  await bob.call('get', `/api/relances/${id}`).expect(404)
  await bob.call('get', `/api/leads/${leadId}`).expect(404)
  for (const action of ['open', 'sent', 'skip', 'undo']) await act(bob, id, action).expect(404)
  await act(bob, id, 'snooze', { preset: 'tomorrow' }).expect(404)
  await act(bob, id, 'outcome', { outcome: 'won' }).expect(404)
})

it('opens, confirms and takes back, and doing it twice changes nothing', async () => {
  const { id, leadId } = await makeItem()
  const opened = await act(ada, id, 'open').expect(200)
  expect(opened.body).toMatchObject({ state: 'opened', link: expect.stringContaining('https://wa.me/') })
  const before = await enrolmentOf(leadId)
  const sent = await act(ada, id, 'sent').expect(200)
  expect(sent.body).toMatchObject({ state: 'sent', settledAt: expect.any(String), undoableUntil: expect.any(String) })
  expect((await act(ada, id, 'sent').expect(200)).body.settledAt).toBe(sent.body.settledAt)
  expect(await inboxOf(ada)).not.toContain(id)
  expect((await act(ada, id, 'skip').expect(409)).body).toMatchObject({ code: 'already_settled' })
  const undone = await act(ada, id, 'undo', { actionId: sent.body.actionId }).expect(200)
  expect(undone.body).toMatchObject({ state: 'opened', settledAt: null })
  expect((await act(ada, id, 'undo', { actionId: sent.body.actionId }).expect(200)).body.state).toBe('opened')
  expect(await enrolmentOf(leadId)).toEqual(before)
  expect(await inboxOf(ada)).toContain(id)
})

it('the next step counts from the moment the closer confirms', async () => {
  const { id, leadId } = await makeItem()
  await api.test.db.query(`update relances set deliver_at = deliver_at - interval '1 day' where id = $1`, [id])
  await api.test.db.query(
    `update enrolments set due_at = due_at - interval '1 day', next_due_at = next_due_at - interval '1 day' where lead_id = $1`,
    [leadId],
  )
  const sent = await act(ada, id, 'sent').expect(200)
  const enrolment = (await enrolmentOf(leadId)) as { next_due_at: Date }
  const days = (enrolment.next_due_at.getTime() - Date.parse(sent.body.settledAt)) / 86_400_000
  expect(Math.abs(days - 2)).toBeLessThan(0.05)
})

it.each([
  ['replied', {}, 'replied', 'skipped'],
  ['meeting', { status: 'meeting' }, 'replied', 'skipped'],
  ['won', { status: 'won' }, 'status_closed', 'skipped'],
  ['lost', { status: 'lost' }, 'status_closed', 'skipped'],
  ['wrong_number', { wrongNumberAt: expect.any(String) }, 'wrong_number', 'skipped'],
  ['never_contact_again', { optedOutAt: expect.any(String) }, 'opted_out', 'skipped'],
])('outcome %s has its consequence, and an undo takes all of it back', async (outcome, lead, reason, state) => {
  const { id, leadId } = await makeItem()
  const before = { lead: await leadOf(leadId), enrolment: await enrolmentOf(leadId) }
  const done = await act(ada, id, 'outcome', { outcome }).expect(200)
  expect(done.body).toMatchObject({ outcome, state })
  expect(await leadOf(leadId)).toMatchObject(lead)
  expect(await enrolmentOf(leadId)).toMatchObject({ state: 'ended', reason })
  await act(ada, id, 'undo').expect(200)
  const { updatedAt: _, ...same } = before.lead
  expect(await leadOf(leadId)).toMatchObject(same)
  expect(await enrolmentOf(leadId)).toEqual(before.enrolment)
  expect(await inboxOf(ada)).toContain(id)
})

it('what was confirmed without a connection counts from when it was said, and nothing older than a week is taken', async () => {
  const { id, leadId } = await makeItem()
  await api.test.db.query(`update relances set deliver_at = deliver_at - interval '1 day' where id = $1`, [id])
  await api.test.db.query(
    `update lead_pacing set last_relance_at = last_relance_at - interval '1 day' where lead_id = $1`,
    [leadId],
  )
  expect((await act(ada, id, 'sent', { secondsAgo: 604_801 }).expect(422)).body.errors).toHaveProperty('secondsAgo')
  await act(ada, id, 'sent', { secondsAgo: -1 }).expect(422)
  const sent = await act(ada, id, 'sent', { secondsAgo: 7_200 }).expect(200)
  const [told] = await api.test.db.query<{ seconds: number; days: number; pace: number }>(
    `select extract(epoch from a.acted_at - r.settled_at)::float8 as seconds, extract(epoch from e.due_at - r.settled_at)::float8 / 86400 as days,
            extract(epoch from p.last_relance_at - r.settled_at)::float8 as pace
       from relances r join enrolments e on e.id = r.enrolment_id join lead_pacing p on p.lead_id = r.lead_id
       join relance_actions a on a.relance_id = r.id where r.id = $1`,
    [id],
  )
  expect(told?.seconds).toBeCloseTo(7_200, 1)
  expect(told?.pace).toBeCloseTo(0, 1)
  expect(told?.days).toBeCloseTo(2, 1)
  expect(await leadOf(leadId)).toMatchObject({ lastRelanceAt: sent.body.settledAt })
})

it('an outcome after opening means it was sent; "no answer" lets the cadence go on', async () => {
  const { id, leadId } = await makeItem()
  await act(ada, id, 'open').expect(200)
  expect((await act(ada, id, 'outcome', { outcome: 'no_answer' }).expect(200)).body).toMatchObject({
    state: 'sent',
    outcome: 'no_answer',
  })
  expect(await enrolmentOf(leadId)).toMatchObject({ state: 'active', step: 2 })
  expect((await act(ada, id, 'outcome', { outcome: 'replied' }).expect(200)).body).toMatchObject({ state: 'sent' })
  expect(await enrolmentOf(leadId)).toMatchObject({ state: 'ended', reason: 'replied' })
})

it('snoozes to a preset or a date, and out of the inbox until then', async () => {
  const { id } = await makeItem()
  const snoozed = await act(ada, id, 'snooze', { preset: 'in_one_hour' }).expect(200)
  expect(snoozed.body.state).toBe('snoozed')
  expect(Date.parse(snoozed.body.deliverAt) - Date.now()).toBeGreaterThan(3_500_000)
  expect(await inboxOf(ada)).not.toContain(id)
  expect(await inboxOf(ada, { open: true })).toContain(id)
  expect((await act(ada, id, 'open').expect(409)).body.code).toBe('not_yet')
  for (const body of [
    {},
    { preset: 'tomorrow', until: '2031-01-01T00:00:00Z' },
    { until: '2020-01-01T00:00:00Z' },
    { preset: 'someday' },
  ]) {
    await act(ada, id, 'snooze', body).expect(422)
  }
  await act(ada, id, 'undo').expect(200)
  expect(await inboxOf(ada)).toContain(id)
})

it('two people cannot both take one item: the second is told who has it', async () => {
  const { id } = await makeItem()
  const [first, second] = await Promise.all([act(ada, id, 'open'), act(manager, id, 'open')])
  expect([first.status, second.status].sort()).toEqual([200, 409])
  const refused = first.status === 409 ? first : second
  expect(refused.body.code).toBe('taken')
  expect(refused.body.detail).toContain(first.status === 409 ? 'Mona' : 'Ada')
})

it('of fifty attempts at once on an item of the shared queue, one closer gets it', async () => {
  await api.admin.call('put', '/api/settings/company').send({ sharedQueue: true }).expect(200)
  const { id, leadId } = await makeItem(null)
  expect(await inboxOf(bob)).toContain(id)
  const answers = await Promise.all(Array.from({ length: 50 }, (_, place) => act(place % 2 ? ada : bob, id, 'open')))
  const winners = new Set(answers.filter((answer) => answer.status === 200).map((answer) => answer.body.closerId))
  expect(winners.size).toBe(1)
  const losers = answers.filter((answer) => answer.status !== 200)
  // Whoever waits too long in the crowd is told to try again.
  expect(losers.filter(({ body }) => body.code !== 'taken' && body.code !== 'database_busy')).toEqual([])
  expect((await leadOf(leadId)).closerId).toBe([...winners][0])
  await api.admin.call('put', '/api/settings/company').send({ sharedQueue: false }).expect(200)
})

it('without a shared queue, what belongs to nobody is the managers’', async () => {
  const { id, leadId } = await makeItem(null)
  expect(await inboxOf(bob)).not.toContain(id)
  await act(bob, id, 'open').expect(404)
  const queue = await manager
    .call('get', '/api/relances')
    .query({ filter: JSON.stringify({ inbox: true, closerId: null }) })
  expect(queue.body.map((row: { id: string }) => row.id)).toContain(id)
  await manager.call('put', `/api/leads/${leadId}`).send({ closerId: bob.id }).expect(200)
  expect(await inboxOf(bob)).toContain(id)
})

it('a manager hands a relance on, and the closer sees its lead meanwhile', async () => {
  const { id, leadId } = await makeItem()
  await act(manager, id, 'reassign', { closerId: bob.id }).expect(200)
  expect(await inboxOf(bob)).toContain(id)
  await bob.call('get', `/api/leads/${leadId}`).expect(200)
  await act(manager, id, 'undo').expect(200)
  expect(await inboxOf(bob)).not.toContain(id)
  await act(ada, id, 'reassign', { closerId: bob.id }).expect(403)
  await act(manager, id, 'reassign', { closerId: crypto.randomUUID() }).expect(422)
})

it('an action is taken back for a quarter of an hour, and not after something else happened', async () => {
  const { id, leadId } = await makeItem()
  expect((await act(ada, id, 'undo').expect(409)).body.code).toBe('nothing_to_undo')
  await act(ada, id, 'outcome', { outcome: 'won' }).expect(200)
  await manager.call('put', `/api/leads/${leadId}`).send({ status: 'proposal' }).expect(200)
  expect((await act(ada, id, 'undo').expect(409)).body.code).toBe('newer_episode')
  const late = await makeItem()
  await act(ada, late.id, 'skip').expect(200)
  await api.test.db.query(
    `update relance_actions set acted_at = acted_at - interval '16 minutes' where relance_id = $1`,
    [late.id],
  )
  expect((await act(ada, late.id, 'undo').expect(409)).body.code).toBe('undo_too_late')
})

it('eligibility is decided again when an item is opened', async () => {
  const { id, leadId } = await makeItem()
  await api.test.db.query('update leads set opted_out_at = now() where id = $1', [leadId])
  expect((await act(ada, id, 'open').expect(409)).body.code).toBe('no_longer_allowed')
  expect((await ada.call('get', `/api/relances/${id}`).expect(200)).body).toMatchObject({
    state: 'withdrawn',
    reason: 'opted_out',
  })
})

it('the words can be changed until they are sent: the link follows, both texts are kept, and nothing personal is in the log', async () => {
  const { id, leadId } = await makeItem()
  const reword = (person: Person, message: string) =>
    person.call('put', `/api/relances/${id}/message`).send({ message })
  const { message: written } = (await ada.call('get', `/api/relances/${id}`).expect(200)).body
  const words = 'Bonjour Zoé 👋🏽\n\nOn se voit mardi & mercredi ?'
  const { body } = await reword(ada, words).expect(200)
  expect(body).toMatchObject({ message: words, writtenMessage: written, state: 'due' })
  expect(decodeURIComponent(body.link.split('?text=')[1])).toBe(words)
  await reword(bob, 'Non').expect(404)
  await reword(ada, ' \n ').expect(422)
  await reword(ada, 'a'.repeat(4_097)).expect(422)
  const told = (await ada.call('get', `/api/leads/${leadId}/timeline`).expect(200)).body
  expect(told).toContainEqual(expect.objectContaining({ kind: 'relance', message: words, details: written }))
  const logged = await api.test.db.query<{ text: string }>(
    `select e.action || coalesce(c.before::text, '') || coalesce(c.after::text, '') as text
       from audit_events e left join audit_changes c on c.event_id = e.id where e.record_id = $1 or c.record_id = $1`,
    [id],
  )
  expect(logged.map(({ text }) => text).join()).toMatch(/^message_changed$/)
  expect((await reword(ada, written).expect(200)).body.writtenMessage).toBeNull()
  await reword(ada, words).expect(200)
  await act(ada, id, 'sent').expect(200)
  expect((await reword(ada, 'Trop tard').expect(409)).body.code).toBe('already_settled')
  await manager
    .call('post', `/api/leads/${leadId}/erase`)
    .send({})
    .expect((answer) => answer.status < 300)
  const [left] = await api.test.db.query('select message, written_message from relances where id = $1', [id])
  expect(left).toEqual({ message: '', written_message: null })
})
