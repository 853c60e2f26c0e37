/** Sending on a real database, with a sender of the test's own: what leaves, when, and what is made of every answer. */
import {
  addLeads,
  addNumbers,
  addRule,
  createTestDatabase,
  mapTemplates,
  NUMBER,
  TUESDAY_10H,
  type TestDatabase,
} from '@relance/testing'
import type { OutgoingMessage, SendOutcome } from './core/sending.ts'
import { createDelivery, loseStaleSends } from './deliver.ts'
import { run } from './run.ts'
import { handOver, settleSend } from './settle-sends.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let test: TestDatabase
let now: number
let sent: OutgoingMessage[]
let starts: number[]
let answer: (message: OutgoingMessage) => SendOutcome | Promise<SendOutcome>

/** All that a test here writes; a database of its own for each would cost more than the test. */
const CLEAR = `
  truncate leads, rules, templates, frequencies, runs, opt_outs, whatsapp_numbers, whatsapp_templates cascade;
  update whatsapp_settings set stopped_at = default, stop_reason = default, falls_back = default, monthly_budget_micros = default`

beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

beforeEach(async () => {
  await test.db.query(CLEAR)
  now = TUESDAY_10H
  sent = []
  starts = []
  answer = ({ relanceId }) => ({ kind: 'accepted', messageId: `wamid.${relanceId}`, number: null })
})

const host = () => ({ db: test.db, clock: () => now })

function delivery() {
  const sender = {
    send: async (message: OutgoingMessage) => {
      sent.push(message)
      return answer(message)
    },
  }
  const waitUntil = async (at: number) => starts.push(at)
  return createDelivery({ ...host(), senders: new Map([[NUMBER, sender]]), waitUntil })
}

/** Looks as often as it is told to come back soon; the clock goes along. */
async function pumpAll(): Promise<void> {
  const one = delivery()
  for (let next: number | null = now; next !== null && next < now + 1_000; ) {
    now = Math.max(now, next)
    next = await one.pump(NUMBER)
  }
  await one.drain()
}

/** Leads whose first step is recorded for WhatsApp now. Returns the rule. */
async function queue(count: number): Promise<string> {
  await addLeads(test.db, count, { lastContactAt: now - 3 * DAY })
  const ruleId = await addRule(test.db, { channel: 'whatsapp' })
  await addNumbers(test.db)
  await mapTemplates(test.db)
  await run(host(), { trigger: 'manual' })
  return ruleId
}

const states = async () =>
  Object.fromEntries(
    (
      await test.db.query<{ state: string; count: number }>(
        'select state, count(*)::int as count from relances group by state',
      )
    ).map(({ state, count }) => [state, count]),
  )
const relance = async () =>
  (
    await test.db.query<Record<string, unknown>>(
      `select r.id, r.state, r.reason, r.channel, r.message, r.deliver_at as "deliverAt", s.attempts, s.failures, s.message_id as "messageId",
              s.estimate_micros::int as estimate, e.next_due_at as "nextDueAt", p.last_relance_at as "lastRelanceAt"
         from relances r left join whatsapp_sends s on s.relance_id = r.id left join enrolments e on e.id = r.enrolment_id
         left join lead_pacing p on p.lead_id = r.lead_id`,
    )
  )[0] as Record<string, unknown> & { id: string; deliverAt: Date; nextDueAt: Date }

it('sends the approved template once; gap and next step count from the acceptance', async () => {
  await queue(1)
  now += 2 * HOUR
  await pumpAll()
  await pumpAll()
  expect(sent).toHaveLength(1)
  expect(sent[0]).toMatchObject({
    to: '+3363998000001',
    content: { kind: 'template', name: 'relance_1', language: 'fr', parameters: [{ place: 'body', value: 'P1' }] },
  })
  const row = await relance()
  expect(row).toMatchObject({
    state: 'accepted',
    message: 'Bonjour P1, avez-vous une minute ?',
    messageId: `wamid.${row.id}`,
    estimate: 118_600,
    lastRelanceAt: new Date(now),
    nextDueAt: new Date(now + 3 * DAY),
  })
})

it('free text leaves while the window of 24 hours is open, and only then', async () => {
  await queue(2)
  await test.db.query(
    `insert into whatsapp_contacts (lead_id, last_inbound_at)
       select id, to_timestamp($1::float8 / 1000) - case first_name when 'P1' then interval '23 hours' else interval '24 hours' end from leads`,
    [now],
  )
  await pumpAll()
  const kinds = Object.fromEntries(sent.map(({ to, content }) => [to, content.kind]))
  expect(kinds).toEqual({ '+3363998000001': 'text', '+3363998000002': 'template' })
})

