import fc from 'fast-check'
import { type FrequencyConfig, isOpenAt } from './cadence.ts'
import { localDateOf } from './calendar.ts'
import { snoozeUntil, type SnoozePreset, SNOOZE_PRESETS } from './snooze.ts'

const paris = { timeZone: 'Europe/Paris', holidays: new Set(['2026-05-01']) }
const frequencyOf = (from: string, to: string, days = [1, 2, 3, 4, 5, 6, 7]): FrequencyConfig => ({
  steps: [{ after: { value: 1, unit: 'days' } }],
  window: { days, from, to },
  skipHolidays: true,
  timeZone: null,
})
const until = (wanted: SnoozePreset | string, frequency: FrequencyConfig, now: string, calendar = paris) => {
  const instant = SNOOZE_PRESETS.find((preset) => preset === wanted) ?? Date.parse(wanted)
  const snoozed = snoozeUntil(instant, frequency, calendar, Date.parse(now))
  return snoozed.ok ? new Date(snoozed.until).toISOString() : snoozed.refusal
}

const always = frequencyOf('00:00', '24:00')
const working = frequencyOf('00:00', '24:00', [1, 2, 3, 4, 5])
const office = frequencyOf('09:30', '18:00', [1, 2, 3, 4, 5])
// Tuesday 10:00 in Paris.
const TUESDAY = '2026-03-10T09:00:00Z'

it.each([
  ['tomorrow', always, TUESDAY, '2026-03-11T08:00:00.000Z'],
  ['in_three_days', always, TUESDAY, '2026-03-13T08:00:00.000Z'],
  ['next_week', always, TUESDAY, '2026-03-16T08:00:00.000Z'],
  ['in_one_hour', always, TUESDAY, '2026-03-10T10:00:00.000Z'],
  // Of a week-end and of a holiday too, not at midnight.
  ['tomorrow', working, '2026-03-13T09:00:00Z', '2026-03-16T08:00:00.000Z'],
  ['tomorrow', always, '2026-04-30T09:00:00Z', '2026-05-02T07:00:00.000Z'],
  ['in_one_hour', working, '2026-03-13T22:30:00Z', '2026-03-16T08:00:00.000Z'],
  // At one in the morning of an open day, the hour asked for is kept.
  ['in_one_hour', always, '2026-03-10T22:00:00Z', '2026-03-10T23:00:00.000Z'],
  ['tomorrow', office, TUESDAY, '2026-03-11T08:30:00.000Z'],
  ['in_one_hour', office, '2026-03-10T16:30:00Z', '2026-03-11T08:30:00.000Z'],
  ['next_week', office, '2026-03-15T09:00:00Z', '2026-03-16T08:30:00.000Z'],
  // Nothing is open at nine.
  ['tomorrow', frequencyOf('00:00', '06:00'), TUESDAY, '2026-03-10T23:00:00.000Z'],
  ['2026-03-12T00:00:00+01:00', always, TUESDAY, '2026-03-11T23:00:00.000Z'],
  ['2026-03-14T15:00:00Z', working, TUESDAY, '2026-03-16T08:00:00.000Z'],
] as const)('%s comes back when people work (%#)', (wanted, frequency, now, expected) => {
  expect(until(wanted, frequency, now)).toBe(expected)
})

it('a preset of days comes back on an open instant of that day or a later one, in any zone', () => {
  const zones = fc.constantFrom(
    'Europe/Paris',
    'Asia/Kathmandu',
    'America/Havana',
    'Australia/Lord_Howe',
    'Asia/Beirut',
  )
  const hours = fc.constantFrom(['00:00', '24:00'], ['00:00', '08:00'], ['09:00', '11:30'], ['23:00', '24:00'])
  const now = fc.integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 10, 30) })
  fc.assert(
    fc.property(zones, hours, now, fc.constantFrom(...SNOOZE_PRESETS), (timeZone, [from, to], at, preset) => {
      const frequency = frequencyOf(from ?? '', to ?? '')
      const calendar = { timeZone, holidays: new Set<string>() }
      const snoozed = snoozeUntil(preset, frequency, calendar, at)
      if (!snoozed.ok) throw new Error(snoozed.refusal)
      expect(isOpenAt(frequency, calendar, snoozed.until)).toBe(true)
      expect(snoozed.until).toBeGreaterThan(at)
      const isOfDay = preset !== 'in_one_hour' && preset !== 'in_three_hours'
      if (isOfDay) expect(localDateOf(snoozed.until, timeZone) > localDateOf(at, timeZone)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
