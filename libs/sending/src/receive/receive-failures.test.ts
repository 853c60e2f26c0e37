/** What WhatsApp took and then reports as failed, on a real database: who writes in its place, and who does not. */
import type { ChannelEvent } from '@relance/relance/core'
import { DAY, one, pumpAll, scene, send, status, tell, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()

const REFUSED = {
  131047: ['need_template', 'template_needed'],
  131049: ['wait_a_day', 'withheld'],
  131048: ['block_number', 'number_blocked'],
  132015: ['stop_rule', 'rule_stopped'],
} as const

const refusedLater = (relanceId: string, code: keyof typeof REFUSED): ChannelEvent => ({
  ...(status(relanceId, 'failed') as Extract<ChannelEvent, { kind: 'status' }>),
  error: { code, details: 'Refused', reaction: REFUSED[code][0] },
})

const standing = () => one('select state, channel, reason from relances')

it.each([131047, 131049, 131048, 132015] as const)(
  'what WhatsApp took and then refuses with %s goes to the closer, and WhatsApp is not asked again',
  async (code) => {
    const [id = ''] = await send(1)
    await tell(status(id, 'sent'), refusedLater(id, code), refusedLater(id, code))
    await tell(refusedLater(id, code), status(id, 'sent'))
    expect(await standing()).toEqual({ state: 'due', channel: 'closer', reason: REFUSED[code][1] })
    await pumpAll()
    expect(scene.sent).toHaveLength(1)
  },
)

it('a number whose messages are refused for its quality is paused for a day, and the account goes on', async () => {
  const [first = '', second = ''] = await send(2)
  const until = new Date(scene.now + DAY)
  await tell(refusedLater(first, 131048))
  scene.now += 60_000
  await tell(refusedLater(second, 131048))
  expect(await one('select paused_until as until, pause_reason as reason from whatsapp_numbers')).toEqual({
    until,
    reason: 'quality',
  })
  expect(await one('select stopped_at as at from whatsapp_settings')).toEqual({ at: null })
})

it.each([
  ['the company wants none of it', () => `update whatsapp_settings set falls_back = false`],
  [
    'the lead has answered',
    () => `insert into whatsapp_messages (id, lead_id, at, content)
      select 'wamid.before', id, now(), 'text' from leads`,
  ],
  ['the lead has opted out', () => `update leads set opted_out_at = now()`],
  ['it is too late', () => `update relances set expires_at = recorded_at`],
])('it does not go to the closer when %s', async (_, sql) => {
  const [id = ''] = await send(1)
  await scene.db.query(sql())
  await tell(refusedLater(id, 131049))
  expect(await standing()).toEqual({ state: 'failed', channel: 'whatsapp', reason: 'withheld' })
})

it('a closer who has not written yet loses the item when the message arrives after all', async () => {
  const [id = ''] = await send(1)
  await tell(refusedLater(id, 131049))
  await tell(status(id, 'delivered'))
  expect(await standing()).toEqual({ state: 'delivered', channel: 'whatsapp', reason: null })
})

it('what the closer has written stays theirs', async () => {
  const [id = ''] = await send(1)
  await tell(refusedLater(id, 131049))
  await scene.db.query(`update relances set state = 'sent'`)
  await tell(status(id, 'delivered'), refusedLater(id, 131049))
  expect(await standing()).toEqual({ state: 'sent', channel: 'closer', reason: 'withheld' })
})
