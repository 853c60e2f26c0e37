import type { DayStatistics } from '@relance/contract'
import { barsOf, intervalOf, pointsOf, shareOf, topOf, trendOf } from './figures.ts'

it('says nothing of a trend where nothing was before', () => {
  expect(trendOf(4, 0)).toBeNull()
  expect(trendOf(6, 4)).toEqual({ direction: 'up', by: 50 })
  expect(trendOf(3, 4)).toEqual({ direction: 'down', by: 25 })
  expect(trendOf(4, 4)).toEqual({ direction: 'same', by: 0 })
  expect(shareOf(1, 0)).toBeNull()
  expect(pointsOf(shareOf(1, 4), shareOf(0, 4))).toEqual({ direction: 'up', by: 25 })
  expect(pointsOf(null, 3)).toBeNull()
})

it('says how sure a share is: Wilson’s interval, also of none and of all', () => {
  const of = (part: number, whole: number) => {
    const interval = intervalOf(part, whole)
    return interval && [Math.round(interval.low), Math.round(interval.high), interval.isSure]
  }
  expect(of(0, 0)).toBeNull()
  expect(of(0, 10)).toEqual([0, 28, false])
  expect(of(10, 10)).toEqual([72, 100, false])
  expect(of(38, 100)).toEqual([29, 48, true])
  expect(of(15, 30)).toEqual([33, 67, false])
})

it('puts each day beside the same day of the period before, and weeks beside weeks', () => {
  const days = Array.from({ length: 20 }, (_, place): DayStatistics => {
    const due = place < 10 ? 1 : 3
    return { on: `2027-01-${String(place + 1).padStart(2, '0')}`, due, done: 1, onTime: 1, late: 0 }
  })
  expect(barsOf(days, 1)).toHaveLength(10)
  expect(barsOf(days, 1)[0]).toEqual({
    from: '2027-01-11',
    to: '2027-01-11',
    due: 3,
    onTime: 1,
    late: 0,
    open: 2,
    before: 1,
  })
  const weeks = barsOf(days, 7)
  expect(weeks.map(({ from, to, due, before }) => [from, to, due, before])).toEqual([
    ['2027-01-11', '2027-01-17', 21, 7],
    ['2027-01-18', '2027-01-20', 9, 3],
  ])
  expect(barsOf([], 1)).toEqual([])
})

it('ends the axis at a round number that can be halved', () => {
  expect([0, 1, 2, 3, 9, 10, 11, 25, 42, 99, 130].map(topOf)).toEqual([2, 2, 2, 4, 10, 10, 20, 30, 50, 100, 200])
})
