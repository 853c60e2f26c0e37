import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { rowsToRestore } from '../inbox/undo.pure.ts'
import { isSettled, MOVES, moveTo, RELANCE_STATES } from './relance-states.ts'

it('the diagram in the documentation is the table of moves, no more and no less', () => {
  const text = readFileSync(`${__dirname}/../../../../docs/relance-states.md`, 'utf8')
  const drawn = [...text.matchAll(/^ {2}(\w+) --> (\w+) : (\w+)$/gm)].map(
    ([, from, to, move]) => `${from} ${move} ${to}`,
  )
  const legal = Object.entries(MOVES).flatMap(([move, { from, to }]) => from.map((state) => `${state} ${move} ${to}`))
  expect(drawn.sort()).toEqual(legal.sort())
})

it('nothing leads out of a settled state, and every other one is left by some move', () => {
  const settled = RELANCE_STATES.filter(isSettled)
  expect(settled).toEqual(['sent', 'skipped', 'superseded', 'expired', 'withdrawn', 'read'])
  for (const state of settled) {
    for (const move of Object.keys(MOVES)) expect(moveTo(state, move as keyof typeof MOVES)).toBeNull()
  }
})

const row = fc.record({ a: fc.integer({ min: 0, max: 3 }), b: fc.integer({ min: 0, max: 3 }) })
const tables = fc.record({
  leads: fc.dictionary(fc.constantFrom('x', 'y'), row),
  relances: fc.dictionary(fc.constantFrom('z'), row),
})

it('an undo gives back what was, whenever nobody else has touched what the action changed', () => {
  fc.assert(
    fc.property(tables, tables, (before, after) => {
      const restored = rowsToRestore(before, after, after)
      expect(restored).not.toBeNull()
      for (const [table, rows] of Object.entries(before)) {
        for (const [key, was] of Object.entries(rows)) {
          const now = after[table as 'leads']?.[key]
          if (!now) continue
          expect({ ...now, ...restored?.[table]?.[key] }).toEqual(was)
        }
      }
    }),
  )
})

it('an undo is refused when a changed column has changed again, and keeps what others changed beside it', () => {
  const before = { leads: { x: { status: 'new', owner: 'ada' } } }
  const after = { leads: { x: { status: 'won', owner: 'ada' } } }
  expect(rowsToRestore(before, after, { leads: { x: { status: 'lost', owner: 'ada' } } })).toBeNull()
  expect(rowsToRestore(before, after, { leads: {} })).toBeNull()
  expect(rowsToRestore(before, after, { leads: { x: { status: 'won', owner: 'bob' } } })).toEqual({
    leads: { x: { status: 'new', owner: 'bob' } },
  })
})
