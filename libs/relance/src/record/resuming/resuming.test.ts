/** A rule or the whole engine that stood still and goes on: nobody is flooded, nothing is lost, and what was left of a delay is kept. */
import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import { pauseRule, resumeRule } from '@relance/sending'
import { timed } from '../../ground/now.ts'
import { act } from '../../inbox/act.ts'
import { dryRun } from '../dry-run.ts'
import { previewResumption } from './preview-resumption.ts'
import { run } from '../run.ts'
import { settleChanges } from '../scheduled.ts'
import { at, count, DAY, HOUR, interleaved, stage, useStage } from '../test/interleave.ts'

useStage()
beforeEach(() => stage.db.query(`update settings set closer_daily_limit = null, shared_queue = false`))

const NOW = TUESDAY_10H
const HALF_A_YEAR = 182 * DAY
const LATER = NOW + HALF_A_YEAR
const days = (...values: number[]) => values.map((value) => ({ after: { value, unit: 'days' } }))
const EVERY_DAY = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const iso = (instant: number): string => new Date(instant).toISOString()

const runAt = (now: number) => run(at(now), { trigger: 'cli' })
const settleAt = (now: number) => settleChanges(at(now), 60)
const statement = (now: number, sql: string, parameters: unknown[] = []) => timed(at(now)).query(sql, parameters)

interface Way {
  stop(now: number): Promise<unknown>
  goOn(now: number): Promise<unknown>
}
const ruleOf = async (): Promise<string> => {
  const [rule] = await stage.db.query<{ id: string }>('select id from rules order by id limit 1')
  return rule?.id ?? ''
}
const SWITCH: Way = {
  stop: (now) => statement(now, 'update rules set active = false'),
  goOn: (now) => statement(now, 'update rules set active = true'),
}
const PAUSE: Way = {
  stop: async (now) => {
    const rule = await ruleOf()
    await timed(at(now)).transaction((tx) => pauseRule(tx, rule, 'keeps_failing', now))
  },
  goOn: async (now) => {
    const rule = await ruleOf()
    await timed(at(now)).transaction((tx) => resumeRule(tx, rule, now))
  },
}
const STOP: Way = {
  stop: (now) => statement(now, 'update settings set stopped_at = relance_now()'),
  goOn: (now) => statement(now, 'update settings set stopped_at = null'),
}
const WAYS: [string, Way][] = [
  ['a rule that was switched off', SWITCH],
  ['a rule that was paused', PAUSE],
  ['the global stop', STOP],
]

/** Leads of one closer in mid-cadence: step 1 was sent at `NOW`, step 2 is due ten days later. */
async function midCadence(leads: number, limit: number | null = null): Promise<string[]> {
  await addRule(stage.db, { steps: days(3, 10, 10), window: EVERY_DAY })
  const leadIds = await addLeads(stage.db, leads, { lastContactAt: NOW - 4 * DAY })
  const [ada] = await stage.db.query<{ id: string }>(
    `insert into users (email, name, role) values ('ada@demo.invalid', 'Ada', 'closer')
       on conflict (email) do update set name = 'Ada' returning id`,
  )
  await stage.db.query('update leads set closer_id = $1', [ada?.id])
  await runAt(NOW)
  await stage.db.query(`update relances set state = 'sent', settled_at = deliver_at`)
  await stage.db.query('update settings set closer_daily_limit = $1', [limit])
  return leadIds
}
const waiting = () =>
  stage.db.query<{ state: string; reason: string | null; dueAt: Date; nextDueAt: Date | null }>(
    `select state, reason, due_at as "dueAt", next_due_at as "nextDueAt" from enrolments where state <> 'ended' order by id`,
  )
const nextDue = async () => (await waiting()).map(({ nextDueAt }) => nextDueAt?.toISOString() ?? null)
const perDay = async () =>
  (
    await stage.db.query<{ relances: number }>(
      `select count(*)::int as relances from relances where step > 1 group by (deliver_at at time zone 'Europe/Paris')::date order by (deliver_at at time zone 'Europe/Paris')::date`,
    )
  ).map(({ relances }) => relances)
