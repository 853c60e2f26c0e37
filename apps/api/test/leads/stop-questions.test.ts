/**
 * A message that seems to ask to stop holds its lead until its closer, or a manager, answers; who has opted out and submits a form stays
 * opted out until then.
 */
import { noteHeld } from '../../src/leads/note-held.ts'
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
  await makeRule(manager, 'Tous', 'Bonjour {{ lead.firstName }}')
})
afterAll(() => api.stop())

const questions = async (person: Person) => (await person.call('get', '/api/stop-questions').expect(200)).body
const answer = (person: Person, leadId: string, body: object) =>
  person.call('post', `/api/leads/${leadId}/stop-answer`).send(body)
const notes = (person: Person, leadId: string, text: string) =>
  person.call('post', `/api/leads/${leadId}/notes`).send({ text }).expect(201)
const inbox = async (leadId: string) =>
  (
    await ada
      .call('get', '/api/relances')
      .query({ filter: JSON.stringify({ leadId, open: true }) })
      .expect(200)
  ).body

it('a note asks the closer of the lead, whoever else is told that there is none; an answer releases or stops', async () => {
  const leadId = await makeLead(manager, ada.id, 'Zoé')
  await answer(ada, leadId, { optOut: false }).expect(409)
  await api.runNow()
  const [item] = await inbox(leadId)
  await notes(ada, leadId, 'Elle dit stop, elle a signé ailleurs. Ne plus la relancer.')
  expect(await questions(ada)).toMatchObject([{ leadId, leadName: expect.stringContaining('Zoé'), source: 'note' }])
  expect(await questions(bob)).toEqual([])
  const held = await ada.call('post', `/api/relances/${item.id}/open`).send({ outsideWindow: true }).expect(409)
  expect(held.body.code).toBe('stop_suspected')
  const { body: explained } = await ada.call('get', `/api/leads/${leadId}/explain`).expect(200)
  expect(JSON.stringify(explained)).toContain('stop_suspected')

  await answer(bob, leadId, { optOut: false }).expect(404)
  await answer(ada, leadId, { optOut: 'yes' }).expect(422)
  const { body: lead } = await answer(ada, leadId, { optOut: false }).expect(200)
  expect(lead).toMatchObject({ stopSuspectedAt: null, optedOutAt: null })
  expect(await questions(ada)).toEqual([])
  await answer(ada, leadId, { optOut: false }).expect(409)
  expect((await inbox(leadId))[0]).toMatchObject({ id: item.id, state: item.state })

  await ada.call('post', `/api/leads/${leadId}/stop-answer/undo`).send({}).expect(200)
  expect(await questions(ada)).toHaveLength(1)
  const stopped = (await answer(manager, leadId, { optOut: true }).expect(200)).body
  expect(stopped.optedOutAt).not.toBeNull()
  expect(await inbox(leadId)).toEqual([])
})

it('what is noted of a call asks as well', async () => {
  const leadId = await makeLead(manager, ada.id, 'Nour')
  const call = { kind: 'call', direction: 'outbound', note: 'Ne veut plus être relancée, elle a été claire.' }
  await ada.call('post', `/api/leads/${leadId}/contacts`).send(call).expect(201)
  expect(await questions(ada)).toMatchObject([{ leadId, source: 'note' }])
  await answer(ada, leadId, { optOut: true }).expect(200)
})

it('a file asks, never opts out, and asks about the same text once', async () => {
  const file = [
    'Nom;Téléphone;Commentaire;Origine',
    'Fictif Nadir;06 39 98 77 01;Merci de ne plus me contacter;Salon STOP',
    'Fictif Nora;06 39 98 77 02;Préfère être appelée le soir;Facebook',
  ].join('\n')
  const imported = () =>
    manager.call('post', '/api/leads/import').set('Content-Type', 'text/csv').send(file).expect(200)
  await imported()
  const asked = (await questions(manager)).filter((one: { source: string }) => one.source === 'import')
  expect(asked).toMatchObject([{ message: 'Merci de ne plus me contacter' }])
  const { body: lead } = await manager.call('get', `/api/leads/${asked[0].leadId}`).expect(200)
  expect(lead).toMatchObject({ optedOutAt: null, stopSuspectedAt: expect.any(String) })
  await answer(manager, lead.id, { optOut: false }).expect(200)
  await imported()
  expect((await questions(manager)).filter((one: { source: string }) => one.source === 'import')).toEqual([])
})

it('a cell with nothing but a certain word asks; any other single word is a value', async () => {
  const file = 'Nom;Téléphone;Commentaire\nFictif Nils;06 39 98 77 03;STOP\nFictif Noël;06 39 98 77 04;Facebook\n'
  await manager.call('post', '/api/leads/import').set('Content-Type', 'text/csv').send(file).expect(200)
  const asked = (await questions(manager)).filter((one: { source: string }) => one.source === 'import')
  expect(asked).toMatchObject([{ message: 'STOP' }])
  await answer(manager, asked[0].leadId, { optOut: true }).expect(200)
})

