/** When a snoozed relance comes back: presets and dates, both moved into the window of its frequency. */
import { deliverAt, type FrequencyConfig } from './cadence.ts'
import { type Calendar, startOfDay, startOfNextWeek } from './calendar.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

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

export type SnoozePreset = keyof typeof PRESETS
export const SNOOZE_PRESETS = Object.keys(PRESETS) as [SnoozePreset, ...SnoozePreset[]]

export type SnoozeRefusal = 'snooze_past' | 'snooze_too_far' | 'no_opening'

/** The first opening from the preset or the instant (milliseconds) on. */
export function snoozeUntil(
  wanted: SnoozePreset | number,
  frequency: FrequencyConfig,
  calendar: Calendar,
  now: number,
): { ok: true; until: number } | { ok: false; refusal: SnoozeRefusal } {
  const from = typeof wanted === 'number' ? wanted : PRESETS[wanted](calendar, now)
  if (from <= now) return { ok: false, refusal: 'snooze_past' }
  if (from > now + SNOOZE_MAX_DAYS * DAY) return { ok: false, refusal: 'snooze_too_far' }
  const until = deliverAt(frequency, calendar, from)
  return until === null ? { ok: false, refusal: 'no_opening' } : { ok: true, until }
}
