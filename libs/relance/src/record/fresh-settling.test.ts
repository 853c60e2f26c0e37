import { addLeads, addRule, TUESDAY_10H } from '@relance/testing'
import { act } from '../inbox/act.ts'
import { recordContact } from '../inbox/contacts.ts'
import { run } from './run.ts'
import { settleChanges } from './scheduled.ts'
import { at, count, DAY, HOUR, interleaved, stage, untilBlocked, useStage } from './test/interleave.ts'

useStage()

const NOW = TUESDAY_10H
/** The end of a chunk of a scan, and the beginning of one. */
const CHUNK_ENDS = /set scanned_to = /
const CHUNK_BEGINS = /from rule_matching where rule_id = .* for update skip locked/
const save = (sql: string, parameters: unknown[] = []) => stage.db.query(sql, parameters)
const settleAt = (now: number) => settleChanges(at(now), 60)
const of = (status: string) =>
  JSON.stringify({ combinator: 'and', rules: [{ field: 'status', operator: '=', value: status }] })

const settleDuring = (place: { before?: RegExp; after?: RegExp }, change: () => Promise<unknown>) =>
  settleChanges({ db: interleaved(place, change), clock: () => NOW }, 60)

const matching = () =>
  stage.db.query(`select m.rule_version = r.version as "isCurrent", m.is_scanned as "isScanned"
                    from rule_matching m join rules r on r.id = m.rule_id`)

/** Leads that only a scan finds: their own changes were followed before. */
async function addQuietLeads(status = 'contacted'): Promise<void> {
  await addLeads(stage.db, 5, { lastContactAt: NOW - 5 * DAY, status })
  await settleAt(NOW)
}

it.each([
  ['before a chunk', { before: CHUNK_BEGINS }],
  ['after a chunk was settled', { before: CHUNK_ENDS }],
])('a rule that is widened during a scan, %s, is scanned again in the same look', async (_when, place) => {
  await addQuietLeads()
  const rule = await addRule(stage.db, { audience: JSON.parse(of('meeting')) })
  await settleDuring(place, () => save('update rules set audience = $2 where id = $1', [rule, of('contacted')]))
  expect(await matching()).toEqual([{ isCurrent: true, isScanned: true }])
  expect(await count(`enrolments where state = 'active'`)).toBe(5)
})

it('a rule that is saved twice during a scan is scanned in its last version', async () => {
  await addQuietLeads()
  const rule = await addRule(stage.db, { audience: JSON.parse(of('meeting')) })
  await settleDuring({ before: CHUNK_ENDS }, async () => {
    await save('update rules set audience = $2 where id = $1', [rule, of('new')])
    await save('update rules set audience = $2 where id = $1', [rule, of('contacted')])
  })
  expect(await matching()).toEqual([{ isCurrent: true, isScanned: true }])
  expect(await count(`enrolments where state = 'active'`)).toBe(5)
})

it('a rule that is narrowed during a scan keeps nobody it no longer matches', async () => {
  await addQuietLeads()
  const rule = await addRule(stage.db)
  await settleDuring({ before: CHUNK_ENDS }, () =>
    save('update rules set audience = $2 where id = $1', [rule, of('meeting')]),
  )
  expect(await count(`enrolments where state = 'active'`)).toBe(0)
})

it('a frequency that is saved during a scan dates the first step of everybody', async () => {
  await addQuietLeads()
  await addRule(stage.db)
  await settleDuring({ before: CHUNK_ENDS }, () =>
    save(`update frequencies set steps = '[{"after": {"value": 9, "unit": "days"}}]'`),
  )
  expect(await count(`enrolments where next_due_at = to_timestamp(${(NOW + 4 * DAY) / 1_000})`)).toBe(5)
})

it('a rule that is deactivated during its scan is off at the next look, and nobody is left in it', async () => {
  await addQuietLeads()
  await addRule(stage.db)
  await settleDuring({ before: CHUNK_ENDS }, () => save('update rules set active = false'))
  await settleAt(NOW)
  expect(await count(`enrolments where state = 'active'`)).toBe(0)
})

it('a rule that is switched on again while its leads are being stopped goes on with everybody', async () => {
  await addQuietLeads()
  await addRule(stage.db)
  await settleAt(NOW)
  await save('update rules set active = false')
  await settleDuring({ after: /from enrolments where rule_id = .* and state = 'active'/ }, () =>
    save('update rules set active = true'),
  )
  await settleAt(NOW)
  expect(await run(at(NOW), { trigger: 'manual' })).toMatchObject({ recorded: 5 })
})

it('a rule that is activated while changed leads are settled finds all of them', async () => {
  await addRule(stage.db)
  await save('update rules set active = false')
  await addLeads(stage.db, 5, { lastContactAt: NOW - 5 * DAY })
  await settleDuring({ after: /delete from lead_changes/ }, () => save('update rules set active = true'))
  expect(await count(`enrolments where state = 'active'`)).toBe(5)
})

