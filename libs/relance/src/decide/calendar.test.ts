import fc from 'fast-check'
import {
  addDelay,
  type Calendar,
  changesOn,
  clockOnDayOf,
  clockShift,
  dateOf,
  dayAfter,
  dayOf,
  instantOf,
  instantOfDay,
  isTimeZone,
  localAt,
  localDateOf,
  offsetAt,
  startOfDay,
  startOfNextWeek,
  weekdayOf,
} from './calendar.ts'
import { DAY, HOUR, MINUTE } from '../ground/time.ts'

const PARIS = 'Europe/Paris'
const utc = (text: string): number => Date.parse(`${text}Z`)
const paris = (...holidays: string[]): Calendar => ({ timeZone: PARIS, holidays: new Set(holidays) })
const iso = (at: number): string => new Date(at).toISOString().slice(0, 16)

it('a zone is one that the world knows', () => {
  expect(['Europe/Paris', 'Asia/Kathmandu', 'UTC'].map(isTimeZone)).toEqual([true, true, true])
  expect(['Mars/Base', '', 'Paris'].map(isTimeZone)).toEqual([false, false, false])
  // Asked again, the answer is the same.
  expect(isTimeZone('Mars/Base')).toBe(false)
})

it('the offset is the one of the instant, to the quarter of an hour at which it changes', () => {
  expect(offsetAt(PARIS, utc('2026-01-01T00:00'))).toBe(HOUR)
  expect(offsetAt(PARIS, utc('2026-03-29T01:00') - 1)).toBe(HOUR)
  expect(offsetAt(PARIS, utc('2026-03-29T01:00'))).toBe(2 * HOUR)
  expect(offsetAt('Asia/Kathmandu', utc('2026-01-01T00:00'))).toBe(5 * HOUR + 45 * MINUTE)
  expect(offsetAt('America/New_York', utc('2026-01-01T00:00'))).toBe(-5 * HOUR)
  expect(offsetAt('Mars/Base', utc('2026-01-01T00:00'))).toBe(0)
})

it('days are counted from the first of January 1970, a Thursday, and before it too', () => {
  expect([-4, -3, -1, 0, 3, 4].map(weekdayOf)).toEqual([7, 1, 3, 4, 7, 1])
  expect([dayOf(-1), dayOf(0), dayOf(DAY - 1), dayOf(DAY)]).toEqual([-1, 0, 0, 1])
  expect([dateOf(-1), dateOf(0), dateOf(59)]).toEqual(['1969-12-31', '1970-01-01', '1970-03-01'])
  expect(weekdayOf(dayOf(utc('2026-03-10T00:00')))).toBe(2)
})

it('a lead’s day is the one on its own clock', () => {
  expect(localDateOf(utc('2026-03-10T22:59'), PARIS)).toBe('2026-03-10')
  expect(localDateOf(utc('2026-03-10T23:00'), PARIS)).toBe('2026-03-11')
  expect(localDateOf(utc('2026-03-10T04:59'), 'America/New_York')).toBe('2026-03-10')
  expect(localDateOf(utc('2026-03-10T03:59'), 'America/New_York')).toBe('2026-03-09')
})

