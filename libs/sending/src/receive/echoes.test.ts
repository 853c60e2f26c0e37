/** What is written on the phone that has the same number, on a real database: a contact, or the relance that waited to be sent. */
import { addLeads, addRule } from '@relance/testing'
import { run } from '@relance/relance'
import type { ChannelEvent } from '@relance/relance/core'
import { DAY, host, inbound, one, scene, tell, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()

const from = '+3363998000001'
const echo = (text: string, more: object = {}): ChannelEvent => ({
  ...{ kind: 'echo', messageId: `wamid.${text}`, from, userId: null, inReplyTo: null, at: scene.now, content: 'text' },
  ...{ text, ...more },
})

/** One lead whose first step waits in the closer's inbox. */
async function wait(): Promise<string> {
  await addLeads(scene.db, 1, { lastContactAt: scene.now - 3 * DAY })
  await addRule(scene.db, { channel: 'closer' })
  await run(host(), { trigger: 'manual' })
  return (await one('select message from relances'))?.message as string
}

const contacts = () =>
  scene.db.query(`select direction, source from contacts where source in ('echo', 'received') order by at, source`)

it('the message of the item that waits confirms it, though a word was changed, and is no other contact', async () => {
  const message = await wait()
  await tell(echo(`${message} 🙂`))
  expect(await one('select state from relances')).toEqual({ state: 'sent' })
  expect(await contacts()).toEqual([])
  await tell(echo(`${message} 🙂`))
  expect(await one('select count(*)::int as actions from relance_actions')).toEqual({ actions: 1 })
})

it('anything else is a contact of ours, from which the cadence counts', async () => {
  await wait()
  await tell(echo('Je vous envoie le devis ce soir, bonne journée à vous'))
  expect(await contacts()).toEqual([{ direction: 'outbound', source: 'echo' }])
  expect(await one('select last_contact_at as at from leads')).toEqual({ at: new Date(scene.now) })
  expect(await one("select state from relances where state = 'sent'")).toBeUndefined()
  expect(await one('select direction, text from whatsapp_messages')).toMatchObject({ direction: 'outbound' })
})

it('what a lead answers on the phone ends the cadence: nobody has to tell the panel', async () => {
  await wait()
  await tell(inbound('Oui'))
  expect(await one('select state, reason from enrolments')).toEqual({ state: 'ended', reason: 'replied' })
  expect(await one('select state, reason from relances')).toEqual({ state: 'withdrawn', reason: 'replied' })
})

it('what a lead answered may be told before what they answered: it was sent all the same', async () => {
  const message = await wait()
  await tell({ ...inbound('Oui'), at: scene.now + 1_000 } as ChannelEvent)
  await tell(echo(message, { at: scene.now - 60_000, messageId: 'wamid.before' }))
  expect(await one('select state from relances')).toEqual({ state: 'withdrawn' })
  await tell(echo(message))
  expect(await one('select state, reason from relances')).toEqual({ state: 'sent', reason: null })
  expect(await one('select state, reason from enrolments')).toEqual({ state: 'ended', reason: 'replied' })
  expect(await one(`select count(*)::int as echoes from contacts where source = 'echo'`)).toEqual({ echoes: 1 })
})

it('old messages of a number that is connected change no cadence, except those that answer our last message', async () => {
  await wait()
  const past = (text: string, at: number): ChannelEvent =>
    ({ ...inbound(text, 'text', `wamid.${text}`), at, isPast: true }) as ChannelEvent
  await tell(past('Bonjour', scene.now - 30 * DAY), echo('Vieux message', { at: scene.now - 29 * DAY }))
  expect(await one('select state from enrolments')).toEqual({ state: 'active' })
  await tell(past('Stop', scene.now - 20 * DAY))
  expect(await one('select opted_out_at is not null as "isOut" from leads')).toEqual({ isOut: true })
})
