import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import { explainLead } from '../ask/explain/explain.ts'
import { explainPast } from '../ask/explain/explain-past.ts'
import { timed } from '../ground/now.ts'
import { act, undo } from '../inbox/act.ts'
import { dryRun } from './dry-run.ts'
import { reconcileNow } from './reconcile/reconcile.ts'
import { run } from './run.ts'
import { settleChanges } from './scheduled.ts'
import { at, count, DAY, HOUR, stage, useStage } from './test/interleave.ts'

useStage()

const NOW = TUESDAY_10H
const LATER = NOW + 240 * DAY
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const ONE_HOUR = { after: { value: 1, unit: 'hours' } }
const THREE_DAYS = { after: { value: 3, unit: 'days' } }
const MONA = { id: null, name: 'Mona', isManager: true, sharesQueue: true }

const iso = (instant: number): string => `'${new Date(instant).toISOString()}'`
const settleAt = (now: number) => settleChanges(at(now), 60)
const runAt = (now: number) => run(at(now), { trigger: 'manual' })
const sqlAt = (now: number, sql: string) => timed(at(now)).query(sql)
const saveAt = async (now: number, columns: string) => {
  await sqlAt(now, `update leads set ${columns}`)
  await settleAt(now)
}

const episodes = () =>
  stage.db.query(`select episode, begun_by as "begunBy", step, state, reason from enrolments order by rule_id, episode`)
const first = (reason: string, step = 2) => ({ episode: 1, begunBy: 'matched', step, state: 'ended', reason })
const second = (begunBy: string, step = 1) => ({ episode: 2, begunBy, step, state: 'active', reason: null })
const nextDue = async () => {
  const rows = await stage.db.query<{ at: Date }>(
    'select next_due_at as at from enrolments where next_due_at is not null order by id desc',
  )
  return rows[0]?.at.getTime()
}
const relanceId = async () => {
  const rows = await stage.db.query<{ id: string }>('select id from relances order by id desc limit 1')
  return rows[0]?.id ?? ''
}

/** A lead whose first relance was recorded at NOW. */
async function begin(steps: object[] = [ONE_HOUR, THREE_DAYS]): Promise<string> {
  const [lead] = await addLeads(stage.db, 1, { lastContactAt: NOW - 5 * DAY })
  await addRule(stage.db, { steps, window: ALWAYS })
  await stage.db.query('update leads set created_at = last_contact_at')
  await runAt(NOW)
  return lead as string
}

it('a lead that was lost and is open again begins a new episode, counted from the re-opening', async () => {
  await begin()
  await saveAt(NOW + HOUR, `status = 'lost'`)
  await saveAt(LATER, `status = 'contacted', last_contact_at = ${iso(LATER - 5 * 60_000)}`)
  expect(await episodes()).toEqual([first('status_closed'), second('reopened')])
  expect(await nextDue()).toBe(LATER + HOUR)
  expect(await runAt(LATER)).toMatchObject({ recorded: 0 })
  expect(await runAt(LATER + HOUR)).toMatchObject({ recorded: 0, skipped: { minimum_gap: 1 } })
  expect(await runAt(LATER + 20 * HOUR)).toMatchObject({ recorded: 1 })
  expect(await count('relances')).toBe(2)
})

it('closed and open again between two looks, a lead begins a new episode as well', async () => {
  await begin()
  await sqlAt(LATER, `update leads set status = 'won'`)
  await sqlAt(LATER, `update leads set status = 'meeting'`)
  await settleAt(LATER)
  expect(await episodes()).toEqual([first('restarted'), second('reopened')])
  expect(await count(`relances where state = 'withdrawn'`)).toBe(1)
})

