/** What people see and change of WhatsApp: settings, status, messages to settle, money, paused rules. */
import { alertText } from '../../src/alerts/channels.ts'
import { delivered, type Delivery, takeDelivery } from '../../src/alerts/deliveries.ts'
import { CONFIG } from '../../src/environment/tokens.ts'
import { noteBudget } from '../../src/whatsapp/budget.ts'
import { noteStops } from '../../src/whatsapp/note-stops.ts'
import { openEvents } from '../http/event-stream.ts'
import { SILENT_ACCOUNT } from './silent-account.ts'
import { makeLead, makeRule, type Person, METRICS_TOKEN, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let ruleId: string

beforeAll(async () => {
  api = await startTestApi(SILENT_ACCOUNT)
  manager = await api.join('manager', 'Mona')
  ruleId = await makeRule(manager)
})
afterAll(() => api.stop())

/** A relance that was taken for sending and stands in `state` since 20 minutes. */
async function makeSend(state: 'unknown' | 'failed' | 'delivered', micros: number | null = null): Promise<string> {
  const leadId = await makeLead(manager, null)
  await api.runNow()
  const [row] = await api.test.db.query<{ id: string }>(
    `update relances set state = $2, channel = 'whatsapp' where lead_id = $1 returning id`,
    [leadId, state],
  )
  const id = row?.id ?? ''
  await api.test.db.query(
    `insert into whatsapp_sends (relance_id, rule_id, number_id, due_at, taken_at, kind, category, cost_micros, currency,
                                 unknown_at, failed_at, delivered_at)
       select id, rule_id, '100000000000001', now(), now(), 'template', 'marketing', $2::bigint, 'EUR',
              case when state = 'unknown' then now() - interval '20 minutes' end,
              case when state = 'failed' then now() end, case when state = 'delivered' then now() end
         from relances where id = $1`,
    [id, micros],
  )
  return id
}

it('settings: switches are read back, the kill switch counts from now, secrets are never shown, changes are audited', async () => {
  const changed = await api.admin
    .call('put', '/api/settings/whatsapp')
    .send({ stopped: true, fallsBack: false, messagesPerSecond: 20, stopWords: ['stop', 'assez'], monthlyBudget: 12.5 })
    .expect(200)
  expect(changed.body).toMatchObject({ stopped: true, fallsBack: false, messagesPerSecond: 20, monthlyBudget: 12.5 })
  expect(changed.body.stoppedAt).not.toBeNull()
  const read = await manager.call('get', '/api/settings/whatsapp').expect(200)
  expect(read.body).toEqual(changed.body)
  expect(read.body).toMatchObject({
    isConfigured: true,
    isSandbox: true,
    webhookUrl: null,
    stopWords: ['stop', 'assez'],
    environment: { WHATSAPP_TOKEN: true, PUBLIC_URL: false },
  })
  expect(JSON.stringify(read.body)).not.toMatch(/token-never-shown|secret-of-the-app|verify-me/)
  expect((await manager.call('get', '/api/whatsapp/status')).body).toMatchObject({ isStopped: true, isSandbox: true })
  const noted = await api.test.db.query(
    `select from audit_events where resource = 'whatsapp_settings' and actor_id = $1`,
    [api.admin.id],
  )
  expect(noted).toHaveLength(1)
  await manager.call('put', '/api/settings/whatsapp').send({ stopped: false }).expect(403)
  await api.admin.call('put', '/api/settings/whatsapp').send({ messagesPerSecond: 0 }).expect(422)
  const open = await api.admin.call('put', '/api/settings/whatsapp').send({ stopped: false, monthlyBudget: null })
  expect(open.body).toMatchObject({ stopped: false, stoppedAt: null, monthlyBudget: null, messagesPerSecond: 20 })
})

it('what nobody could settle is listed, and a person says once what became of it', async () => {
  const [arrived, lost] = [await makeSend('unknown'), await makeSend('unknown')]
  const listed = await manager.call('get', '/api/whatsapp/unsettled').expect(200)
  expect(listed.headers['content-range']).toBe('messages 0-1/2')
  expect(listed.body.map(({ id }: { id: string }) => id).sort()).toEqual([arrived, lost].sort())
  expect((await manager.call('get', '/api/whatsapp/status')).body).toMatchObject({ awaiting: 0, unsettled: 2 })
  const since = (minutes: number) =>
    api.test.db.query(`update whatsapp_sends set unknown_at = now() - $2 * interval '1 minute' where relance_id = $1`, [
      lost,
      minutes,
    ])
  await since(14)
  expect((await manager.call('get', '/api/whatsapp/status')).body).toMatchObject({ awaiting: 1, unsettled: 1 })
  expect((await manager.call('get', '/api/whatsapp/unsettled')).body).toMatchObject([{ id: arrived }])
  await since(20)
  const accepted = await manager.call('post', `/api/whatsapp/unsettled/${arrived}/accepted`).expect(200)
  expect(accepted.body).toMatchObject({ id: arrived, state: 'accepted' })
  await manager.call('post', `/api/whatsapp/unsettled/${arrived}/not-sent`).expect(409)
  const failed = await manager.call('post', `/api/whatsapp/unsettled/${lost}/not-sent`).expect(200)
  expect(failed.body).toMatchObject({ state: 'failed', reason: 'not_sent_by_person' })
  expect((await manager.call('get', '/api/whatsapp/unsettled')).body).toEqual([])
  const dead = await manager.call('get', '/api/whatsapp/dead-letters').expect(200)
  expect(dead.body).toMatchObject([{ id: lost, ruleName: 'Tous' }])
  const handed = await manager.call('post', `/api/whatsapp/dead-letters/${lost}/hand-over`).expect(200)
  expect(handed.body).toMatchObject({ state: 'due', reason: 'handed_over' })
  await manager.call('post', `/api/whatsapp/dead-letters/${lost}/hand-over`).expect(409)
  await manager.call('post', `/api/whatsapp/unsettled/${ruleId}/accepted`).expect(404)
})

it('money: rates are kept by day, what a month cost is counted by rule, and the budget tells before it is spent', async () => {
  const rate = { market: '32', category: 'marketing', price: 0.0625, validFrom: '2026-01-01' }
  const made = (await api.admin.call('post', '/api/whatsapp/rates').send(rate).expect(201)).body
  expect(made).toMatchObject({ ...rate, currency: 'EUR', freePerMonth: 0 })
  await api.admin.call('post', '/api/whatsapp/rates').send(rate).expect(409)
  const put = await api.admin.call('put', `/api/whatsapp/rates/${made.id}`).send({ price: 0.07 }).expect(200)
  expect(put.body.price).toBe(0.07)
  const free = await api.admin.call('put', `/api/whatsapp/rates/${made.id}`).send({ freePerMonth: 1_000 }).expect(200)
  expect(free.body).toMatchObject({ price: 0.07, freePerMonth: 1_000 })
  await api.admin.call('put', `/api/whatsapp/rates/${made.id}`).send({ freePerMonth: -1 }).expect(422)
  const kept = (await manager.call('get', '/api/whatsapp/rates').expect(200)).body
  expect(kept).toContainEqual(
    expect.objectContaining({ category: 'service', validFrom: '2026-10-01', price: 0.0248, freePerMonth: 1_000 }),
  )
  await manager.call('put', `/api/whatsapp/rates/${made.id}`).send({ price: 1 }).expect(403)
  await api.admin.call('delete', `/api/whatsapp/rates/${made.id}`).expect(200)
  await manager.call('get', `/api/whatsapp/rates/${made.id}`).expect(404)

  await makeSend('delivered', 500_000)
  await makeSend('delivered', 350_000)
  await makeSend('delivered', 0)
  const spend = (await manager.call('get', '/api/whatsapp/spend').expect(200)).body
  expect(spend).toMatchObject({ spent: 0.85, delivered: 3, free: 1, currency: 'EUR' })
  expect(spend.rules).toMatchObject([{ ruleId, ruleName: 'Tous', spent: 0.85, free: 1 }])
  const states = []
  for (const monthlyBudget of [null, 2, 1, 0.85]) {
    await api.admin.call('put', '/api/settings/whatsapp').send({ monthlyBudget }).expect(200)
    states.push((await manager.call('get', '/api/whatsapp/status')).body.budgetState)
  }
  expect(states).toEqual(['none', 'ok', 'alert', 'spent'])
  await expectHoldingOfThisMonth()
  const stream = await openEvents(await api.app.getUrl(), { Cookie: manager.cookie })
  const told = []
  for (const monthlyBudget of [2, 1, 1, 0.85, 0.85]) {
    await api.admin.call('put', '/api/settings/whatsapp').send({ monthlyBudget }).expect(200)
    told.push((await noteBudget(api.test.db, ['mail'], Date.now()))?.level ?? null)
  }
  expect(told).toEqual([null, 'alert', null, 'spent', null])
  await expectAlertsUntilTold()
  await stream.next(({ topic }) => topic === 'resource/whatsapp-budget')
  await stream.next(({ topic }) => topic === 'resource/whatsapp_settings')
  stream.close()
  const past = (await manager.call('get', '/api/whatsapp/spend').query({ month: '2020-01' }).expect(200)).body
  expect(past).toMatchObject({ month: '2020-01', messages: 0, spent: 0 })
})

/** What waits for a budget spends it only while it would go beyond it: not after a month has begun, or a budget was raised. */
async function expectHoldingOfThisMonth(): Promise<void> {
  const { db } = api.test
  const [held] = await db.query<{ id: string }>(
    `update relances set state = 'queued', reason = 'budget_spent', deliver_at = now() + interval '1 hour'
      where id = (select id from relances where channel = 'whatsapp' and state = 'delivered' limit 1) returning id`,
  )
  const stateOf = async (micros: number) => {
    await db.query('update whatsapp_settings set monthly_budget_micros = $1', [micros])
    return (await manager.call('get', '/api/whatsapp/status')).body.budgetState
  }
  expect([await stateOf(1_200_000), await stateOf(900_000), await stateOf(2_000_000)]).toEqual(['ok', 'spent', 'ok'])
  const nextMonth = Date.now() + 32 * 86_400_000
  expect(await noteBudget(db, [], nextMonth)).toBeNull()
  await db.query(`update relances set state = 'delivered', reason = null where id = $1`, [held?.id])
  await db.query('update whatsapp_settings set monthly_budget_micros = 850000')
}

/** Each alert is tried again, later each time, until its channel has taken it. */
async function expectAlertsUntilTold(): Promise<void> {
  const { db } = api.test
  const now = Date.now()
  const take = (after = 0) => takeDelivery(db, ['mail'], now + after)
  const first = await take()
  expect([first, await take()]).toMatchObject([{ kind: 'budget_alert' }, { kind: 'budget_spent' }])
  expect(await take()).toBeNull()
  await delivered(db, (first as Delivery).id, now)
  expect(await take(61_000)).toMatchObject({ kind: 'budget_spent' })
  expect(await take(122_000)).toBeNull()
  expect(await take(200_000)).toMatchObject({ kind: 'budget_spent' })
}

it('what WhatsApp stops is told once, whoever looks, and again when it happens again; what a person stopped is not', async () => {
  const { db } = api.test
  const now = Date.now()
  await db.query(`delete from alerts; update whatsapp_settings set stopped_at = now(), stop_reason = null`)
  expect(await noteStops(db, ['mail'], now)).toEqual({ opened: [], closed: [] })
  await db.query(`
    update whatsapp_settings set stop_reason = '190: Error validating access token';
    insert into whatsapp_numbers (id, pause_reason, paused_until) values ('n', 'quality', '2099-01-01T00:00:00Z');
    update rules set paused_at = now(), pause_reason = 'keeps_failing' where id = '${ruleId}'`)
  const both = await Promise.all([noteStops(db, ['mail', 'webhook'], now), noteStops(db, ['mail', 'webhook'], now)])
  expect(both.flatMap(({ opened }) => opened).sort()).toEqual(['account_stopped', 'number_blocked', 'rule_paused'])
  await db.query(`update rules set paused_at = now() + interval '1 hour' where id = '${ruleId}'`)
  expect(await noteStops(db, ['mail'], now)).toEqual({ opened: ['rule_paused'], closed: [] })
  const config = api.app.get(CONFIG)
  const words = async (language: 'fr' | 'en') => {
    const { openedAt, closedAt, ...alert } = (await takeDelivery(db, ['mail'], now)) as Delivery
    const instants = { openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null }
    const settings = { ...config, ALARM_LANGUAGE: language, PUBLIC_URL: 'https://relance.example' }
    await delivered(db, alert.id, now)
    return alertText({ ...alert, ...instants }, settings)
  }
  expect(await words('fr')).toMatchObject({
    kind: 'account_stopped',
    text: expect.stringContaining('(erreur 190)'),
    url: 'https://relance.example/#/whatsapp',
  })
  expect((await words('en')).text).toMatch(/paused until 2099-01-01 00:00 UTC/)
  const paused =
    'Relance : la règle « Tous » est en pause : trop de ses envois échouent. Voyez sa page pour la reprendre.'
  const url = `https://relance.example/#/rules/${ruleId}`
  expect([await words('fr'), await words('fr')]).toMatchObject([
    { text: paused, url },
    { text: paused, url },
  ])
  await db.query(`
    update whatsapp_settings set stopped_at = null, stop_reason = null;
    delete from whatsapp_numbers where id = 'n';
    update rules set paused_at = null, pause_reason = null`)
  const over = await Promise.all([noteStops(db, ['mail'], now), noteStops(db, ['mail'], now)])
  expect(over.flatMap(({ closed }) => closed).sort()).toEqual(['account_stopped', 'number_blocked', 'rule_paused'])
  const ends = [await words('fr'), await words('fr'), await words('fr')]
  expect(ends.map(({ event }) => event)).toEqual(['closed', 'closed', 'closed'])
  expect(ends.map(({ text }) => text)).toContain('Relance : la règle « Tous » n’est plus en pause.')
})

it('what a monitor sees: the queue, outcomes, what is unknown, how far webhooks are behind', async () => {
  await makeSend('unknown')
  await api.test.db.query(
    `update relances set state = 'queued', deliver_at = now() - interval '1 minute' where state = 'delivered'`,
  )
  await api.test.db.query(
    `insert into whatsapp_events (key, received_at, event) values ('status x sent', now() - interval '7 seconds', '{}')`,
  )
  const { text } = await api.http().get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`).expect(200)
  const value = (name: string): number => Number(new RegExp(`^relance_whatsapp_${name} (\\S+)$`, 'm').exec(text)?.[1])
  expect(value('due')).toBe(3)
  expect(value('oldest_due_seconds')).toBeGreaterThanOrEqual(60)
  expect(value('unsettled')).toBe(1)
  expect(value('webhook_waiting')).toBe(1)
  expect(value('webhook_lag_seconds')).toBeGreaterThanOrEqual(7)
  expect(value('budget_used')).toBe(1)
  expect(value('sends\\{outcome="delivered"\\}')).toBe(3)
  expect(value('sends\\{outcome="unknown"\\}')).toBeGreaterThanOrEqual(1)
})

it('a paused rule says why, and a person lets it go on', async () => {
  await api.test.db.query(`update rules set paused_at = now(), pause_reason = 'keeps_failing' where id = $1`, [ruleId])
  expect((await manager.call('get', `/api/rules/${ruleId}`)).body.pauseReason).toBe('keeps_failing')
  expect((await manager.call('get', '/api/whatsapp/status')).body.pausedRules).toMatchObject([
    { id: ruleId, pauseReason: 'keeps_failing' },
  ])
  const resumed = await manager.call('post', `/api/rules/${ruleId}/resume`).expect(200)
  expect(resumed.body).toMatchObject({ pauseReason: null, pausedAt: null })
})

it('an account that does not answer is said in words, and its templates stay as they were', async () => {
  const check = await api.admin.call('post', '/api/whatsapp/check').set('Accept-Language', 'en').expect(200)
  expect(check.body).toMatchObject({ isConfigured: true, ok: false, numberId: '100000000000001' })
  expect(check.body.findings[0]).toMatchObject({ check: 'token', code: 'api_unreachable', title: 'Access token' })
  expect(JSON.stringify(check.body)).not.toContain('token-never-shown')
  const sync = await manager.call('post', '/api/whatsapp/templates/sync').expect(502)
  expect(sync.body.code).toBe('whatsapp_refuses')
  expect((await manager.call('get', '/api/whatsapp/templates').expect(200)).body).toEqual([])
})
