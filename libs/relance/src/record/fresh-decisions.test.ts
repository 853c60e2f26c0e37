import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import { act } from '../inbox/act.ts'
import type { Db } from '../ground/ports.ts'
import { run } from './run.ts'
import { settleChanges } from './scheduled.ts'
import { pauseRule, resumeRule } from '@relance/sending'
import { readRevision } from './state/plan-revision.sql.ts'
import { at, count, DAY, HOUR, interleaved, stage, untilBlocked, useStage } from './test/interleave.ts'

useStage()

const LEADS = 5
/** The first statement of a batch: whatever falls before it was saved while the run was under way. */
const BATCH = /for update skip locked\) p/
const NOW = TUESDAY_10H
const save = (sql: string, parameters: unknown[] = []) => stage.db.query(sql, parameters)
const settleAt = (now: number) => settleChanges(at(now), 60)
const only = (status: string) =>
  JSON.stringify({ combinator: 'and', rules: [{ field: 'status', operator: '=', value: status }] })

/** A run at `NOW` during which somebody saves something. */
const runDuring = (change: () => Promise<unknown>, before = BATCH) =>
  run({ db: interleaved({ before }, change), clock: () => NOW }, { trigger: 'manual' })

async function runForThirtyDays(): Promise<void> {
  for (let day = 1; day <= 30; day += 3) await run(at(NOW + day * DAY), { trigger: 'manual' })
}

const addDueLeads = (status = 'contacted') => addLeads(stage.db, LEADS, { lastContactAt: NOW - 5 * DAY, status })

