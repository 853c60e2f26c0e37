/** Local time without a host: zones, days and delays. The only importer of luxon, asked for nothing but offsets. */
import { IANAZone } from 'luxon'
import { DAY, HOUR, MINUTE } from '../ground/time.ts'

/** Every change of offset since 1972 falls on a quarter of an hour, UTC. */
const QUARTER = 15 * MINUTE
/** About 70 years of quarters actually asked for; beyond it a zone's cache starts anew. */
const MAX_CACHED = 100_000

/** The zone that counts, and the days held off in it (`YYYY-MM-DD`), as data. */
export interface Calendar {
  timeZone: string
  holidays: ReadonlySet<string>
}

export type DelayUnit = 'minutes' | 'hours' | 'days' | 'workingDays' | 'weeks'
export interface Delay {
  value: number
  unit: DelayUnit
}

interface ZoneOffsets {
  zone: IANAZone
  byQuarter: Map<number, number>
}
const zones = new Map<string, ZoneOffsets | null>()

function offsetsOf(timeZone: string): ZoneOffsets | null {
  let known = zones.get(timeZone)
  if (known === undefined) {
    known = IANAZone.isValidZone(timeZone) ? { zone: IANAZone.create(timeZone), byQuarter: new Map() } : null
    zones.set(timeZone, known)
  }
  return known
}

export function isTimeZone(name: string): boolean {
  return offsetsOf(name) !== null
}

/** Milliseconds to add to UTC; 0 for an unknown zone, which `isTimeZone` keeps out. */
export function offsetAt(timeZone: string, at: number): number {
  const known = offsetsOf(timeZone)
  if (!known) return 0
  const quarter = Math.floor(at / QUARTER)
  const cached = known.byQuarter.get(quarter)
  if (cached !== undefined) return cached
  if (known.byQuarter.size >= MAX_CACHED) known.byQuarter.clear()
  const offset = known.zone.offset(quarter * QUARTER) * MINUTE
  known.byQuarter.set(quarter, offset)
  return offset
}

/** A local wall clock as milliseconds since 1970-01-01T00:00 of the same clock. */
export type Local = number

export const localAt = (at: number, timeZone: string): Local => at + offsetAt(timeZone, at)
export const dayOf = (local: Local): number => Math.floor(local / DAY)
/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** `YYYY-MM-DD` of a day number (days since 1970-01-01). */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The local day, `YYYY-MM-DD`, of an instant. */
export function localDateOf(at: number, timeZone: string): string {
  return dateOf(dayOf(localAt(at, timeZone)))
}

/**
 * The instant of a wall clock. A time that occurs twice takes the first; one that does not exist moves forward by the
 * length of the gap (02:30 becomes 03:30).
 */
export function instantOf(local: Local, timeZone: string): number {
  const early = offsetAt(timeZone, local - DAY)
  const late = offsetAt(timeZone, local + DAY)
  const first = local - Math.max(early, late)
  const second = local - Math.min(early, late)
  if (localAt(first, timeZone) === local) return first
  if (localAt(second, timeZone) === local) return second
  return local - early
}

/** Local midnight, `days` days after the local day of `at`. */
export function startOfDay(timeZone: string, at: number, days: number): number {
  return instantOf((dayOf(localAt(at, timeZone)) + days) * DAY, timeZone)
}

/** A wall clock, in milliseconds since midnight, on the local day of `at`. */
export function clockOnDayOf(timeZone: string, at: number, clock: number): number {
  return instantOf(dayOf(localAt(at, timeZone)) * DAY + clock, timeZone)
}

/** Local midnight of a day, `YYYY-MM-DD`. */
export function instantOfDay(day: string, timeZone: string): number {
  return instantOf(Date.parse(`${day}T00:00:00Z`), timeZone)
}

/** The day after, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return dateOf(Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY) + 1)
}

/** Local midnight of the Monday after `at`. */
export function startOfNextWeek(timeZone: string, at: number): number {
  return startOfDay(timeZone, at, 8 - weekdayOf(dayOf(localAt(at, timeZone))))
}

/** The instants at which the clocks change, within a day either way of the local day. */
export function changesOn(day: number, timeZone: string): number[] {
  const changes: number[] = []
  const end = (day + 2) * DAY
  for (let at = (day - 1) * DAY; at < end; at += QUARTER) {
    if (offsetAt(timeZone, at) !== offsetAt(timeZone, at - QUARTER)) changes.push(at)
  }
  return changes
}

/**
 * Minutes and hours are elapsed time; days, weeks and working days keep the wall clock. Working days are Monday to
 * Friday less the holidays of the calendar.
 */
export function addDelay(after: Delay, calendar: Calendar, from: number): number {
  if (after.unit === 'minutes') return from + after.value * MINUTE
  if (after.unit === 'hours') return from + after.value * HOUR
  if (after.value === 0) return from
  const local = localAt(from, calendar.timeZone)
  if (after.unit === 'days') return instantOf(local + after.value * DAY, calendar.timeZone)
  if (after.unit === 'weeks') return instantOf(local + after.value * 7 * DAY, calendar.timeZone)
  const days = workingDaysAfter(dayOf(local), after.value, calendar.holidays) - dayOf(local)
  return instantOf(local + days * DAY, calendar.timeZone)
}

export type ClockShift = 'clock_skipped' | 'clock_repeated'

/** What a change of clocks did to a delay that keeps the wall clock: the hour did not exist, or came twice. */
export function clockShift(after: Delay, calendar: Calendar, from: number): ClockShift | null {
  if (after.unit === 'minutes' || after.unit === 'hours' || after.value === 0) return null
  const { timeZone } = calendar
  const end = addDelay(after, calendar, from)
  const local = localAt(end, timeZone)
  if ((local - localAt(from, timeZone)) % DAY !== 0) return 'clock_skipped'
  const turnedBack = offsetAt(timeZone, end) - offsetAt(timeZone, end + DAY)
  return turnedBack > 0 && localAt(end + turnedBack, timeZone) === local ? 'clock_repeated' : null
}

function workingDaysAfter(day: number, count: number, holidays: ReadonlySet<string>): number {
  let left = count
  let at = day
  while (left > 0) {
    at++
    if (weekdayOf(at) <= 5 && !holidays.has(dateOf(at))) left--
  }
  return at
}
