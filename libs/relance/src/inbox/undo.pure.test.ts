/** Taking back gives back what an action changed, and never what others have done since. */
import fc from 'fast-check'
import {
  endedBy,
  rowsStillToRestore,
  rowsToRestore,
  secondItems,
  type Tables,
  UNDO_MS,
  withoutSecondItems,
} from './undo.pure.ts'

it('an action can be taken back for a quarter of an hour', () => {
  expect(UNDO_MS).toBe(900_000)
})

describe('the rows to write', () => {
  const before: Tables = { leads: { l: { status: 'new', tags: 'a', note: null } } }
  const after: Tables = { leads: { l: { status: 'won', tags: 'a', note: 'x' } } }

  it('have what the action changed as it was, and all their other columns as they are', () => {
    const current = { leads: { l: { status: 'won', tags: 'b', note: 'x', phone: '1' } } }
    const restored = { leads: { l: { status: 'new', tags: 'b', note: null, phone: '1' } } }
    expect(rowsToRestore(before, after, current)).toEqual(restored)
    expect(rowsStillToRestore(before, after, current)).toEqual(restored)
  })

  it('are none where a column has changed again since, or the row is gone', () => {
    const changed: Tables[] = [
      { leads: { l: { status: 'won', tags: 'a', note: 'y' } } },
      { leads: { l: { status: 'new', tags: 'a', note: 'x' } } },
      { leads: {} },
      {},
    ]
    for (const current of changed) {
      expect(rowsToRestore(before, after, current)).toBeNull()
      expect(rowsStillToRestore(before, after, current)).toEqual({})
    }
  })

  it('are without the one that has changed again, where the others are asked for all the same', () => {
    const two = (x: string, y: string): Tables => ({
      leads: { x: { status: x }, y: { status: y } },
      relances: { z: { n: x } },
    })
    const current = two('won', 'lost')
    expect(rowsToRestore(two('new', 'new'), two('won', 'won'), current)).toBeNull()
    expect(rowsStillToRestore(two('new', 'new'), two('won', 'won'), current)).toEqual({
      leads: { x: { status: 'new' } },
      relances: { z: { n: 'new' } },
    })
  })

  it('hold nothing that the action has made, or left as it was', () => {
    expect(rowsToRestore({}, after, after)).toEqual({})
    expect(rowsToRestore({ leads: {} }, after, after)).toEqual({})
    expect(rowsToRestore(before, before, { leads: { l: { status: 'won' } } })).toEqual({})
  })

  it('are all of the rows that were, when nothing has happened since', () => {
    const row = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.constantFrom(null, 'x', true) })
    const tables = fc.record({ leads: fc.record({ x: row, y: row }), relances: fc.record({ z: row }) })
    fc.assert(
      fc.property(tables, tables, (was, is) => {
        const restored = rowsToRestore(was, is, is) as Tables
        const merged = Object.fromEntries(
          Object.entries(is).map(([table, rows]) => [table, { ...rows, ...restored[table] }]),
        )
        expect(merged).toEqual(was)
      }),
    )
  })
})

describe('an enrolment that goes on again', () => {
  const places = (one: object): Tables => ({
    enrolments: { e: { state: 'active', reason: 'spread', due_at: 5, next_due_at: 6, ...one } },
  })
  const ended = places({ state: 'ended', reason: 'replied', next_due_at: null })
  const restored = (current: Tables) => rowsToRestore(places({}), ended, current)?.enrolments?.e

  it('is due when it was, as long as nobody has dated it anew', () => {
    expect(restored(ended)).toEqual({ state: 'active', reason: 'spread', due_at: 5, next_due_at: 6 })
  })

  it('is due by the date that it has now', () => {
    const dated = places({ state: 'ended', reason: 'replied', next_due_at: null, due_at: 9 })
    expect(restored(dated)).toEqual({ state: 'active', reason: null, due_at: 9, next_due_at: 9 })
  })

  it('is due at no instant where it waits', () => {
    const waiting = places({ state: 'waiting', reason: 'rule_paused', next_due_at: null })
    const now = places({ state: 'ended', reason: 'replied', next_due_at: null, due_at: 9 })
    expect(rowsToRestore(waiting, ended, now)?.enrolments?.e).toMatchObject({
      state: 'waiting',
      next_due_at: null,
      due_at: 9,
    })
  })
})

describe('a lead has one open item at most', () => {
  const item = (state: string, channel = 'closer') => ({ channel, state })
  const relances = (rows: Record<string, object>): Tables => ({ relances: rows as Tables[string] })

  it.each<[string, Record<string, object>, Record<string, object>, string[]]>([
    ['one that comes back alone', { a: item('due') }, { a: item('sent') }, []],
    ['one that comes back beside another', { a: item('due') }, { a: item('sent'), b: item('due') }, ['a']],
    [
      'one that was opened, beside one that is put off',
      { a: item('opened') },
      { a: item('sent'), b: item('snoozed') },
      ['a'],
    ],
    ['one that is not in the database any more', { a: item('due') }, { b: item('due') }, ['a']],
    ['one beside another that is settled', { a: item('due') }, { a: item('sent'), b: item('sent') }, []],
    [
      'one beside another that a channel sends',
      { a: item('due') },
      { a: item('sent'), b: item('due', 'whatsapp') },
      [],
    ],
    [
      'one that a channel sends',
      { a: item('queued', 'whatsapp') },
      { a: item('sent', 'whatsapp'), b: item('due') },
      [],
    ],
    ['one that is open as it was', { a: item('due') }, { a: item('opened'), b: item('due') }, []],
    [
      'one that takes the place of what it closes',
      { a: item('due'), b: item('superseded') },
      { a: item('superseded'), b: item('due') },
      [],
    ],
  ])('%s', (_, restored, current, second) => {
    expect(secondItems(relances(restored), relances(current))).toEqual(second)
    const kept = withoutSecondItems(relances(restored), relances(current)).relances ?? {}
    expect(Object.keys(kept)).toEqual(Object.keys(restored).filter((id) => !second.includes(id)))
  })

  it('nothing else that comes back is lost with it', () => {
    const leads = { l: { status: 'new' } }
    const restored = { ...relances({ a: item('due'), c: item('sent') }), leads }
    const current = relances({ a: item('sent'), b: item('due'), c: item('due') })
    expect(withoutSecondItems(restored, current)).toEqual({ leads, relances: { c: item('sent') } })
    expect(withoutSecondItems({ leads }, current)).toEqual({ leads })
    expect(secondItems({}, {})).toEqual([])
  })
})

it('the enrolments that an action has ended are those that went on before it', () => {
  const rows = (states: Record<string, string>): Tables => ({
    enrolments: Object.fromEntries(Object.entries(states).map(([id, state]) => [id, { state }])),
  })
  const before = rows({ a: 'active', b: 'waiting', c: 'ended', d: 'active' })
  const after = rows({ a: 'ended', b: 'ended', c: 'ended', d: 'active', e: 'ended' })
  expect(endedBy(before, after)).toEqual(['a', 'b'])
  expect(endedBy({}, after)).toEqual([])
  expect(endedBy(before, {})).toEqual([])
})
