/** Reads phone numbers as people write them, and keeps those of mobiles as E.164. The only importer of libphonenumber. */
import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

export const PHONE_REFUSALS = [
  'phone_missing',
  'phone_country_unknown',
  'phone_unreadable',
  'phone_invalid',
  'phone_not_mobile',
] as const
export type PhoneRefusal = (typeof PHONE_REFUSALS)[number]

export type PhoneRead = { ok: true; phone: string } | { ok: false; code: PhoneRefusal }

export const isCountry = (code: string): boolean => isSupportedCountry(code)

/** Mobiles the French regulator (ARCEP) keeps for fiction: no plan lists them, demonstrations and tests need them. */
const FICTION = /^\+3363998\d{4}$/

/** Where one numbering plan has no range of its own for mobiles (North America), the number is given the benefit of the doubt. */
const MOBILE = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE'])

/**
 * `country` (ISO 3166-1) is for national forms; an international one (`+33…`, `0033…`) says its own. A national number whose
 * leading zero a spreadsheet took is given it back. E.164 in gives the same E.164 out.
 */
export function readMobile(text: string, country: string): PhoneRead {
  if (!isSupportedCountry(country)) return refuse('phone_country_unknown')
  const written = text
    .normalize('NFKC')
    // Marks of direction and other invisible characters come along from contact lists.
    .replace(/\p{Cf}/gu, '')
    .replace(/^\s*tel:/i, '')
    .replace(/\(0\)/, '')
    .trim()
  if (written === '') return refuse('phone_missing')
  if (/[A-Za-z]/.test(written)) return refuse('phone_unreadable')
  const international = /^\s*00\s*[1-9]/.test(written) ? written.replace(/^\s*00/, '+') : written
  const read = [international, ...strippedZero(international)].flatMap(
    (form) => parsePhoneNumberFromString(form, { defaultCountry: country as CountryCode, extract: false }) ?? [],
  )
  const number = read.find((one) => one.isValid() || FICTION.test(one.number)) ?? read[0]
  if (!number || number.ext) return refuse('phone_unreadable')
  if (FICTION.test(number.number)) return { ok: true, phone: number.number }
  if (!number.isValid()) return refuse('phone_invalid')
  return MOBILE.has(number.getType() ?? '') ? { ok: true, phone: number.number } : refuse('phone_not_mobile')
}

const refuse = (code: PhoneRefusal): PhoneRead => ({ ok: false, code })

/** `639980012` and `33639980012`: digits that lost their zero or their plus in a spreadsheet. */
function strippedZero(text: string): string[] {
  const digits = text.replace(/[\s.\-/]/g, '')
  return /^[1-9]\d{6,14}$/.test(digits) ? [`0${digits}`, `+${digits}`] : []
}
