import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import type { Db } from '../ground/ports.ts'
import { act } from '../inbox/act.ts'
import { run } from './run.ts'
import { settleChanges } from './scheduled.ts'
import { at, count, DAY, HOUR, interleaved, MINUTE, stage, useStage } from './test/interleave.ts'

useStage()

const NOW = TUESDAY_10H
const AT_ONCE = { after: { value: 0, unit: 'days' } }
const ALL_DAY = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const olderThan = (field: string, value: number, unit = 'days') => ({
  combinator: 'and',
  rules: [{ field, operator: 'olderThan', value: { value, unit } }],
})
const settleAt = (now: number) => settleChanges(at(now), 60)
const runAt = (now: number) => run(at(now), { trigger: 'manual' })

/** "No contact for three days", due at once, at any hour. */
const addSilenceRule = () =>
  addRule(stage.db, { audience: olderThan('lastContactAt', 3), steps: [AT_ONCE], window: ALL_DAY })

/** A lead that has been silent for three days at `crossingAt`. */
const addCrossing = (crossingAt: number, after = 0) =>
  addLeads(stage.db, 1, { lastContactAt: crossingAt - 3 * DAY, after })

describe('a lead whose condition time makes true is found', () => {
  it.each([
    ['20 seconds', 20_000],
    ['five minutes', 5 * MINUTE],
    ['two hours', 2 * HOUR],
  ])('when the actor who saved it is %s behind the one who follows time', async (_skew, skew) => {
    await addSilenceRule()
    await settleAt(NOW)
    await settleAt(NOW + skew)
    await addCrossing(NOW + skew / 2)
    await settleAt(NOW)
    await runAt(NOW + skew + MINUTE)
    await runAt(NOW + skew + 2 * HOUR)
    expect(await count('relances')).toBe(1)
  })

  it('when the scan that had passed it goes on later', async () => {
    await addSilenceRule()
    await addCrossing(NOW + MINUTE)
    await settleAt(NOW)
    await stage.db.query(
      'update rule_matching set is_scanned = false, scanned_to = (select max(id::text)::uuid from leads)',
    )
    expect(await runAt(NOW + 2 * MINUTE)).toMatchObject({ state: 'completed', recorded: 1 })
  })

  it('when the follower of its change began before it was followed past', async () => {
    await addSilenceRule()
    await settleAt(NOW)
    const db = interleaved({ before: /delete from lead_changes/ }, async () => {
      await settleAt(NOW + 2_000)
      await addCrossing(NOW + 1_000)
    })
    await settleChanges({ db, clock: () => NOW }, 60)
    expect(await runAt(NOW + MINUTE)).toMatchObject({ recorded: 1 })
  })

  it('when it was entered while a batch with an earlier instant was under way: the batch does not put it out', async () => {
    await addSilenceRule()
    await addCrossing(NOW + 500)
    await settleAt(NOW)
    const db = interleaved({ before: /for update skip locked\) p/ }, async () => {
      await settleAt(NOW + 1_000)
      await stage.db.query(`update enrolments set due_at = $1, next_due_at = $1`, [new Date(NOW - 1)])
    })
    await run({ db, clock: () => NOW }, { trigger: 'manual' })
    await runAt(NOW + HOUR)
    await runAt(NOW + DAY)
    expect(await count('relances')).toBe(1)
  })

  it('when a clock was ahead by a day for one look; nobody is written to before', async () => {
    await addSilenceRule()
    await addCrossing(NOW + 6 * HOUR)
    await settleAt(NOW)
    await settleAt(NOW + DAY)
    for (let hour = 0; hour < 6; hour++) expect(await runAt(NOW + hour * HOUR + MINUTE)).toMatchObject({ recorded: 0 })
    expect(await runAt(NOW + 6 * HOUR + MINUTE)).toMatchObject({ recorded: 1 })
  })

  it('when clocks go back by hours', async () => {
    await addSilenceRule()
    await settleAt(NOW + 5 * HOUR)
    await addCrossing(NOW + 3 * HOUR)
    await settleAt(NOW)
    await runAt(NOW + 4 * HOUR)
    expect(await count('relances')).toBe(1)
  })

  it('when the confirmation, and not the delivery, is what counts', async () => {
    await addRule(stage.db, { steps: [AT_ONCE], window: ALL_DAY })
    await addLeads(stage.db, 1, { lastContactAt: NOW - DAY })
    await runAt(NOW)
    const audience = olderThan('lastRelanceAt', 2)
    await addRule(stage.db, { audience, steps: [AT_ONCE], window: ALL_DAY })
    const [relance] = await stage.db.query<{ id: string }>('select id from relances')
    const person = { id: null, name: 'Mona', isManager: true, sharesQueue: false }
    await act(at(NOW + 5 * HOUR), relance?.id ?? '', { kind: 'sent' }, person)
    for (let hour = 6; hour <= 60; hour += 2) await runAt(NOW + hour * HOUR)
    expect(await count('relances')).toBe(2)
  })

  it('when the batch that wrote to it stayed open past the crossing', async () => {
    await addRule(stage.db, { steps: [AT_ONCE], window: ALL_DAY })
    await addRule(stage.db, { audience: olderThan('lastRelanceAt', 2), steps: [AT_ONCE], window: ALL_DAY })
    await addLeads(stage.db, 1, { lastContactAt: NOW - DAY })
    await settleAt(NOW)
    const db = interleaved({ after: /insert into relances/ }, async () => {
      for (let hour = 3; hour <= 60; hour += 3) await settleAt(NOW + hour * HOUR)
    })
    await run({ db, clock: () => NOW }, { trigger: 'manual' })
    await runAt(NOW + 61 * HOUR)
    expect(await count('relances')).toBe(2)
  })
})

it('the watermark waits for transactions that were open, and moves on when they end', async () => {
  await addSilenceRule()
  await settleAt(NOW)
  const watermark = async () =>
    (await stage.db.query<{ at: Date }>('select matched_at as at from rule_matching'))[0]?.at.getTime() ?? 0
  await stage.db.transaction(async (tx: Db) => {
    await tx.query('select pg_current_xact_id()')
    for (let hour = 1; hour <= 5; hour++) await settleAt(NOW + hour * HOUR)
    expect(await watermark()).toBe(NOW)
  })
  // Transactions of other databases of the server count as well, and end by and by.
  do await settleAt(NOW + 6 * HOUR)
  while ((await watermark()) < NOW + HOUR)
})

it('a look that is repeated leaves the dates of what is under way alone', async () => {
  await addSilenceRule()
  await addCrossing(NOW)
  await settleAt(NOW)
  await stage.db.query(`update enrolments set next_due_at = $1, reason = 'spread'`, [new Date(NOW + DAY)])
  await settleAt(NOW + 1_000)
  await settleAt(NOW + 2_000)
  expect(await count(`enrolments where reason = 'spread' and next_due_at > due_at`)).toBe(1)
})
