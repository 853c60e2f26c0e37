/** What kept another rule waiting is gone: a relance that is taken back or withdrawn frees the gap for the others, on a real database. */
import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import { act, undo } from '../inbox/act.ts'
import { recordContact, takeBackContact } from '../inbox/contacts.ts'
import { dryRun } from './dry-run.ts'
import { run } from './run.ts'
import { settleChanges } from './scheduled.ts'
import { at, HOUR, stage, useStage } from './test/interleave.ts'

useStage()

const NOW = TUESDAY_10H
const MINUTE = 60_000
const STEPS = [{ after: { value: 1, unit: 'days' } }]
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }
const PERSON = { id: null, name: 'Ada', isManager: true, sharesQueue: true }
const runAt = (now: number) => run(at(now), { trigger: 'cli' })

/** Two rules compete for a lead: the first has its item, the second waits for the gap after it. */
async function compete(): Promise<{ item: string; first: string }> {
  await addRule(stage.db, { steps: STEPS, window: ALWAYS, priority: 2 })
  await addRule(stage.db, { steps: STEPS, window: ALWAYS, priority: 1 })
  await addLeads(stage.db, 1, { lastContactAt: NOW - 48 * HOUR })
  await runAt(NOW)
  const [row] = await stage.db.query<{ item: string; first: string }>(
    'select id as item, rule_id as first from relances',
  )
  return row ?? { item: '', first: '' }
}
const second = async (first: string) =>
  (
    await stage.db.query<{ reason: string | null; at: Date }>(
      `select reason, next_due_at as at from enrolments where rule_id <> $1 and state = 'active'`,
      [first],
    )
  )[0]

it('a sending that is taken back: the others wait after the item as it stands, not after the sending', async () => {
  const { item, first } = await compete()
  expect(await act(at(NOW + 3 * HOUR), item, { kind: 'sent' }, PERSON)).toEqual({ ok: true })
  await runAt(NOW + 3 * HOUR + MINUTE)
  // The gap of 20 hours counts from the sending.
  await runAt(NOW + 21 * HOUR)
  await stage.db.query(`update relance_actions set acted_at = acted_at + interval '18 hours'`)
  expect(await second(first)).toEqual({ reason: 'minimum_gap', at: new Date(NOW + 23 * HOUR) })
  expect(await undo(at(NOW + 21 * HOUR + MINUTE), item, null, PERSON)).toEqual({ ok: true })
  expect((await second(first))?.at.getTime()).toBeLessThanOrEqual(NOW + 21 * HOUR + MINUTE)
  await runAt(NOW + 21 * HOUR + MINUTE)
  expect(await stage.db.query('select from relances where rule_id <> $1', [first])).toHaveLength(1)
})

it('a rule that is switched off: what its item kept waiting is planned again', async () => {
  const { first } = await compete()
  await runAt(NOW + HOUR)
  expect((await second(first))?.at.getTime()).toBeGreaterThan(NOW + 3 * HOUR)
  await stage.db.query('update rules set active = false where id = $1', [first])
  await settleChanges(at(NOW + 3 * HOUR), 60)
  await runAt(NOW + 3 * HOUR)
  expect(await stage.db.query('select from relances where rule_id <> $1', [first])).toHaveLength(1)
})

it('a rule that takes the place of another: a dry run foresees that the item of the old one keeps nobody waiting', async () => {
  const old = await addRule(stage.db, { steps: STEPS, window: ALWAYS })
  await addLeads(stage.db, 1, { lastContactAt: NOW - 48 * HOUR })
  await runAt(NOW)
  await stage.db.query('update rules set active = false where id = $1', [old])
  await addRule(stage.db, { steps: STEPS, window: ALWAYS })
  const foretold = await dryRun(at(NOW + HOUR), { trigger: 'manual' })
  expect(foretold.report).toMatchObject({ due: 1, skipped: {} })
  expect(await runAt(NOW + HOUR)).toMatchObject({ recorded: 1 })
})

it('a skip is not taken back once another rule has brought an item of its own', async () => {
  const { item, first } = await compete()
  expect(await act(at(NOW + HOUR), item, { kind: 'skip' }, PERSON)).toEqual({ ok: true })
  await runAt(NOW + HOUR + MINUTE)
  expect(await stage.db.query('select from relances where rule_id <> $1', [first])).toHaveLength(1)
  const refused = { ok: false, refused: { why: 'undo_overtaken' } }
  expect(await undo(at(NOW + HOUR + 2 * MINUTE), item, null, PERSON)).toEqual(refused)
})

it('a contact is taken back also when another rule has brought an item since; the newer one stands', async () => {
  const { first } = await compete()
  await stage.db.query(`update rules set on_contact = case when id = $1 then 'stop' else 'ignore' end`, [first])
  const [lead] = await stage.db.query<{ id: string }>('select id from leads')
  const call = { kind: 'call', direction: 'outbound', note: '' } as const
  const noted = await recordContact(at(NOW + HOUR), lead?.id ?? '', call, PERSON)
  await runAt(NOW + 26 * HOUR)
  const open = () => stage.db.query<{ rule: string }>(`select rule_id as rule from relances where state = 'due'`)
  expect(await open()).toHaveLength(1)
  const contactId = noted.ok ? noted.id : ''
  expect(await takeBackContact(at(NOW + 27 * HOUR), lead?.id ?? '', contactId, PERSON)).toMatchObject({ ok: true })
  expect((await open()).map(({ rule }) => rule === first)).toEqual([false])
})

it('what a contact has withdrawn stays away when its rule was switched off before the contact is taken back', async () => {
  await addRule(stage.db, { steps: STEPS, window: ALWAYS })
  await stage.db.query(`update rules set on_contact = 'stop'`)
  const [leadId = ''] = await addLeads(stage.db, 1, { lastContactAt: NOW - 48 * HOUR })
  await runAt(NOW)
  const call = { kind: 'call', direction: 'outbound', note: '' } as const
  const noted = await recordContact(at(NOW + HOUR), leadId, call, PERSON)
  await stage.db.query('update rules set active = false')
  await runAt(NOW + 2 * HOUR)
  await takeBackContact(at(NOW + 3 * HOUR), leadId, noted.ok ? noted.id : '', PERSON)
  expect(await stage.db.query('select state, reason from relances')).toEqual([
    { state: 'withdrawn', reason: 'rule_inactive' },
  ])
})
