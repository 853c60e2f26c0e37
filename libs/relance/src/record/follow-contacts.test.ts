/** What was said to a lead counts: the gap and the caps, the dates of cadences under way, and what waits already. */
import { addLeads, addRule, createTestDatabase, emptyTables, type TestDatabase, TUESDAY_10H } from '@relance/testing'
import { act } from '../inbox/act.ts'
import { recordContact, takeBackContact } from '../inbox/contacts.ts'
import { explainLead } from '../ask/explain/explain.ts'
import { dryRun } from './dry-run.ts'
import { run } from './run.ts'
import { settleChanges } from './scheduled.ts'
import { DAY, HOUR } from '../ground/time.ts'

const PERSON = { id: null, name: 'Ada', isManager: true }
const ALL_DAY = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const AT_ONCE = { after: { value: 0, unit: 'days' } }
const after = (value: number, unit = 'days') => ({ after: { value, unit } })
let test: TestDatabase
let leadId: string
let ruleId: string

beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const at = (now: number) => ({ db: test.db, clock: () => now })
const iso = (instant: number): string => new Date(instant).toISOString()
const runAt = (now: number) => run(at(now), { trigger: 'manual' })
const contact = async (now: number, fields: object = {}): Promise<string> => {
  const noted = await recordContact(
    at(now),
    leadId,
    { kind: 'call', direction: 'outbound', note: '', ...fields },
    PERSON,
  )
  if (!noted.ok) throw new Error(noted.refused)
  return noted.id
}

/** One lead in one rule of three steps, whose first is due now; nothing was ever said. */
async function stage(
  rule: { onContact?: string; stopOn?: string[]; steps?: object[]; window?: object } = {},
): Promise<void> {
  await emptyTables(test.db, ['leads', 'rules', 'templates', 'frequencies', 'runs', 'lead_changes'])
  await test.db.query(`update settings set relance_caps = '[]', minimum_gap_minutes = 1200, stopped_at = null`)
  ruleId = await addRule(test.db, {
    steps: rule.steps ?? [AT_ONCE, after(3), after(3)],
    window: rule.window ?? ALL_DAY,
  })
  await test.db.query('update rules set on_contact = $1, stop_on = $2', [
    rule.onContact ?? 'restart_delay',
    rule.stopOn ?? ['replied'],
  ])
  await test.db.query(
    `insert into leads (first_name, phone, status, created_at) values ('Zoé', '+33639980001', 'contacted', $1)`,
    [new Date(TUESDAY_10H - DAY)],
  )
  leadId = (await test.db.query<{ id: string }>('select id from leads'))[0]?.id ?? ''
}

const enrolment = async () => {
  const [row] = await test.db.query<{
    state: string
    reason: string | null
    step: number
    next: Date | null
    planned: Date | null
  }>(
    `select state, reason, step, next_due_at as next, case when moved_to = due_at then planned_at end as planned from enrolments`,
  )
  return row && { ...row, next: row.next?.toISOString() ?? null, planned: row.planned?.toISOString() ?? null }
}
const item = async () => {
  const [row] = await test.db.query<{ id: string; state: string; reason: string | null; at: Date; expires: Date }>(
    'select id, state, reason, deliver_at as at, expires_at as expires from relances order by step desc limit 1',
  )
  return row && { ...row, at: row.at.toISOString(), expires: row.expires.toISOString() }
}
const send = async (now: number): Promise<void> => {
  const waiting = await item()
  const done = await act(at(now), waiting?.id ?? '', { kind: 'sent' }, { ...PERSON, sharesQueue: false })
  expect(done).toEqual({ ok: true })
}
/** Step 1 is sent; step 2 waits. */
const midway = async (rule: Parameters<typeof stage>[0] = {}): Promise<void> => {
  await stage(rule)
  await runAt(TUESDAY_10H)
  await send(TUESDAY_10H)
}

describe('the minimum gap', () => {
  it('counts from a contact, also where the rule looks away', async () => {
    await midway({ onContact: 'ignore' })
    const due = TUESDAY_10H + 3 * DAY
    await contact(due - HOUR)
    expect(await enrolment()).toMatchObject({ next: iso(due), planned: null })
    expect(await runAt(due)).toMatchObject({ recorded: 0, skipped: { minimum_gap: 1 } })
    expect(await enrolment()).toMatchObject({ reason: 'minimum_gap', next: iso(due - HOUR + 20 * HOUR) })
    expect(await runAt(due + 19 * HOUR)).toMatchObject({ recorded: 1 })
  })

  it('counts from an instant written to the lead, as from a contact', async () => {
    await midway({ onContact: 'ignore' })
    const due = TUESDAY_10H + 3 * DAY
    await test.db.query('update leads set last_contact_at = $1', [new Date(due - 5 * 60_000)])
    expect(await runAt(due)).toMatchObject({ recorded: 0, skipped: { minimum_gap: 1 } })
  })

  it.each(['skipped', 'expired', 'withdrawn', 'superseded'])(
    'does not count from a relance that was %s',
    async (state) => {
      await stage({ steps: [AT_ONCE, after(1, 'hours')] })
      await runAt(TUESDAY_10H)
      await test.db.query('update relances set state = $1', [state])
      expect(await runAt(TUESDAY_10H + 2 * HOUR)).toMatchObject({ recorded: 1 })
    },
  )
})