const lastDay = async () => {
  const [last] = await stage.db.query<{ on: string }>(
    `select to_char(max(deliver_at at time zone 'Europe/Paris'), 'YYYY-MM-DD') as on from relances`,
  )
  return last?.on
}
async function runDaily(from: number, dayCount: number): Promise<void> {
  for (let day = 0; day < dayCount; day++) {
    await runAt(from + day * DAY)
    await stage.db.query(`update relances set state = 'sent', settled_at = deliver_at where state = 'due'`)
  }
}

describe.each(WAYS)('%s', (_, way) => {
  const { stop, goOn } = way

  it('goes on with what was left of each delay', async () => {
    await midCadence(2)
    await stop(NOW + 4 * DAY)
    await settleAt(NOW + 4 * DAY)
    await goOn(NOW + 60 * DAY)
    await settleAt(NOW + 60 * DAY)
    expect(await nextDue()).toEqual(Array(2).fill(iso(NOW + 66 * DAY)))
    await runAt(NOW + 65 * DAY)
    expect(await count('relances where step = 2')).toBe(0)
    await runAt(NOW + 66 * DAY)
    expect(await count('relances where step = 2')).toBe(2)
  })

  it('after half a year makes no flood: the daily limit of the closer holds', async () => {
    await midCadence(7, 2)
    await stop(NOW + 20 * DAY)
    await runAt(NOW + 20 * DAY)
    await goOn(LATER)
    await runDaily(LATER, 5)
    expect(await perDay()).toEqual([2, 2, 2, 1])
    expect(await count(`relances where step = 2`)).toBe(7)
  })

  it('leads without a closer take the room that the closers who share the queue have left, as the dialog and the dry run have said', async () => {
    await midCadence(7, 2)
    await stage.db.query('update settings set shared_queue = true')
    await stage.db.query(
      `insert into users (email, name, role) values ('ben@demo.invalid', 'Ben', 'closer'), ('cleo@demo.invalid', 'Cleo', 'closer')
         on conflict (email) do nothing`,
    )
    await stage.db.query('update leads set closer_id = null where id <> (select min(id::text)::uuid from leads)')
    await stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    const ruleId = way === STOP ? null : await ruleOf()
    const preview = await previewResumption(timed(at(LATER)), { ruleId, midway: 'continue' })
    expect(preview).toMatchObject({ overdue: 7, unassigned: 6, takers: 3 })
    await goOn(LATER)
    expect((await dryRun(at(LATER), { trigger: 'manual' })).report.due).toBe(6)
    await runDaily(LATER, 2)
    expect(await perDay()).toEqual([6, 1])
    expect(await lastDay()).toBe(preview?.lastOn)
  })

  it.each([
    ['leads without a closer share one inbox with the limit of whoever may take them', 5, 2, [2, 2, 1]],
    ['without a limit the usual one holds', 90, null, [40, 40, 10]],
  ])('%s, as the dialog and the dry run have said', async (_case, leads, limit, expected) => {
    await midCadence(leads, limit)
    if (limit !== null) await stage.db.query('update leads set closer_id = null')
    await stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    const ruleId = way === STOP ? null : await ruleOf()
    const preview = await previewResumption(timed(at(LATER)), { ruleId, midway: 'continue' })
    expect(preview).toMatchObject({ overdue: leads, dailyLimit: limit ?? 40, isUsualLimit: limit === null })
    await goOn(LATER)
    expect((await dryRun(at(LATER), { trigger: 'manual' })).report.due).toBe(expected[0])
    await runDaily(LATER, 4)
    expect(await perDay()).toEqual(expected)
    expect(preview?.lastOn).toBe(await lastDay())
  })

  it('takes who has waited longest first', async () => {
    const leadIds = await midCadence(4, 1)
    for (const [place, leadId] of leadIds.entries()) {
      const due = new Date(NOW + (14 - place) * DAY)
      await stage.db.query('update enrolments set due_at = $2, next_due_at = $2 where lead_id = $1', [leadId, due])
    }
    await stop(NOW + 11 * DAY - HOUR)
    await goOn(LATER)
    await runDaily(LATER, 8)
    const recorded = await stage.db.query<{ leadId: string }>(
      `select lead_id as "leadId" from relances where step = 2 order by recorded_at`,
    )
    expect(recorded.map(({ leadId }) => leadId)).toEqual([...leadIds].reverse())
  })

  it('that stops again in the middle keeps what was left then', async () => {
    await midCadence(2)
    await stop(NOW + 4 * DAY)
    await goOn(NOW + 30 * DAY)
    await settleAt(NOW + 30 * DAY)
    await stop(NOW + 32 * DAY)
    await settleAt(NOW + 33 * DAY)
    await goOn(NOW + 50 * DAY)
    await settleAt(NOW + 50 * DAY)
    expect(await nextDue()).toEqual(Array(2).fill(iso(NOW + 54 * DAY)))
  })

  it('that stops and goes on unnoticed counts every pause once', async () => {
    await midCadence(2)
    for (const from of [1, 3, 5]) {
      await stop(NOW + from * DAY)
      await goOn(NOW + (from + 1) * DAY)
    }
    await settleAt(NOW + 6 * DAY)
    await settleAt(NOW + 6 * DAY)
    expect(await nextDue()).toEqual(Array(2).fill(iso(NOW + 13 * DAY)))
  })

  it('is not overtaken by a run: what it has not placed yet is not recorded', async () => {
    await midCadence(3, 1)
    await stop(NOW + 20 * DAY)
    const goingOn = interleaved({ before: /for update skip locked\) p/ }, () => goOn(LATER))
    const { state, recorded } = (await run({ db: goingOn, clock: () => LATER }, { trigger: 'cli' })) ?? {}
    expect(recorded).toBe(0)
    expect(['partial', 'completed']).toContain(state)
    await runDaily(LATER, 4)
    expect(await perDay()).toEqual([1, 1, 1])
  })

  it('is foretold by a dry run', async () => {
    await midCadence(5, 2)
    await stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    await goOn(LATER)
    const { report } = await dryRun(at(LATER), { trigger: 'manual' })
    expect(report.due).toBe(2)
    expect((await runAt(LATER))?.recorded).toBe(2)
  })

  it('is foretold with its figures, and the last day of the spread is the one it comes to', async () => {
    await midCadence(5, 2)
    await stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    const ruleId = way === STOP ? null : await ruleOf()
    const preview = await previewResumption(timed(at(LATER)), { ruleId, midway: 'continue' })
    expect(preview).toMatchObject({ leads: 5, midway: 5, overdue: 5, ended: 0, dailyLimit: 2, isComplete: true })
    await goOn(LATER)
    await runDaily(LATER, 5)
    expect(preview?.lastOn).toBe(await lastDay())
  })

  it('is finished by the next who looks when a process was killed in the middle', async () => {
    await midCadence(4, 2)
    await stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    await goOn(LATER)
    const killed = interleaved({ before: /set scanned_to = / }, () => Promise.reject(new Error('killed')))
    await expect(settleChanges({ db: killed, clock: () => LATER }, 60)).rejects.toThrow('killed')
    await runDaily(LATER, 3)
    expect(await perDay()).toEqual([2, 2])
  })
})

