import fc from 'fast-check'
import { deliverAt, FREQUENCY_REFUSALS, type FrequencyConfig, frequencySchema, nextDueAt } from './cadence.ts'
import { addDelay, instantOf, localDateOf } from './calendar.ts'
import { isOpen } from './window.ts'
import { DAY, MINUTE } from '../ground/time.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 })
  .map((pair) => pair.sort((a, b) => a - b).map(clock) as [string, string])
const window = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), hours })
const tenYears = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) })
const holidays = fc.array(
  tenYears.map((at) => new Date(at).toISOString().slice(0, 10)),
  { maxLength: 20 },
)

const frequencyOf = (days: number[], [from, to]: [string, string]): FrequencyConfig => ({
  steps: [{ after: { value: 1, unit: 'days' } }, { after: { value: 2, unit: 'workingDays' } }],
  window: { days, from, to },
  skipHolidays: true,
  timeZone: null,
})

/** The wall clock of an instant as the platform knows it: a second opinion on zones. */
function wallClock(at: number, timeZone: string): { day: number; clock: string; date: string } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1
  return { day, clock: `${parts.hour}:${parts.minute}`, date: `${parts.year}-${parts.month}-${parts.day}` }
}

it('never delivers outside the window, in any zone, over ten years', () => {
  fc.assert(
    fc.property(window, fc.constantFrom(...ZONES), tenYears, holidays, (wanted, timeZone, now, days) => {
      const calendar = { timeZone, holidays: new Set(days) }
      const at = deliverAt(frequencyOf(wanted.days, wanted.hours), calendar, now)
      if (at === null) return
      const seen = wallClock(at, timeZone)
      const [from, to] = wanted.hours
      expect(at).toBeGreaterThanOrEqual(now)
      expect(wanted.days).toContain(seen.day)
      expect(seen.clock >= from && seen.clock < to).toBe(true)
      expect(days).not.toContain(seen.date)
    }),
    { numRuns: 1_500 },
  )
})

it('delivers at the first open minute, on both nights the clocks change', () => {
  const around = fc
    .tuple(fc.constantFrom('2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'), fc.integer({ min: 0, max: 2_880 }))
    .map(([start, minutes]) => Date.parse(start) + minutes * MINUTE)
  fc.assert(
    fc.property(hours, around, (wanted, now) => {
      const calendar = { timeZone: 'Europe/Paris', holidays: new Set<string>() }
      const frequency = frequencyOf([1, 2, 3, 4, 5, 6, 7], wanted)
      let first = now
      while (first < now + 3 * DAY && !isOpen({ ...frequency, skipHolidays: true }, calendar, first)) first += MINUTE
      const at = deliverAt(frequency, calendar, now)
      expect(at === null ? first >= now + DAY : at === first).toBe(true)
    }),
    { numRuns: process.env.RELANCE_TESTS === 'full' ? 300 : 100 },
  )
})

const unit = fc.constantFrom('minutes', 'hours', 'days', 'workingDays', 'weeks')
it('a delay never ends before it began, and a later start never ends earlier', () => {
  fc.assert(
    fc.property(
      unit,
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom(...ZONES),
      tenYears,
      fc.integer({ min: 0, max: 2 * DAY }),
      (one, value, timeZone, from, later) => {
        const calendar = { timeZone, holidays: new Set<string>() }
        const end = addDelay({ value, unit: one }, calendar, from)
        expect(end).toBeGreaterThanOrEqual(from)
        // A Saturday's clock counts as Friday's: working days can end up to a day earlier for a later start.
        if (one === 'workingDays') return
        // Two wall clocks an hour apart may fall together when the clock is put forward; they never change places by more.
        expect(addDelay({ value, unit: one }, calendar, from + later)).toBeGreaterThanOrEqual(end - 2 * 3_600_000)
      },
    ),
    { numRuns: 2_000 },
  )
})

const paris = { timeZone: 'Europe/Paris', holidays: new Set(['2026-05-01']) }
it.each([
  [
    'days keep the wall clock over the spring change',
    { value: 1, unit: 'days' },
    '2026-03-28T09:00:00Z',
    '2026-03-29T08:00:00Z',
  ],
  ['and over the autumn change', { value: 1, unit: 'days' }, '2026-10-24T08:00:00Z', '2026-10-25T09:00:00Z'],
  ['hours are elapsed time', { value: 24, unit: 'hours' }, '2026-03-28T09:00:00Z', '2026-03-29T09:00:00Z'],
  [
    '02:30 that does not exist moves forward',
    { value: 1, unit: 'days' },
    '2026-03-28T01:30:00Z',
    '2026-03-29T01:30:00Z',
  ],
  [
    '02:30 that comes twice takes the first',
    { value: 1, unit: 'days' },
    '2026-10-24T00:30:00Z',
    '2026-10-25T00:30:00Z',
  ],
  [
    'working days skip weekends and holidays',
    { value: 2, unit: 'workingDays' },
    '2026-04-30T08:00:00Z',
    '2026-05-05T08:00:00Z',
  ],
  ['weeks', { value: 1, unit: 'weeks' }, '2026-03-25T09:00:00Z', '2026-04-01T08:00:00Z'],
] as const)('%s', (_, after, from, to) => {
  expect(new Date(addDelay(after, paris, Date.parse(from))).toISOString()).toBe(new Date(to).toISOString())
})

it('midnight that a zone skips is the hour after it', () => {
  // Beirut springs forward at midnight: 2026-03-29 begins at 01:00.
  expect(localDateOf(instantOf(Date.UTC(2026, 2, 29), 'Asia/Beirut'), 'Asia/Beirut')).toBe('2026-03-29')
})

it('is due after each step but the last', () => {
  const frequency = frequencyOf([1], ['09:00', '10:00'])
  const at = Date.parse('2026-03-10T08:00:00Z')
  expect(nextDueAt(frequency, 1, at, paris)).toBe(Date.parse('2026-03-12T08:00:00Z'))
  expect(nextDueAt(frequency, 2, at, paris)).toBeNull()
})

it('refuses impossible frequencies, each with its own code', () => {
  const good = frequencyOf([1], ['09:00', '10:00'])
  const bad: unknown[] = [
    { ...good, steps: [{ after: { value: 1.5, unit: 'days' } }] },
    { ...good, steps: [{ after: { value: 9_999, unit: 'days' } }] },
    { ...good, steps: [{ after: { value: 1, unit: 'moons' } }] },
    { ...good, steps: [] },
    { ...good, steps: Array.from({ length: 31 }, () => good.steps[0]) },
    { ...good, window: { ...good.window, days: [] } },
    { ...good, window: { ...good.window, days: [8] } },
    { ...good, window: { ...good.window, days: [1, 1] } },
    { ...good, window: { ...good.window, from: '9h' } },
    { ...good, window: { ...good.window, from: '11:00' } },
    { ...good, timeZone: 'Mars/Base' },
  ]
  const codes = bad.map((one) => frequencySchema.safeParse(one).error?.issues[0]?.message)
  expect(codes).toEqual([...FREQUENCY_REFUSALS])
  expect(frequencySchema.safeParse(good).success).toBe(true)
})
