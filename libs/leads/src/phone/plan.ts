/** Numbering plans of the world. The only importer of libphonenumber. */
import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max'

export const isCountry = (code: string): boolean => isSupportedCountry(code)

/** Mobiles the French regulator (ARCEP) keeps for fiction: no plan lists them, demonstrations and tests need them. */
const FICTION = /^\+3363998\d{4}$/

/** Where one numbering plan has no range of its own for mobiles (North America), the number is given the benefit of the doubt. */
const MOBILE = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE'])

/** Metropolitan France and the departments that share its plan: the prefix alone says which of them a number belongs to. */
const FRENCH_PLAN = ['FR', 'RE', 'YT', 'GP', 'MQ', 'GF']
const SHARES_FRENCH_PLAN = new Set([...FRENCH_PLAN, 'MF', 'BL'])

export interface PlanNumber {
  e164: string
  isValid: boolean
  isMobile: boolean
}

/** What the plan makes of digits with or without a leading `+`. Null: not even the length of a number. */
export function parseDigits(form: string, country: string): PlanNumber | null {
  const number = parse(form, country)
  return number && describe(number)
}

/** The same, only when the digits are a writing of the number that comes out. */
export function readAs(form: string, country: string): PlanNumber | null {
  const number = parse(form, country)
  const read = number && describe(number)
  return number && read && (!read.isValid || isWritingOf(form, number, country)) ? read : null
}

function parse(form: string, country: string): Parsed | null {
  const number = parsePhoneNumberFromString(form, { defaultCountry: country as CountryCode, extract: false })
  return number && !number.ext ? number : null
}

function describe(number: Parsed): PlanNumber {
  const isFiction = FICTION.test(number.number)
  const isValid = isFiction || number.isValid()
  return { e164: number.number, isValid, isMobile: isFiction || (isValid && MOBILE.has(number.getType() ?? '')) }
}

/** Where the national form `form` may belong when it is written in `country`. */
export const plansOf = (country: string): readonly string[] =>
  SHARES_FRENCH_PLAN.has(country) ? [country, ...FRENCH_PLAN.filter((other) => other !== country)] : [country]

/** The country of a number in E.164 form; null when its plan does not say. */
export function countryOfPhone(phone: string): string | null {
  return parsePhoneNumberFromString(phone)?.country ?? (FICTION.test(phone) ? 'FR' : null)
}

/**
 * What a price by calling code is looked up with: the digits of a number in E.164 form, or the calling code of an id that begins with
 * its country (`FR.123`). Empty when neither says.
 */
export function dialledDigits(numberOrId: string): string {
  if (numberOrId.startsWith('+')) return numberOrId.slice(1)
  const [country = ''] = numberOrId.split('.', 1)
  return isCountry(country) ? callingCodeOf(country) : ''
}

/** The calling code without `+`. */
export const callingCodeOf = (country: string): string => getCountryCallingCode(country as CountryCode)

type Parsed = NonNullable<ReturnType<typeof parsePhoneNumberFromString>>

/**
 * True when the digits are a writing of this very number. The library drops and rewrites digits it takes for carrier codes
 * or prefixes; whatever it drops beyond the trunk prefix would make one number of another.
 */
function isWritingOf(form: string, number: Parsed, country: string): boolean {
  const digits = form.replace('+', '')
  const national = String(number.nationalNumber)
  const code = String(number.countryCallingCode)
  if ([national, `0${national}`, code + national, `${code}0${national}`].includes(digits)) return true
  const inCountry = number.formatNational().replace(/\D/g, '')
  // Undefined where the plan knows no way to dial abroad.
  const fromCountry = (number.format('IDD', { fromCountry: country as CountryCode }) ?? '').replace(/\D/g, '')
  return [inCountry, code + inCountry, fromCountry].includes(digits)
}
