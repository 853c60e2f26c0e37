/** When messages may be delivered: on which days, at which hours, and when a window opens and closes next. */
import { type Calendar, changesOn, dateOf, dayOf, localAt, offsetAt, weekdayOf } from './calendar.ts'
import { DAY, HOUR, MINUTE } from '../ground/time.ts'

/** How far ahead a window is searched for: a year and its holidays. */
const HORIZON_DAYS = 400

/** When messages may be delivered: ISO weekdays (1 = Monday), and local hours `HH:MM`; `to` is exclusive, up to `24:00`. */
export interface Window {
  days: readonly number[]
  from: string
  to: string
}

export interface Hours {
  window: Window
  /** Nothing is delivered on public holidays. */
  skipHolidays: boolean
}

/** What keeps an instant from being open, in the order it is looked at. */
export type Shift = 'day_not_allowed' | 'holiday' | 'outside_hours'

const clocks = new Map<string, number>()

/** `HH:MM` as milliseconds since local midnight. */
function clockOf(text: string): number {
  let known = clocks.get(text)
  if (known === undefined) {
    known = Number(text.slice(0, 2)) * HOUR + Number(text.slice(3, 5)) * MINUTE
    clocks.set(text, known)
  }
  return known
}

function dayShift({ window, skipHolidays }: Hours, calendar: Calendar, day: number): Shift | null {
  if (!window.days.includes(weekdayOf(day))) return 'day_not_allowed'
  return skipHolidays && calendar.holidays.has(dateOf(day)) ? 'holiday' : null
}

/** Why `at` is not open; null when it is. */
export function shiftAt(hours: Hours, calendar: Calendar, at: number): Shift | null {
  const local = localAt(at, calendar.timeZone)
  const day = dayOf(local)
  const clock = local - day * DAY
  const isInHours = clock >= clockOf(hours.window.from) && clock < clockOf(hours.window.to)
  return dayShift(hours, calendar, day) ?? (isInHours ? null : 'outside_hours')
}

export function isOpen(hours: Hours, calendar: Calendar, at: number): boolean {
  return shiftAt(hours, calendar, at) === null
}

/** The first instant from `from` on that the window allows; null when none does within 400 days. */
export function nextOpening(hours: Hours, calendar: Calendar, from: number): number | null {
  if (isOpen(hours, calendar, from)) return from
  const today = dayOf(localAt(from, calendar.timeZone))
  for (let day = today; day <= today + HORIZON_DAYS; day++) {
    if (dayShift(hours, calendar, day)) continue
    const opening = openingOn(hours, calendar, day, from)
    if (opening !== null) return opening
  }
  return null
}

/**
 * On most days the opening is the wall clock `from`. When clocks change that day, local time may enter the window at the
 * change itself (a gap that ends inside it, an hour that comes back), so the changes of the day are tried as well.
 */
function openingOn(hours: Hours, calendar: Calendar, day: number, from: number): number | null {
  const { timeZone } = calendar
  const start = day * DAY + clockOf(hours.window.from)
  const early = start - offsetAt(timeZone, start - DAY)
  const late = start - offsetAt(timeZone, start + DAY)
  const candidates = early === late ? [early] : [early, late, ...changesOn(day, timeZone)]
  const isThatDay = (at: number): boolean => dayOf(localAt(at, timeZone)) === day
  const open = candidates.filter((at) => at >= from && isThatDay(at) && isOpen(hours, calendar, at))
  return open.length === 0 ? null : Math.min(...open)
}

/** When the window closes on the local day: what is open on it lies before; null when nothing is. */
function closingOn(hours: Hours, calendar: Calendar, day: number): number | null {
  const { timeZone } = calendar
  const end = day * DAY + clockOf(hours.window.to)
  const early = end - offsetAt(timeZone, end - DAY)
  const late = end - offsetAt(timeZone, end + DAY)
  const candidates = early === late ? [early] : [early, late, ...changesOn(day, timeZone)]
  const isLastOpen = (at: number): boolean =>
    dayOf(localAt(at - 1, timeZone)) === day && isOpen(hours, calendar, at - 1)
  const closings = candidates.filter(isLastOpen)
  return closings.length === 0 ? null : Math.max(...closings)
}

/**
 * The closing of the `count`-th local day on which the window opens, from `from` on (milliseconds). The day of `from` counts if
 * at least `leastMs` of its window are left. Null when there are not so many such days within the horizon.
 */
export function closingAfter(
  hours: Hours,
  calendar: Calendar,
  from: number,
  { count, leastMs }: { count: number; leastMs: number },
): number | null {
  const today = dayOf(localAt(from, calendar.timeZone))
  let left = count
  for (let day = today; day <= today + HORIZON_DAYS + count; day++) {
    if (dayShift(hours, calendar, day)) continue
    const closing = closingOn(hours, calendar, day)
    if (closing === null) continue
    if (day === today && closing - (nextOpening(hours, calendar, from) ?? closing) < leastMs) continue
    left--
    if (left === 0) return closing
  }
  return null
}