describe('the instant of a wall clock', () => {
  it('is the one that a person there would read', () => {
    expect(iso(instantOf(utc('2026-03-10T10:00'), PARIS))).toBe('2026-03-10T09:00')
    expect(iso(instantOf(utc('2026-07-10T10:00'), PARIS))).toBe('2026-07-10T08:00')
    expect(iso(instantOf(utc('2026-03-10T10:00'), 'America/New_York'))).toBe('2026-03-10T14:00')
  })

  it('moves forward by the gap where the clock is put forward over it', () => {
    // Paris, 29 March 2026: 02:00 becomes 03:00.
    expect(iso(instantOf(utc('2026-03-29T01:59'), PARIS))).toBe('2026-03-29T00:59')
    expect(iso(instantOf(utc('2026-03-29T02:30'), PARIS))).toBe('2026-03-29T01:30')
    expect(iso(instantOf(utc('2026-03-29T03:00'), PARIS))).toBe('2026-03-29T01:00')
  })

  it('is the first of two where the clock is put back', () => {
    // Paris, 25 October 2026: 03:00 becomes 02:00.
    expect(iso(instantOf(utc('2026-10-25T01:59'), PARIS))).toBe('2026-10-24T23:59')
    expect(iso(instantOf(utc('2026-10-25T02:30'), PARIS))).toBe('2026-10-25T00:30')
    expect(iso(instantOf(utc('2026-10-25T03:00'), PARIS))).toBe('2026-10-25T02:00')
  })

  it('reads back as that wall clock wherever it exists', () => {
    const zones = fc.constantFrom(PARIS, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut', 'Pacific/Apia')
    const locals = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) })
    fc.assert(
      fc.property(zones, locals, (zone, at) => {
        const local = localAt(at, zone)
        const back = instantOf(local, zone)
        expect(localAt(back, zone)).toBe(local)
        expect(back).toBeLessThanOrEqual(at)
      }),
    )
  })
})

describe('the days of a person', () => {
  it('begin at their own midnight', () => {
    const evening = utc('2026-03-10T22:30')
    expect(iso(startOfDay(PARIS, evening, 0))).toBe('2026-03-09T23:00')
    expect(iso(startOfDay(PARIS, evening, 1))).toBe('2026-03-10T23:00')
    expect(iso(startOfDay(PARIS, evening + HOUR, 1))).toBe('2026-03-11T23:00')
    // The day on which the clocks change has 23 hours.
    expect(iso(startOfDay(PARIS, utc('2026-03-29T12:00'), 1))).toBe('2026-03-29T22:00')
    expect(iso(instantOfDay('2026-03-29', PARIS))).toBe('2026-03-28T23:00')
    expect(iso(instantOfDay('2026-03-30', PARIS))).toBe('2026-03-29T22:00')
  })

  it('have nine in the morning at nine by the wall clock', () => {
    expect(iso(clockOnDayOf(PARIS, utc('2026-03-10T22:30'), 9 * HOUR))).toBe('2026-03-10T08:00')
    expect(iso(clockOnDayOf(PARIS, utc('2026-03-10T23:30'), 9 * HOUR))).toBe('2026-03-11T08:00')
    expect(iso(clockOnDayOf(PARIS, utc('2026-03-29T12:00'), 9 * HOUR))).toBe('2026-03-29T07:00')
  })

  it('follow one another, also over months and leap years', () => {
    expect(['2026-03-10', '2026-02-28', '2028-02-28', '2026-12-31'].map(dayAfter)).toEqual([
      ...['2026-03-11', '2026-03-01', '2028-02-29', '2027-01-01'],
    ])
  })

  it.each([
    ['Monday', '2026-03-09T09:00', '2026-03-15T23:00'],
    ['Sunday', '2026-03-15T09:00', '2026-03-15T23:00'],
    ['Sunday in Paris, Monday already', '2026-03-15T23:00', '2026-03-22T23:00'],
  ])('after a %s the next week begins on the Monday that follows', (_, at, monday) => {
    expect(iso(startOfNextWeek(PARIS, utc(at)))).toBe(monday)
  })
})

it('changes of the clock are found within a day either way', () => {
  const dayOfChange = dayOf(utc('2026-03-29T00:00'))
  const change = utc('2026-03-29T01:00')
  const found = [-3, -2, -1, 0, 1, 2].map((days) => changesOn(dayOfChange + days, PARIS))
  expect(found).toEqual([[], [], [change], [change], [change], []])
  expect(changesOn(dayOfChange, 'UTC')).toEqual([])
  // New York, 8 March 2026: at 07:00 UTC. A change right at the edge of the span.
  expect(changesOn(dayOf(utc('2026-03-08T00:00')), 'America/New_York')).toEqual([utc('2026-03-08T07:00')])
  // Lisbon changes at 01:00 UTC, Reykjavik never.
  expect(changesOn(dayOf(utc('2026-10-25T00:00')), 'Europe/Lisbon')).toEqual([utc('2026-10-25T01:00')])
})