it('a lead re-opened after its last step, or after a reply, begins a new episode', async () => {
  await begin([ONE_HOUR])
  expect(await episodes()).toEqual([first('last_step')])
  await saveAt(NOW + DAY, `status = 'lost'`)
  await saveAt(LATER, `status = 'new'`)
  expect(await episodes()).toEqual([first('last_step'), second('reopened')])
  await runAt(LATER + HOUR)
  expect(await act(at(LATER + HOUR), await relanceId(), { kind: 'outcome', outcome: 'replied' }, MONA)).toEqual({
    ok: true,
  })
  await saveAt(LATER + DAY, `status = 'won'`)
  await saveAt(LATER + 2 * DAY, `status = 'contacted'`)
  expect(await count('enrolments')).toBe(3)
  expect(await count(`enrolments where state <> 'ended'`)).toBe(1)
})

it('a submission later than the last contact begins a new episode, and opens a closed lead', async () => {
  await begin([ONE_HOUR])
  await saveAt(NOW + DAY, `status = 'lost'`)
  await saveAt(LATER, `submitted_at = ${iso(LATER - 10 * 60_000)}`)
  expect(await episodes()).toEqual([first('last_step'), second('submitted')])
  expect(await nextDue()).toBe(LATER + 50 * 60_000)
  expect(await stage.db.query('select status from leads')).toEqual([{ status: 'new' }])
})

it.each([
  ['without a submission', `company = 'Atelier'`],
  ['with one before the lead was known', `submitted_at = ${iso(NOW - 6 * DAY)}`],
  ['with one before the last contact', `last_contact_at = ${iso(NOW)}, submitted_at = ${iso(NOW - DAY)}`],
])('a re-import %s begins no episode', async (_what, columns) => {
  await begin([ONE_HOUR])
  await saveAt(LATER, columns)
  expect(await episodes()).toEqual([first('last_step')])
})

it('the same submission twice begins one episode', async () => {
  await begin([ONE_HOUR])
  for (const day of [0, 1, 2]) {
    await saveAt(LATER + day * DAY, `submitted_at = ${iso(LATER)}, company = 'Atelier ${day}'`)
    await runAt(LATER + day * DAY)
  }
  expect(await count('enrolments')).toBe(2)
})

it.each([
  ['opt-out', `opted_out_at = ${iso(NOW)}`, 'opted_out_at = null', 'opted_out'],
  ['wrong number', `wrong_number_at = ${iso(NOW)}`, 'wrong_number_at = null', 'wrong_number'],
  ['wrong number, by another one', `wrong_number_at = ${iso(NOW)}`, `phone = '+33639980999'`, 'wrong_number'],
])('a corrected %s begins a new episode', async (_what, mark, correct, reason) => {
  await begin()
  await saveAt(NOW + HOUR, mark)
  await saveAt(LATER, correct)
  expect(await episodes()).toEqual([first(reason), second('reopened')])
})

it('an opted-out lead who submits stays opted out, and begins anew once a person has lifted the opt-out', async () => {
  await begin()
  await saveAt(NOW + HOUR, `opted_out_at = ${iso(NOW)}`)
  await saveAt(LATER, `submitted_at = ${iso(LATER)}`)
  expect(await episodes()).toEqual([first('opted_out')])
  await saveAt(LATER + HOUR, 'opted_out_at = null')
  expect(await episodes()).toEqual([first('opted_out'), second('submitted')])
})

it('a rule that does not ask for it begins no new episode', async () => {
  await begin()
  await stage.db.query(`update rules set reentry = '{"on": [], "afterSilence": null}'`)
  await saveAt(NOW + HOUR, `status = 'lost'`)
  await saveAt(LATER, `status = 'contacted', submitted_at = ${iso(LATER)}`)
  expect(await episodes()).toEqual([first('status_closed')])
})

