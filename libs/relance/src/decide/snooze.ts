/** When a snoozed relance comes back: presets and dates, both moved into the window of its frequency. */
import { deliverAt, type FrequencyConfig, isOpenAt } from './cadence.ts'
import { type Calendar, clockOnDayOf, startOfDay, startOfNextWeek } from './calendar.ts'
import { DAY, HOUR } from '../ground/time.ts'

/** When a day begins for people whose window has no beginning. */
const MORNING = 9 * HOUR

/** Further away, it is no snooze but another plan. */
export const SNOOZE_MAX_DAYS = 60

type Preset = (calendar: Calendar, now: number) => number

/** From which instant on the first opening is taken. Days begin at midnight where the lead is. */
const PRESETS = {
  in_one_hour: (_, now) => now + HOUR,
  in_three_hours: (_, now) => now + 3 * HOUR,
  tomorrow: (calendar, now) => startOfDay(calendar.timeZone, now, 1),
  in_three_days: (calendar, now) => startOfDay(calendar.timeZone, now, 3),
  next_week: (calendar, now) => startOfNextWeek(calendar.timeZone, now),
} as const satisfies Record<string, Preset>

/** Those that name a day, and no hour. */
const DAYS: readonly (string | number)[] = ['tomorrow', 'in_three_days', 'next_week'] satisfies SnoozePreset[]

export type SnoozePreset = keyof typeof PRESETS
export const SNOOZE_PRESETS = Object.keys(PRESETS) as [SnoozePreset, ...SnoozePreset[]]

export type SnoozeRefusal = 'snooze_past' | 'snooze_too_far' | 'no_opening'

/**
 * `from`: what was asked for, should the window become another one. `until`: the first opening from the preset or the instant (milliseconds) on. Under a window that is open at midnight, what is put off to
 * another day comes back in the morning.
 */
export function snoozeUntil(
  wanted: SnoozePreset | number,
  frequency: FrequencyConfig,
  calendar: Calendar,
  now: number,
): { ok: true; from: number; until: number } | { ok: false; refusal: SnoozeRefusal } {
  const from = typeof wanted === 'number' ? wanted : PRESETS[wanted](calendar, now)
  if (from <= now) return { ok: false, refusal: 'snooze_past' }
  if (from > now + SNOOZE_MAX_DAYS * DAY) return { ok: false, refusal: 'snooze_too_far' }
  const opening = deliverAt(frequency, calendar, from)
  if (opening === null) return { ok: false, refusal: 'no_opening' }
  const isDay = DAYS.includes(wanted)
  const until = opening === from && !isDay ? opening : notAtMidnight(opening, frequency, calendar)
  const morning = clockOnDayOf(calendar.timeZone, from, MORNING)
  return { ok: true, from: isDay ? Math.min(until, morning) : from, until }
}

/** The morning of the day that an opening at midnight begins, where the window allows it; any other opening as it is. */
export function notAtMidnight(opening: number, frequency: FrequencyConfig, calendar: Calendar): number {
  if (opening !== startOfDay(calendar.timeZone, opening, 0)) return opening
  const morning = clockOnDayOf(calendar.timeZone, opening, MORNING)
  return morning > opening && isOpenAt(frequency, calendar, morning) ? morning : opening
}
