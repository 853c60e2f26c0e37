import fc from 'fast-check'
import { inside, instantOr, isJson, objects, optional, phoneOf, text, userIdOf } from './json.pure.ts'

it('what is no object is none, and lists hold objects alone', () => {
  expect([{}, [], null, 'a', 1, undefined].map(isJson)).toEqual([true, false, false, false, false, false])
  expect(objects([{ a: 1 }, null, 'b', [], {}])).toEqual([{ a: 1 }, {}])
  expect(objects({ a: 1 })).toEqual([])
  expect(inside({ a: 1 })).toEqual({ a: 1 })
  expect(inside([{ a: 1 }])).toEqual({})
  expect(['a', '', 1, null].map(text)).toEqual(['a', null, null, null])
  expect(optional('a', null)).toEqual({})
  expect(optional('a', 'b')).toEqual({ a: 'b' })
})

it.each<[unknown, number]>([
  ['1770000000', 1_770_000_000_000],
  [1_770_000_000.4, 1_770_000_000_400],
  ['', 7],
  [' ', 7],
  ['soon', 7],
  [0, 7],
  [-1, 7],
  [1e11, 1e14],
  [1e11 + 1, 7],
  [Number.NaN, 7],
  [null, 7],
  [true, 7],
])('%j seconds are the instant %i', (value, expected) => {
  expect(instantOr(value, 7)).toBe(expected)
})

it.each<[unknown, string | null]>([
  ['33639980001', '+33639980001'],
  ['+33 6 39-98.00 01', '+33639980001'],
  ['(33)639980001', '+33639980001'],
  [33_639_980_001, '+33639980001'],
  ['0639980001', null],
  ['12345', null],
  ['123456', '+123456'],
  ['1'.repeat(15), `+${'1'.repeat(15)}`],
  ['1'.repeat(16), null],
  ['++33639980001', null],
  ['FR.150', null],
  [null, null],
])('%j is the number %j', (value, expected) => {
  expect(phoneOf(value)).toBe(expected)
})

it('an id is a text that somebody wrote, and not without end', () => {
  expect([' FR.1 ', ' ', 'a'.repeat(200), 'a'.repeat(201), 5].map(userIdOf)).toEqual([
    'FR.1',
    null,
    'a'.repeat(200),
    null,
    null,
  ])
})

it('anything at all is read without a fault', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(instantOr(value, 7)).toBeGreaterThanOrEqual(0)
      expect(instantOr(value, 7)).toBeLessThanOrEqual(1e14)
      expect(phoneOf(value) ?? '+1').toMatch(/^\+[1-9]/)
      for (const one of objects(value)) expect(isJson(one)).toBe(true)
      expect(isJson(inside(value))).toBe(true)
    }),
  )
})
