import { makeLead, makeRule, type Person, startTestApi, type TestApi } from '../test-api.ts'

let api: TestApi
let manager: Person
let ada: Person

beforeAll(async () => {
  api = await startTestApi()
  manager = await api.join('manager', 'Mona')
  ada = await api.join('closer', 'Ada')
})
afterAll(() => api.stop())

const read = async (path: string, query: object = {}) =>
  (await manager.call('get', `/api/statistics/${path}`).query(query).expect(200)).body

/** Moves the relance of a lead to another day, as if it had come up, been handled or ended then. */
const stage = (leadId: string, days: number, fields: string) =>
  api.test.db.query(
    `update relances set deliver_at = now() - make_interval(days => $2), expires_at = now() + interval '1 day', ${fields}
      where lead_id = $1`,
    [leadId, days],
  )

it('an empty installation has nothing, and says so day by day', async () => {
  expect(await read('setup')).toEqual({
    hasClosers: true,
    hasLeads: false,
    hasAssignedLeads: false,
    hasTemplates: false,
    hasFrequencies: false,
    hasRules: false,
    hasActiveRules: false,
    hasRelances: false,
  })
  const days = await read('days', { from: '2026-01-01', to: '2026-01-03' })
  expect(days.map(({ on, due }: { on: string; due: number }) => [on, due])).toEqual([
    ['2026-01-01', 0],
    ['2026-01-02', 0],
    ['2026-01-03', 0],
  ])
  expect(await read('days')).toHaveLength(60)
  expect(await read('funnel')).toEqual([])
})

it('counts each relance on its own day: on time, late, still open, gone', async () => {
  const ruleId = await makeRule(manager)
  const names = ['À l’heure', 'En retard', 'Oubliée', 'Expirée', 'Retirée', 'Du jour']
  const ids: string[] = []
  for (const name of names) ids.push(await makeLead(manager, ada.id, name))
  await api.runNow()
  const [onTime = '', late = '', open = '', expired = '', withdrawn = ''] = ids
  await stage(onTime, 3, `state = 'sent', settled_at = now() - interval '3 days', outcome = 'won', opened_at = now()`)
  await stage(late, 3, `state = 'sent', settled_at = now() - interval '1 day', outcome = 'no_answer'`)
  await stage(open, 3, `state = 'opened', opened_at = now()`)
  await stage(expired, 3, `state = 'expired', reason = 'expired'`)
  await stage(withdrawn, 3, `state = 'withdrawn', reason = 'opted_out'`)

  const days = await read('days')
  expect(days.at(-4)).toMatchObject({ due: 4, done: 2, onTime: 1, late: 3 })
  expect(days.at(-1)).toMatchObject({ due: 1, done: 0, onTime: 0, late: 0 })
  expect(await read('funnel')).toEqual([
    { step: 1, recorded: 5, opened: 3, sent: 2, replied: 1, won: 1, skipped: 0, lost: 1 },
  ])
  expect(await read('funnel', { ruleId })).toHaveLength(1)
  expect(await read('funnel', { ruleId: crypto.randomUUID() })).toEqual([])
  const closers = await read('closers')
  expect(closers.find(({ closerId }: { closerId: string }) => closerId === ada.id)).toMatchObject({
    due: 5,
    done: 2,
    onTime: 1,
    late: 3,
    replied: 1,
    medianMinutes: 1_440,
    waiting: 2,
    overdue: 1,
    leads: 6,
  })
  expect(await read('setup')).toMatchObject({
    hasLeads: true,
    hasAssignedLeads: true,
    hasActiveRules: true,
    hasRelances: true,
  })
})

const dayFrom = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })

const totalOf = async (resource: string, filter: object): Promise<number> => {
  const answer = await manager
    .call('get', `/api/${resource}`)
    .query({ filter: JSON.stringify(filter), range: '[0,0]' })
    .expect(200)
  return Number(answer.headers['content-range']?.split('/')[1])
}

