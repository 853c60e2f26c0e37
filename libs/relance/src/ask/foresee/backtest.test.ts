import {
  addNumbers,
  addRule,
  createTestDatabase,
  mapTemplates,
  NUMBER,
  type StoredRule,
  TUESDAY_10H,
  type TestDatabase,
} from '@relance/testing'
import { act } from '../../inbox/act.ts'
import { backtest } from './backtest.ts'
import type { Audience } from '../../decide/audience.ts'
import type { BacktestDay } from './backtest.pure.ts'
import type { OutgoingMessage } from '../../ground/messages.ts'
import { timed } from '../../ground/now.ts'
import { applyEvents, createDelivery, storeEvents } from '@relance/sending'
import { whatsApp } from '@relance/whatsapp'
import { run } from '../../record/run.ts'
import type { RuleDraft } from './load-draft.sql.ts'
import { DAY, HOUR } from '../../ground/time.ts'

const LEADS = 300
const DAYS = 13
/** After 10 h. */
const SCANS = [0, 8, 16]
const START = TUESDAY_10H - DAYS * DAY

const databases: TestDatabase[] = []
const open = async () => {
  const test = await createTestDatabase()
  databases.push(test)
  return test
}
afterEach(() => Promise.all(databases.splice(0).map((test) => test.drop())))

/** The same leads in every database: ids and all. */
async function addSameLeads({ db }: TestDatabase): Promise<void> {
  await db.query(
    `insert into users (id, email, name, role)
       select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, 'c' || n || '@exemple.fr', 'Closer ' || n, 'closer'
         from generate_series(1, 3) n`,
  )
  await db.query(
    `insert into leads (id, first_name, phone, status, closer_id, last_contact_at, created_at)
       select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'P' || n, '+336399' || (8000000 + n), 'contacted',
              case when n % 4 > 0 then ('00000000-0000-7000-9000-' || lpad((n % 4)::text, 12, '0'))::uuid end,
              $1::timestamptz - (n % 90) * interval '1 hour', $1::timestamptz - (n % 300) * interval '2 hours'
         from generate_series(1, $2::int) n`,
    [new Date(START), LEADS],
  )
}

/** What happens to leads from day to day; the log says when it did, which is the day of the test, not today. */
const EVENTS: ((digit: number, at: string) => string)[] = [
  (digit) => `update leads set status = 'won' where right(phone, 1) = '${digit}'`,
  (digit, at) => `update leads set last_contact_at = '${at}' where right(phone, 1) = '${digit}'`,
  (digit) => `update leads set status = 'contacted' where right(phone, 1) = '${(digit + 8) % 10}'`,
  (digit, at) =>
    `update leads set paused_until = '${at}'::timestamptz + interval '3 days' where right(phone, 1) = '${digit}'`,
  (digit, at) => `update leads set opted_out_at = '${at}' where right(phone, 2) = '4${digit}'`,
]

/** `meanwhile` is what happens after the scan at `at`. */
async function liveThrough(
  { db }: TestDatabase,
  meanwhile: (day: number, at: number, hour: number) => Promise<void>,
): Promise<void> {
  const stamp = `update audit_events set at = $1, details = '{"stamped": true}' where resource = 'leads' and details = '{}'`
  await db.query('alter table audit_events disable trigger user')
  await db.query(stamp, [new Date(START - 100 * DAY)])
  for (let day = 0; day < DAYS; day++) {
    const at = START + day * DAY
    const event = EVENTS[day % EVENTS.length]
    const happens = timed({ db, clock: () => at - 1_000 })
    if (event) await happens.query(event(day % 10, new Date(at - 1_000).toISOString()))
    await db.query(stamp, [new Date(at - 1_000)])
    for (const hour of SCANS) {
      await run({ db, clock: () => at + hour * HOUR }, { trigger: 'manual' })
      await meanwhile(day, at + hour * HOUR, hour)
      await db.query(stamp, [new Date(at + (hour + 3) * HOUR)])
    }
  }
}

const draftOf = async ({ db }: TestDatabase, rule: string, change: Partial<RuleDraft> = {}): Promise<RuleDraft> => {
  const [row] = await db.query<RuleDraft>(
    `select id, name, priority, channel, audience, stop_on as "stopOn", on_contact as "onContact", expiry_days as "expiryDays",
            frequency_id as "frequencyId", template_ids as "templateIds" from rules where id = $1`,
    [rule],
  )
  return { ...(row as RuleDraft), ...change }
}

const relancesPerDay = (test: TestDatabase, rule: string) =>
  test.db.query<{ on: string; closerId: string | null; relances: number }>(
    `select to_char(deliver_at at time zone 'Europe/Paris', 'YYYY-MM-DD') as "on", closer_id as "closerId",
            count(*)::int as relances
       from relances where rule_id = $1 group by 1, 2 order by 1, coalesce(closer_id::text, '')`,
    [rule],
  )
const daysOf = (days: readonly BacktestDay[], what: 'recorded' | 'replayed') =>
  days.filter((day) => day[what] > 0).map((day) => ({ on: day.on, closerId: day.closerId, relances: day[what] }))

const audience: Audience = {
  combinator: 'and',
  rules: [{ field: 'lastContactAt', operator: 'olderThan', value: { value: 3, unit: 'days' } }],
}
const AS_IT_WAS: StoredRule = { audience, priority: 1 }
const idle = async () => undefined