describe('caps', () => {
  it('let so many relances through in so many days, and say when the next may come', async () => {
    await stage({ steps: [AT_ONCE, after(2), after(2), after(2)] })
    await test.db.query(`update settings set relance_caps = '[{"count": 2, "days": 7}]'`)
    await runAt(TUESDAY_10H)
    await send(TUESDAY_10H)
    await runAt(TUESDAY_10H + 2 * DAY)
    await send(TUESDAY_10H + 2 * DAY)
    const dry = await dryRun(at(TUESDAY_10H + 4 * DAY), { trigger: 'manual', sample: 5 })
    const ends = TUESDAY_10H + 7 * DAY
    expect(dry.sample).toMatchObject([{ kind: 'hold', reason: 'cap_reached', until: ends }])
    expect(await runAt(TUESDAY_10H + 4 * DAY)).toMatchObject({ recorded: 0, skipped: { cap_reached: 1 } })
    const told = await explainLead(test.db, leadId, TUESDAY_10H + 4 * DAY)
    expect(told?.rules[0]).toMatchObject({ verdict: 'wait', reason: 'cap_reached', until: ends })
    expect(told?.rules[0]?.course?.deliverAt).toBe(ends)
    expect(await runAt(ends)).toMatchObject({ recorded: 1 })
  })

  it('count neither what was skipped nor what failed', async () => {
    await stage({ steps: [AT_ONCE, after(1), after(1)] })
    await test.db.query(`update settings set relance_caps = '[{"count": 1, "days": 30}]'`)
    for (const state of ['skipped', 'failed']) {
      const now = TUESDAY_10H + (state === 'failed' ? DAY : 0)
      expect(await runAt(now)).toMatchObject({ recorded: 1 })
      await test.db.query(`update relances set state = $1 where state = 'due'`, [state])
    }
    expect(await runAt(TUESDAY_10H + 2 * DAY)).toMatchObject({ recorded: 1 })
  })
})