it('each figure of a period is the total of the list that it opens', async () => {
  const ruleId = await makeRule(manager, 'Autre règle')
  const lead = await makeLead(manager, ada.id, 'Deux règles')
  await makeLead(manager, null, 'Sans closer')
  const waiting = await makeLead(manager, ada.id, 'Attend')
  await api.runNow()
  await stage(waiting, 3, `state = 'opened', opened_at = now()`)
  await stage(lead, 2, `state = 'sent', settled_at = now() - interval '2 days', outcome = 'meeting'`)
  const { current, before, funnel, rules } = await read('summary')
  const within = { deliverAt_gte: current.since, deliverAt_lt: current.until }
  const SENT = { ...within, state_in: ['sent', 'accepted', 'delivered', 'read'] }
  const lists = {
    sent: SENT,
    onTime: { ...within, onTime: true },
    replied: { ...SENT, outcome_in: ['replied', 'meeting', 'won'] },
    meeting: { ...SENT, outcome_in: ['meeting', 'won'] },
    won: { ...SENT, outcome_in: ['won'] },
  }
  for (const [figure, filter] of Object.entries(lists)) {
    expect([figure, await totalOf('relances', filter)]).toEqual([figure, current[figure]])
  }
  expect(current).toMatchObject({ sent: 3, onTime: 2, replied: 2, meeting: 2, won: 1 })
  expect(before).toMatchObject({ due: 0, sent: 0, until: expect.any(String) })
  const { since, until } = current
  for (const [reached, count] of Object.entries(funnel)) {
    expect([reached, await totalOf('leads', { reached: { stage: reached, since, until } })]).toEqual([reached, count])
  }
  expect(rules.length).toBeGreaterThan(1)
  for (const { ruleName: _, ruleId: id, ...counts } of rules) {
    for (const [reached, count] of Object.entries(counts)) {
      const filter = { reached: { stage: reached, since, until, ruleId: id } }
      expect([reached, await totalOf('leads', filter)]).toEqual([reached, count])
    }
  }
  expect(rules.map((rule: { ruleId: string }) => rule.ruleId)).toContain(ruleId)
  const closers: { closerId: string | null; waiting: number; overdue: number; oldestAt: string | null }[] =
    await read('closers')
  const { current: today } = await read('summary', { from: dayFrom(0) })
  for (const { closerId, waiting, overdue, oldestAt } of closers) {
    const mine = { inbox: true, closerId_in: [closerId] }
    expect(await totalOf('relances', mine)).toBe(waiting)
    expect(await totalOf('relances', { ...mine, deliverAt_lt: today.since })).toBe(overdue)
    expect(oldestAt === null).toBe(waiting === 0)
  }
  expect(closers[0]).toMatchObject({ closerId: ada.id, overdue: 1 })
})

it('a period that is not over is compared with what the one before had brought by the same hour', async () => {
  const { current, before } = await read('summary', { from: dayFrom(-6) })
  expect(Date.parse(current.since) - Date.parse(before.since)).toBe(7 * 86_400_000)
  expect(Date.parse(current.until) - Date.parse(before.until)).toBe(7 * 86_400_000)
  expect(Date.parse(before.until)).toBeLessThan(Date.parse(current.since))
})

it('the planned load holds what is recorded for later and what the scans would record', async () => {
  const before = await read('load')
  expect(before.isComplete).toBe(true)
  const sum = (load: { days: { relances: number }[] }) => load.days.reduce((all, { relances }) => all + relances, 0)
  const leadId = await makeLead(manager, ada.id, 'À venir')
  await api.runNow()
  await api.test.db.query(`update relances set deliver_at = now() + interval '2 days' where lead_id = $1`, [leadId])
  const after = await read('load')
  expect(sum(after)).toBeGreaterThan(sum(before))
  const on = new Date(Date.now() + 2 * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })
  const dayOf = (load: { days: { on: string; relances: number }[] }) =>
    load.days.find((day) => day.on === on)?.relances ?? 0
  expect(dayOf(after)).toBeGreaterThan(dayOf(before))
})

it('refuses a span that runs backwards or for years, and a closer’s question', async () => {
  for (const query of [{ from: '2026-02-01', to: '2026-01-01' }, { from: '2020-01-01' }]) {
    const refused = await manager.call('get', '/api/statistics/days').query(query).expect(400)
    expect(refused.body.refusals).toEqual([{ field: 'to', code: 'span_refused' }])
  }
  await ada.call('get', '/api/statistics/days').expect(403)
})
