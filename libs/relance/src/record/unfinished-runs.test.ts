import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import type { Db } from '../ground/ports.ts'
import { run } from './run.ts'
import { runDueSlot } from './scheduled.ts'
import { at, count, DAY, MINUTE, stage, useStage } from './test/interleave.ts'

useStage()

const NOW = TUESDAY_10H
const HALF_MINUTE = MINUTE / 2

beforeEach(async () => {
  await addRule(stage.db)
  await stage.db.query(`update schedule set cron = '0 0 1 1 *', changed_at = $1`, [new Date(NOW)])
  await addLeads(stage.db, 3, { lastContactAt: NOW - 5 * DAY })
})

const runAt = (now: number) => run(at(now), { trigger: 'manual' })

/** Locks the leads P1 to Pn while `work` is done. */
const whileLocked = (leads: number, work: () => Promise<unknown>) =>
  stage.db.transaction(async (tx: Db) => {
    const names = Array.from({ length: leads }, (_, place) => `P${place + 1}`)
    await tx.query(
      'select from lead_pacing where lead_id in (select id from leads where first_name = any($1)) for update',
      [names],
    )
    await work()
  })

it('is partial when others had some of the leads, and the scheduler goes on at its next tick', async () => {
  await runAt(NOW - 3 * DAY)
  await whileLocked(2, async () => {
    expect(await runAt(NOW)).toMatchObject({ state: 'partial', recorded: 1, remaining: 2, due: 3 })
  })
  expect(await runDueSlot(at(NOW + 10_000))).toMatchObject({ state: 'completed', recorded: 2, remaining: 0 })
  expect(await runDueSlot(at(NOW + 20_000))).toBeNull()
})

it('a run that others kept from recording anything is repeated within the minute, not at every tick', async () => {
  await runAt(NOW - 3 * DAY)
  await whileLocked(3, async () => {
    expect(await runAt(NOW)).toMatchObject({ state: 'partial', recorded: 0, remaining: 3 })
    expect(await runDueSlot(at(NOW + HALF_MINUTE - 1))).toBeNull()
  })
  expect(await runDueSlot(at(NOW + HALF_MINUTE))).toMatchObject({ state: 'completed', recorded: 3 })
})

it('is partial when somebody else has the changes of leads that are still to be settled', async () => {
  await runAt(NOW)
  await addLeads(stage.db, 2, { lastContactAt: NOW - 5 * DAY, after: 10 })
  await stage.db.transaction(async (tx: Db) => {
    await tx.query('select from lead_changes for update')
    expect(await runAt(NOW)).toMatchObject({ state: 'partial', recorded: 0, remaining: 0 })
  })
  expect(await runDueSlot(at(NOW + MINUTE))).toMatchObject({ state: 'completed', recorded: 2 })
})

it('under the global stop one run says what waits, and is not repeated', async () => {
  await runAt(NOW - 3 * DAY)
  await whileLocked(3, () => runAt(NOW))
  await stage.db.query('update settings set stopped_at = now()')
  expect(await runDueSlot(at(NOW + MINUTE))).toMatchObject({ state: 'completed', recorded: 0, remaining: 3 })
  for (let tick = 1; tick <= 3; tick++) expect(await runDueSlot(at(NOW + MINUTE + tick * 10_000))).toBeNull()
  await stage.db.query('update settings set stopped_at = null')
  expect(await runAt(NOW + 2 * MINUTE)).toMatchObject({ state: 'completed', recorded: 3, remaining: 0 })
})

it('a failed run waits its minute', async () => {
  await stage.db.query(
    `insert into runs (trigger, state, started_at, heartbeat_at, finished_at, error)
       values ('scheduler', 'failed', $1, $1, $1, 'database')`,
    [new Date(NOW)],
  )
  for (let tick = 1; tick <= 5; tick++) expect(await runDueSlot(at(NOW + tick * 10_000))).toBeNull()
  expect(await runDueSlot(at(NOW + MINUTE - 1))).toBeNull()
  expect(await runDueSlot(at(NOW + MINUTE))).toMatchObject({ state: 'completed', recorded: 3 })
})

it('what a run left is gone on with, also when another began after it and ended before', async () => {
  await stage.db.query(
    `insert into runs (trigger, state, started_at, heartbeat_at, finished_at, recorded)
       values ('http', 'partial', $1, $1, $3, 1), ('manual', 'completed', $2, $2, $2, 0)`,
    [new Date(NOW - MINUTE), new Date(NOW - MINUTE / 2), new Date(NOW)],
  )
  expect(await runDueSlot(at(NOW + 1_000))).toMatchObject({ recorded: 3 })
})

/** A run of a server that was frozen right after it began. */
const freezeRunAt = async (now: number): Promise<void> => {
  await stage.db.query(`insert into runs (trigger, started_at, heartbeat_at) values ('manual', $1, $1)`, [
    new Date(now),
  ])
}

it('a run that has fallen silent does not hide what another run has left', async () => {
  await runAt(NOW - 3 * DAY)
  await whileLocked(2, async () => {
    await freezeRunAt(NOW)
    expect(await runAt(NOW)).toMatchObject({ state: 'partial', recorded: 1 })
    expect(await runDueSlot(at(NOW + HALF_MINUTE - 1))).toBeNull()
  })
  expect(await runDueSlot(at(NOW + HALF_MINUTE + 1))).toMatchObject({ state: 'completed', recorded: 2 })
  expect(await runDueSlot(at(NOW + 2 * MINUTE))).toBeNull()
})

it('the work of a run that has fallen silent is taken over a minute after it began', async () => {
  await runAt(NOW - 3 * DAY)
  await freezeRunAt(NOW)
  expect(await runDueSlot(at(NOW + MINUTE - 1))).toBeNull()
  expect(await runDueSlot(at(NOW + MINUTE))).toMatchObject({ state: 'completed', recorded: 3 })
})

it('what becomes due while a run is under way is recorded, but never two relances for one lead', async () => {
  await stage.db.query('update settings set minimum_gap_minutes = 0')
  const every = { after: { value: 1, unit: 'minutes' } }
  await stage.db.query('update frequencies set steps = $1', [JSON.stringify([every, every, every])])
  await addRule(stage.db, { priority: 5, steps: [every, every] })
  let now = NOW
  const clock = () => (now += MINUTE)
  const report = await run({ db: stage.db, clock }, { trigger: 'manual' })
  expect(await count(`(select lead_id from relances group by lead_id having count(*) > 1) twice`)).toBe(0)
  expect(report).toMatchObject({ recorded: 3 })
})

it('its instants are the database’s when the host has no clock of its own', async () => {
  const report = await run({ db: stage.db }, { trigger: 'manual' })
  const [row] = await stage.db.query<{ apart: number }>(
    'select abs(extract(epoch from now() - started_at))::float8 as apart from runs',
  )
  expect(report?.recorded).toBe(3)
  expect(row?.apart).toBeLessThan(60)
})