describe('a rule that restarts the delay', () => {
  it('counts the step to come from the contact, and explains by what it moved', async () => {
    await midway()
    const said = TUESDAY_10H + 2 * DAY
    await contact(said)
    const planned = iso(TUESDAY_10H + 3 * DAY)
    expect(await enrolment()).toMatchObject({ state: 'active', next: iso(said + 3 * DAY), planned })
    const told = await explainLead(test.db, leadId, said)
    expect(told?.rules[0]?.course).toMatchObject({
      anchor: { kind: 'confirmation' },
      dueAt: TUESDAY_10H + 3 * DAY,
      shifts: [{ kind: 'contacted', to: said + 3 * DAY, contact: { kind: 'call', actorName: 'Ada', at: said } }],
      deliverAt: said + 3 * DAY,
    })
    expect(await runAt(TUESDAY_10H + 3 * DAY)).toMatchObject({ due: 0 })
    expect(await runAt(said + 3 * DAY)).toMatchObject({ recorded: 1 })
  })

  it('keeps the gap where the delay is shorter', async () => {
    await midway({ steps: [AT_ONCE, after(23, 'hours'), after(3)] })
    const said = TUESDAY_10H + 22 * HOUR
    await test.db.query('update settings set minimum_gap_minutes = 2880')
    await contact(said)
    expect(await enrolment()).toMatchObject({ next: iso(said + 2 * DAY) })
  })

  it('leaves the dates where the contact was before the last relance, or was the lead’s', async () => {
    await midway({ stopOn: [] })
    const next = iso(TUESDAY_10H + 3 * DAY)
    await contact(TUESDAY_10H + HOUR, { at: TUESDAY_10H - HOUR })
    expect(await enrolment()).toMatchObject({ next, planned: null })
    await contact(TUESDAY_10H + 2 * HOUR, { direction: 'inbound' })
    expect(await enrolment()).toMatchObject({ state: 'active', next, planned: null })
  })

  it('puts the date right when contacts are taken back, in whichever order', async () => {
    await midway()
    const [first, second] = [TUESDAY_10H + DAY, TUESDAY_10H + 2 * DAY]
    const one = await contact(first)
    const two = await contact(second)
    await takeBackContact(at(second), leadId, one, PERSON)
    expect(await enrolment()).toMatchObject({ next: iso(second + 3 * DAY) })
    await takeBackContact(at(second), leadId, two, PERSON)
    expect(await enrolment()).toMatchObject({ next: iso(TUESDAY_10H + 3 * DAY), planned: null })
    const three = await contact(second)
    const four = await contact(second + HOUR)
    await takeBackContact(at(second + HOUR), leadId, four, PERSON)
    expect(await enrolment()).toMatchObject({ next: iso(second + 3 * DAY) })
    await takeBackContact(at(second + HOUR), leadId, three, PERSON)
    expect(await enrolment()).toMatchObject({ next: iso(TUESDAY_10H + 3 * DAY) })
  })

  it('follows an instant that an import or a form wrote', async () => {
    await midway()
    await test.db.query('update leads set last_contact_at = $1', [new Date(TUESDAY_10H + 2 * DAY)])
    const foreseen = await explainLead(test.db, leadId, TUESDAY_10H + 2 * DAY + HOUR)
    expect(foreseen?.rules[0]?.course?.deliverAt).toBe(TUESDAY_10H + 5 * DAY)
    await settleChanges(at(TUESDAY_10H + 2 * DAY + HOUR), 30)
    expect(await enrolment()).toMatchObject({ next: iso(TUESDAY_10H + 5 * DAY) })
  })

  it('counts the next step from where its item stays when the contact is taken back after the gap', async () => {
    await stage({ window: { ...ALL_DAY, from: '09:00', to: '11:30' }, steps: [AT_ONCE, after(3), after(3)] })
    await runAt(TUESDAY_10H)
    const said = TUESDAY_10H + HOUR
    const id = await contact(said)
    await test.db.query(`update leads set company = 'Acme'`)
    await settleChanges(at(said + 21 * HOUR), 60)
    const opening = said + 22 * HOUR
    expect(await item()).toMatchObject({ state: 'due', reason: null, at: iso(opening) })
    await takeBackContact(at(said + 21 * HOUR), leadId, id, PERSON)
    expect(await item()).toMatchObject({ at: iso(opening) })
    expect(await enrolment()).toMatchObject({ step: 2, next: iso(opening + 3 * DAY) })
  })

  it('snoozes an open item into the window, with a new expiry, and lets it come back when the contact is taken back', async () => {
    const window = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
    await stage({ window, steps: [AT_ONCE, after(3), after(3)] })
    await runAt(TUESDAY_10H)
    const before = await item()
    const said = TUESDAY_10H + 6 * HOUR
    const id = await contact(said)
    // The delay of step 1 is over at once; the gap ends on Wednesday at 12:00 in Paris.
    const moved = iso(said + 20 * HOUR)
    expect(await item()).toMatchObject({ state: 'snoozed', reason: 'contacted', at: moved })
    expect((await item())?.expires).not.toBe(before?.expires)
    expect(await enrolment()).toMatchObject({ step: 2, next: iso(said + 20 * HOUR + 3 * DAY) })
    await takeBackContact(at(said), leadId, id, PERSON)
    expect(await item()).toEqual(before)
    expect(await enrolment()).toMatchObject({ step: 2, next: iso(TUESDAY_10H + 3 * DAY) })
  })

  it('leaves an item that its closer put off after the contact where the closer wants it', async () => {
    await stage()
    await runAt(TUESDAY_10H)
    await contact(TUESDAY_10H + HOUR)
    const waiting = await item()
    const until = TUESDAY_10H + 3 * HOUR
    await act(
      at(TUESDAY_10H + 2 * HOUR),
      waiting?.id ?? '',
      { kind: 'snooze', until },
      { ...PERSON, sharesQueue: false },
    )
    await test.db.query(`update leads set company = 'Autre'`)
    await settleChanges(at(TUESDAY_10H + 2.5 * HOUR), 30)
    expect(await item()).toMatchObject({ state: 'snoozed', at: iso(until) })
  })

  it('refuses to open what a contact nobody has followed yet puts off', async () => {
    await stage()
    await runAt(TUESDAY_10H)
    const waiting = await item()
    await test.db.query('update leads set last_contact_at = $1', [new Date(TUESDAY_10H + HOUR)])
    const opened = await act(
      at(TUESDAY_10H + 2 * HOUR),
      waiting?.id ?? '',
      { kind: 'open' },
      { ...PERSON, sharesQueue: false },
    )
    expect(opened).toEqual({
      ok: false,
      refused: { why: 'not_yet', until: TUESDAY_10H + 21 * HOUR, timeZone: 'Europe/Paris' },
    })
  })
})

