import fc from 'fast-check'
import { judgedAt, OVERLAP_MS } from './follow.ts'
import { aPlan, NOW } from './test/cases.ts'

const judged = (matchedTo?: number): number => judgedAt(aPlan([], matchedTo === undefined ? {} : { matchedTo }), NOW)

it.each<[string, number | undefined, number]>([
  ['nothing was followed', undefined, NOW],
  ['it was followed up to an earlier instant', NOW - 1, NOW],
  ['another server is a little ahead', NOW + 1, NOW + 1],
  ['another server is as far ahead as is believed', NOW + OVERLAP_MS, NOW + OVERLAP_MS],
  ['another clock is out of the question', NOW + OVERLAP_MS + 1, NOW + OVERLAP_MS],
])('an audience is judged by the right instant where %s', (_, matchedTo, expected) => {
  expect(judged(matchedTo)).toBe(expected)
})

it('is never judged before now, nor later than clocks may disagree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 * NOW }), (matchedTo) => {
      expect(judged(matchedTo)).toBeGreaterThanOrEqual(NOW)
      expect(judged(matchedTo)).toBeLessThanOrEqual(NOW + OVERLAP_MS)
    }),
  )
})
