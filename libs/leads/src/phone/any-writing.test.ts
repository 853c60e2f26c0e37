/**
 * A number is read as the one that was written, or not at all: whatever tool, person or spreadsheet wrote it. `LONG=true` tries
 * ten times as many lines.
 */
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/examples.mobile.json'
import { readMobile } from './read-mobile.ts'
import { readPhones } from './read-phones.ts'

const LINES = process.env.LONG === 'true' ? 40_000 : 3_000
const SEED = Number(process.env.SEED ?? 20_261_129)

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
const random = randomOf(SEED)
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const countries = getCountries().filter((country) => (examples as Record<string, string>)[country] !== undefined)

interface Mobile {
  e164: string
  digits: string
  national: string
  international: string
  country: CountryCode
}

function aMobile(): Mobile {
  for (;;) {
    const country = pick(countries)
    const example = (examples as Record<string, string>)[country] ?? ''
    const kept = Math.ceil(example.length / 3)
    const tail = Array.from({ length: example.length - kept }, () => Math.floor(random() * 10)).join('')
    const number = parsePhoneNumberFromString(example.slice(0, kept) + tail, country)
    if (!number?.isValid() || !['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(number.getType() ?? '')) continue
    const { number: e164 } = number
    return {
      e164,
      digits: e164.slice(1),
      national: number.formatNational(),
      international: number.formatInternational(),
      country: number.country ?? country,
    }
  }
}

type Write = (mobile: Mobile) => string
const compact = (text: string): string => text.replace(/\D/g, '')

/** Writings that say which number it is: they have to be read. */
const CLEAR: Readonly<Record<string, Write>> = {
  e164: ({ e164 }) => e164,
  international: ({ international }) => international,
  national: ({ national }) => national,
  dotted: ({ national }) => national.replace(/[ -]/g, '.').replace(/\.{2,}/g, '.'),
  meta: ({ e164 }) => `p:${e164}`,
  tel: ({ e164 }) => `tel:${e164}`,
  link: ({ digits }) => `https://wa.me/${digits}`,
  send: ({ digits }) => `https://api.whatsapp.com/send?phone=${digits}&text=Bonjour`,
  apostrophe: ({ e164 }) => `'${e164}`,
  formula: ({ national }) => `="${national}"`,
  label: ({ e164 }) => `Mobile : ${e164}`,
  labelAfter: ({ national }) => `${national} (perso)`,
  float: ({ e164 }) => `${e164}.0`,
  invisible: ({ international }) => `\u202a${international.replace(/ /g, '\u00a0')}\u202c`,
  fullwidth: ({ e164 }) => e164.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
}

/** Writings that have lost something, or hold more than a number: to be read right, or refused. */
const DOUBTFUL: Readonly<Record<string, Write>> = {
  digits: ({ digits }) => digits,
  nationalDigits: ({ national }) => compact(national),
  digitsFloat: ({ digits }) => `${digits}.0`,
  digitsComma: ({ digits }) => `${digits},0`,
  zeroLost: ({ national }) => compact(national).replace(/^0+/, ''),
  zeroLostFloat: ({ national }) => `${compact(national).replace(/^0+/, '')}.0`,
  fraction: ({ digits }) => `${digits}.5`,
  exponent: ({ digits }) => `${digits[0]}.${digits.slice(1, 4)}E+${digits.length - 1}`,
  exponentLower: ({ digits }) => Number(digits).toExponential(3),
  dialled: ({ digits }) => `00${digits}`,
  dialledZero: ({ international }) => international.replace(/^(\+\d+) /, '$1 (0) '),
  extension: ({ national }) => `${national} ext. ${1 + Math.floor(random() * 999)}`,
  extensionX: ({ national }) => `${compact(national)}x${1 + Math.floor(random() * 99)}`,
  extensionPost: ({ national }) => `${national} poste ${1 + Math.floor(random() * 99)}`,
  extensionHyphen: ({ national }) => `${compact(national)}-${1 + Math.floor(random() * 99)}`,
  extensionHash: ({ e164 }) => `${e164} #${1 + Math.floor(random() * 99)}`,
  extensionRfc: ({ e164 }) => `tel:${e164};ext=${1 + Math.floor(random() * 99)}`,
  extensionDirect: ({ national }) => `${national} direct ${1 + Math.floor(random() * 99)}`,
  extensionBrackets: ({ national }) => `${national} (${1 + Math.floor(random() * 99)})`,
  remark: ({ national }) => `${national} après 18h`,
  truncated: ({ national }) => `${national.slice(0, -1)} `,
}

const seen = { read: 0, clear: 0, clearRead: 0 }

it(`accepts no number that is not the one written (seed ${SEED})`, () => {
  const wrong: string[] = []
  const met = new Set<string>()
  for (let line = 0; line < LINES; line++) {
    const mobile = aMobile()
    met.add(mobile.country)
    const isClear = random() < 0.4
    const [name, write] = pick(Object.entries(isClear ? CLEAR : DOUBTFUL)) as [string, Write]
    const isNational = /national|zero|dotted|formula|extension|remark|truncated|labelAfter/i.test(name)
    // A national form means something in its own country only; whatever shows the whole number may come from anywhere.
    const country = isNational ? mobile.country : pick([mobile.country, 'FR', 'US', pick(countries)])
    const text = write(mobile)
    const expected = name === 'truncated' || name === 'fraction' || name.startsWith('exponent') ? null : mobile.e164
    const read = readMobile(text, country)
    if (isClear) seen.clear++
    if (!read.ok) continue
    seen.read++
    if (isClear) seen.clearRead++
    const isShorterNumber = name === 'truncated' && read.phone === mobile.e164.slice(0, -1)
    if (read.phone !== expected && !isShorterNumber)
      wrong.push(`${name} ${country}: ${text} → ${read.phone}, not ${expected}`)
  }
  expect(wrong).toEqual([])
  expect(met.size).toBeGreaterThanOrEqual(60)
  expect(seen.clearRead / seen.clear).toBeGreaterThan(0.98)
})

it(`several numbers in a cell or in several columns: the first mobile, and never half of two (seed ${SEED})`, () => {
  const wrong: string[] = []
  let read = 0
  for (let line = 0; line < LINES / 4; line++) {
    const first = aMobile()
    const second = aMobile()
    const between = pick([' / ', ';', ' ou ', ', ', '\n', ' ::: ', '/', ' | '])
    const writeFirst = pick([CLEAR.e164, CLEAR.international, CLEAR.national]) as Write
    const cells =
      random() < 0.5
        ? [`${writeFirst(first)}${between}${second.e164}`]
        : [pick(['', 'n/a', '-']), writeFirst(first), second.e164]
    const found = readPhones(cells, first.country)
    if (!found.ok) continue
    read++
    if (found.phone !== first.e164)
      wrong.push(`${first.country}: ${JSON.stringify(cells)} → ${found.phone}, not ${first.e164}`)
  }
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan((LINES / 4) * 0.95)
})