describe('what is saved while a run is under way is obeyed by its next batch', () => {
  it('a rule that is activated: no lead of it is lost', async () => {
    const rule = await addRule(stage.db)
    await save('update rules set active = false')
    await addDueLeads()
    await runDuring(async () => {
      await save('update rules set active = true where id = $1', [rule])
      await settleAt(NOW)
    })
    await runForThirtyDays()
    expect(await count('relances')).toBe(2 * LEADS)
  })

  it('a rule that is widened: no lead of it is lost', async () => {
    const rule = await addRule(stage.db, { audience: JSON.parse(only('meeting')) })
    await addDueLeads()
    await settleAt(NOW)
    await runDuring(async () => {
      await save('update rules set audience = $2 where id = $1', [rule, only('contacted')])
      await settleAt(NOW)
    })
    await runForThirtyDays()
    expect(await count('relances')).toBe(2 * LEADS)
  })

  it('a status that is opened: no lead of it is lost', async () => {
    await addRule(stage.db)
    await addDueLeads('won')
    await runDuring(async () => {
      await save(`update settings set lead_statuses = '[{"code": "won", "isOpen": true}]'`)
      await settleAt(NOW)
    })
    await runForThirtyDays()
    expect(await count('relances')).toBe(2 * LEADS)
  })

  it('a pause that ends: no lead of the rule is lost', async () => {
    const rule = await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    await stage.db.transaction((tx) => pauseRule(tx, rule, 'keeps_failing', NOW))
    await runDuring(() => stage.db.transaction((tx) => resumeRule(tx, rule, NOW)))
    await runForThirtyDays()
    expect(await count('relances')).toBe(2 * LEADS)
  })

  it('a pause that ends while a batch lets leads wait for it: they go on', async () => {
    const rule = await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    await stage.db.transaction((tx) => pauseRule(tx, rule, 'keeps_failing', NOW))
    let resuming: Promise<void> = Promise.resolve()
    const resume = async () => {
      resuming = stage.db.transaction((tx) => resumeRule(tx, rule, NOW))
      await untilBlocked(resuming)
    }
    expect(await runDuring(resume, /insert into enrolment_changes \(at, run_id/)).toMatchObject({ recorded: 0 })
    await resuming
    await settleAt(NOW)
    expect(await count(`enrolments where state = 'waiting'`)).toBe(0)
    await runForThirtyDays()
    expect(await count('relances')).toBe(2 * LEADS)
  })

  it.each([
    ['deactivated', 'update rules set active = false', 'rule_inactive'],
    ['archived', 'update rules set active = false, archived_at = now()', 'rule_inactive'],
    ['paused', `update rules set paused_at = now(), pause_reason = 'keeps_failing'`, 'rule_paused'],
    ['narrowed', `update rules set audience = '${only('meeting')}'`, 'no_longer_matches'],
    ['given a holdout', 'update rules set holdout_percent = 50', 'held_out'],
    [
      'for a status that is closed',
      `update settings set lead_statuses = '[{"code": "contacted", "isOpen": false}]'`,
      'status_closed',
    ],
  ])('a rule that is %s records nothing more for that reason', async (_name, change, reason) => {
    await addRule(stage.db)
    await addLeads(stage.db, 30, { lastContactAt: NOW - 5 * DAY })
    await settleAt(NOW)
    const report = await runDuring(() => save(change))
    expect(report?.skipped).toMatchObject({ [reason]: expect.any(Number) })
    if (reason !== 'held_out') expect(report).toMatchObject({ recorded: 0, skipped: { [reason]: 30 } })
  })

  it('a text: the message is the new one', async () => {
    await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    await runDuring(() => save(`update templates set body = 'Nouveau texte'`))
    expect(await count(`relances where message = 'Nouveau texte' and template_version = 2`)).toBe(LEADS)
  })

  it('a frequency: delivery keeps to the new window', async () => {
    await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    await runDuring(() =>
      save(`update frequencies set "window" = '{"days": [1, 2, 3, 4, 5], "from": "15:00", "to": "16:00"}'`),
    )
    expect(await count(`relances where deliver_at = '2026-03-10T14:00:00Z' and frequency_version = 2`)).toBe(LEADS)
  })

  it('a holiday: nothing is delivered on it', async () => {
    await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    await runDuring(() => save(`insert into holidays values ('2026-03-10', 'Fictif')`))
    expect(await count(`relances where deliver_at = '2026-03-11T08:00:00Z'`)).toBe(LEADS)
  })

  it('a new order of the rules: the one that is first now wins', async () => {
    const first = await addRule(stage.db, { priority: 1 })
    await addRule(stage.db, { priority: 5 })
    await addDueLeads()
    await settleAt(NOW)
    await runDuring(() => save('update rules set priority = 9 where id = $1', [first]))
    expect(await count(`relances where rule_id = '${first}'`)).toBe(LEADS)
  })

  it('the global stop: nothing more is recorded, and the run is completed', async () => {
    await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    const report = await runDuring(() => save('update settings set stopped_at = now()'))
    expect(report).toMatchObject({ state: 'completed', recorded: 0, remaining: LEADS })
  })

  it('the end of the global stop: the next run records, once days with room are found for what waits', async () => {
    await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    await save('update settings set stopped_at = now()')
    const report = await runDuring(
      () => save('update settings set stopped_at = null'),
      /update relances set state = 'expired'/,
    )
    expect(report).toMatchObject({ state: 'partial', recorded: 0 })
    expect(await run(at(NOW), { trigger: 'manual' })).toMatchObject({
      state: 'completed',
      recorded: LEADS,
      remaining: 0,
    })
  })

  it('also what falls between a batch’s locks and its decisions', async () => {
    await addRule(stage.db)
    await addDueLeads()
    await settleAt(NOW)
    const afterLocks = interleaved({ after: BATCH }, () => save('update rules set active = false'))
    expect(await run({ db: afterLocks, clock: () => NOW }, { trigger: 'manual' })).toMatchObject({ recorded: 0 })
    await save('update rules set active = true')
    await runForThirtyDays()
    expect(await count('relances')).toBe(2 * LEADS)
  })
})

it('two runs and a settler at once, while rules are switched: each step once, and none is lost', async () => {
  const rules = [await addRule(stage.db), await addRule(stage.db, { priority: 5 })]
  await addLeads(stage.db, 300, { lastContactAt: NOW - 5 * DAY })
  for (let round = 0; round < 4; round++) {
    const now = NOW + round * 30 * HOUR
    const switching = async () => {
      for (const active of [false, true])
        await save('update rules set active = $2 where id = $1', [rules[round % 2], active])
    }
    await Promise.all([
      run(at(now), { trigger: 'http' }),
      run(at(now + 1), { trigger: 'manual' }),
      settleAt(now + 2),
      switching(),
    ])
  }
  for (let day = 6; day <= 30; day += 1) await run(at(NOW + day * DAY), { trigger: 'manual' })
  expect(await count('(select distinct lead_id, rule_id, step from relances) steps')).toBe(4 * 300)
  expect(await count('relances')).toBe(4 * 300)
})

it('an action keeps to the rule as it is when the lead lock is held', async () => {
  await addRule(stage.db)
  await addDueLeads()
  await run(at(NOW), { trigger: 'manual' })
  const [relance] = await stage.db.query<{ id: string }>('select id from relances')
  const db = interleaved({ before: /from lead_pacing p\s+where/ }, () =>
    save(
      `update frequencies set steps = '[{"after": {"value": 3, "unit": "days"}}, {"after": {"value": 6, "unit": "days"}}]'`,
    ),
  )
  const person = { id: null, name: 'Mona', isManager: true, sharesQueue: false }
  await act({ db, clock: () => NOW }, relance?.id ?? '', { kind: 'sent' }, person)
  expect(await count(`enrolments where next_due_at >= '2026-03-16T00:00:00Z'`)).toBe(1)
})

describe('the revision of the plan', () => {
  const revision = async () => (await readRevision(stage.db)).revision

  it.each([
    'update settings set company_name = company_name',
    'update settings set stopped_at = now()',
    `insert into holidays values ('2026-05-01', 'Fictif')`,
    'update rules set priority = priority + 1',
    `update rules set paused_at = now(), pause_reason = 'keeps_failing'`,
    'update frequencies set skip_holidays = false',
    `update templates set body = 'Autre'`,
    'delete from rules',
  ])('changes with: %s', async (change) => {
    await addRule(stage.db)
    const before = await revision()
    await save(change)
    expect(await revision()).not.toBe(before)
  })

  it('is visible with the change it stands for, not before, and stays while nothing is saved', async () => {
    await addRule(stage.db)
    await addDueLeads()
    const before = await revision()
    await stage.db.transaction(async (tx: Db) => {
      await tx.query('update rules set priority = 7')
      expect(await revision()).toBe(before)
    })
    const after = await revision()
    expect(after).not.toBe(before)
    await run(at(NOW), { trigger: 'manual' })
    expect(await revision()).toBe(after)
  })
})
