/** What waits is planned again, on a real database: what moves, what stays, and who may come in between. */
import { addLeads, addRule, emptyTables, TUESDAY_10H } from '@relance/testing'
import { timed } from '../../ground/now.ts'
import { act, undo } from '../../inbox/act.ts'
import { dryRun } from '../dry-run.ts'
import { run } from '../run.ts'
import { settleChanges } from '../scheduled.ts'
import { at, count, DAY, HOUR, interleaved, stage, useStage } from '../test/interleave.ts'

useStage()
beforeEach(() => stage.db.query(`update settings set time_zone = default, closer_daily_limit = null`))

const NOW = TUESDAY_10H
const days = (...values: number[]) => values.map((value) => ({ after: { value, unit: 'days' } }))
const OFFICE = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
const iso = (instant: number): string => new Date(instant).toISOString()
const SOMEBODY = { id: null, name: 'Ada', isManager: true, sharesQueue: false }

const runAt = (now: number) => run(at(now), { trigger: 'cli' })
const settleAt = (now: number) => settleChanges(at(now), 60)
const saveSteps = (steps: object[]) => stage.db.query('update frequencies set steps = $1', [JSON.stringify(steps)])
const saveWindow = (window: object) =>
  stage.db.query('update frequencies set "window" = $1', [JSON.stringify({ ...OFFICE, ...window })])

/** Leads whose first step was recorded and delivered at `NOW`; the next one counts from then. */
async function recorded(leads = 1, rule: Parameters<typeof addRule>[1] = {}): Promise<string[]> {
  await addRule(stage.db, rule)
  const leadIds = await addLeads(stage.db, leads, { lastContactAt: NOW - 4 * DAY })
  await runAt(NOW)
  return leadIds
}
const enrolments = () =>
  stage.db.query<{ step: number; state: string; reason: string | null; dueAt: Date; nextDueAt: Date | null }>(
    `select step, state, reason, due_at as "dueAt", next_due_at as "nextDueAt" from enrolments order by next_due_at, id`,
  )
const relances = () =>
  stage.db.query<{ step: number; state: string; deliverAt: Date; expiresAt: Date; id: string }>(
    `select id, step, state, deliver_at as "deliverAt", expires_at as "expiresAt" from relances order by recorded_at, id`,
  )
const deliveries = async () => (await relances()).map(({ deliverAt }) => deliverAt.toISOString())
const nextDue = async () => (await enrolments()).map(({ nextDueAt }) => nextDueAt?.toISOString() ?? null)

