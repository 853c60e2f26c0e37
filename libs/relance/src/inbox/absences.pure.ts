/** Closers who are away: what waits for them goes to their stand-in, or is put off until they are back. */
import type { FrequencyConfig } from '../decide/cadence.ts'
import { deliverAt } from '../decide/cadence.ts'
import { type Calendar, dayAfter, instantOfDay } from '../decide/calendar.ts'
import { notAtMidnight } from '../decide/snooze.ts'

/** Whole days, both included, `YYYY-MM-DD` in the company's zone. */
export interface Absence {
  userId: string
  fromOn: string
  toOn: string
  standInId: string | null
}

/** The absence of a person on a day; of several, the one that ends last. */
export function absenceOn(absences: readonly Absence[], userId: string, day: string): Absence | null {
  const mine = absences.filter((one) => one.userId === userId && one.fromOn <= day && day <= one.toOn)
  return mine.reduce<Absence | null>((longest, one) => (longest && longest.toOn >= one.toOn ? longest : one), null)
}

/** The day after which the person is there again, when absences follow one another. */
export function lastDayAway(absences: readonly Absence[], absence: Absence): string {
  let last = absence.toOn
  for (;;) {
    const next = absenceOn(absences, absence.userId, dayAfter(last))
    if (!next) return last
    last = next.toOn
  }
}

export type Cover =
  | { kind: 'hand_over'; closerId: string }
  | { kind: 'put_off'; deliverAt: number }
  /** The frequency has no opening any more: it waits where it is, and expires there. */
  | { kind: 'leave' }

/**
 * What becomes of an open relance of somebody who is away on `today`. A stand-in who is away as well does not help.
 * `companyZone` is the zone of the days of absence; the calendar is that of the lead.
 */
export function cover(
  absence: Absence,
  absences: readonly Absence[],
  today: string,
  frequency: FrequencyConfig,
  calendar: Calendar,
  companyZone: string,
): Cover {
  const { standInId } = absence
  if (standInId !== null && !absenceOn(absences, standInId, today)) return { kind: 'hand_over', closerId: standInId }
  const back = instantOfDay(dayAfter(lastDayAway(absences, absence)), companyZone)
  const at = deliverAt(frequency, calendar, back)
  return at === null ? { kind: 'leave' } : { kind: 'put_off', deliverAt: notAtMidnight(at, frequency, calendar) }
}
