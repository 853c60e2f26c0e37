import { nearness, whoseOf } from './run-line.ts'

it('names who got most first, and nobody last', () => {
  expect(whoseOf({ byCloser: { nobody: 9, a: 2, b: 5 } })).toEqual([
    { closerId: 'b', count: 5 },
    { closerId: 'a', count: 2 },
    { closerId: null, count: 9 },
  ])
})

it('says an hour by how near it is', () => {
  const now = Date.parse('2027-01-03T10:00:00Z')
  const at = (hours: number) => now + hours * 3_600_000
  expect(nearness(at(-1), now, true)).toBe('now')
  expect(nearness(at(2), now, true)).toBe('today')
  expect(nearness(at(23), now, false)).toBe('week')
  expect(nearness(at(24 * 6), now, false)).toBe('date')
})
