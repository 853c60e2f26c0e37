/** Of the phone cells of one line: the first mobile, and what else was written there. */
import { type PhoneRead, type PhoneRefusal, readMobile } from './read-mobile.ts'
import { cleanWriting } from './written.ts'

export type PhonesRead =
  /** `written`: the words `phone` was read from. `others`: further numbers, as they were written. */
  { ok: true; phone: string; written: string; others: string[] } | { ok: false; code: PhoneRefusal; written: string }

/** What stands between two numbers and in none. What may be either comes later. */
const BETWEEN = /\s*(?::::|[;,|\n]|\s(?:ou|or|et|and|puis|&)\s)\s*/i

/** Within a number as well: a slash, a dash with blanks, a plus, a blank. */
const RARELY_BETWEEN = [/\s*\/\s*/, /\s+-\s+/, /\s+(?=\+)/, /\s+/]

const DIGITS = /^\+?\d+$/

interface Found {
  written: string
  read: PhoneRead
}

/** A cell is cut only where every part is a number of its own, for half of one number may be a number of somebody else. */
function numbersIn(cell: string, country: string): Found[] {
  const cleaned = cleanWriting(cell)
  if (cleaned === '') return []
  const whole = found(cleaned, country)
  if (whole.read.ok) return [whole]
  for (const between of [BETWEEN, ...RARELY_BETWEEN]) {
    const parts = cleaned.split(between).filter((part) => part !== '')
    if (parts.length < 2 || (between !== BETWEEN && !parts.every(isLong))) continue
    const numbers = parts.map((part) => found(part, country))
    if (numbers.every(isNumber)) return numbers
  }
  return [whole]
}

/** No half of a number, whatever the country. */
const isLong = (part: string): boolean => part.replace(/\D/g, '').length >= SHORTEST_PART
const SHORTEST_PART = 8

const found = (written: string, country: string): Found => ({ written, read: readMobile(written, country) })

/** A landline is a number, half a number is not. */
const isNumber = ({ read }: Found): boolean => read.ok || read.code === 'phone_not_mobile'

/** `cells` in the order of their columns. The refusal is that of the first cell that holds something. */
export function readPhones(cells: readonly string[], country: string): PhonesRead {
  const [only = ''] = cells
  // Nearly every line of nearly every file: one cell with one number.
  const single = cells.length === 1 && DIGITS.test(only) ? readMobile(only, country) : null
  if (single?.ok) return { ok: true, phone: single.phone, written: only, others: [] }
  const numbers = cells.flatMap((cell) => numbersIn(cell, country))
  const chosen = numbers.find(({ read }) => read.ok)
  if (!chosen?.read.ok) {
    const refused = numbers.find(({ read }) => !read.ok && read.code !== 'phone_missing') ?? numbers[0]
    const code = refused && !refused.read.ok ? refused.read.code : 'phone_missing'
    return { ok: false, code, written: refused?.written ?? '' }
  }
  const { phone } = chosen.read
  const others = numbers.filter(({ read }) => (read.ok ? read.phone !== phone : read.code !== 'phone_missing'))
  return { ok: true, phone, written: chosen.written, others: [...new Set(others.map(({ written }) => written))] }
}