it('silence begins a new episode after the time the rule says, and counts anew from what is heard', async () => {
  await begin([ONE_HOUR])
  await stage.db.query(`update rules set reentry = '{"on": [], "afterSilence": {"value": 30, "unit": "days"}}'`)
  await saveAt(NOW + 10 * DAY, `last_contact_at = ${iso(NOW + 10 * DAY)}`)
  await runAt(NOW + 39 * DAY)
  expect(await count('enrolments')).toBe(1)
  expect((await dryRun(at(NOW), { trigger: 'manual', at: NOW + 40 * DAY + HOUR })).report).toMatchObject({ due: 1 })
  await runAt(NOW + 40 * DAY + HOUR)
  expect(await episodes()).toEqual([first('last_step'), { ...first('last_step'), episode: 2, begunBy: 'silence' }])
})

it('what passes by itself goes on in the same episode', async () => {
  await begin()
  await stage.db.query(`update rules set stop_on = '{no_longer_matches}',
    audience = '{"combinator": "and", "rules": [{"field": "tags", "operator": "null"}]}'`)
  await saveAt(NOW + HOUR, `tags = '{vip}'`)
  await saveAt(NOW + 2 * HOUR, `tags = '{}'`)
  expect(await episodes()).toEqual([{ ...second('matched', 2), episode: 1 }])
})

it('an outcome that ended an episode is taken back while no newer one has begun, and refused after', async () => {
  await begin()
  const item = await relanceId()
  const lost = () => act(at(NOW + HOUR), item, { kind: 'outcome', outcome: 'lost' }, MONA)
  expect(await lost()).toEqual({ ok: true })
  expect(await undo(at(NOW + HOUR), item, null, MONA)).toEqual({ ok: true })
  await settleAt(NOW + HOUR)
  expect(await episodes()).toEqual([{ ...second('matched', 2), episode: 1 }])
  await lost()
  await saveAt(NOW + HOUR, `status = 'contacted'`)
  expect(await count('enrolments')).toBe(2)
  expect(await undo(at(NOW + HOUR), item, null, MONA)).toEqual({ ok: false, refused: { why: 'newer_episode' } })
})

it('explain, the dry run and reconciliation know the episode', async () => {
  const lead = await begin()
  await saveAt(NOW + HOUR, `status = 'lost'`)
  await sqlAt(LATER, `update leads set status = 'contacted'`)
  const before = (await explainLead(stage.db, lead, LATER))?.rules[0]
  expect(before).toMatchObject({ enrolment: { episode: 1, state: 'ended' }, return: { by: 'reopened' } })
  expect(before).toMatchObject({ verdict: 'wait', until: LATER + HOUR, course: { anchor: { kind: 'reopening' } } })
  expect((await dryRun(at(LATER), { trigger: 'manual', at: LATER + HOUR })).report).toMatchObject({ due: 1 })
  await stage.db.query('delete from lead_changes')
  expect((await reconcileNow(at(LATER), 'report')).differences).toEqual({ missing: 1 })
  expect((await reconcileNow(at(LATER), 'repair')).repaired).toBe(1)
  expect(await episodes()).toEqual([first('status_closed'), second('reopened')])
  expect(await runAt(LATER + HOUR)).toMatchObject({ recorded: 1 })
  // Versions are saved by the clock of the database.
  await stage.db.query(`begin; alter table versions disable trigger versions_immutable;
    update versions set saved_at = ${iso(NOW - 30 * DAY)}; alter table versions enable trigger versions_immutable; commit`)
  const [told] = (await explainPast(stage.db, lead, LATER + 2 * HOUR))?.rules ?? []
  expect(told).toMatchObject({ verdict: 'record', enrolment: { episode: 2, step: 1, begunBy: 'reopened' } })
  const [old] = (await explainPast(stage.db, lead, NOW + 2 * HOUR))?.rules ?? []
  expect(old).toMatchObject({ enrolment: { episode: 1, step: 1 } })
})

it('the database allows one episode of a lead and rule that is not ended', async () => {
  await begin()
  const another = `insert into enrolments (lead_id, rule_id, episode, due_at, next_due_at)
    select lead_id, rule_id, 2, due_at, due_at from enrolments`
  await expect(stage.db.query(another)).rejects.toMatchObject({ code: '23505' })
})