it('what was said is in the export, and is gone once the lead is erased', async () => {
  const leadId = await makeLead(manager, ada.id, 'Ernestine')
  await notes(ada, leadId, 'Pas la peine de relancer Ernestine')
  const { body: kept } = await manager.call('get', `/api/leads/${leadId}/export`).expect(200)
  expect(kept.stopWishes).toMatchObject([
    { source: 'note', message: 'Pas la peine de relancer Ernestine', optsOut: null },
  ])
  await manager.call('post', `/api/leads/${leadId}/erase`).send({}).expect(200)
  expect(await questions(ada)).toEqual([])
  const rows = await api.test.db.query('select message from stop_wishes where lead_id = $1', [leadId])
  expect(rows).toEqual([{ message: '' }])
})

it('an incomplete message is listed with what is missing, for whoever may mend it', async () => {
  const id = await makeRule(manager, 'Société', 'Bonjour {{ lead.company }}')
  await api.test.db.query('update rules set priority = 9 where id = $1', [id])
  const leadId = await makeLead(manager, bob.id, 'Ana')
  await api.runNow()
  const { body } = await bob.call('get', '/api/unwritten-messages').expect(200)
  expect(body).toMatchObject([{ leadId, ruleName: 'Société', step: 1, missing: ['lead.company'] }])
  const { body: all } = await manager.call('get', '/api/unwritten-messages').expect(200)
  expect(all.some((one: { leadId: string }) => one.leadId === leadId)).toBe(true)
  await bob.call('put', `/api/leads/${leadId}`).send({ company: 'Cap Fictif' }).expect(200)
  await api.runNow()
  expect((await bob.call('get', '/api/unwritten-messages').expect(200)).body).toEqual([])
})

it('both lists are sorted, filtered and read by pages like every other list', async () => {
  const rule = await makeRule(manager, 'Société encore', 'Bonjour {{ lead.company }}')
  await api.test.db.query('update rules set priority = 99 where id = $1', [rule])
  const names = ['Lia', 'Mia', 'Noa']
  const leads = await Promise.all(names.map((name) => makeLead(manager, bob.id, name)))
  await api.runNow()
  for (const id of leads) await notes(bob, id, 'Il dit stop, ne plus le relancer')
  const ask = (list: string, query: Record<string, unknown>) =>
    bob.call('get', `/api/${list}`).query({
      ...Object.fromEntries(Object.entries(query).map(([key, value]) => [key, JSON.stringify(value)])),
    })
  for (const list of ['stop-questions', 'unwritten-messages']) {
    const read = async (query: Record<string, unknown>) => (await ask(list, query).expect(200)).body as { id: string }[]
    const ours = list === 'unwritten-messages' ? { leadId: leads, ruleId: rule } : { leadId: leads }
    const whole = await read({ sort: ['leadName', 'ASC'], filter: { ...ours, leadId_in: leads } })
    expect(whole).toMatchObject(names.map((name) => ({ leadName: expect.stringContaining(name) })))
    expect(await read({ sort: ['leadName', 'DESC'], filter: ours })).toEqual([...whole].reverse())
    const page = await ask(list, { sort: ['leadName', 'ASC'], range: [1, 1], filter: ours }).expect(200)
    expect(page.headers['content-range']).toBe(`${list} 1-1/3`)
    expect(page.body).toEqual([whole[1]])
    const next = await bob
      .call('get', `/api/${list}`)
      .query({ sort: '["leadName","ASC"]', filter: JSON.stringify(ours), after: whole[0]?.id })
      .expect(200)
    expect(next.body).toEqual(whole.slice(1))
    expect(await read({ filter: { id: [whole[2]?.id] } })).toEqual([whole[2]])
    expect(await read({ filter: { ...ours, q: 'mia' } })).toEqual([whole[1]])
    expect(await read({ filter: { leadId: [] } })).toEqual([])
    await ask(list, { sort: ['message', 'ASC'] }).expect(400)
    await ask(list, { filter: { nothing: 1 } }).expect(400)
    await ask(list, { range: [5, 1] }).expect(400)
  }
  const { body: own } = await ask('unwritten-messages', { filter: { ruleId: rule, step_gte: 1 } }).expect(200)
  expect(own).toHaveLength(3)
  await api.test.db.query(`update leads set company = 'Cap Fictif' where id = any($1)`, [leads])
  for (const id of leads) await answer(bob, id, { optOut: false }).expect(200)
  await manager.call('put', `/api/rules/${rule}`).send({ active: false }).expect(200)
})