describe('a frequency that is saved', () => {
  it('moves every waiting step to the last delivery and its new delay', async () => {
    await recorded(2, { steps: days(3, 10) })
    expect(await nextDue()).toEqual(Array(2).fill(iso(NOW + 10 * DAY)))
    await saveSteps(days(3, 5))
    await settleAt(NOW + DAY)
    expect(await nextDue()).toEqual(Array(2).fill(iso(NOW + 5 * DAY)))
    await saveSteps(days(3, 20))
    await settleAt(NOW + DAY)
    expect(await nextDue()).toEqual(Array(2).fill(iso(NOW + 20 * DAY - HOUR)))
  })

  it('brings back nothing that has expired before anybody has looked', async () => {
    await recorded(1, { steps: days(3, 10) })
    const before = await relances()
    await saveWindow({ from: '08:00' })
    await settleAt(NOW + 7 * DAY)
    expect(await relances()).toEqual(before)
  })

  it('counts from when the closer said that it was sent', async () => {
    await recorded(1, { steps: days(3, 10) })
    const [relance] = await relances()
    await act(at(NOW + HOUR), relance?.id ?? '', { kind: 'sent' }, SOMEBODY)
    await saveSteps(days(3, 5))
    await settleAt(NOW + DAY)
    expect(await nextDue()).toEqual([iso(NOW + 5 * DAY + HOUR)])
  })

  it.each([
    ['the closers’ daily limit holds', 'Ada'],
    ['leads that belong to nobody count together as one closer’s', 'Nobody'],
  ])('makes nothing due before now, and no flood: %s', async (_, owner) => {
    await recorded(5, { steps: days(3, 30) })
    const [ada] = await stage.db.query<{ id: string }>(
      `insert into users (email, name, role) values ('ada@demo.invalid', 'Ada', 'closer')
         on conflict (email) do update set name = 'Ada' returning id`,
    )
    await stage.db.query('update leads set closer_id = $1', [owner === 'Ada' ? ada?.id : null])
    await stage.db.query(`update relances set state = 'sent', settled_at = deliver_at`)
    await stage.db.query('update settings set closer_daily_limit = 2')
    await saveSteps(days(3, 2))
    // A Thursday: two today, two on Friday, one on Monday.
    const thursday = NOW + 9 * DAY
    await settleAt(thursday)
    expect(await nextDue()).toEqual([
      ...Array(2).fill(iso(thursday)),
      ...Array(2).fill('2026-03-19T23:00:00.000Z'),
      '2026-03-22T23:00:00.000Z',
    ])
    expect((await enrolments()).map(({ reason }) => reason)).toEqual([null, null, 'spread', 'spread', 'spread'])
    // Another look, and a change of the leads, let each keep its day.
    await stage.db.query(`update leads set company = 'Acme'`)
    await settleAt(thursday + HOUR)
    expect((await enrolments()).filter(({ reason }) => reason === 'spread')).toHaveLength(3)
    expect((await runAt(thursday + HOUR))?.recorded).toBe(2)
    expect((await runAt(thursday + DAY))?.recorded).toBe(2)
  })

  it('ends what it became too short for, keeps its item, and lets it go on when it is lengthened again', async () => {
    await recorded(1, { steps: days(3, 3) })
    await saveSteps(days(3))
    await settleAt(NOW + HOUR)
    expect(await enrolments()).toMatchObject([{ step: 2, state: 'ended', reason: 'last_step' }])
    expect(await relances()).toMatchObject([{ state: 'due' }])
    await saveSteps(days(3, 7))
    await settleAt(NOW + 2 * HOUR)
    expect(await enrolments()).toMatchObject([{ step: 2, state: 'active', reason: null }])
    expect(await nextDue()).toEqual([iso(NOW + 7 * DAY)])
  })

  it.each([
    ['after 90 days', 91, ''],
    ['once the lead has replied', 10, `update leads set status = 'lost'`],
  ])('does not go on %s', async (_, later, change) => {
    await recorded(1, { steps: days(3, 3) })
    await saveSteps(days(3))
    await settleAt(NOW + HOUR)
    if (change) await stage.db.query(change)
    await saveSteps(days(3, 7))
    await settleAt(NOW + later * DAY)
    expect(await enrolments()).toMatchObject([{ state: 'ended', reason: 'last_step' }])
  })

  it('does not go on for who answered meanwhile, or had every step of the cadence', async () => {
    await recorded(1, { steps: days(3, 3) })
    await saveSteps(days(3))
    await settleAt(NOW + HOUR)
    const [relance] = await relances()
    await act(at(NOW + 2 * HOUR), relance?.id ?? '', { kind: 'outcome', outcome: 'replied' }, SOMEBODY)
    await saveSteps(days(3, 7))
    await settleAt(NOW + 3 * HOUR)
    expect(await enrolments()).toMatchObject([{ state: 'ended', reason: 'replied' }])
    await emptyTables(stage.db, ['leads', 'rules'])
    await recorded(1, { steps: days(3) })
    await saveSteps(days(3, 7))
    await settleAt(NOW + HOUR)
    expect(await enrolments()).toMatchObject([{ state: 'ended', reason: 'last_step' }])
  })
})

