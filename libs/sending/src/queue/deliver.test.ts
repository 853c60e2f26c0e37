/** What leaves, when, and how fast. */
import { addNumbers, mapTemplates, NUMBER, TUESDAY_10H } from '@relance/testing'
import { whatsApp } from '@relance/whatsapp'
import type { OutgoingMessage } from '@relance/relance/core'
import { createDelivery } from './deliver.ts'
import {
  DAY,
  delivery,
  host,
  HOUR,
  pumpAll,
  queue,
  relance,
  scene,
  states,
  useDelivery,
} from '../test/delivery-fixture.ts'

useDelivery()

it('sends the approved template once; gap and next step count from the acceptance', async () => {
  await queue(1)
  scene.now += 2 * HOUR
  await pumpAll()
  await pumpAll()
  expect(scene.sent).toHaveLength(1)
  expect(scene.sent[0]).toMatchObject({
    to: '+3363998000001',
    content: { kind: 'template', name: 'relance_1', language: 'fr', parameters: [{ place: 'body', value: 'P1' }] },
  })
  const row = await relance()
  expect(row).toMatchObject({
    state: 'accepted',
    message: 'Bonjour P1, avez-vous une minute ?',
    messageId: `wamid.${row.id}`,
    estimate: 118_600,
    lastRelanceAt: new Date(scene.now),
    nextDueAt: new Date(scene.now + 3 * DAY),
  })
})

/** Their numbers are not known: each is `FR.70` and the digit of the first name. */
const hide = () =>
  scene.db.transaction(async (tx) => {
    await tx.query('update leads set phone = null')
    await tx.query(`insert into whatsapp_identities (lead_id, kind, value, learnt_from, learnt_at)
      select id, 'user_id', 'FR.' || replace(first_name, 'P', '70'), 'reply', relance_now() from leads`)
  })

it('a lead known by an id alone is written to by it, at the price of its country, and never handed to a closer', async () => {
  await queue(2, hide)
  scene.answer = (message) =>
    message.to === 'FR.701'
      ? { kind: 'accepted', messageId: 'wamid.1', number: null }
      : { kind: 'refused', error: { code: 131_062, details: 'Not by an id.' }, reaction: 'hand_over' }
  await pumpAll()
  expect(scene.sent.map(({ to }) => to).sort()).toEqual(['FR.701', 'FR.702'])
  expect(await states()).toEqual({ accepted: 1, failed: 1 })
  expect(await scene.db.query('select distinct estimate_micros::int as estimate from whatsapp_sends')).toEqual([
    { estimate: 118_600 },
  ])
})

it('what WhatsApp cannot carry waits where there is no number a closer could write to', async () => {
  await queue(1, hide)
  await scene.db.query(`update whatsapp_templates set status = 'PAUSED'`)
  await pumpAll()
  expect(await relance()).toMatchObject({ state: 'queued', channel: 'whatsapp', reason: 'template_not_approved' })
})

it('free text leaves while the window of 24 hours is open, and only then', async () => {
  await queue(2)
  await scene.db.query(
    `insert into whatsapp_contacts (lead_id, last_inbound_at)
       select id, to_timestamp($1::float8 / 1000) - case first_name when 'P1' then interval '23 hours' else interval '24 hours' end from leads`,
    [scene.now],
  )
  await pumpAll()
  const kinds = Object.fromEntries(scene.sent.map(({ to, content }) => [to, content.kind]))
  expect(kinds).toEqual({ '+3363998000001': 'text', '+3363998000002': 'template' })
})

it('what would leave a moment after the window has closed waits for the next', async () => {
  await queue(1)
  scene.now = Date.parse('2026-03-10T16:59:59.950Z')
  await pumpAll()
  expect(scene.sent).toHaveLength(0)
  expect(await relance()).toMatchObject({ state: 'queued', deliverAt: new Date('2026-03-11T08:00:00Z') })
})

it('outside the rule’s window nothing leaves, also when the queue was late; what cannot leave in time expires', async () => {
  await queue(1)
  scene.now += 10 * HOUR
  await pumpAll()
  expect(scene.sent).toHaveLength(0)
  const row = await relance()
  expect(row.state).toBe('queued')
  expect(row.deliverAt).toEqual(new Date('2026-03-11T08:00:00Z'))
  scene.now += 4 * DAY
  await pumpAll()
  expect(scene.sent).toHaveLength(0)
  expect(await relance()).toMatchObject({ state: 'expired', reason: 'expiry' })
})

it('who opted out after the recording is not written to', async () => {
  await queue(1)
  await scene.db.query('update leads set opted_out_at = now()')
  await pumpAll()
  expect(scene.sent).toHaveLength(0)
  expect(await relance()).toMatchObject({ state: 'withdrawn', reason: 'opted_out' })
})