describe('a rule that is switched on', () => {
  it('places who has come in meanwhile as well', async () => {
    await midCadence(2, 2)
    await SWITCH.stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    const added = await addLeads(stage.db, 3, { lastContactAt: LATER - 9 * DAY, after: 10 })
    await stage.db.query('update leads set closer_id = (select id from users where name = $2) where id = any($1)', [
      added,
      'Ada',
    ])
    await settleAt(LATER - DAY)
    await SWITCH.goOn(LATER)
    await runDaily(LATER, 4)
    const all = await stage.db.query<{ relances: number }>(
      `select count(*)::int as relances from relances where recorded_at >= $1 group by deliver_at::date order by deliver_at::date`,
      [new Date(LATER)],
    )
    expect(all.map(({ relances }) => relances)).toEqual([2, 2, 1])
  })

  const activateWith = (midway: string) =>
    timed(at(LATER)).transaction(async (tx) => {
      await tx.query('update rules set active = true')
      await tx.query('update rule_pauses set midway = $1, midway_to_ms = pause_clock(rule_id)', [midway])
    })

  it('ends those in mid-cadence when it is told to', async () => {
    await midCadence(2)
    await SWITCH.stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    await activateWith('end')
    await runAt(LATER)
    expect(await count(`enrolments where state = 'ended' and reason = 'not_resumed'`)).toBe(2)
    expect(await count('relances where step = 2')).toBe(0)
  })

  it('begins anew for those in mid-cadence when it is told to, spread over the days', async () => {
    await midCadence(3, 1)
    await SWITCH.stop(NOW + 20 * DAY)
    await settleAt(NOW + 20 * DAY)
    await activateWith('restart')
    await runAt(LATER)
    expect(await count(`enrolments where state = 'ended' and reason = 'restarted'`)).toBe(3)
    expect(await count(`enrolments where episode = 2 and begun_by = 'restarted' and step = 1`)).toBe(3)
    await runDaily(LATER + 3 * DAY, 4)
    const begun = await stage.db.query<{ relances: number }>(
      `select count(*)::int as relances from relances where recorded_at >= $1 group by deliver_at::date`,
      [new Date(LATER)],
    )
    expect(begun.map(({ relances }) => relances)).toEqual([1, 1, 1])
  })
})

