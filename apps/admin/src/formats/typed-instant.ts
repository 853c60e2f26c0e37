/** Days and minutes as the reader writes them, where browsers ask in an order of their own: "03/12/2026 14:30". */

import { instantFormat } from '@relance/contract/instants'

type Part = 'day' | 'month' | 'year'
const EARLIEST_YEAR = 2000
const LATEST_YEAR = 2100
const DAY_PARTS = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
const MINUTE_PARTS = { hour: '2-digit', minute: '2-digit' } as const
/** A day whose parts cannot be taken for each other. */
const SAMPLE = new Date(2026, 11, 3)
const SAMPLE_PARTS: readonly [Part, string][] = [
  ['day', '03'],
  ['month', '12'],
  ['year', '2026'],
]

/** The reader's own variety of the panel's language: British days do not begin with the month. */
export const regionOf = (locale: string, wishes: readonly string[]): string =>
  wishes.find((wish) => wish.slice(0, 2).toLowerCase() === locale.slice(0, 2)) ?? locale

export const dayText = (at: Date, locale: string): string => instantFormat(locale, DAY_PARTS).format(at)

export const minuteText = (at: Date, locale: string): string =>
  `${dayText(at, locale)} ${instantFormat(locale, MINUTE_PARTS).format(at)}`

/** What a field shows while it is empty: “jj/mm/aaaa”. `letters` are those of day, month and year in the language. */
export function dayPattern(locale: string, letters: Readonly<Record<Part, string>>): string {
  const written = dayText(SAMPLE, locale)
  return SAMPLE_PARTS.reduce(
    (text, [part, sample]) => text.replace(sample, letters[part].repeat(sample.length)),
    written,
  )
}

function orderOf(locale: string): Part[] {
  const written = dayText(SAMPLE, locale)
  return SAMPLE_PARTS.toSorted(([, one], [, other]) => written.indexOf(one) - written.indexOf(other)).map(
    ([part]) => part,
  )
}

/**
 * Reads a day, and a time of day where there is one; without one it is `hour` o'clock. Where the person is. Null for what is none:
 * nothing is guessed or moved.
 */
export function readTyped(text: string, locale: string, hour = 0): Date | null {
  const [day = [], time = []] = groupsOf(text)
  const date = dateOf(day, locale)
  const clock = time.length === 0 ? [hour, 0] : clockOf(time, text)
  if (!date || !clock) return null
  const [year, month, dayOfMonth] = date
  const [hours = 0, minutes = 0] = clock
  const at = new Date(year, month - 1, dayOfMonth, hours, minutes)
  const isReal = at.getMonth() === month - 1 && at.getDate() === dayOfMonth
  return isReal ? at : null
}

/** The numbers of the day and of the time. */
function groupsOf(text: string): string[][] {
  const match = /^\s*(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,4})(?:\D+(\d{1,2})(?:\D{1,3}(\d{2}))?\D*)?\s*$/.exec(text)
  if (!match) return []
  const [, a = '', b = '', c = '', hours, minutes] = match
  return [[a, b, c], hours === undefined ? [] : [hours, minutes ?? '0']]
}

function dateOf(numbers: readonly string[], locale: string): [year: number, month: number, day: number] | null {
  const order: readonly Part[] = numbers[0]?.length === 4 ? ['year', 'month', 'day'] : orderOf(locale)
  const of = (part: Part): string => numbers[order.indexOf(part)] ?? ''
  const written = of('year')
  if (written.length !== 4 && written.length !== 2) return null
  const year = Number(written.length === 2 ? `20${written}` : written)
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return null
  return [year, Number(of('month')), Number(of('day'))]
}

function clockOf([hours = '', minutes = '']: readonly string[], text: string): number[] | null {
  const half = /([ap])\.?\s?m/i.exec(text)?.[1]?.toLowerCase()
  const hour = Number(hours)
  if (Number(minutes) > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return null
  return [half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour, Number(minutes)]
}