it('of two who enter a lead at once, the later contact dates its step', async () => {
  await addRule(stage.db)
  await settleAt(NOW)
  await addLeads(stage.db, 1, { lastContactAt: NOW - 5 * DAY })
  let second: Promise<void> = Promise.resolve()
  await settleDuring({ after: /insert into enrolments \(/ }, async () => {
    await save('update leads set last_contact_at = $1', [new Date(NOW - DAY)])
    second = settleAt(NOW)
    await untilBlocked(second)
  })
  await second
  expect(await count(`enrolments where next_due_at = to_timestamp(${(NOW + 2 * DAY) / 1_000})`)).toBe(1)
})

it.each([
  ['a lead that is closed', () => save(`update leads set status = 'lost'`)],
  ['a rule that is narrowed', () => save('update rules set audience = $1', [of('meeting')])],
])('%s while the lead enters its first rule leaves nobody in it', async (_what, change) => {
  await addRule(stage.db)
  await settleAt(NOW)
  await addLeads(stage.db, 1, { lastContactAt: NOW - DAY })
  let second: Promise<void> = Promise.resolve()
  await settleDuring({ after: /as matches\) m/ }, async () => {
    await change()
    second = settleAt(NOW)
    await untilBlocked(second)
  })
  await second
  await settleAt(NOW)
  expect(await count(`enrolments where state = 'active'`)).toBe(0)
})

it('a status that is closed while leads are settled puts nobody in', async () => {
  await addRule(stage.db)
  await addLeads(stage.db, 5, { lastContactAt: NOW - 5 * DAY })
  await settleDuring({ after: /delete from lead_changes/ }, () =>
    save(`update settings set lead_statuses = '[{"code": "contacted", "isOpen": false}]'`),
  )
  await settleAt(NOW)
  expect(await count(`enrolments where state = 'active'`)).toBe(0)
  await save('update settings set lead_statuses = default')
  expect(await run(at(NOW + HOUR), { trigger: 'manual' })).toMatchObject({ recorded: 5 })
})

it('who acts on a relance that is just being taken back is told that it is not there', async () => {
  await addQuietLeads()
  await addRule(stage.db)
  await run(at(NOW), { trigger: 'manual' })
  const [item] = await stage.db.query<{ id: string }>('select id from relances limit 1')
  const person = { id: null, name: 'Mona', isManager: true, sharesQueue: false }
  const acted = await stage.db.transaction(async (tx) => {
    await tx.query('select from lead_pacing for update')
    const acting = act(at(NOW), item?.id ?? '', { kind: 'sent' }, person)
    await untilBlocked(acting)
    await tx.query('delete from relances')
    return { acting }
  })
  expect(await acted.acting).toEqual({ ok: false, refused: { why: 'not_found' } })
})

const MONA = { id: null, name: 'Mona', isManager: true }
const CALL = { kind: 'call', direction: 'inbound', note: '' } as const

it('a contact is noted although somebody enters its lead into a rule in the same moment', async () => {
  await addQuietLeads()
  await addRule(stage.db)
  const [lead] = await stage.db.query<{ id: string }>('select id from leads limit 1')
  let entering: Promise<unknown> = Promise.resolve()
  const db = interleaved({ before: /^\s*with e as/ }, async () => {
    entering = settleAt(NOW)
    await untilBlocked(entering)
  })
  expect((await recordContact({ db, clock: () => NOW }, lead?.id ?? '', CALL, MONA)).ok).toBe(true)
  await entering
  expect(await count(`contacts where source = 'person'`)).toBe(1)
  expect(await count(`enrolments where state = 'active'`)).toBe(5)
})

it('two contacts of a lead that somebody enters into its first rule are both noted', async () => {
  await addQuietLeads()
  await addRule(stage.db)
  const [lead] = await stage.db.query<{ id: string }>('select id from leads limit 1')
  const noting = (db: typeof stage.db, note: string) =>
    recordContact({ db, clock: () => NOW }, lead?.id ?? '', { ...CALL, note }, MONA)
  const others: Promise<unknown>[] = []
  // The first one holds the lead, and has not settled it yet.
  const db = interleaved({ before: /^\s*insert into contacts/ }, async () => {
    for (const one of [() => settleAt(NOW), () => noting(stage.db, 'Deux')]) {
      const other = one()
      others.push(other)
      await untilBlocked(other)
    }
  })
  expect((await noting(db, 'Un')).ok).toBe(true)
  await Promise.all(others)
  expect(await count(`contacts where source = 'person'`)).toBe(2)
})

it('a rule that is switched off before anybody has scanned it keeps none of those who have entered it', async () => {
  const rule = await addRule(stage.db)
  await addLeads(stage.db, 1, { lastContactAt: NOW - 5 * DAY })
  const [lead] = await stage.db.query<{ id: string }>('select id from leads')
  await recordContact(at(NOW), lead?.id ?? '', { ...CALL, direction: 'outbound' }, MONA)
  expect(await count(`enrolments where state = 'active'`)).toBe(1)
  // The change was followed with it; nobody has looked at the rule.
  await save('delete from lead_changes')
  expect(await matching()).toEqual([])
  await save('update rules set active = false where id = $1', [rule])
  await run(at(NOW + HOUR), { trigger: 'manual' })
  expect(await stage.db.query('select state, reason from enrolments')).toEqual([
    { state: 'waiting', reason: 'rule_inactive' },
  ])
})