it('outside the rule’s window nothing leaves, also when the queue was late; what cannot leave in time expires', async () => {
  await queue(1)
  now += 10 * HOUR
  await pumpAll()
  expect(sent).toHaveLength(0)
  const row = await relance()
  expect(row.state).toBe('queued')
  expect(row.deliverAt).toEqual(new Date('2026-03-11T08:00:00Z'))
  now += 4 * DAY
  await pumpAll()
  expect(sent).toHaveLength(0)
  expect(await relance()).toMatchObject({ state: 'expired', reason: 'expiry' })
})

it('who opted out after the recording is not written to', async () => {
  await queue(1)
  await test.db.query('update leads set opted_out_at = now()')
  await pumpAll()
  expect(sent).toHaveLength(0)
  expect(await relance()).toMatchObject({ state: 'withdrawn', reason: 'opted_out' })
})

it('the kill switch holds everything, and lets it go again', async () => {
  await queue(3)
  await test.db.query('update whatsapp_settings set stopped_at = now()')
  await pumpAll()
  expect(await states()).toEqual({ queued: 3 })
  await test.db.query('update whatsapp_settings set stopped_at = null')
  await pumpAll()
  expect(await states()).toEqual({ accepted: 3 })
})

it('an ambiguous answer is never followed by another call; a person settles it', async () => {
  await queue(2)
  answer = () => ({ kind: 'unknown', error: { code: null, details: 'time-out' } })
  await pumpAll()
  now += DAY
  await pumpAll()
  expect(sent).toHaveLength(2)
  expect(await states()).toEqual({ unknown: 2 })
  const [first, second] = sent.map(({ relanceId }) => relanceId) as [string, string]
  expect(await settleSend(test.db, first, 'accepted', now)).toEqual({ ok: true })
  expect(await settleSend(test.db, second, 'not_sent', now)).toEqual({ ok: true })
  expect(await settleSend(test.db, second, 'accepted', now)).toEqual({
    ok: false,
    why: 'move_refused',
    state: 'failed',
  })
  await pumpAll()
  expect(sent).toHaveLength(2)
  expect(await handOver(test.db, second, now)).toEqual({ ok: true })
  expect(await states()).toEqual({ accepted: 1, due: 1 })
})

it('a worker that died during its calls leaves `sending`: after a while it is unknown, and stays', async () => {
  await queue(1)
  const never = new Promise<SendOutcome>(() => undefined)
  answer = () => never
  await delivery().pump(NUMBER)
  expect(await states()).toEqual({ sending: 1 })
  now += 20_000
  expect(await loseStaleSends(host(), 30_000)).toBe(0)
  now += 20_000
  expect(await loseStaleSends(host(), 30_000)).toBe(1)
  await pumpAll()
  expect(sent).toHaveLength(1)
  expect(await states()).toEqual({ unknown: 1 })
})

it('what WhatsApp refuses for the moment is tried again with longer waits, and not for ever', async () => {
  await test.db.query('update whatsapp_settings set falls_back = false')
  await queue(1)
  const error = { code: 131000, details: 'Something went wrong' }
  answer = () => ({ kind: 'refused', error, reaction: 'retry' })
  const waits: number[] = []
  for (let attempt = 0; attempt < 5; attempt++) {
    await pumpAll()
    const row = await relance()
    if (row.state === 'queued') waits.push(row.deliverAt.getTime() - now)
    now = Math.max(now, row.deliverAt.getTime())
  }
  expect(waits).toEqual([30_000, 120_000, 480_000, 1_800_000])
  expect(await relance()).toMatchObject({ state: 'failed', reason: 'retries_exhausted', attempts: 5, failures: 5 })
})

it('without an approved template the message goes to the closer, or waits, as the company wants it', async () => {
  await queue(1)
  await mapTemplates(test.db, { status: 'PAUSED' })
  await test.db.query('update whatsapp_settings set falls_back = false')
  await pumpAll()
  expect(await relance()).toMatchObject({ state: 'queued', reason: 'template_not_approved' })
  await test.db.query('update whatsapp_settings set falls_back = true')
  now += HOUR
  await pumpAll()
  expect(sent).toHaveLength(0)
  expect(await relance()).toMatchObject({ state: 'due', channel: 'closer', reason: 'template_not_approved' })
})

it('several workers at once: nothing twice, together no more than the rate in any second, and few in doubt if one dies', async () => {
  await queue(200)
  const from = now
  await delivery().pump(NUMBER)
  expect(sent).toHaveLength(8)
  const workers = Array.from({ length: 4 }, () => delivery())
  for (; now < from + 2_500; now += 50) {
    await Promise.all(workers.map(async (one) => one.pump(NUMBER)))
    await Promise.all(workers.map(async (one) => one.drain()))
  }
  expect(new Set(sent.map(({ relanceId }) => relanceId)).size).toBe(sent.length)
  expect(sent.length).toBeGreaterThan(180)
  expect(starts).toHaveLength(sent.length)
  for (const first of starts) {
    expect(starts.filter((at) => at >= first && at < first + 1_000).length).toBeLessThanOrEqual(80)
  }
  expect(Math.min(...starts)).toBeGreaterThanOrEqual(from + 40)
})

