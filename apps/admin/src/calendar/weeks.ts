/** Calendar days as text (`YYYY-MM-DD`), in whole weeks. */
import { DAY } from '../formats/time.ts'

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Monday first; the first week holds `from`, the last `to`. */
export function weeksOf(from: string, to: string): string[][] {
  const first = Date.parse(from)
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY
  const weeks: string[][] = []
  for (let at = monday; at <= Date.parse(to); at += 7 * DAY)
    weeks.push(Array.from({ length: 7 }, (_, place) => dayOf(at + place * DAY)))
  return weeks
}

/** The first instant of a day, in a zone. */
export function startOfDayIn(timeZone: string, on: string): number {
  const guess = Date.parse(`${on}T00:00:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(guess)
  return 2 * guess - Date.parse(`${shown.replace(' ', 'T')}Z`)
}

/** The day after. */
export const nextDay = (on: string): string => dayOf(Date.parse(on) + DAY)

/** The day of an instant where the company is. */
export const dayIn = (timeZone: string, iso: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(iso))
