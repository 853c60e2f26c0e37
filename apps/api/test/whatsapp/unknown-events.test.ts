/** Who is it? What people send whom nobody here knows: kept, listed, and theirs once somebody says who they are. */
import { applyEvents, storeEvents } from '@relance/sending'
import type { ChannelEvent } from '@relance/relance/core'
import { whatsApp } from '@relance/whatsapp'
import { makeLead, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
})
afterAll(() => api.stop())
beforeEach(() => api.test.db.query('truncate whatsapp_events, whatsapp_set_aside'))

const says = (text: string, names: object): ChannelEvent => ({
  ...{
    kind: 'inbound',
    messageId: `wamid.${text}.${JSON.stringify(names)}`,
    from: null,
    userId: null,
    inReplyTo: null,
  },
  ...{ at: Date.now(), content: 'text', text, payload: null, ...names },
})

async function tell(...events: ChannelEvent[]): Promise<void> {
  await storeEvents(api.test.db, events, Date.now())
  while ((await applyEvents({ db: api.test.db }, whatsApp, 100)) > 0);
}

const list = async (filter: object = {}) =>
  (
    await manager
      .call('get', '/api/whatsapp/unknown-events')
      .query({ filter: JSON.stringify(filter) })
      .expect(200)
  ).body as { id: string; text: string; state: string }[]

it('lists what unknown people sent, and a STOP among it is the lead’s once somebody says who it is', async () => {
  await tell(says('Bonjour', { userId: 'FR.500' }), says('STOP', { userId: 'FR.500' }))
  const listed = await list()
  expect(listed.map(({ text }) => text).sort()).toEqual(['Bonjour', 'STOP'])
  const leadId = await makeLead(manager, null, 'Ernest')
  const answer = await manager
    .call('post', `/api/whatsapp/unknown-events/${listed[0]?.id}/attach`)
    .send({ leadId })
    .expect(200)
  expect(answer.body).toMatchObject({ id: leadId, optedOutAt: expect.any(String), lastContactAt: expect.any(String) })
  expect(await list()).toEqual([])
  const timeline = (await manager.call('get', `/api/leads/${leadId}/timeline`).expect(200)).body
  expect(timeline.filter(({ kind }: { kind: string }) => kind === 'received')).toHaveLength(2)
  // By that name they are known from now on.
  await tell(says('Encore', { userId: 'FR.500' }))
  expect(await list()).toEqual([])
})

it('makes a lead of a person, with the number they wrote from', async () => {
  await tell(says('Bonjour', { from: '+33639981234', userId: 'FR.501' }))
  const [event] = await list()
  const path = `/api/whatsapp/unknown-events/${event?.id}/lead`
  const made = await manager.call('post', path).send({ firstName: 'Odile' }).expect(201)
  expect(made.body).toMatchObject({ firstName: 'Odile', phone: '+33639981234', lastContactAt: expect.any(String) })
  await tell(says('Bonjour', { username: 'odile' }))
  const [named] = await list()
  const refused = await manager.call('post', `/api/whatsapp/unknown-events/${named?.id}/lead`).send({}).expect(422)
  expect(refused.body.errors).toHaveProperty('phone')
})

it('makes a lead of a person who hides the number, and learns the number once it is shown', async () => {
  await tell(says('Bonjour', { userId: 'FR.502' }))
  const [hidden] = await list()
  const path = `/api/whatsapp/unknown-events/${hidden?.id}/lead`
  const made = (await manager.call('post', path).send({ firstName: 'Paule' }).expect(201)).body
  expect(made).toMatchObject({ phone: null, lastContactAt: expect.any(String) })
  await manager.call('put', `/api/leads/${made.id}`).send({ company: 'Paule SA' }).expect(200)
  await tell(says('Appelez-moi', { userId: 'FR.502', sharedPhone: '+33639981235' }))
  const known = (await manager.call('get', `/api/leads/${made.id}`).expect(200)).body
  expect(known).toMatchObject({ phone: '+33639981235', company: 'Paule SA' })
  // By both names they are known from now on.
  await tell(says('Encore', { userId: 'FR.502' }), says('Et encore', { from: '+33639981235' }))
  expect(await list()).toEqual([])
})

it('a person who hides the number is erased as any other, and kept out by the id', async () => {
  await tell(says('Bonjour', { userId: 'FR.503' }))
  const [hidden] = await list()
  const made = await manager.call('post', `/api/whatsapp/unknown-events/${hidden?.id}/lead`).send({}).expect(201)
  const { id } = made.body
  await api.admin.call('post', `/api/leads/${id}/erase`).send({ neverContactAgain: true }).expect(200)
  expect(await api.test.db.query('select from whatsapp_identities where lead_id = $1', [id])).toEqual([])
  await tell(says('Encore moi', { userId: 'FR.503' }))
  expect(await list()).toEqual([])
})

it('does not ask again about who is set aside, and asks again when that is taken back', async () => {
  await tell(says('Pub', { userId: 'FR.600' }))
  const [event] = await list()
  await manager.call('post', `/api/whatsapp/unknown-events/${event?.id}/set-aside`).expect(200)
  await tell(says('Pub encore', { userId: 'FR.600' }))
  expect(await list()).toEqual([])
  expect(await list({ state: 'set_aside' })).toHaveLength(2)
  await manager.call('post', `/api/whatsapp/unknown-events/${event?.id}/take-back`).expect(200)
  expect(await list()).toHaveLength(2)
})

it('is not for closers, and what is not there is not found', async () => {
  const closer = await api.join('closer', 'Cleo')
  await closer.call('get', '/api/whatsapp/unknown-events').expect(403)
  const nobody = '018f0000-0000-7000-8000-000000000000'
  await manager.call('post', `/api/whatsapp/unknown-events/${nobody}/attach`).send({ leadId: nobody }).expect(404)
})