it('the step after one that is sent while its rule is paused counts from the sending', async () => {
  const [hour] = [{ after: { value: 1, unit: 'hours' } }]
  await addRule(stage.db, { steps: [...days(3), hour], window: EVERY_DAY })
  await addLeads(stage.db, 1, { lastContactAt: NOW - 4 * DAY })
  await runAt(NOW)
  await PAUSE.stop(NOW + HOUR / 2)
  await runAt(NOW + 2 * HOUR)
  expect(await waiting()).toMatchObject([{ state: 'waiting', reason: 'rule_paused' }])
  const [item] = await stage.db.query<{ id: string }>('select id from relances')
  const manager = { id: null, name: 'Test', isManager: true, sharesQueue: true }
  expect(await act(at(NOW + 3 * HOUR), item?.id ?? '', { kind: 'sent' }, manager)).toEqual({ ok: true })
  await PAUSE.goOn(NOW + 5 * HOUR)
  await settleAt(NOW + 5 * HOUR)
  expect(await nextDue()).toEqual([iso(NOW + 6 * HOUR)])
})

it('a rule that is resumed under the global stop is paused no longer, and goes on with what was left once the stop ends', async () => {
  await midCadence(1)
  await PAUSE.stop(NOW + 9 * DAY)
  await runAt(NOW + 11 * DAY)
  expect(await waiting()).toMatchObject([{ state: 'waiting', reason: 'rule_paused' }])
  await STOP.stop(NOW + 12 * DAY)
  await PAUSE.goOn(NOW + 13 * DAY)
  await runAt(NOW + 14 * DAY)
  expect(await waiting()).toMatchObject([{ state: 'active', reason: null }])
  await STOP.goOn(NOW + 15 * DAY)
  await settleAt(NOW + 15 * DAY)
  expect(await nextDue()).toEqual([iso(NOW + 16 * DAY)])
})

it.each(WAYS)('%s: a frequency that is saved meanwhile dates what goes on', async (_what, way) => {
  await midCadence(1)
  await way.stop(NOW + 9 * DAY)
  await runAt(NOW + 11 * DAY)
  const save = (second: number) =>
    statement(NOW + 11 * DAY, 'update frequencies set steps = $1', [JSON.stringify(days(3, second, 10))])
  const ruleId = way === STOP ? null : await ruleOf()
  const preview = () => previewResumption(timed(at(NOW + 12 * DAY)), { ruleId, midway: 'continue' })
  await save(5)
  expect(await preview()).toMatchObject({ leads: 1, overdue: 1 })
  await save(20)
  expect(await preview()).toMatchObject({ leads: 1, overdue: 0 })
  await settleAt(NOW + 11 * DAY)
  await way.goOn(NOW + 12 * DAY)
  await settleAt(NOW + 12 * DAY)
  expect(await nextDue()).toEqual([iso(NOW + 23 * DAY - HOUR)])
})

it('a lead that waits in two rules is one lead when the global stop ends, and its steps are two', async () => {
  await midCadence(3)
  await addRule(stage.db, { steps: days(3, 10, 10), window: EVERY_DAY })
  await runAt(NOW + DAY)
  await STOP.stop(NOW + 20 * DAY)
  await settleAt(NOW + 20 * DAY)
  const preview = await previewResumption(timed(at(LATER)), { ruleId: null, midway: 'continue' })
  expect(preview).toMatchObject({ leads: 3, midway: 3, overdue: 6, entering: 0 })
})
