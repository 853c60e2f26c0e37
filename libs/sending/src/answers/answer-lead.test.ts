/** A person answers a lead who has written, on a real database: once, within the 24 hours, and as a contact. */
import { randomUUID } from 'node:crypto'
import { NUMBER } from '@relance/testing'
import type { ChannelEvent, SendOutcome } from '@relance/relance/core'
import { whatsApp } from '@relance/whatsapp'
import { DAY, host, HOUR, inbound, one, scene, send, status, tell, useDelivery } from '../test/delivery-fixture.ts'
import { answerLead } from './answer-lead.ts'
import { readAnswers } from './answers.sql.ts'

useDelivery()

let leadId: string
let calls: { to: string; text: string }[]
let outcome: (id: string) => SendOutcome
beforeEach(async () => {
  calls = []
  outcome = (id) => ({ kind: 'accepted', messageId: `wamid.answer.${id}`, number: null })
  await send(1)
  scene.now += HOUR
  await tell(inbound('Quel est le prix ?'))
  leadId = String((await one('select id from leads'))?.id)
})

function answering(id: string, text = 'Le prix est de 40 €.') {
  const sender = {
    send: async ({ to, content, relanceId }: { to: string; content: { kind: string }; relanceId: string }) => {
      calls.push({ to, text: 'body' in content ? String(content.body) : '' })
      return outcome(relanceId)
    },
  }
  return answerLead(
    { ...host(), channel: whatsApp, senders: new Map([[NUMBER, sender]]) },
    { id, leadId, text, person: { id: null, name: 'Ada' } },
  )
}

const told = (id: string, what: 'sent' | 'delivered' | 'read' | 'failed') =>
  ({ ...status(id, what), messageId: `wamid.answer.${id}` }) as ChannelEvent
const contacts = () => one(`select count(*)::int as n from contacts where source = 'echo'`)
const stored = () =>
  one(`select message_id as "messageId", accepted_at is not null as accepted, delivered_at is not null as delivered,
              read_at is not null as read, failed_at is not null as failed, error_code as "errorCode" from whatsapp_answers`)

it('leaves once, however often it is asked for, and is a contact of ours', async () => {
  const id = randomUUID()
  const answered = await Promise.all([answering(id), answering(id)])
  expect(answered).toEqual([{ ok: true }, { ok: true }])
  expect(calls).toEqual([{ to: expect.stringMatching(/^\+33/), text: 'Le prix est de 40 €.' }])
  expect(await stored()).toMatchObject({ messageId: `wamid.answer.${id}`, accepted: true, failed: false })
  expect(await contacts()).toEqual({ n: 1 })
  expect(await one('select last_contact_at as at from leads')).toEqual({ at: new Date(scene.now) })
})

it('a lead who hides the number is answered by the id that stands for it', async () => {
  await scene.db.transaction(async (tx) => {
    await tx.query('update leads set phone = null')
    await tx.query(`insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
      select id, 'user_id', 'FR.700', 'reply', relance_now() from leads`)
    await tx.query('update whatsapp_contacts set last_inbound_at = to_timestamp($1::float8 / 1000)', [scene.now])
  })
  expect(await answering(randomUUID())).toEqual({ ok: true })
  expect(calls).toMatchObject([{ to: 'FR.700' }])
})

it.each([
  ['taken_at = relance_now()', 'sending'],
  ["taken_at = relance_now() - interval '61 seconds'", 'unknown'],
  ["taken_at = relance_now() - interval '61 seconds', accepted_at = now()", 'accepted'],
  ['accepted_at = now(), failed_at = now()', 'failed'],
  ['failed_at = now(), delivered_at = now()', 'delivered'],
  ['delivered_at = now(), read_at = now()', 'read'],
])('what is known as “%s” stands as %s', async (set, expected) => {
  const id = randomUUID()
  outcome = () => ({ kind: 'unknown', error: { code: null, details: 'No answer.' } })
  await answering(id)
  await scene.db.query(`update whatsapp_answers set ${set}`)
  expect((await readAnswers(scene.db, leadId, id))[0]?.state).toBe(expected)
})

it('asked for again after the 24 hours, it is the answer that was sent', async () => {
  const id = randomUUID()
  await answering(id)
  scene.now += DAY
  expect(await answering(id)).toEqual({ ok: true })
  expect(calls).toHaveLength(1)
})

it('accepted and then failed, it is no contact any more, until it arrives after all', async () => {
  const id = randomUUID()
  const standing = () => one(`select count(*)::int as n from contacts where source = 'echo' and undone_at is null`)
  await answering(id)
  expect(await standing()).toEqual({ n: 1 })
  await tell(told(id, 'failed'))
  expect(await standing()).toEqual({ n: 0 })
  await tell(told(id, 'delivered'))
  expect(await standing()).toEqual({ n: 1 })
})

it('its statuses are told in any order and twice; what has arrived did not fail', async () => {
  const id = randomUUID()
  await answering(id)
  await tell(told(id, 'read'), told(id, 'failed'))
  await tell(told(id, 'delivered'), told(id, 'sent'))
  expect(await stored()).toMatchObject({ accepted: true, delivered: true, read: true, failed: true })
  expect(await one(`select count(*)::int as left from whatsapp_events where state <> 'applied'`)).toEqual({ left: 0 })
  expect(await contacts()).toEqual({ n: 1 })
})

it('a call whose answer is lost is neither repeated nor a contact, until a status proves it', async () => {
  const id = randomUUID()
  outcome = () => ({ kind: 'unknown', error: { code: null, details: 'No answer.' } })
  expect(await answering(id)).toEqual({ ok: true })
  expect(await answering(id)).toEqual({ ok: true })
  expect(calls).toHaveLength(1)
  expect(await contacts()).toEqual({ n: 0 })
  await tell(told(id, 'delivered'))
  expect(await stored()).toMatchObject({ messageId: `wamid.answer.${id}`, accepted: true, delivered: true })
  expect(await contacts()).toEqual({ n: 1 })
})

it('what WhatsApp refuses has failed, with its reason, and is no contact', async () => {
  outcome = () => ({ kind: 'refused', error: { code: 131_047, details: 'Too late.' }, reaction: 'need_template' })
  await answering(randomUUID())
  expect(await stored()).toMatchObject({ accepted: false, failed: true, errorCode: 131_047 })
  expect(await contacts()).toEqual({ n: 0 })
})

it.each([
  ['more than 24 hours after the lead wrote', async (): Promise<void> => void (scene.now += DAY), 'window_closed'],
  [
    'once sending is stopped',
    () => scene.db.query('update whatsapp_settings set stopped_at = now()'),
    'sending_stopped',
  ],
  ['to a lead who has opted out', () => scene.db.query('update leads set opted_out_at = now()'), 'lead_opted_out'],
  [
    'to one who seems to ask to stop',
    () => scene.db.query('update leads set stop_suspected_at = now()'),
    'stop_suspected',
  ],
] as const)('nothing is sent %s', async (_, happens, refused) => {
  await happens()
  expect(await answering(randomUUID())).toEqual({ ok: false, refused })
  expect(calls).toEqual([])
  expect(await one('select count(*)::int as n from whatsapp_answers')).toEqual({ n: 0 })
})