describe('a rule that stops on a contact', () => {
  it('ends the episode, withdraws what waits, and goes on when the contact is taken back', async () => {
    await stage({ onContact: 'stop' })
    await runAt(TUESDAY_10H)
    const id = await contact(TUESDAY_10H + HOUR)
    expect(await enrolment()).toMatchObject({ state: 'ended', reason: 'contacted' })
    expect(await item()).toMatchObject({ state: 'withdrawn', reason: 'contacted' })
    await takeBackContact(at(TUESDAY_10H + HOUR), leadId, id, PERSON)
    expect(await enrolment()).toMatchObject({ state: 'active', step: 2 })
    expect(await item()).toMatchObject({ state: 'due', reason: null })
  })

  it('only moves step 1, before which there is no episode to stop', async () => {
    await stage({ onContact: 'stop', steps: [after(3), after(3)] })
    await settleChanges(at(TUESDAY_10H), 30)
    await contact(TUESDAY_10H)
    expect(await enrolment()).toMatchObject({ state: 'active', step: 1, next: iso(TUESDAY_10H + 3 * DAY) })
  })
})

describe('what the lead says', () => {
  it('is a reply, also noted by hand: it ends what stops on one, until it is taken back', async () => {
    await midway({ onContact: 'ignore' })
    const id = await contact(TUESDAY_10H + HOUR, { kind: 'email', direction: 'inbound' })
    expect(await enrolment()).toMatchObject({ state: 'ended', reason: 'replied' })
    await takeBackContact(at(TUESDAY_10H + 2 * HOUR), leadId, id, PERSON)
    expect(await enrolment()).toMatchObject({ state: 'active', step: 2, next: iso(TUESDAY_10H + 3 * DAY) })
  })

  it('answers nothing of a rule that the lead has entered since', async () => {
    await midway()
    await contact(TUESDAY_10H + HOUR, { direction: 'inbound', at: TUESDAY_10H - 2 * DAY })
    expect(await enrolment()).toMatchObject({ state: 'active', step: 2 })
  })

  it('keeps an open item for the gap where the rule does not stop on a reply', async () => {
    await stage({ stopOn: [] })
    await runAt(TUESDAY_10H)
    await contact(TUESDAY_10H + HOUR, { direction: 'inbound' })
    expect(await item()).toMatchObject({ state: 'snoozed', reason: 'minimum_gap', at: iso(TUESDAY_10H + 21 * HOUR) })
  })
})

it('a rule is saved with the default, and its versions of before mean that contacts are ignored', async () => {
  await stage()
  await test.db.query(`alter table versions disable trigger versions_immutable`)
  await test.db.query(`update versions set snapshot = snapshot - 'on_contact'`)
  await test.db.query(`alter table versions enable trigger versions_immutable`)
  const { rulesInForce } = await import('../ask/explain/rules-in-force.sql.ts')
  const { loadPlan } = await import('./state/load-plan.sql.ts')
  const inForce = await rulesInForce(test.db, Date.now() + DAY)
  expect(inForce.map(({ onContact }) => onContact)).toEqual(['ignore'])
  expect((await loadPlan(test.db)).rules.get(ruleId)?.onContact).toBe('restart_delay')
})

it('many leads are contacted and settled with as many statements as one', async () => {
  await stage()
  await addLeads(test.db, 300, { after: 100 })
  await test.db.query('update leads set created_at = $1', [new Date(TUESDAY_10H - DAY)])
  expect(await runAt(TUESDAY_10H)).toMatchObject({ recorded: 301 })
  await test.db.query('update leads set last_contact_at = $1', [new Date(TUESDAY_10H + HOUR)])
  await settleChanges(at(TUESDAY_10H + 2 * HOUR), 60)
  const [row] = await test.db.query(
    `select count(*)::int as moved from relances where state = 'snoozed' and reason = 'contacted' and deliver_at = $1`,
    [new Date(TUESDAY_10H + 21 * HOUR)],
  )
  expect(row).toEqual({ moved: 301 })
})

it('a step that a contact has moved along with its item stays there, whatever of the lead is settled later', async () => {
  await stage({ steps: [AT_ONCE, AT_ONCE, after(3)] })
  await runAt(TUESDAY_10H)
  await contact(TUESDAY_10H + 5 * HOUR)
  const moved = { state: 'active', step: 2, reason: null, next: iso(TUESDAY_10H + 25 * HOUR), planned: null }
  expect(await enrolment()).toMatchObject(moved)
  await test.db.query(`update leads set company = 'Éclair SA'`)
  await settleChanges(at(TUESDAY_10H + 6 * HOUR), 60)
  expect(await enrolment()).toMatchObject(moved)
})
