/** When the scan runs: cron expressions in a time zone, as slots. The only importer of croner. */
import { Cron } from 'croner'
import { isTimeZone } from './calendar.ts'

export interface Schedule {
  /** Five fields (minute hour day month weekday), or six with seconds first. */
  cron: string
  timeZone: string
}

export const SCHEDULE_REFUSALS = ['cron_unreadable', 'cron_never_fires', 'time_zone_unknown'] as const
export type ScheduleRefusal = (typeof SCHEDULE_REFUSALS)[number]

/**
 * Clocks of servers may differ by a little. What lies further ahead of the present (milliseconds) was written by a clock
 * that was wrong, and counts as not written.
 */
export const CLOCK_TOLERANCE_MS = 60_000

/** Passed slots are told apart only up to this many; more are counted as this many. */
const MAX_MISSED = 1_000

/** Null when the schedule can be used. Needs `now` (milliseconds, UTC) to see that it fires at all. */
export function scheduleRefusal(schedule: Schedule, now: number): ScheduleRefusal | null {
  if (!isTimeZone(schedule.timeZone)) return 'time_zone_unknown'
  const fields = schedule.cron.trim().split(/\s+/).length
  if (fields < 5 || fields > 6) return 'cron_unreadable'
  const cron = read(schedule)
  if (!cron) return 'cron_unreadable'
  return next(cron, now) === null ? 'cron_never_fires' : null
}

function read({ cron, timeZone }: Schedule): Cron | null {
  try {
    return new Cron(cron.trim(), { timezone: timeZone, paused: true })
  } catch {
    return null
  }
}

function next(cron: Cron, after: number): number | null {
  return cron.nextRun(new Date(after))?.getTime() ?? null
}

/**
 * The latest slot in (`from`, `now`] and how many slots of that span came before it; null when there is none. So many
 * missed slots make one catch-up. Instants are milliseconds, UTC.
 */
export function latestSlot(schedule: Schedule, from: number, now: number): { slotAt: number; missed: number } | null {
  const cron = read(schedule)
  if (!cron) return null
  let slotAt = next(cron, from)
  if (slotAt === null || slotAt > now) return null
  let missed = 0
  for (let later = next(cron, slotAt); later !== null && later <= now; later = next(cron, slotAt)) {
    slotAt = later
    missed++
    if (missed === MAX_MISSED) return { slotAt: lastSlotBefore(cron, slotAt, now), missed }
  }
  return { slotAt, missed }
}

/** Steps back from `now` in doubling strides until a slot comes into sight. */
function lastSlotBefore(cron: Cron, known: number, now: number): number {
  for (let stride = 1_000; now - stride > known; stride *= 2) {
    let slotAt = next(cron, now - stride)
    if (slotAt === null || slotAt > now) continue
    for (let later = next(cron, slotAt); later !== null && later <= now; later = next(cron, slotAt)) slotAt = later
    return slotAt
  }
  return known
}

/** The next `count` slots after `from`, milliseconds, UTC. */
export function nextSlots(schedule: Schedule, from: number, count: number): number[] {
  const cron = read(schedule)
  const slots: number[] = []
  let at: number | null = from
  while (cron && slots.length < count) {
    at = next(cron, at)
    if (at === null) break
    slots.push(at)
  }
  return slots
}

/** The first slot at or after an instant; for whoever asks now and then: each question reads the expression again. */
export function slotFrom(schedule: Schedule, at: number): number | null {
  return nextSlots(schedule, at - 1, 1)[0] ?? null
}
