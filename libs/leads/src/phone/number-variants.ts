/**
 * The forms in which one mobile number goes about. Some countries have changed their numbering, and WhatsApp names people by the form
 * of the day they joined: Brazil added a ninth digit, Mexico dropped a 1, Argentina writes a 9 (or a 15) for mobiles, Benin and
 * Ivory Coast lengthened theirs.
 */

/** Numbers of one country: the digits after the calling code, in each form they are written in. */
interface Numbering {
  prefix: string
  forms(national: string): string[]
}

const NUMBERINGS: readonly Numbering[] = [
  { prefix: '+55', forms: brazil },
  { prefix: '+52', forms: mexico },
  { prefix: '+54', forms: argentina },
  { prefix: '+229', forms: benin },
  { prefix: '+225', forms: ivoryCoast },
]

/**
 * Every form of an E.164 number, itself first; only itself where the country has one form.
 * `numberVariants('+551188887777')` is `['+551188887777', '+5511988887777']`.
 */
export function numberVariants(phone: string): string[] {
  const numbering = NUMBERINGS.find(({ prefix }) => phone.startsWith(prefix))
  if (!numbering) return [phone]
  const { prefix, forms } = numbering
  return [...new Set([phone, ...forms(phone.slice(prefix.length)).map((national) => prefix + national)])]
}

/** Two digits of the area, then eight digits that begin with 6 to 9, or nine of them that begin with 9. */
function brazil(national: string): string[] {
  if (/^[1-9]{2}[6-9]\d{7}$/.test(national)) return [`${national.slice(0, 2)}9${national.slice(2)}`]
  if (/^[1-9]{2}9[6-9]\d{7}$/.test(national)) return [national.slice(0, 2) + national.slice(3)]
  return []
}

/** Ten digits, until 2019 behind a 1. */
function mexico(national: string): string[] {
  if (/^[2-9]\d{9}$/.test(national)) return [`1${national}`]
  return /^1[2-9]\d{9}$/.test(national) ? [national.slice(1)] : []
}

const AREA_LENGTHS = [2, 3, 4]

/** Ten digits of area and subscriber: bare, behind a 9 from abroad, or with 15 between the two at home. */
function argentina(national: string): string[] {
  const bare = bareArgentinian(national)
  if (!bare) return []
  const atHome = AREA_LENGTHS.map((length) => `${bare.slice(0, length)}15${bare.slice(length)}`)
  return [`9${bare}`, bare, ...atHome]
}

function bareArgentinian(national: string): string | null {
  if (/^[1-8]\d{9}$/.test(national)) return national
  if (/^9[1-8]\d{9}$/.test(national)) return national.slice(1)
  if (!/^[1-8]\d{11}$/.test(national)) return null
  const length = AREA_LENGTHS.find((place) => national.slice(place, place + 2) === '15')
  return length === undefined ? null : national.slice(0, length) + national.slice(length + 2)
}

/** Eight digits, since November 2024 behind 01. */
function benin(national: string): string[] {
  if (/^[4-9]\d{7}$/.test(national)) return [`01${national}`]
  return /^01[4-9]\d{7}$/.test(national) ? [national.slice(2)] : []
}

/** Eight digits, since January 2021 behind 01, 05 or 07 by their second one, which names the operator. */
function ivoryCoast(national: string): string[] {
  const operator = (eight: string): string => ['01', '05', '07'][Math.ceil(Number(eight[1]) / 3) - 1] ?? ''
  if (/^\d[1-9]\d{6}$/.test(national)) return [operator(national) + national]
  const eight = national.slice(2)
  const isMobile = /^0[157]\d[1-9]\d{6}$/.test(national) && national.slice(0, 2) === operator(eight)
  return isMobile ? [eight] : []
}
