/** Reads phone numbers as people and tools write them, and keeps those of mobiles as E.164: the number that was written, or none. */
import { callingCodeOf, isCountry, parseDigits, type PlanNumber, plansOf, readAs } from './plan.ts'
import { cleanWriting, readWriting } from './written.ts'

export const PHONE_REFUSALS = [
  'phone_missing',
  'phone_country_unknown',
  'phone_unreadable',
  'phone_invalid',
  'phone_not_mobile',
  'phone_digits_lost',
  'phone_extension',
  'phone_ambiguous',
] as const
export type PhoneRefusal = (typeof PHONE_REFUSALS)[number]

export type PhoneRead = { ok: true; phone: string } | { ok: false; code: PhoneRefusal }

/** An E.164 number, or a national one with its zero. */
const PLAIN = /^(?:\+|0(?!0))\d{7,14}$/

/**
 * `country` (ISO 3166-1) is for national forms; an international one (`+33…`, `0033…`) says its own. E.164 in gives the same
 * E.164 out. No digit is added, dropped or changed, with two exceptions: the leading zero a spreadsheet took is given back
 * when nothing else can be meant, and a national form of the plan that France shares with its overseas departments goes
 * where its prefix says.
 */
export function readMobile(text: string, country: string): PhoneRead {
  if (!isCountry(country)) return refuse('phone_country_unknown')
  // Most files hold nothing but digits: there is nothing to take off, and no other way to read them.
  if (PLAIN.test(text)) return readDigits([text], country)
  const cleaned = cleanWriting(text)
  if (cleaned === '') return refuse('phone_missing')
  const written = readWriting(cleaned)
  if (!written.ok) return refuse(written.code)
  const { digits, mayLackZero, withoutTail } = written
  const forms = mayLackZero ? [digits, `0${digits}`] : [digits]
  const read = readDigits(forms, country)
  if (read.ok && withoutTail !== null && readDigits([withoutTail], country).ok) return refuse('phone_extension')
  return read
}

/** `forms`: the digits as they are, then with the zero they may have lost. */
function readDigits(forms: readonly string[], country: string): PhoneRead {
  const [digits = ''] = forms
  if (digits.length > 18) return refuse('phone_unreadable')
  if (digits.startsWith('+')) return accept(readAs(digits, country))
  return digits.startsWith('00') ? readDialled(digits, country) : readNational(digits, forms, country)
}

/** `00` is how to dial abroad nearly everywhere; where it begins another way (`001`, `0011`) the digits may mean two numbers. */
function readDialled(digits: string, country: string): PhoneRead {
  const number = readAs(`+${digits.slice(2)}`, country)
  const local = parseDigits(digits, country)
  if (number?.isValid && local?.isValid && number.e164 !== local.e164) return refuse('phone_ambiguous')
  return accept(number?.isValid ? number : readAs(digits, country))
}

function readNational(digits: string, forms: readonly string[], country: string): PhoneRead {
  const numbers = nationalNumbers(forms, country)
  const found = distinct(numbers)
  if (found.length > 1) return refuse('phone_ambiguous')
  const best = found[0] ?? numbers[0] ?? null
  if (digits.startsWith('0')) return accept(best)
  const abroad = readAs(`+${digits}`, country)
  if (!abroad?.isMobile || abroad.e164 === best?.e164) return accept(best)
  // Without its plus, a number of another country looks like a number of this one with too many digits.
  if (best?.isMobile || !isOwn(abroad, country)) return refuse('phone_ambiguous')
  return accept(abroad)
}

/** Of the plans that a country shares, the first that knows the number as a mobile: they have no prefix in common. */
function nationalNumbers(forms: readonly string[], country: string): PlanNumber[] {
  const numbers: PlanNumber[] = []
  for (const plan of plansOf(country)) {
    numbers.push(...forms.flatMap((form) => readAs(form, plan) ?? []))
    if (numbers.some((number) => number.isMobile)) break
  }
  return numbers
}

/** Mobiles by number; when there is none, valid numbers. */
function distinct(numbers: readonly PlanNumber[]): PlanNumber[] {
  const mobiles = numbers.filter((number) => number.isMobile)
  const valid = mobiles.length > 0 ? mobiles : numbers.filter((number) => number.isValid).slice(0, 1)
  return [...new Map(valid.map((number) => [number.e164, number])).values()]
}

const isOwn = (number: PlanNumber, country: string): boolean =>
  plansOf(country).some((plan) => number.e164.startsWith(`+${callingCodeOf(plan)}`))

function accept(number: PlanNumber | null): PhoneRead {
  if (!number) return refuse('phone_unreadable')
  if (!number.isValid) return refuse('phone_invalid')
  return number.isMobile ? { ok: true, phone: number.e164 } : refuse('phone_not_mobile')
}

const refuse = (code: PhoneRefusal): PhoneRead => ({ ok: false, code })