it('a question that is a day old is an alert until it is answered, and so are ten incomplete messages', async () => {
  const { db } = api.test
  const open = async () =>
    (await db.query<{ kind: string }>(`select kind from alerts where closed_at is null order by kind`)).map(
      ({ kind }) => kind,
    )
  const leadId = await makeLead(manager, ada.id, 'Léo')
  await notes(ada, leadId, 'il veut que ça s’arrête : stop')
  await noteHeld(db, [], Date.now())
  expect(await open()).toEqual([])
  for (let place = 0; place < 10; place++) await makeLead(manager, bob.id, 'Ana')
  await api.runNow()
  await noteHeld(db, [], Date.now() + 25 * 3_600_000)
  expect(await open()).toEqual(['messages_incomplete', 'stop_unanswered'])
  await answer(ada, leadId, { optOut: false }).expect(200)
  await db.query(`update leads set company = 'Cap Fictif'`)
  await api.runNow()
  await noteHeld(db, [], Date.now() + 25 * 3_600_000)
  expect(await open()).toEqual([])
})

const DAY_MS = 86_400_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const readLead = async (id: string) => (await manager.call('get', `/api/leads/${id}`).expect(200)).body
const change = (id: string, body: object) => manager.call('put', `/api/leads/${id}`).send(body).expect(200)
const episodes = (leadId: string) =>
  api.test.db.query(
    `select e.begun_by as by, e.state from enrolments e join rules r on r.id = e.rule_id
      where e.lead_id = $1 and r.name = 'Tous' order by e.episode`,
    [leadId],
  )

describe('an opted-out lead who submits a form again', () => {
  async function submitAgain(name: string): Promise<string> {
    const leadId = await makeLead(manager, ada.id, name)
    await change(leadId, { optedOutAt: ago(2 * DAY_MS) })
    await change(leadId, { submittedAt: new Date().toISOString() })
    return leadId
  }

  it('stays opted out, gets nothing, and their closer is asked', async () => {
    const leadId = await submitAgain('Inès')
    expect(await questions(ada)).toMatchObject([{ leadId, source: 'submission', message: '' }])
    expect(await questions(bob)).toEqual([])
    await api.runNow()
    expect(await inbox(leadId)).toEqual([])
    const { optedOutAt } = await readLead(leadId)

    await answer(bob, leadId, { optOut: false }).expect(404)
    await answer(ada, leadId, { optOut: true }).expect(200)
    expect(await readLead(leadId)).toMatchObject({ optedOutAt, stopSuspectedAt: null })
    expect(await questions(ada)).toEqual([])
    await ada.call('post', `/api/leads/${leadId}/stop-answer/undo`).send({}).expect(200)
    expect(await questions(ada)).toMatchObject([{ leadId, source: 'submission' }])
    await answer(ada, leadId, { optOut: true }).expect(200)
  })

  it('comes back to their rules once a person has agreed', async () => {
    const leadId = await submitAgain('Iris')
    await answer(ada, leadId, { optOut: false }).expect(200)
    expect((await readLead(leadId)).optedOutAt).toBeNull()
    expect(await questions(ada)).toEqual([])
    expect(await episodes(leadId)).toEqual([
      { by: 'matched', state: 'ended' },
      { by: 'submitted', state: 'active' },
    ])
    const { body: timeline } = await ada.call('get', `/api/leads/${leadId}/timeline`).expect(200)
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'episode', action: 'submitted', episode: 2, details: 'Tous' }),
    )

    await ada.call('post', `/api/leads/${leadId}/stop-answer/undo`).send({}).expect(200)
    expect((await readLead(leadId)).optedOutAt).not.toBeNull()
    expect(await questions(ada)).toMatchObject([{ leadId, source: 'submission' }])
    await answer(ada, leadId, { optOut: true }).expect(200)
  })

  it('is asked about once by a file imported twice, and no more once the opt-out is lifted elsewhere', async () => {
    const leadId = await makeLead(manager, ada.id, 'Ilan')
    await change(leadId, { optedOutAt: ago(2 * DAY_MS) })
    await api.test.db.query(`update leads set created_at = created_at - interval '1 hour' where id = $1`, [leadId])
    const { phone } = await readLead(leadId)
    const file = `phone;submittedAt\n${phone};${new Date().toISOString()}`
    const imported = () =>
      manager.call('post', '/api/leads/import').set('Content-Type', 'text/csv').send(file).expect(200)
    await imported()
    await imported()
    expect(await questions(ada)).toMatchObject([{ leadId, source: 'submission' }])
    await noteHeld(api.test.db, [], Date.now() + 25 * 3_600_000)
    const alerts = () => api.test.db.query(`select kind from alerts where closed_at is null`)
    expect(await alerts()).toEqual([{ kind: 'submission_unanswered' }])
    await change(leadId, { optedOutAt: null })
    expect(await questions(ada)).toEqual([])
    await noteHeld(api.test.db, [], Date.now() + 25 * 3_600_000)
    expect(await alerts()).toEqual([])
  })

  it.each([
    ['before they opted out', 3 * DAY_MS],
    ['before they were known', 30 * DAY_MS],
  ])('with a form of %s asks nothing', async (_when, before) => {
    const leadId = await makeLead(manager, ada.id, 'Ida')
    await change(leadId, { optedOutAt: ago(2 * DAY_MS) })
    await change(leadId, { submittedAt: ago(before) })
    expect(await questions(ada)).toEqual([])
  })
})
