/** What WhatsApp tells, on a real database: doubled, shuffled, early, late. */
import { run } from '@relance/relance'
import { addLeads } from '@relance/testing'
import type { ChannelEvent } from '@relance/relance/core'
import { releaseMatched, storeEvents } from './store-events.sql.ts'
import {
  DAY,
  host,
  HOUR,
  inbound,
  knowAs,
  one,
  pumpAll,
  queue,
  scene,
  send,
  status,
  tell,
  useDelivery,
} from '../test/delivery-fixture.ts'

useDelivery()

it('an event is stored once, and once applied nothing of it is left but its key', async () => {
  const [id = ''] = await send(1)
  expect(await storeEvents(scene.db, [status(id, 'read'), status(id, 'read'), inbound('Oui')], scene.now)).toBe(2)
  expect(await storeEvents(scene.db, [status(id, 'read'), inbound('Oui')], scene.now)).toBe(0)
  await tell()
  expect(await one('select count(*)::int as kept, count(event)::int as whole from whatsapp_events')).toEqual({
    kept: 2,
    whole: 0,
  })
  await tell(status(id, 'read'), inbound('Oui'))
  expect(await one('select count(*)::int as messages from whatsapp_messages')).toEqual({ messages: 1 })
})

it('a status settles what got no answer, and cost counts once it is delivered', async () => {
  const [id = ''] = await send(1, { lost: true })
  expect(await one('select state from relances')).toEqual({ state: 'unknown' })
  scene.now += 60_000
  await tell(status(id, 'sent'))
  expect(await one('select state from relances')).toEqual({ state: 'accepted' })
  expect(await one('select next_due_at as due from enrolments')).toEqual({ due: new Date(scene.now + 3 * DAY) })
  await tell(status(id, 'read'))
  expect(
    await one(`select r.state, s.message_id as "messageId", s.cost_micros::int as cost, s.delivered_at is not null as delivered
                 from relances r join whatsapp_sends s on s.relance_id = r.id`),
  ).toEqual({ state: 'read', messageId: `wamid.${id}`, cost: 118_600, delivered: true })
})

it.each([
  ['is free', { isBillable: false, category: 'service' }, 0],
  ['is billed after the free ones', { isBillable: true, category: 'service' }, 24_800],
  ['is a template inside the 24 hours', { isBillable: true, category: 'utility' }, 24_800],
])('what WhatsApp says %s costs that, whatever was estimated', async (_, pricing, cost) => {
  scene.now = Date.parse('2026-10-06T08:00:00Z')
  const [id = ''] = await send(1)
  await tell({ ...status(id, 'delivered'), pricing } as ChannelEvent)
  expect(await one('select estimate_micros::int as estimate, cost_micros::int as cost from whatsapp_sends')).toEqual({
    estimate: 118_600,
    cost,
  })
})

it('a status that comes before our own id waits for it', async () => {
  const [id = ''] = await send(1, { lost: true })
  await tell(status(null, 'delivered', 'wamid.x'))
  expect(await one('select state from whatsapp_events')).toEqual({ state: 'waiting' })
  await tell(status(id, 'sent', 'wamid.x'))
  await releaseMatched(scene.db)
  await tell()
  expect(await one('select state from relances')).toEqual({ state: 'delivered' })
})

it('a reply ends the cadences, takes back what waits, opens the window and stands in the timeline', async () => {
  await send(1)
  await tell(inbound('Oui, appelez-moi'))
  expect(await one('select state, reason from enrolments')).toEqual({ state: 'ended', reason: 'replied' })
  expect(await one('select content, text from whatsapp_messages')).toEqual({
    content: 'text',
    text: 'Oui, appelez-moi',
  })
  expect(await one('select last_contact_at as at from leads')).toEqual({ at: new Date(scene.now) })
  expect(await one('select last_inbound_at as at from whatsapp_contacts')).toEqual({ at: new Date(scene.now) })
})

it('a reply also takes back a last step that waits', async () => {
  await queue(1)
  await scene.db.query(`update enrolments set state = 'ended', reason = 'last_step', next_due_at = null`)
  await tell(inbound('Oui'))
  expect(await one('select state, reason from relances')).toEqual({ state: 'withdrawn', reason: 'replied' })
})

it('a reaction ends the cadences as well, and opens no window', async () => {
  await send(1)
  await tell(inbound('👍', 'reaction'))
  expect(await one('select state, reason from enrolments')).toEqual({ state: 'ended', reason: 'replied' })
  expect(await one('select last_inbound_at as at from whatsapp_contacts')).toEqual({ at: null })
})