it('the kill switch holds everything, and lets it go again', async () => {
  await queue(3)
  await scene.db.query('update whatsapp_settings set stopped_at = now()')
  await pumpAll()
  expect(await states()).toEqual({ queued: 3 })
  await scene.db.query('update whatsapp_settings set stopped_at = null')
  await pumpAll()
  expect(await states()).toEqual({ accepted: 3 })
})

it('without an approved template the message goes to the closer, or waits, as the company wants it', async () => {
  await queue(1)
  await mapTemplates(scene.db, { status: 'PAUSED' })
  await scene.db.query('update whatsapp_settings set falls_back = false')
  await pumpAll()
  expect(await relance()).toMatchObject({ state: 'queued', reason: 'template_not_approved' })
  await scene.db.query('update whatsapp_settings set falls_back = true')
  scene.now += HOUR
  await pumpAll()
  expect(scene.sent).toHaveLength(0)
  expect(await relance()).toMatchObject({ state: 'due', channel: 'closer', reason: 'template_not_approved' })
})

it('several workers at once: nothing twice, together no more than the rate in any second, and few in doubt if one dies', async () => {
  await queue(200)
  const from = scene.now
  await delivery().pump(NUMBER)
  expect(scene.sent).toHaveLength(8)
  const workers = Array.from({ length: 4 }, () => delivery())
  for (; scene.now < from + 2_500; scene.now += 50) {
    await Promise.all(workers.map(async (one) => one.pump(NUMBER)))
    await Promise.all(workers.map(async (one) => one.drain()))
  }
  expect(new Set(scene.sent.map(({ relanceId }) => relanceId)).size).toBe(scene.sent.length)
  expect(scene.sent.length).toBeGreaterThan(180)
  expect(scene.starts).toHaveLength(scene.sent.length)
  for (const first of scene.starts) {
    expect(scene.starts.filter((at) => at >= first && at < first + 1_000).length).toBeLessThanOrEqual(80)
  }
  expect(Math.min(...scene.starts)).toBeGreaterThanOrEqual(from + 100)
})

it('two messages to one person keep six seconds between them, whichever worker and number take them', async () => {
  await queue(1)
  await addNumbers(scene.db, [NUMBER, '100000000000002'])
  await scene.db.query(
    `insert into relances (enrolment_id, step, lead_id, rule_id, rule_version, frequency_version, template_id, template_version,
            run_id, channel, state, due_at, recorded_at, deliver_at, expires_at, message)
       select enrolment_id, s.step, lead_id, rule_id, rule_version, frequency_version, template_id, template_version, run_id, channel,
              state, due_at, recorded_at, deliver_at + s.later, expires_at, message
         from relances cross join (values (2, interval '0'), (3, interval '7 seconds')) s(step, later)`,
  )
  const sentAt: number[] = []
  scene.answer = ({ relanceId }) => {
    sentAt.push(scene.now)
    return { kind: 'accepted', messageId: `wamid.${relanceId}`, number: null }
  }
  const senders = new Map(
    [NUMBER, '100000000000002'].map((id) => [id, { send: async (one: OutgoingMessage) => scene.answer(one) }]),
  )
  const workers = [1, 2].map(() => createDelivery({ ...host(), channel: whatsApp, senders }))
  for (const until = scene.now + 15_000; scene.now < until; scene.now += 500) {
    await Promise.all(workers.flatMap((one) => [...senders.keys()].map((id) => one.pump(id))))
    await Promise.all(workers.map((one) => one.drain()))
  }
  expect(sentAt.map((at) => at - TUESDAY_10H)).toEqual([0, 6_500, 13_000])
})

it('the month’s budget ends where it ends', async () => {
  await queue(10)
  await scene.db.query('update whatsapp_settings set monthly_budget_micros = 3 * 118600 + 1')
  await pumpAll()
  expect(scene.sent).toHaveLength(3)
  const held = await scene.db.query(`select from relances where state = 'queued' and reason = 'budget_spent'`)
  expect(held).toHaveLength(7)
})

/** October 2026: the first free text of a number and month costs nothing. */
const OCTOBER = Date.parse('2026-10-06T08:00:00Z')
const FREE = `update rate_cards set free_per_month = $1 where category = 'service' and valid_from = '2026-10-01'`

/** Leads who wrote an hour ago: what they are sent is free text. */
async function queueInWindow(count: number): Promise<void> {
  scene.now = OCTOBER
  await queue(count)
  await scene.db.query(
    `insert into whatsapp_contacts (lead_id, last_inbound_at) select id, to_timestamp($1::float8 / 1000) - interval '1 hour' from leads`,
    [scene.now],
  )
}

const estimates = async () =>
  (
    await scene.db.query<{ estimate: number | null }>(
      'select estimate_micros::int as estimate from whatsapp_sends order by estimate_micros nulls last',
    )
  ).map(({ estimate }) => estimate)