describe('a frequency that is saved while an end lasts that passes', () => {
  const CONTACTED = { combinator: 'and', rules: [{ field: 'status', operator: '=', value: 'contacted' }] }
  const become = (status: string) => stage.db.query('update leads set status = $1', [status])

  it('dates the step of a lead that matches again', async () => {
    await recorded(1, { steps: days(3, 10), audience: CONTACTED })
    await stage.db.query(`update rules set stop_on = array['no_longer_matches']`)
    await become('new')
    await settleAt(NOW + HOUR)
    await saveSteps(days(3, 5))
    await settleAt(NOW + HOUR)
    expect(await enrolments()).toMatchObject([{ step: 2, state: 'ended', reason: 'no_longer_matches' }])
    await become('contacted')
    expect((await dryRun(at(NOW + 5 * DAY), { trigger: 'cli' })).report.due).toBe(1)
    await settleAt(NOW + 2 * HOUR)
    expect(await nextDue()).toEqual([iso(NOW + 5 * DAY)])
  })

  it('dates the step of a lead whose status is an open one again', async () => {
    await recorded(1, { steps: days(3, 10) })
    const opens = (isOpen: boolean) =>
      stage.db.query('update settings set lead_statuses = $1', [JSON.stringify([{ code: 'contacted', isOpen }])])
    await opens(false)
    await settleAt(NOW + HOUR)
    await saveSteps(days(3, 5))
    await settleAt(NOW + HOUR)
    expect(await enrolments()).toMatchObject([{ state: 'ended', reason: 'status_closed' }])
    await opens(true)
    await settleAt(NOW + 2 * HOUR)
    expect(await nextDue()).toEqual([iso(NOW + 5 * DAY)])
  })

  it.each(['replied', 'wrong_number'] as const)('dates the step that an undo brings back: %s', async (outcome) => {
    await recorded(1, { steps: days(3, 10) })
    const [item] = await relances()
    const told = { kind: 'outcome', outcome } as const
    expect(await act(at(NOW + HOUR), item?.id ?? '', told, SOMEBODY)).toEqual({ ok: true })
    await saveSteps(days(3, 5))
    await settleAt(NOW + HOUR)
    expect(await enrolments()).toMatchObject([{ state: 'ended' }])
    expect(await undo(at(NOW + HOUR), item?.id ?? '', null, SOMEBODY)).toEqual({ ok: true })
    expect(await enrolments()).toMatchObject([{ state: 'active', reason: null, dueAt: new Date(NOW + 5 * DAY) }])
    expect(await nextDue()).toEqual([iso(NOW + 5 * DAY)])
  })
})

it('an outcome that is corrected to one that ends nothing goes on by the frequency that was saved meanwhile', async () => {
  await recorded(1, { steps: days(3, 10) })
  const [item] = await relances()
  const tell = (now: number, outcome: 'replied' | 'no_answer') =>
    act(at(now), item?.id ?? '', { kind: 'outcome', outcome }, SOMEBODY)
  await tell(NOW + HOUR, 'replied')
  await saveSteps(days(3, 5))
  await settleAt(NOW + HOUR)
  await tell(NOW + HOUR, 'no_answer')
  expect(await nextDue()).toEqual([iso(NOW + 5 * DAY)])
})

