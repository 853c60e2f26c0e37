/** Dates as people, spreadsheets and other tools write them. */
import { plain } from './words.ts'
import { DAY_MS, EARLIEST_MS } from '../../lead-values.ts'

export type DateOrder = 'dmy' | 'mdy'

export type DateRead = { ok: true; at: number; isImplausible: boolean } | { ok: false } | null

interface DateContext {
  /** Of day and month where both could be either. */
  order: DateOrder
  /** The instant of a wall clock, both in milliseconds. */
  toInstant: (local: number) => number
  /** The file is a workbook that counts its days from 1904. */
  isFrom1904?: boolean
  /** Milliseconds, UTC. */
  now: number
}

const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ]+(.*))?$/
const COMPACT = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/
const NUMERIC = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:,?\s+(.*))?$/
const WORDY_DAY_FIRST =
  /^(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?\.?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})(?:,?\s+(.*))?$/
const WORDY_MONTH_FIRST =
  /^(?:[a-z]{2,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(.*))?$/
const CLOCK =
  /^(?:a|at)?\s*(\d{1,2})(?:\s?[:h]\s?(\d{2})?(?::(\d{2})(?:[.,]\d+)?)?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*\(?(?:(?:utc|gmt)(?=[+-]))?(z|utc|gmt|wes?t|bst|ces?t|ees?t|[ecmp][sd]t|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?\)?$/
/** Minutes ahead of UTC of the letters that forms and tools write after a time. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
}
const SERIAL = /^(\d{5})(?:[.,](\d+))?$/

const MONTHS = 'jan|fev,feb|mar|avr,apr|mai,may|juin,jun|juil,jul|aou,aug|sep|oct|nov|dec'
  .split('|')
  .map((month) => month.split(','))

const monthOf = (word: string): number => {
  if (/^jui?l/.test(word)) return 7
  return 1 + MONTHS.findIndex((starts) => starts.some((start) => word.startsWith(start)))
}

interface Parts {
  year: number
  month: number
  day: number
  clock: string
}

/** Null: nothing is written. */
export function readDate(text: string, context: DateContext): DateRead {
  if (text === '') return null
  const words = plain(text).toLowerCase().replace(/\s+/g, ' ').trim()
  const at = readSerial(words, context) ?? readParts(words, context)
  if (at === null) return { ok: false }
  return { ok: true, at, isImplausible: at < EARLIEST_MS || at > context.now + DAY_MS }
}

/** From 1899-12-30, where spreadsheets begin to count, to 1904-01-01, where Excel for Mac did. */
const DAYS_TO_1904 = 1_462

/** Days as spreadsheets count them; from 1982 to 2064, so that no other number is taken for a day. */
function readSerial(text: string, { toInstant, isFrom1904 = false }: DateContext): number | null {
  const [, written, fraction = '0'] = SERIAL.exec(text) ?? []
  if (!written) return null
  const days = +written + (isFrom1904 ? DAYS_TO_1904 : 0)
  if (days < 30_000 || days > 60_000) return null
  const seconds = Math.round(Number(`0.${fraction}`) * 86_400)
  return toInstant(Date.UTC(1899, 11, 30) + days * DAY_MS + seconds * 1_000)
}

function readParts(text: string, context: DateContext): number | null {
  const parts = partsOf(text, context.order)
  if (!parts) return null
  const clock = parts.clock === '' ? { time: [0, 0, 0] as const, zone: undefined } : clockOf(parts.clock)
  return clock && instant(parts, clock.time, clock.zone, context.toInstant)
}

function partsOf(text: string, order: DateOrder): Parts | null {
  const iso = ISO.exec(text) ?? COMPACT.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), clock: iso[4] ?? '' }
  const [, one, two, year = '', clock = ''] = NUMERIC.exec(text) ?? []
  if (one && two) {
    const isDayFirst = +one > 12 || (+two <= 12 && order === 'dmy')
    const [day, month] = isDayFirst ? [+one, +two] : [+two, +one]
    return { day, month, year: yearOf(year), clock }
  }
  const dayFirst = WORDY_DAY_FIRST.exec(text)
  if (dayFirst) {
    const [, day, month = '', long = '', rest = ''] = dayFirst
    return { day: Number(day), month: monthOf(month), year: yearOf(long), clock: rest }
  }
  const [, month = '', day, long = '', rest = ''] = WORDY_MONTH_FIRST.exec(text) ?? []
  return day ? { day: +day, month: monthOf(month), year: yearOf(long), clock: rest } : null
}

/** Two digits are of this century up to 69, as spreadsheets read them. */
const yearOf = (text: string): number => (text.length === 4 ? +text : +text + (+text < 70 ? 2000 : 1900))

function clockOf(text: string): { time: readonly [number, number, number]; zone: string | undefined } | null {
  const [, hour, minute = '0', second = '0', half, zone] = CLOCK.exec(text) ?? []
  if (!hour || (half && (+hour < 1 || +hour > 12))) return null
  const hours = half ? (+hour % 12) + (half.startsWith('p') ? 12 : 0) : +hour
  return { time: [hours, +minute, +second], zone }
}

function instant(
  { year, month, day }: Omit<Parts, 'clock'>,
  [hour, minute, second]: readonly [number, number, number],
  zone: string | undefined,
  toInstant: (local: number) => number,
): number | null {
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  const seen = new Date(local)
  const isReal =
    seen.getUTCMonth() === month - 1 && seen.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!isReal || year < 1900 || year > 2200) return null
  if (!zone) return toInstant(local)
  const named = ZONES[zone]
  if (named !== undefined) return local - named * 60_000
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? []
  return local - (sign === '-' ? -1 : 1) * (+hours * 60 + +minutes) * 60_000
}

/** What one written date tells of the order in its file: null when it could be either, or is written another way. */
export function orderShownBy(text: string): DateOrder | null {
  const [, one, two] = NUMERIC.exec(text.trim()) ?? []
  if (!one || !two || +one > 12 === +two > 12) return null
  return +one > 12 ? 'dmy' : 'mdy'
}

/** In a file of the one order, a date that can only be of the other: its neighbours may be as well, and nothing shows it. */
export function isInOtherOrder(text: string, order: DateOrder): boolean {
  const shown = orderShownBy(text)
  return shown !== null && shown !== order
}

/** Countries that write the month first. */
const MONTH_FIRST = new Set(['US', 'PH', 'FM', 'MH', 'PW', 'GU', 'AS', 'PR', 'VI'])

export const orderOfCountry = (country: string): DateOrder => (MONTH_FIRST.has(country) ? 'mdy' : 'dmy')
