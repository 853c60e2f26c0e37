/** Whom an event is about, on a real database: by every name the channel has for a person, whenever it is learnt. */
import { addLeads, NUMBER } from '@relance/testing'
import type { ChannelEvent } from '@relance/relance/core'
import { knowAs, one, scene, send, status, tell, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()

const says = (text: string, names: object, messageId = `wamid.${text}.${JSON.stringify(names)}`): ChannelEvent => ({
  ...{ kind: 'inbound', messageId, from: null, userId: null, inReplyTo: null, at: scene.now, content: 'text' },
  ...{ text, payload: null, ...names },
})
const leaves = (userId: string): ChannelEvent => ({
  ...{ kind: 'preference', from: null, userId, at: scene.now, wantsMarketing: false },
})
const out = async () =>
  (
    await scene.db.query<{ name: string }>(
      'select first_name as name from leads where opted_out_at is not null order by 1',
    )
  ).map(({ name }) => name)
const unknown = async () =>
  (await one(`select count(*)::int as count from whatsapp_events where state = 'unknown'`))?.count
const phoneTo = (phone: string) => scene.db.query(`update leads set phone = $1 where first_name = 'P1'`, [phone])

it.each([
  ['Brazil', '+5511988887777', '+551188887777'],
  ['Mexico', '+525512345678', '+5215512345678'],
  ['Argentina', '+5491123456789', '+541123456789'],
  ['Benin', '+2290190011234', '+22990011234'],
])('a STOP from the other form of a number is the lead’s: %s', async (_, phone, waId) => {
  await addLeads(scene.db, 1)
  await phoneTo(phone)
  await tell(says('STOP', { from: waId }))
  expect(await out()).toEqual(['P1'])
  expect(await unknown()).toBe(0)
  expect(await one('select kind, value, learnt_from as "learntFrom" from whatsapp_identities')).toEqual({
    kind: 'wa_id',
    value: waId,
    learntFrom: 'reply',
  })
})

it('a status tells the id of a person, by which they are known from then on', async () => {
  const [id = ''] = await send(1)
  await tell({ ...status(id, 'delivered'), userId: 'FR.77' } as ChannelEvent)
  await tell(leaves('FR.77'))
  expect(await out()).toEqual(['P1'])
})

it('whoever answers a message of ours is the one it was sent to', async () => {
  const [id = ''] = await send(1)
  await tell(says('STOP', { userId: 'FR.78', inReplyTo: `wamid.${id}` }))
  expect(await out()).toEqual(['P1'])
  expect(await one('select value, learnt_from as "learntFrom" from whatsapp_identities')).toEqual({
    value: 'FR.78',
    learntFrom: 'quoted_message',
  })
})

it('a username that a lead gave up may be a stranger’s: the id beside it tells them apart', async () => {
  await addLeads(scene.db, 1)
  await tell(says('Bonjour', { from: '+3363998000001', userId: 'FR.1', username: 'zoe' }))
  await tell(says('STOP', { userId: 'FR.2', username: 'zoe' }))
  expect(await out()).toEqual([])
  expect(await unknown()).toBe(1)
  await tell(says('STOP', { userId: 'FR.1', username: 'zoe' }))
  expect(await out()).toEqual(['P1'])
})

it('two people who leave in the same second by their ids alone are two', async () => {
  await addLeads(scene.db, 2)
  await knowAs('FR.1', 'P1')
  await knowAs('FR.2', 'P2')
  await tell(leaves('FR.1'), leaves('FR.2'))
  expect(await out()).toEqual(['P1', 'P2'])
})

it('what an unknown person wrote is kept, and applied once they become known', async () => {
  const [id = ''] = await send(1)
  await tell(says('Oui', { userId: 'FR.79' }))
  expect(await unknown()).toBe(1)
  expect(await one('select state from enrolments')).toEqual({ state: 'active' })
  await tell({ ...status(id, 'read'), userId: 'FR.79' } as ChannelEvent)
  expect(await unknown()).toBe(0)
  expect(await one('select text from whatsapp_messages')).toEqual({ text: 'Oui' })
  expect(await one('select state, reason from enrolments')).toEqual({ state: 'ended', reason: 'replied' })
})

it('a wish to be left alone outlasts its event: whoever is known by that id later is opted out', async () => {
  await tell(leaves('FR.80'))
  await scene.db.query('delete from whatsapp_events')
  await addLeads(scene.db, 1)
  await tell(says('Bonjour', { from: '+3363998000001', userId: 'FR.80' }))
  expect(await out()).toEqual(['P1'])
  // Whoever lifts it has lifted it.
  await scene.db.query('update leads set opted_out_at = null')
  await tell(says('Re', { from: '+3363998000001', userId: 'FR.80' }))
  expect(await out()).toEqual([])
})

it('a person who changes number is known by both, in any order, and by the new id', async () => {
  await addLeads(scene.db, 1)
  const [from, via, to] = ['+3363998000001', '+3363998000051', '+3363998000052']
  const changed = (one: string, other: string, at: number, ids = {}): ChannelEvent => ({
    ...{ kind: 'number_changed', from: one, to: other, at, ...ids },
  })
  await tell(changed(via, to, scene.now + 2_000, { previousUserId: 'FR.2', userId: 'FR.3' }))
  expect(await unknown()).toBe(1)
  await tell(changed(from, via, scene.now + 1_000, { previousUserId: 'FR.1', userId: 'FR.2' }))
  expect(await one('select phone from leads')).toEqual({ phone: to })
  await tell(says('Oui', { userId: 'FR.3' }), says('Non', { from }), says('Si', { userId: 'FR.1' }))
  expect(await unknown()).toBe(0)
  expect(await one('select count(*)::int as messages from whatsapp_messages')).toEqual({ messages: 3 })
})

it('an id that changes stays the same person’s', async () => {
  await addLeads(scene.db, 1)
  await knowAs('FR.1')
  await tell({ kind: 'user_id_changed', from: null, previousUserId: 'FR.1', userId: 'FR.9', at: scene.now + 1 })
  await tell(leaves('FR.9'))
  expect(await out()).toEqual(['P1'])
})

it('a number that somebody mends is another person’s: what was learnt of the one before holds no more', async () => {
  await addLeads(scene.db, 1)
  await tell(says('Bonjour', { from: '+3363998000001', userId: 'FR.1' }))
  await phoneTo('+33639980077')
  await tell(leaves('FR.1'))
  expect(await out()).toEqual([])
  expect(await one('select last_inbound_at as at from whatsapp_contacts')).toEqual({ at: null })
})

it('what is said to a number that is not ours, or in a group, is nobody’s reply', async () => {
  await send(1)
  const from = '+3363998000001'
  await tell(says('STOP', { from, numberId: 'another' }), says('Arrêt', { from, numberId: NUMBER, isGroup: true }))
  expect(await out()).toEqual([])
  expect(await one(`select count(*)::int as count from whatsapp_events where state = 'foreign'`)).toEqual({ count: 2 })
  await scene.db.query(`insert into whatsapp_numbers (id) values ('another')`)
  await tell()
  expect(await out()).toEqual(['P1'])
})

it('taking back is no reply: an un-reaction, a deleted message, a conversation that is opened without a word', async () => {
  const [id = ''] = await send(1)
  const from = '+3363998000001'
  const about = `wamid.${id}`
  await tell(
    says('x', { from, content: 'removed', text: null, inReplyTo: about }),
    says('y', { from, content: 'welcome', text: null }),
    says('z', { from, content: 'deleted', text: null, inReplyTo: 'wamid.first' }),
  )
  expect(await one('select state from enrolments')).toEqual({ state: 'active' })
  expect(await one('select last_contact_at < relance_now() - interval \'1 day\' as "isOld" from leads')).toEqual({
    isOld: true,
  })
  await tell(says('Mon secret', { from }, 'wamid.first'))
  expect(await one(`select text from whatsapp_messages where id = 'wamid.first'`)).toEqual({ text: null })
  expect(await one('select state, reason from enrolments')).toEqual({ state: 'ended', reason: 'replied' })
})

it('a message that is edited into a STOP opts out', async () => {
  await addLeads(scene.db, 1)
  const from = '+3363998000001'
  await tell(says('Bonjour', { from }, 'wamid.first'))
  await tell(says('STOP', { from, content: 'edited', inReplyTo: 'wamid.first' }))
  expect(await out()).toEqual(['P1'])
})