describe('a delay', () => {
  const from = utc('2026-03-27T09:00') // Friday, 10:00 in Paris

  it.each([
    ['30 minutes', { value: 30, unit: 'minutes' }, '2026-03-27T09:30'],
    ['36 hours, over no change of clocks', { value: 36, unit: 'hours' }, '2026-03-28T21:00'],
    ['48 hours, over the change: an hour later by the clock', { value: 48, unit: 'hours' }, '2026-03-29T09:00'],
    ['2 days: the same hour by the clock', { value: 2, unit: 'days' }, '2026-03-29T08:00'],
    ['2 weeks', { value: 2, unit: 'weeks' }, '2026-04-10T08:00'],
    ['1 working day, over the week-end', { value: 1, unit: 'workingDays' }, '2026-03-30T08:00'],
    ['6 working days, over Easter Monday', { value: 6, unit: 'workingDays' }, '2026-04-07T08:00'],
    ['5 working days', { value: 5, unit: 'workingDays' }, '2026-04-03T08:00'],
  ] as const)('of %s', (_, after, expected) => {
    expect(iso(addDelay(after, paris('2026-04-06'), from))).toBe(expected)
  })

  it.each(['minutes', 'hours', 'days', 'workingDays', 'weeks'] as const)(
    'of 0 %s ends at once, to the second',
    (unit) => {
      // In the hour that comes twice, the second time: going over the wall clock would lead back to the first.
      const second = utc('2026-10-25T01:30')
      expect(addDelay({ value: 0, unit }, paris(), second)).toBe(second)
    },
  )
})

describe('the change of clocks is named as the reason of an odd hour', () => {
  const shift = (value: number, unit: 'hours' | 'minutes' | 'days' | 'weeks', from: string, timeZone = PARIS) =>
    clockShift({ value, unit }, { timeZone, holidays: new Set() }, utc(from))

  it('where the hour did not exist', () => {
    expect(shift(1, 'days', '2026-03-28T01:30')).toBe('clock_skipped')
    expect(shift(1, 'weeks', '2026-03-22T01:30')).toBe('clock_skipped')
    expect(shift(1, 'days', '2026-03-28T00:59')).toBeNull()
    expect(shift(1, 'days', '2026-03-28T02:00')).toBeNull()
  })

  it('where the hour came twice', () => {
    expect(shift(1, 'days', '2026-10-24T00:30')).toBe('clock_repeated')
    expect(shift(1, 'days', '2026-10-23T23:59')).toBeNull()
    expect(shift(1, 'days', '2026-10-24T01:00')).toBeNull()
    // Half an hour comes twice on Lord Howe Island, on 5 April 2026 from 01:30 to 02:00.
    expect(shift(1, 'days', '2026-04-03T14:30', 'Australia/Lord_Howe')).toBe('clock_repeated')
    expect(shift(1, 'days', '2026-04-03T14:29', 'Australia/Lord_Howe')).toBeNull()
  })

  it('never for elapsed time, for no delay, or where no clock changed', () => {
    expect(shift(24, 'hours', '2026-03-28T01:30')).toBeNull()
    expect(shift(24 * 60, 'minutes', '2026-10-24T00:30')).toBeNull()
    expect(shift(0, 'days', '2026-10-25T00:30')).toBeNull()
    expect(shift(1, 'days', '2026-10-24T00:30', 'UTC')).toBeNull()
    // Clocks are put forward that night; the hour after the gap is no repetition.
    expect(shift(1, 'days', '2026-03-28T02:30')).toBeNull()
  })
})