it('two messages to one person keep six seconds between them, whichever worker and number take them', async () => {
  await queue(1)
  await addNumbers(test.db, [NUMBER, '100000000000002'])
  await test.db.query(
    `insert into relances (enrolment_id, step, lead_id, rule_id, rule_version, frequency_version, template_id, template_version,
            run_id, channel, state, due_at, recorded_at, deliver_at, expires_at, message)
       select enrolment_id, s.step, lead_id, rule_id, rule_version, frequency_version, template_id, template_version, run_id, channel,
              state, due_at, recorded_at, deliver_at + s.later, expires_at, message
         from relances cross join (values (2, interval '0'), (3, interval '7 seconds')) s(step, later)`,
  )
  const sentAt: number[] = []
  answer = ({ relanceId }) => {
    sentAt.push(now)
    return { kind: 'accepted', messageId: `wamid.${relanceId}`, number: null }
  }
  const senders = new Map(
    [NUMBER, '100000000000002'].map((id) => [id, { send: async (one: OutgoingMessage) => answer(one) }]),
  )
  const workers = [1, 2].map(() => createDelivery({ ...host(), senders }))
  for (const until = now + 15_000; now < until; now += 500) {
    await Promise.all(workers.flatMap((one) => [...senders.keys()].map((id) => one.pump(id))))
    await Promise.all(workers.map((one) => one.drain()))
  }
  expect(sentAt.map((at) => at - TUESDAY_10H)).toEqual([0, 6_500, 13_000])
})

it('an answer that comes after a webhook has told more changes nothing back', async () => {
  await queue(1)
  answer = async ({ relanceId }) => {
    await test.db.query(`update relances set state = 'read' where id = $1`, [relanceId])
    return { kind: 'unknown', error: { code: null, details: 'time-out' } }
  }
  await pumpAll()
  expect(await states()).toEqual({ read: 1 })
})

it('the month’s budget ends where it ends', async () => {
  await queue(10)
  await test.db.query('update whatsapp_settings set monthly_budget_micros = 3 * 118600 + 1')
  await pumpAll()
  expect(sent).toHaveLength(3)
  const held = await test.db.query(`select from relances where state = 'queued' and reason = 'budget_spent'`)
  expect(held).toHaveLength(7)
})

it('a rule whose sends keep failing pauses itself and says so; the others go on', async () => {
  const ruleId = await queue(40)
  let count = 0
  answer = ({ relanceId }) =>
    count++ % 10 === 0
      ? { kind: 'refused', error: { code: 131026, details: 'Undeliverable' }, reaction: 'mark_unreachable' }
      : { kind: 'accepted', messageId: `wamid.${relanceId}`, number: null }
  for (const until = now + 500; now < until; now += 250) await pumpAll()
  const [rule] = await test.db.query(
    `select id, active, pause_reason as "pauseReason", version from rules where paused_at is not null`,
  )
  expect(rule).toEqual({ id: ruleId, active: true, pauseReason: 'keeps_failing', version: 1 })
  const [entry] = await test.db.query(
    `select actor_name as name from audit_events where resource = 'rules' order by at desc limit 1`,
  )
  expect(entry).toEqual({ name: 'WhatsApp' })
  now += 4 * DAY
  const report = await run(host(), { trigger: 'manual' })
  expect(report).toMatchObject({ recorded: 0, skipped: { rule_paused: 40 } })
})

it('a locked account stops everything until a person has seen to it, and loses nothing', async () => {
  await queue(5)
  answer = () => ({ kind: 'refused', error: { code: 131031, details: 'Account locked' }, reaction: 'stop_account' })
  await pumpAll()
  const before = sent.length
  await pumpAll()
  expect(sent).toHaveLength(before)
  expect(await states()).toEqual({ queued: 5 })
  const [settings] = await test.db.query<{ reason: string }>('select stop_reason as reason from whatsapp_settings')
  expect(settings?.reason).toContain('131031')
})

it('a lead who stopped marketing is opted out; one who cannot be reached twice is held for a wrong number', async () => {
  await queue(1)
  answer = () => ({ kind: 'refused', error: { code: 131050, details: 'Stopped' }, reaction: 'opt_out' })
  await pumpAll()
  const [lead] = await test.db.query<{ isOut: boolean }>('select opted_out_at is not null as "isOut" from leads')
  expect(lead?.isOut).toBe(true)
  const optOuts = await test.db.query('select from opt_outs')
  expect(optOuts).toHaveLength(1)
})