it('free text costs nothing up to the count of its number and month, then its price; a budget counts as much', async () => {
  await queueInWindow(6)
  await scene.db.query(FREE, [3])
  await scene.db.query('update whatsapp_settings set monthly_budget_micros = 2 * 24800')
  const workers = [1, 2, 3].map(() => delivery())
  for (const until = scene.now + 3_000; scene.now < until; scene.now += 50) {
    await Promise.all(workers.map((one) => one.pump(NUMBER)))
    await Promise.all(workers.map((one) => one.drain()))
  }
  expect(await estimates()).toEqual([0, 0, 0, 24_800, 24_800])
  expect(await scene.db.query(`select from relances where reason = 'budget_spent'`)).toHaveLength(1)
  // What is free passes a budget that is spent, even one that was lowered.
  await scene.db.query('update whatsapp_settings set monthly_budget_micros = 24800')
  await scene.db.query(FREE, [6])
  scene.now += HOUR
  await pumpAll()
  expect(await estimates()).toEqual([0, 0, 0, 0, 24_800, 24_800])
  await scene.db.query(FREE, [1_000])
})

it.each([
  ['sent a second before the month began in Paris', `taken_at = '2026-09-30T21:59:59Z'`, 0],
  ['sent when the month had begun in Paris', `taken_at = '2026-09-30T22:00:00Z'`, 24_800],
  ['of another number', `number_id = '100000000000002'`, 0],
  ['of another category', `category = 'marketing'`, 0],
  ['that failed', 'failed_at = now()', 0],
  ['that failed on one device and arrived on another', 'failed_at = now(), delivered_at = now()', 24_800],
])('messages %s leave the next one at its price', async (_, change, estimate) => {
  await queueInWindow(3)
  await scene.db.query(FREE, [2])
  await scene.db.query(
    `update relances set deliver_at = deliver_at + interval '1 hour' where lead_id = (select id from leads where first_name = 'P3')`,
  )
  await pumpAll()
  expect(await estimates()).toEqual([0, 0])
  await scene.db.query(`update whatsapp_sends set ${change}, estimate_micros = null`)
  scene.now += HOUR + 1_000
  await pumpAll()
  expect(await estimates()).toEqual([estimate, null, null])
  await scene.db.query(FREE, [1_000])
})

it('what was refused for the moment costs nothing while it waits, and the last of a budget is still there for it', async () => {
  await queue(1)
  await scene.db.query('update whatsapp_settings set monthly_budget_micros = 118600')
  scene.answer = () => ({ kind: 'refused', error: { code: 131057, details: 'Maintenance' }, reaction: 'retry' })
  await pumpAll()
  expect(await relance()).toMatchObject({ state: 'queued', estimate: null })
  scene.answer = ({ relanceId }) => ({ kind: 'accepted', messageId: `wamid.${relanceId}`, number: null })
  scene.now += HOUR
  await pumpAll()
  expect(await relance()).toMatchObject({ state: 'accepted', estimate: 118_600, attempts: 2 })
})

it('a country without a price counts as the dearest, so that a budget ends there too', async () => {
  await queue(3)
  await scene.db.query(`update leads set phone = '+3247000000' || right(phone, 1)`)
  await scene.db.query('update whatsapp_settings set monthly_budget_micros = 2 * 118600')
  await pumpAll()
  expect(await estimates()).toEqual([118_600, 118_600])
  expect(await scene.db.query(`select from relances where reason = 'budget_spent'`)).toHaveLength(1)
})

it('several numbers that each believe the last of the budget their own do not spend it twice', async () => {
  const other = '100000000000002'
  await queue(61)
  await addNumbers(scene.db, [NUMBER, other])
  await scene.db.query('update whatsapp_settings set monthly_budget_micros = 60 * 118600, messages_per_second = 1000')
  await scene.db.query(
    `insert into whatsapp_contacts (lead_id, number_id) select id, case first_name when 'P61' then $2 else $1 end from leads`,
    [NUMBER, other],
  )
  await scene.db.query(
    `update relances set deliver_at = deliver_at + interval '100 ms' where lead_id = (select id from leads where first_name = 'P61')`,
  )
  const [early, late] = [delivery(), delivery([NUMBER, other])]
  // Reads its plan while everything is left, and finds nothing due.
  await late.pump(other)
  await early.pump(NUMBER)
  await early.drain()
  expect(scene.sent).toHaveLength(60)
  scene.now += 200
  await late.pump(other)
  await late.drain()
  expect(scene.sent).toHaveLength(60)
  expect(await scene.db.query(`select from relances where reason = 'budget_spent'`)).toHaveLength(1)
  await scene.db.query('update whatsapp_settings set messages_per_second = default')
})
