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
