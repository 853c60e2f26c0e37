import fc from 'fast-check'
import { expiresAt, type FrequencyConfig } from './cadence.ts'
import { type Calendar, localDateOf } from './calendar.ts'
import { closingAfter, isOpen, nextOpening, type Window } from './window.ts'
import { DAY, HOUR, MINUTE } from '../ground/time.ts'

const WEEK = [1, 2, 3, 4, 5]

const frequencyOf = (window: Window, skipHolidays = true): FrequencyConfig => ({
  steps: [{ after: { value: 1, unit: 'days' } }],
  window: { ...window, days: [...window.days] },
  skipHolidays,
  timeZone: null,
})
const office = frequencyOf({ days: WEEK, from: '09:00', to: '18:00' })
const paris = (...holidays: string[]): Calendar => ({ timeZone: 'Europe/Paris', holidays: new Set(holidays) })

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const windows = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 }),
  })
  .map(({ days, hours }) => {
    const [from = 0, to = 1440] = hours.sort((a, b) => a - b)
    return { days, from: clock(from), to: clock(to) }
  })
/** With days on which the clocks change, quarters and halves of an hour, and a change at midnight. */
const zones = fc.constantFrom(
  ...['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Asia/Kolkata', 'America/St_Johns'],
  ...['America/Havana', 'Asia/Beirut', 'Pacific/Chatham', 'Pacific/Apia', 'Africa/Casablanca', 'UTC'],
)
/** Around the changes of 2026, in both halves of the world. */
const instants = fc
  .tuple(
    fc.constantFrom('2026-03-06', '2026-03-27', '2026-04-03', '2026-09-25', '2026-10-02', '2026-10-23', '2026-10-30'),
    fc.integer({ min: 0, max: 4 * 24 * 60 }),
  )
  .map(([day, minutes]) => Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE)

it.each([
  ['Monday at the opening: Wednesday evening', '2026-03-09T08:00:00Z', '2026-03-11T17:00:00Z'],
  ['an hour before the closing counts as a day', '2026-03-09T16:00:00Z', '2026-03-11T17:00:00Z'],
  ['less than an hour does not', '2026-03-09T16:00:01Z', '2026-03-12T17:00:00Z'],
  ['five minutes before a week-end', '2026-03-06T16:55:00Z', '2026-03-11T17:00:00Z'],
  ['a week-end within is not counted', '2026-03-12T08:00:00Z', '2026-03-16T17:00:00Z'],
  ['before the opening, the whole day is left', '2026-03-09T02:00:00Z', '2026-03-11T17:00:00Z'],
  ['over the change to summer time', '2026-03-27T08:00:00Z', '2026-03-31T16:00:00Z'],
])('expires at the closing of the third open day: %s', (_, deliveredAt, expected) => {
  expect(new Date(expiresAt(office, paris(), Date.parse(deliveredAt), 3)).toISOString()).toBe(
    new Date(expected).toISOString(),
  )
})

it('holidays are no days to act on, unless the frequency works on them', () => {
  const eve = Date.parse('2026-04-30T15:55:00Z')
  const calendar = paris('2026-05-01')
  expect(new Date(expiresAt(office, calendar, eve, 3)).toISOString()).toBe('2026-05-06T16:00:00.000Z')
  const always = frequencyOf(office.window, false)
  expect(new Date(expiresAt(always, calendar, eve, 3)).toISOString()).toBe('2026-05-05T16:00:00.000Z')
})

it('a window that never opens again expires all the same', () => {
  const never = paris(...Array.from({ length: 900 }, (_, day) => localDateOf(Date.UTC(2026, 0, 1) + day * DAY, 'UTC')))
  expect(expiresAt(office, never, Date.UTC(2026, 2, 9), 3)).toBe(Date.UTC(2026, 2, 12))
})

/** The same, minute by minute. */
function slowClosing(window: Window, calendar: Calendar, from: number, count: number): number | null {
  let left = count
  let isCounted = false
  let open = 0
  let closing: number | null = null
  const dayOf = (at: number): string => localDateOf(at, calendar.timeZone)
  for (let at = from; at < from + 25 * DAY; at += MINUTE) {
    const isLast = dayOf(at + MINUTE) !== dayOf(at)
    if (isOpen({ window, skipHolidays: true }, calendar, at)) {
      open++
      closing = at + MINUTE
    }
    if (!isLast) continue
    isCounted = closing !== null && (dayOf(at) !== dayOf(from) || open >= 60)
    if (isCounted && --left === 0) return closing
    open = 0
    closing = null
  }
  return null
}

it('the closing is the last open minute of the day, wherever the clocks change', () => {
  fc.assert(
    fc.property(windows, zones, instants, fc.integer({ min: 1, max: 2 }), (window, timeZone, from, count) => {
      const calendar = { timeZone, holidays: new Set(['2026-03-30']) }
      const slow = slowClosing(window, calendar, from, count)
      fc.pre(slow !== null)
      // The hours of a day on which the clocks change may come in two parts: the day of delivery then counts by its span.
      const isPlainDay = closingAfter({ window, skipHolidays: true }, calendar, from, { count, leastMs: HOUR })
      const other = closingAfter({ window, skipHolidays: true }, calendar, from, { count: count + 1, leastMs: HOUR })
      expect([isPlainDay, other]).toContain(slow)
    }),
    { numRuns: 25 },
  )
})

it('what is delivered is open, is not expired then, and its expiry is an end of open hours', () => {
  fc.assert(
    fc.property(windows, zones, instants, fc.integer({ min: 1, max: 5 }), (window, timeZone, now, days) => {
      const calendar = { timeZone, holidays: new Set(['2026-03-30']) }
      const at = nextOpening({ window, skipHolidays: true }, calendar, now)
      if (at === null) return
      const end = expiresAt(frequencyOf(window), calendar, at, days)
      expect(end).toBeGreaterThan(at)
      expect(isOpen({ window, skipHolidays: true }, calendar, end - 1)).toBe(true)
      expect(
        isOpen({ window, skipHolidays: true }, calendar, end) &&
          localDateOf(end, timeZone) === localDateOf(end - 1, timeZone),
      ).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})
