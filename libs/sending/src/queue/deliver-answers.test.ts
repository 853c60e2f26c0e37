/** What is made of every answer, and of none. */
import { addLeads, NUMBER } from '@relance/testing'
import type { SendOutcome } from '@relance/relance/core'
import { loseStaleSends } from '../attempts/record-receipts.ts'
import { run } from '@relance/relance'
import { handOver, settleSend } from '../unsettled/settle-sends.ts'
import { DAY, delivery, host, pumpAll, queue, relance, scene, states, useDelivery } from '../test/delivery-fixture.ts'

useDelivery()

it('an ambiguous answer is never followed by another call; a person settles it', async () => {
  await queue(2)
  scene.answer = () => ({ kind: 'unknown', error: { code: null, details: 'time-out' } })
  await pumpAll()
  scene.now += DAY
  await pumpAll()
  expect(scene.sent).toHaveLength(2)
  expect(await states()).toEqual({ unknown: 2 })
  const [first, second] = scene.sent.map(({ relanceId }) => relanceId) as [string, string]
  expect(await settleSend(host(), first, 'accepted')).toEqual({ ok: true })
  expect(await settleSend(host(), second, 'not_sent')).toEqual({ ok: true })
  expect(await settleSend(host(), second, 'accepted')).toEqual({
    ok: false,
    why: 'move_refused',
    state: 'failed',
  })
  await pumpAll()
  expect(scene.sent).toHaveLength(2)
  expect(await handOver(host(), second)).toEqual({ ok: true })
  expect(await states()).toEqual({ accepted: 1, due: 1 })
})

it('a worker that died during its calls leaves `sending`: after a while it is unknown, and stays', async () => {
  await queue(1)
  const never = new Promise<SendOutcome>(() => undefined)
  scene.answer = () => never
  await delivery().pump(NUMBER)
  expect(await states()).toEqual({ sending: 1 })
  scene.now += 20_000
  expect(await loseStaleSends(host(), 30_000)).toBe(0)
  scene.now += 20_000
  expect(await loseStaleSends(host(), 30_000)).toBe(1)
  await pumpAll()
  expect(scene.sent).toHaveLength(1)
  expect(await states()).toEqual({ unknown: 1 })
})

it('an answer that comes while the database is away is lost alone; those that come afterwards are recorded', async () => {
  await queue(1)
  const { db, answer } = scene
  let isAway = false
  const reach = <T>(ask: () => Promise<T>): Promise<T> => (isAway ? Promise.reject(new Error('away')) : ask())
  scene.db = {
    query: (sql, values) => reach(() => db.query(sql, values)),
    transaction: (work) => reach(() => db.transaction(work)),
  }
  const one = delivery()
  scene.answer = (message) => {
    isAway = true
    // Long enough for what was read before to be too old.
    scene.now += 10_000
    return answer(message)
  }
  await one.pump(NUMBER)
  await one.drain()
  isAway = false
  expect(await states()).toEqual({ sending: 1 })
  Object.assign(scene, { db, answer })
  await addLeads(db, 1, { lastContactAt: scene.now - 3 * DAY, after: 1 })
  await run(host(), { trigger: 'manual' })
  await one.pump(NUMBER)
  await one.drain()
  expect(await states()).toEqual({ sending: 1, accepted: 1 })
})

it('what WhatsApp refuses for the moment is tried again with longer waits, and not for ever', async () => {
  await scene.db.query('update whatsapp_settings set falls_back = false')
  await queue(1)
  const error = { code: 131000, details: 'Something went wrong' }
  scene.answer = () => ({ kind: 'refused', error, reaction: 'retry' })
  const waits: number[] = []
  for (let attempt = 0; attempt < 5; attempt++) {
    await pumpAll()
    const row = await relance()
    if (row.state === 'queued') waits.push(row.deliverAt.getTime() - scene.now)
    scene.now = Math.max(scene.now, row.deliverAt.getTime())
  }
  expect(waits).toEqual([30_000, 120_000, 480_000, 1_800_000])
  expect(await relance()).toMatchObject({ state: 'failed', reason: 'retries_exhausted', attempts: 5, failures: 5 })
})

it('a template that is not what we know is read again, and its message tried again; its rule goes on', async () => {
  await queue(1)
  await scene.db.query('update whatsapp_account set reread_at = null')
  scene.answer = () => ({
    ...{ kind: 'refused', reaction: 'reread_template', retryAfterMs: 30_000 },
    error: { code: 134_100, details: 'Only marketing messages' },
  })
  await pumpAll()
  expect(await relance()).toMatchObject({ state: 'queued', reason: 'retried', attempts: 1 })
  const [row] = await scene.db.query(
    'select reread_at is not null as wanted, (select pause_reason from rules) as pause from whatsapp_account',
  )
  expect(row).toEqual({ wanted: true, pause: null })
})

it('an answer that comes after a webhook has told more changes nothing back', async () => {
  await queue(1)
  scene.answer = async ({ relanceId }) => {
    await scene.db.query(`update relances set state = 'read' where id = $1`, [relanceId])
    return { kind: 'unknown', error: { code: null, details: 'time-out' } }
  }
  await pumpAll()
  expect(await states()).toEqual({ read: 1 })
})

it('a rule whose sends keep failing pauses itself and says so; the others go on', async () => {
  const ruleId = await queue(40)
  let count = 0
  scene.answer = ({ relanceId }) =>
    count++ % 10 === 0
      ? { kind: 'refused', error: { code: 131026, details: 'Undeliverable' }, reaction: 'mark_unreachable' }
      : { kind: 'accepted', messageId: `wamid.${relanceId}`, number: null }
  for (const until = scene.now + 500; scene.now < until; scene.now += 250) await pumpAll()
  const [rule] = await scene.db.query(
    `select id, active, pause_reason as "pauseReason", version from rules where paused_at is not null`,
  )
  expect(rule).toEqual({ id: ruleId, active: true, pauseReason: 'keeps_failing', version: 1 })
  const [entry] = await scene.db.query(
    `select actor_name as name from audit_events where resource = 'rules' order by at desc limit 1`,
  )
  expect(entry).toEqual({ name: 'WhatsApp' })
  scene.now += 4 * DAY
  const report = await run(host(), { trigger: 'manual' })
  expect(report).toMatchObject({ recorded: 0, skipped: { rule_paused: 40 } })
})

it('a locked account stops everything until a person has seen to it, and loses nothing', async () => {
  await queue(5)
  scene.answer = () => ({
    kind: 'refused',
    error: { code: 131031, details: 'Account locked' },
    reaction: 'stop_account',
  })
  await pumpAll()
  const before = scene.sent.length
  await pumpAll()
  expect(scene.sent).toHaveLength(before)
  expect(await states()).toEqual({ queued: 5 })
  const [settings] = await scene.db.query<{ reason: string }>('select stop_reason as reason from whatsapp_settings')
  expect(settings?.reason).toContain('131031')
})

it('a lead who stopped marketing is opted out; one who cannot be reached twice is held for a wrong number', async () => {
  await queue(1)
  scene.answer = () => ({ kind: 'refused', error: { code: 131050, details: 'Stopped' }, reaction: 'opt_out' })
  await pumpAll()
  const [lead] = await scene.db.query<{ isOut: boolean }>('select opted_out_at is not null as "isOut" from leads')
  expect(lead?.isOut).toBe(true)
  const optOuts = await scene.db.query('select from opt_outs')
  expect(optOuts).toHaveLength(1)
})
