/** A closer answers a lead by WhatsApp from the panel, over HTTP, with the sandbox as WhatsApp. */
import { startSandbox, type TestSandbox } from '@relance/testing'
import { makeLead, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let sandbox: TestSandbox
let ada: Person
let leadId: string

beforeAll(async () => {
  sandbox = await startSandbox()
  api = await startTestApi(sandbox.environment)
  ada = await api.join('closer', 'Ada')
  leadId = await makeLead(await api.join('manager', 'Mona'), ada.id)
})
afterAll(async () => {
  await api?.stop()
  await sandbox?.stop()
})

async function hasWritten(): Promise<void> {
  const [lead] = await api.test.db.query<{ phone: string }>('select phone from leads where id = $1', [leadId])
  await sandbox.ask('POST', 'reply', { from: lead?.phone, text: 'Quel est le prix ?' })
  await api.test.db.query(
    `insert into whatsapp_contacts (lead_id, number_id, last_inbound_at) values ($1, $2, relance_now())`,
    [leadId, sandbox.environment.WHATSAPP_PHONE_NUMBER_ID],
  )
  await api.test.db.query('insert into whatsapp_numbers (id) values ($1) on conflict do nothing', [
    sandbox.environment.WHATSAPP_PHONE_NUMBER_ID,
  ])
}

const answer = (person: Person, body: object) => person.call('post', `/api/leads/${leadId}/answers`).send(body)

it('before the lead has written, nothing can be answered, and the refusal says why', async () => {
  const window = await ada.call('get', `/api/leads/${leadId}/answer-window`).expect(200)
  expect(window.body).toEqual({ id: leadId, until: null, refused: 'window_closed' })
  const refused = await answer(ada, { text: 'Bonjour' }).set('Accept-Language', 'fr').expect(409)
  expect(refused.body).toMatchObject({ code: 'window_closed', title: 'Pas de message du lead depuis 24 heures' })
})

it('an answer is sent once, stands in the history and counts as a contact', async () => {
  await hasWritten()
  const window = await ada.call('get', `/api/leads/${leadId}/answer-window`).expect(200)
  expect(window.body).toMatchObject({ refused: null, until: expect.stringMatching(/Z$/) })
  const id = '0193a7a0-0000-7000-8000-000000000001'
  const sent = await answer(ada, { id, text: 'Le prix est de 40 €.' }).expect(201)
  expect(sent.body).toMatchObject({ id, state: 'accepted', text: 'Le prix est de 40 €.', actorName: 'Ada' })
  await answer(ada, { id, text: 'Le prix est de 40 €.' }).expect(201)
  await answer(ada, { id, text: 'Le prix est de 50 €.' }).expect(409)
  const accepted = await sandbox.ask<{ text: string }[]>('GET', 'accepted')
  expect(accepted.map(({ text }) => text)).toEqual(['Le prix est de 40 €.'])
  const timeline = await ada.call('get', `/api/leads/${leadId}/timeline`).expect(200)
  const said = timeline.body.filter(({ kind }: { kind: string }) => kind === 'answer' || kind === 'contact')
  expect(said).toEqual([
    expect.objectContaining({ kind: 'answer', message: 'Le prix est de 40 €.', state: 'accepted' }),
  ])
  const lead = await ada.call('get', `/api/leads/${leadId}`).expect(200)
  expect(lead.body.lastContactAt).not.toBeNull()
})

it('another closer may neither read nor answer, an empty text is refused with its field', async () => {
  const bob = await api.join('closer', 'Bob')
  await answer(bob, { text: 'Bonjour' }).expect(404)
  await bob.call('get', `/api/leads/${leadId}/answers`).expect(404)
  const refused = await answer(ada, { text: '   ' }).expect(422)
  expect(refused.body.errors).toEqual({ text: expect.any(String) })
})

it('what was answered is handed over with the person’s data, and erased with it', async () => {
  const exported = await api.admin.call('get', `/api/leads/${leadId}/export`).expect(200)
  expect(exported.body.whatsapp.answers).toEqual([expect.objectContaining({ text: 'Le prix est de 40 €.' })])
  await api.admin.call('post', `/api/leads/${leadId}/erase`).send({}).expect(200)
  expect(await api.test.db.query('select from whatsapp_answers')).toEqual([])
  await answer(api.admin, { text: 'Bonjour' }).expect(409)
})
