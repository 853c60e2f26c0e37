import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import { explainLead } from '../ask/explain/explain.ts'
import { dryRun } from './dry-run.ts'
import { run } from './run.ts'
import { settleChanges } from './scheduled.ts'
import { at, count, DAY, HOUR, interleaved, stage, untilBlocked, useStage } from './test/interleave.ts'

useStage()

const NOW = TUESDAY_10H
const save = (sql: string, parameters: unknown[] = []) => stage.db.query(sql, parameters)
const runAt = (now: number) => run(at(now), { trigger: 'manual' })
const NAMELESS = `update leads set first_name = ''`

async function addNameless(leads = 1): Promise<string[]> {
  const ids = await addLeads(stage.db, leads, { lastContactAt: NOW - 5 * DAY })
  await save(NAMELESS)
  return ids
}

const relances = () => stage.db.query(`select message, due_at as "dueAt" from relances order by recorded_at`)

it('a message in which a value is missing is held, and the other rules of the lead go on', async () => {
  await addRule(stage.db, { priority: 9 })
  await addRule(stage.db, { priority: 1, body: 'Bonjour' })
  await addNameless()
  const dry = await dryRun(at(NOW), { trigger: 'manual' })
  expect(dry.report.skipped).toEqual({ message_incomplete: 1 })
  expect(await runAt(NOW)).toMatchObject({ recorded: 1, remaining: 0, skipped: { message_incomplete: 1 } })
  expect(await relances()).toMatchObject([{ message: 'Bonjour' }])
})

it('a lead that arrives after the activation is held as well, and explained', async () => {
  const rule = await addRule(stage.db)
  await runAt(NOW - DAY)
  const [leadId = ''] = await addNameless()
  await runAt(NOW)
  const explained = await explainLead(stage.db, leadId, NOW)
  expect(explained?.rules).toMatchObject([
    {
      ruleId: rule,
      verdict: 'wait_for_event',
      reason: 'message_incomplete',
      missing: ['lead.firstName'],
      message: null,
    },
  ])
})

describe('the step is due from when it is mended, by itself', () => {
  const MENDED = NOW + 7 * HOUR
  const mend: [string, string][] = [
    ['the lead', `update leads set first_name = 'Zoé'`],
    ['the text', `update templates set body = 'Bonjour {{ lead.firstName | default: "à vous" }}'`],
  ]

  it.each(mend)('%s', async (_, sql) => {
    await addRule(stage.db)
    await addNameless()
    await runAt(NOW)
    await save(sql)
    await settleChanges(at(MENDED), 60)
    expect(await runAt(MENDED + HOUR)).toMatchObject({ recorded: 1 })
    expect(await relances()).toMatchObject([{ dueAt: new Date(MENDED) }])
  })

  it('the name of the company', async () => {
    await addRule(stage.db, { body: '{{ company.name }} vous attend' })
    await save(`update settings set company_name = ' '`)
    await addNameless()
    expect(await runAt(NOW)).toMatchObject({ recorded: 0, skipped: { message_incomplete: 1 } })
    await save(`update settings set company_name = 'Atelier'`)
    expect(await runAt(MENDED)).toMatchObject({ recorded: 1 })
  })

  it('the text of another half of the leads, or a blank text', async () => {
    await addRule(stage.db, { body: 'Bonjour', variant: '{{ lead.firstName }}' })
    await addRule(stage.db, { body: '{% if lead.company %}Bonjour{% endif %}', priority: -1 })
    await addNameless(8)
    const { recorded = 0 } = (await runAt(NOW)) ?? {}
    expect(recorded).toBeLessThan(8)
    await save(`update templates set body = 'Bonjour à vous'`)
    expect(await runAt(MENDED)).toMatchObject({ recorded: 8 - recorded })
    expect(await count(`enrolments where state = 'waiting'`)).toBe(0)
  })

  it('looks at no other lead when a text is saved', async () => {
    await addRule(stage.db)
    await addLeads(stage.db, 3, { lastContactAt: NOW - 5 * DAY, after: 10 })
    const [held] = await addLeads(stage.db, 1, { lastContactAt: NOW - 5 * DAY })
    await save(`${NAMELESS} where id = $1`, [held])
    await runAt(NOW)
    await save(`update templates set body = 'Bonjour'`)
    expect(await stage.db.query('select lead_id as id from lead_changes')).toEqual([{ id: held }])
  })
})

it('a text that is saved while a run holds its messages loses no lead', async () => {
  await addRule(stage.db)
  await addNameless(5)
  let saved: Promise<unknown> = Promise.resolve()
  const db = interleaved({ before: /insert into enrolment_changes \(at, run_id/ }, async () => {
    saved = save(`update templates set body = 'Bonjour'`)
    await untilBlocked(saved)
  })
  await run({ db, clock: () => NOW }, { trigger: 'manual' })
  await saved
  await runAt(NOW + 1)
  expect(await count('relances')).toBe(5)
})
