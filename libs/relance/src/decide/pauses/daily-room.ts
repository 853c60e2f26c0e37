/** Finds room for steps that are overdue, so that no closer finds more than so many relances on one day. */
import { deliverAt as openingFrom, type FrequencyConfig } from '../cadence.ts'
import { type Calendar, dayAfter, instantOfDay, localDateOf } from '../calendar.ts'

/** How many relances each closer finds on each day of the company; the key is {@link roomKey}. */
export type Occupied = Map<string, number>
export const roomKey = (closerId: string, on: string): string => `${closerId} ${on}`

export interface OverdueStep {
  /** Null: nobody's day is filled by it. */
  closerId: string | null
  ruleId: string
  frequency: FrequencyConfig
  calendar: Calendar
  /** When it is due, if it is not overdue. Milliseconds. */
  dueAt?: number
}

export interface Room {
  /** At most so many a day; null: no limit. */
  limit: number | null
  /** Of the company, milliseconds. */
  timeZone: string
  now: number
}

/** A day that is full stays full: each closer's days are walked through once. */
const MOST_DAYS = 3_660

/**
 * Says from when on each step may be recorded: now, or when it is due, while its day of delivery has room, else at the beginning of the
 * next day of delivery that has. `occupied` is filled on the way.
 */
export function createDailyRoom(occupied: Occupied, { limit, timeZone, now }: Room): (step: OverdueStep) => number {
  const reached = new Map<string, number>()
  return ({ closerId, ruleId, frequency, calendar, dueAt = now }) => {
    const from = Math.max(now, dueAt)
    if (limit === null || closerId === null) return from
    const key = `${closerId} ${ruleId} ${calendar.timeZone}`
    const fullUntil = reached.get(key) ?? now
    let at = Math.max(fullUntil, from)
    for (let days = 0; days < MOST_DAYS; days++) {
      const opening = openingFrom(frequency, calendar, at)
      if (opening === null) return from
      const on = localDateOf(opening, timeZone)
      const taken = occupied.get(roomKey(closerId, on)) ?? 0
      if (taken < limit) {
        occupied.set(roomKey(closerId, on), taken + 1)
        if (from <= fullUntil) reached.set(key, at)
        return Math.max(from, instantOfDay(on, timeZone))
      }
      at = instantOfDay(dayAfter(on), timeZone)
    }
    return from
  }
}