it.each([
  ['a stop word', () => inbound('STOP')],
  [
    'Meta’s own opt-out',
    (): ChannelEvent => ({ kind: 'preference', from: null, userId: 'FR.1', at: scene.now, wantsMarketing: false }),
  ],
])('%s opts the lead out, with WhatsApp’s name in the audit log', async (_, event) => {
  await send(1)
  await knowAs('FR.1')
  await tell(event())
  expect(await one('select opted_out_at is not null as "isOut" from leads')).toEqual({ isOut: true })
  expect(await one('select count(*)::int as numbers from opt_outs')).toEqual({ numbers: 1 })
  expect(
    await one(`select actor_name as name from audit_events where resource = 'leads' order by at desc limit 1`),
  ).toEqual({
    name: 'WhatsApp',
  })
})

it.each([
  ['a stop word', (from: string): ChannelEvent => ({ ...inbound('STOP'), from, userId: null }) as ChannelEvent],
  [
    'Meta’s own opt-out',
    (from: string): ChannelEvent => ({ kind: 'preference', from, userId: null, at: scene.now, wantsMarketing: false }),
  ],
])('%s of somebody who is no lead yet is kept: as a lead later they are not written to', async (_, event) => {
  await tell(event('+3363998000001'), {
    ...inbound('Oui', 'text', 'wamid.other'),
    from: '+3363998000002',
  } as ChannelEvent)
  expect(await one('select count(*)::int as numbers from opt_outs')).toEqual({ numbers: 1 })
  await addLeads(scene.db, 2)
  const rows = await scene.db.query<{ phone: string; at: Date | null }>(
    'select phone, opted_out_at as at from leads order by phone',
  )
  expect(rows).toEqual([
    { phone: '+3363998000001', at: new Date(scene.now) },
    { phone: '+3363998000002', at: null },
  ])
})

it('two messages that could not be delivered mark the number, and a message from it shows that it is right', async () => {
  const isMarked = async () => (await one('select wrong_number_at is not null as marked from leads'))?.marked
  const [first = ''] = await send(1)
  await tell(status(first, 'failed'))
  expect(await one('select state, reason from relances')).toEqual({ state: 'failed', reason: 'unreachable' })
  expect(await isMarked()).toBe(false)
  scene.now += 3 * DAY
  await run(host(), { trigger: 'manual' })
  await pumpAll()
  await tell(status(scene.sent[1]?.relanceId ?? null, 'failed'))
  expect(await isMarked()).toBe(true)
  scene.now += HOUR
  await tell(inbound('Oui'))
  expect(await isMarked()).toBe(false)
})

it('what a closer got because WhatsApp failed is taken back when the lead turns out to have replied', async () => {
  const [id = ''] = await send(1)
  const failed = { ...status(id, 'failed'), error: { code: 132_015, details: 'Paused', reaction: 'stop_rule' } }
  await tell(failed as ChannelEvent)
  expect(await one('select state, channel, reason from relances')).toEqual({
    ...{ state: 'due', channel: 'closer', reason: 'rule_stopped' },
  })
  await tell(inbound('Oui'))
  expect(await one('select state, channel, reason from relances')).toEqual({
    ...{ state: 'failed', channel: 'whatsapp', reason: 'rule_stopped' },
  })
})

it('a template that WhatsApp pauses pauses its rule, once more as well; its approval lets it go on; the latest counts', async () => {
  await send(1)
  const template = { kind: 'template_status', name: 'relance_1', language: 'fr', reason: 'LOW_QUALITY' } as const
  const [paused, approved, pausedAgain] = ['PAUSED', 'APPROVED', 'PAUSED'].map((status, place) => ({
    ...template,
    status,
    at: scene.now + place * HOUR,
  })) as [ChannelEvent, ChannelEvent, ChannelEvent]
  const after = async (event: ChannelEvent): Promise<unknown> => {
    await tell(event)
    return (await one('select pause_reason as reason from rules'))?.reason
  }
  expect(await after(paused)).toBe('template_not_approved')
  expect(await after(approved)).toBeNull()
  expect(await after(paused)).toBeNull()
  expect(await after({ ...approved, at: scene.now - HOUR, status: 'REJECTED' } as ChannelEvent)).toBeNull()
  expect(await after(pausedAgain)).toBe('template_not_approved')
})
