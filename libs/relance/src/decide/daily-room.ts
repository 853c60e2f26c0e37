/** Finds room for steps that are overdue, so that no closer finds more than so many relances on one day. */
import { deliverAt as openingFrom, type FrequencyConfig } from './cadence.ts'
import { type Calendar, dayAfter, instantOfDay, localDateOf } from './calendar.ts'

/** How many relances of a rule that goes on a closer finds on one day where the company has set no limit: never all on one morning. */
export const USUAL_DAILY_LIMIT = 40

/** How many relances each closer finds on each day of the company; the key is {@link roomKey}. */
export type Occupied = Map<string, number>
export const roomKey = (closerId: string | null, on: string): string => `${closerId ?? ''} ${on}`

export interface OverdueStep {
  /** Null: leads without a closer share one inbox, which has room for what its takers have not on their own day. */
  closerId: string | null
  ruleId: string
  frequency: FrequencyConfig
  calendar: Calendar
  /** When it is due, if it is not overdue. Milliseconds. */
  dueAt?: number
}

export interface Room {
  /** At most so many a day. */
  limit: number
  /** Of the company, milliseconds. */
  timeZone: string
  now: number
  /** Who may take what belongs to nobody; none: that inbox has room as one closer's has. */
  takers: readonly string[]
}

/** A day that is full stays full: each closer's days are walked through once. */
const MOST_DAYS = 3_660

/**
 * Says from when on each step may be recorded: now, or when it is due, while its day of delivery has room, else at the beginning of the
 * next day of delivery that has. `occupied` is filled on the way.
 */
export function createDailyRoom(
  occupied: Occupied,
  { limit, timeZone, now, takers }: Room,
): (step: OverdueStep) => number {
  const reached = new Map<string, number>()
  const takenOn = (closerId: string | null, on: string): number => occupied.get(roomKey(closerId, on)) ?? 0
  const roomOn = (closerId: string | null, on: string): number =>
    closerId !== null || takers.length === 0
      ? limit
      : takers.reduce((room, taker) => room + Math.max(0, limit - takenOn(taker, on)), 0)
  return ({ closerId, ruleId, frequency, calendar, dueAt = now }) => {
    const from = Math.max(now, dueAt)
    const key = `${closerId ?? ''} ${ruleId} ${calendar.timeZone}`
    const fullUntil = reached.get(key) ?? now
    let at = Math.max(fullUntil, from)
    for (let days = 0; days < MOST_DAYS; days++) {
      const opening = openingFrom(frequency, calendar, at)
      if (opening === null) return from
      const on = localDateOf(opening, timeZone)
      const taken = takenOn(closerId, on)
      if (taken < roomOn(closerId, on)) {
        occupied.set(roomKey(closerId, on), taken + 1)
        if (from <= fullUntil) reached.set(key, at)
        return at === from ? from : Math.max(from, instantOfDay(on, timeZone))
      }
      at = instantOfDay(dayAfter(on), timeZone)
    }
    return from
  }
}