/** WhatsApp takes what waits, and some of those who got it write back. */
async function sendAndHear({ db }: TestDatabase, at: number, digit: string): Promise<void> {
  const answering: { from: string; messageId: string }[] = []
  const sender = {
    send: ({ relanceId, to }: OutgoingMessage) => {
      if (to.endsWith(digit)) answering.push({ from: to, messageId: `reply.${relanceId}` })
      return Promise.resolve({ kind: 'accepted', messageId: `wamid.${relanceId}`, number: null } as const)
    },
  }
  // A number's rate lets some wait for the next second: the clock goes on until all are gone.
  let now = at
  const delivery = createDelivery({ db, clock: () => now, channel: whatsApp, senders: new Map([[NUMBER, sender]]) })
  for (let next: number | null = at; next !== null && next <= at + HOUR / 8; ) {
    now = Math.max(now, next)
    next = await delivery.pump(NUMBER)
  }
  await delivery.drain()
  const event = {
    kind: 'inbound',
    userId: null,
    content: 'text',
    text: 'Bonjour',
    inReplyTo: null,
    payload: null,
  } as const
  await storeEvents(
    db,
    answering.map((one) => ({ ...event, ...one, at: at + HOUR / 4 })),
    at + HOUR / 4,
  )
  while ((await applyEvents({ db, clock: () => at + HOUR / 4 }, whatsApp, 100)) > 0);
}

it('finds nothing changed in rules that are not changed, with closers at work and leads that write back', async () => {
  const test = await open()
  await addSameLeads(test)
  const rule = await addRule(test.db, AS_IT_WAS)
  const other = await addRule(test.db, {
    priority: 5,
    channel: 'whatsapp',
    audience: {
      combinator: 'and',
      rules: [{ field: 'createdAt', operator: 'olderThan', value: { value: 15, unit: 'days' } }],
    },
  })
  await addNumbers(test.db)
  await mapTemplates(test.db)
  const manager = { id: null, name: 'Mara', isManager: true, sharesQueue: false }
  await liveThrough(test, async (day, scanAt, hour) => {
    if (hour === 0) await sendAndHear(test, scanAt + HOUR / 2, `${(day * 7) % 10}`)
    if (hour < 16) return
    const at = scanAt + 2.5 * HOUR
    const open = await test.db.query<{ id: string }>(
      `select r.id from relances r join leads l on l.id = r.lead_id where r.state = 'due' and r.deliver_at <= $1
         and right(l.phone, 1) = $2`,
      [new Date(at), `${(day * 3) % 10}`],
    )
    for (const [place, { id }] of open.entries()) {
      const action = place % 3 === 0 ? ({ kind: 'outcome', outcome: 'replied' } as const) : ({ kind: 'sent' } as const)
      await act({ db: test.db, clock: () => at }, id, { kind: 'open' }, manager)
      await act({ db: test.db, clock: () => at }, id, action, manager)
    }
  })
  const progress: number[] = []
  const done = await backtest(test.db, await draftOf(test, rule), TUESDAY_10H, {
    days: DAYS + 1,
    onProgress: (leads) => progress.push(leads),
  })
  expect(progress.at(-1)).toBe(LEADS)
  expect(done).toMatchObject({ leads: LEADS, moved: 0, removed: 0, added: 0, isComplete: true })
  const recorded = await relancesPerDay(test, rule)
  expect(daysOf(done?.days ?? [], 'recorded')).toEqual(recorded)
  expect(daysOf(done?.days ?? [], 'replayed')).toEqual(recorded)
  expect(done?.same).toBeGreaterThan(100)
  expect(done?.outcomes.same.replied).toBeGreaterThan(5)
  const sent = await backtest(test.db, await draftOf(test, other), TUESDAY_10H, { days: DAYS + 1 })
  const [put] = await test.db.query<{ off: number }>(
    `select count(*)::int as off from relances r join leads l on l.id = r.lead_id
      where r.rule_id = $1 and r.deliver_at = l.paused_until`,
    [other],
  )
  expect(put?.off).toBeGreaterThan(0)
  expect(sent).toMatchObject({ leads: LEADS, removed: 0, added: 0 })
  // Which relance of another rule kept a step waiting is not always known: one lead more, at most.
  expect((sent?.moved ?? 0) - (put?.off ?? 0)).toBeLessThan(2)
  expect(sent?.same).toBeGreaterThan(50)
  expect(sent?.outcomes.same.replied).toBeGreaterThan(5)
})

it('tells of a changed rule what would have been recorded, had it been so from the start', async () => {
  const steps = [{ after: { value: 6, unit: 'days' } }, { after: { value: 2, unit: 'workingDays' } }] as const
  const window = { days: [1, 2, 4], from: '14:00', to: '20:00' }
  const real = await open()
  await addSameLeads(real)
  const rule = await addRule(real.db, AS_IT_WAS)
  await liveThrough(real, idle)
  const other = await open()
  await addSameLeads(other)
  const otherRule = await addRule(other.db, { ...AS_IT_WAS, steps: [...steps], window })
  await liveThrough(other, idle)

  const frequency = { steps: [...steps], window, skipHolidays: true, timeZone: null }
  const done = await backtest(real.db, await draftOf(real, rule, { frequency }), TUESDAY_10H, { days: DAYS + 1 })
  expect(daysOf(done?.days ?? [], 'recorded')).toEqual(await relancesPerDay(real, rule))
  expect(daysOf(done?.days ?? [], 'replayed')).toEqual(await relancesPerDay(other, otherRule))
  expect(done?.moved).toBeGreaterThan(0)
  expect(done?.removed).toBeGreaterThan(0)
  for (const what of ['added', 'moved', 'removed'] as const)
    expect(done?.days.reduce((sum, day) => sum + day[what], 0)).toBe(done?.[what])
  const draft = await draftOf(real, rule)
  expect(await backtest(real.db, draft, TUESDAY_10H, { hasTime: () => false })).toMatchObject({
    isComplete: false,
    leads: 0,
  })
})