describe('a window, a zone or a holiday that is saved', () => {
  it('moves what is to come, its expiry, the gap and the next step; and back again', async () => {
    // Recorded in the evening: delivered on Wednesday at nine.
    await addRule(stage.db, { steps: days(3, 3) })
    await addLeads(stage.db, 1, { lastContactAt: NOW - 4 * DAY })
    await runAt(NOW + 10 * HOUR)
    expect(await deliveries()).toEqual(['2026-03-11T08:00:00.000Z'])
    await saveWindow({ from: '14:00' })
    await settleAt(NOW + 11 * HOUR)
    expect(await relances()).toMatchObject([
      { deliverAt: new Date('2026-03-11T13:00:00Z'), expiresAt: new Date('2026-03-13T17:00:00Z') },
    ])
    expect(await nextDue()).toEqual(['2026-03-14T13:00:00.000Z'])
    expect(await count(`lead_pacing where last_relance_at = '2026-03-11T13:00:00Z'`)).toBe(1)
    await saveWindow({})
    await stage.db.query(`insert into holidays (held_on, name) values ('2026-03-11', 'Pont')`)
    await settleAt(NOW + 11 * HOUR)
    expect(await deliveries()).toEqual(['2026-03-12T08:00:00.000Z'])
    await stage.db.query(`delete from holidays`)
    await settleAt(NOW + 11 * HOUR)
    expect(await deliveries()).toEqual(['2026-03-11T08:00:00.000Z'])
    await stage.db.query(`update settings set time_zone = 'America/New_York'`)
    await settleAt(NOW + 11 * HOUR)
    // 16:00 in New York.
    expect(await deliveries()).toEqual([iso(NOW + 11 * HOUR)])
  })

  it('leaves what came at an instant that is still allowed, also in the evening', async () => {
    await recorded()
    await stage.db.query(`insert into holidays (held_on, name) values ('2026-12-25', 'Noël')`)
    await saveWindow({ to: '17:00' })
    await settleAt(NOW + 11 * HOUR)
    expect(await relances()).toMatchObject([{ deliverAt: new Date(NOW), expiresAt: new Date('2026-03-12T16:00:00Z') }])
  })

  it('follows the lead to another zone, whatever the zone of the company', async () => {
    const [leadId] = await recorded()
    await stage.db.query(`update leads set time_zone = 'Asia/Tokyo' where id = $1`, [leadId])
    await settleAt(NOW + HOUR)
    // 19:00 in Tokyo: tomorrow at nine there.
    expect(await deliveries()).toEqual(['2026-03-11T00:00:00.000Z'])
    expect(await nextDue()).toEqual(['2026-03-14T00:00:00.000Z'])
  })

  it('takes out of the inbox what may not be opened now, and leaves what somebody has acted on', async () => {
    await recorded(3)
    const [first, second] = await relances()
    await act(at(NOW), first?.id ?? '', { kind: 'open' }, SOMEBODY)
    await act(at(NOW), second?.id ?? '', { kind: 'sent' }, SOMEBODY)
    await saveWindow({ from: '14:00' })
    await settleAt(NOW + HOUR)
    const states = (await relances()).map(({ state, deliverAt }) => `${state} ${deliverAt.toISOString()}`)
    expect(states.sort()).toEqual(['due 2026-03-10T13:00:00.000Z', `opened ${iso(NOW)}`, `sent ${iso(NOW)}`])
  })

  it('what was put off comes no earlier than it was put off to, and returns there', async () => {
    await recorded()
    const [relance] = await relances()
    await act(at(NOW), relance?.id ?? '', { kind: 'snooze', until: NOW + 3 * DAY }, SOMEBODY)
    await stage.db.query(`insert into holidays (held_on, name) values ('2026-03-13', 'Pont')`)
    await settleAt(NOW + HOUR)
    expect(await deliveries()).toEqual(['2026-03-16T08:00:00.000Z'])
    await stage.db.query(`delete from holidays`)
    await settleAt(NOW + HOUR)
    expect(await deliveries()).toEqual([iso(NOW + 3 * DAY)])
    await saveWindow({ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' })
    await settleAt(NOW + HOUR)
    expect(await deliveries()).toEqual([iso(NOW + 3 * DAY)])
  })

  it('keeps two messages to one lead apart by the gap', async () => {
    await addRule(stage.db, { steps: days(3), priority: 2 })
    await addRule(stage.db, { steps: days(3), channel: 'whatsapp' })
    await addLeads(stage.db, 1, { lastContactAt: NOW - 4 * DAY })
    await runAt(NOW + 10 * HOUR)
    await runAt(NOW + 43 * HOUR)
    expect(await deliveries()).toEqual(['2026-03-11T08:00:00.000Z', '2026-03-12T08:00:00.000Z'])
    // Wednesday is no day of delivery any more: nobody has acted on the first, which comes on Thursday.
    await saveWindow({ days: [4, 5] })
    await settleAt(NOW + 44 * HOUR)
    expect(await deliveries()).toEqual(['2026-03-12T08:00:00.000Z', '2026-03-13T08:00:00.000Z'])
  })
})

describe('planning again while others work', () => {
  it('a frequency that is saved in the middle is planned with in the end', async () => {
    await recorded(3, { steps: days(3, 10) })
    await saveSteps(days(3, 5))
    const db = interleaved({ after: /as "deliveredAt"|select planning_basis/ }, () => saveSteps(days(3, 6)))
    await settleChanges({ db, clock: () => NOW + DAY }, 60)
    expect(await nextDue()).toEqual(Array(3).fill(iso(NOW + 6 * DAY)))
  })

  it('goes on after a crash where it was, without moving a step twice', async () => {
    await recorded(3, { steps: days(3, 10) })
    await saveSteps(days(3, 5))
    const crash = interleaved({ before: /set planned_to = / }, () => Promise.reject(new Error('killed')))
    await expect(settleChanges({ db: crash, clock: () => NOW + DAY }, 60)).rejects.toThrow('killed')
    expect(await nextDue()).toEqual(Array(3).fill(iso(NOW + 10 * DAY)))
    await settleAt(NOW + DAY)
    expect(await nextDue()).toEqual(Array(3).fill(iso(NOW + 5 * DAY)))
  })

  it.each<[what: string, save: string, takeBack: string]>([
    [
      'a delay',
      `update frequencies set steps = jsonb_set(steps, '{1,after,value}', '4')`,
      `update frequencies set steps = jsonb_set(steps, '{1,after,value}', '2')`,
    ],
    [
      'a window',
      `update frequencies set "window" = jsonb_set("window", '{from}', '"12:00"')`,
      `update frequencies set "window" = jsonb_set("window", '{from}', '"09:00"')`,
    ],
    [
      'a zone',
      `update settings set time_zone = 'Pacific/Kiritimati'`,
      `update settings set time_zone = 'Europe/Paris'`,
    ],
    [
      'a holiday',
      `insert into holidays (held_on, name) values ('2026-03-11', 'Férié')`,
      `delete from holidays where held_on = '2026-03-11'`,
    ],
    ['an expiry', 'update rules set expiry_days = expiry_days + 3', 'update rules set expiry_days = expiry_days - 3'],
    [
      'another frequency',
      `with other as (insert into frequencies (name, steps, "window", skip_holidays)
         select 'Autre', jsonb_set(steps, '{1,after,value}', '4'), "window", skip_holidays from frequencies returning id)
       update rules set frequency_id = other.id from other`,
      `update rules set frequency_id = (select id from frequencies where name <> 'Autre')`,
    ],
  ])('%s that is saved, planned with and taken back leaves no date behind', async (_, save, takeBack) => {
    const steps = [3, 2].map((value) => ({ after: { value, unit: 'workingDays' } }))
    await addRule(stage.db, { steps })
    await stage.db.query('update frequencies set skip_holidays = true')
    await addLeads(stage.db, 3, { lastContactAt: NOW - 9 * DAY })
    await runAt(NOW)
    const dates = async () => [await enrolments(), await relances()]
    const before = await dates()
    await stage.db.query(save)
    const crash = interleaved({ before: /set planned_basis = / }, () => Promise.reject(new Error('killed')))
    await expect(settleChanges({ db: crash, clock: () => NOW }, 60)).rejects.toThrow('killed')
    expect(await dates()).not.toEqual(before)
    await stage.db.query(takeBack)
    await settleAt(NOW)
    expect(await dates()).toEqual(before)
  })

  it('neither loses nor doubles a step beside runs and closers', async () => {
    await recorded(200, { steps: days(3, 10, 10) })
    const items = await relances()
    await saveSteps(days(3, 1, 1))
    const later = NOW + 2 * DAY
    await Promise.all([
      settleAt(later),
      runAt(later),
      settleAt(later),
      runAt(later),
      ...items.slice(0, 10).map(({ id }) => act(at(later), id, { kind: 'sent' }, SOMEBODY)),
    ])
    await runAt(later + 2 * DAY)
    expect(await count(`relances where step = 2`)).toBe(200)
    const recordedOf = '(select count(*) from relances r where r.enrolment_id = e.id)'
    expect(await count(`enrolments e where e.step <> 1 + ${recordedOf}`)).toBe(0)
  })
})

describe('before it is planned again', () => {
  it('a dry run counts what the next run records, with the days the closers have room on', async () => {
    await recorded(4, { steps: days(3, 30) })
    await stage.db.query(`update relances set state = 'sent', settled_at = deliver_at`)
    await saveSteps(days(3, 2))
    const later = NOW + 9 * DAY
    const { report } = await dryRun(at(later), { trigger: 'cli' })
    expect((await runAt(later))?.recorded).toBe(4)
    expect(report.due).toBe(4)
  })

  it('a dry run begins nothing anew for who asked again before a shortened cadence ends their episode', async () => {
    await recorded(1, { steps: days(3, 10) })
    const asked = 'update leads set submitted_at = relance_now()'
    await timed(at(NOW + HOUR)).query(asked)
    await saveSteps(days(0))
    const { report } = await dryRun(at(NOW + 2 * DAY), { trigger: 'cli' })
    expect(report.due).toBe((await runAt(NOW + 2 * DAY))?.recorded)
  })

  it('a dry run keeps the gap to an item that is about to move', async () => {
    await addRule(stage.db, { steps: days(3), priority: 2 })
    await addRule(stage.db, { steps: days(3), channel: 'whatsapp' })
    const [leadId] = await addLeads(stage.db, 1, { lastContactAt: NOW - 4 * DAY })
    await runAt(NOW + 10 * HOUR)
    // Delivered on Wednesday at nine in Paris; in Honolulu that is eleven hours later.
    await stage.db.query(`update leads set time_zone = 'Pacific/Honolulu' where id = $1`, [leadId])
    const after = NOW + 45 * HOUR
    const { report } = await dryRun(at(after), { trigger: 'cli' })
    const real = await runAt(after)
    expect({ due: report.due, skipped: report.skipped }).toEqual({ due: real?.recorded, skipped: real?.skipped })
    expect(real?.skipped).toEqual({ minimum_gap: 1 })
  })
})
