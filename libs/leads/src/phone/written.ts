/** What people and tools write around a phone number. Takes it off without touching a digit, or says why it cannot. */

export type Writing =
  /**
   * `digits` may begin with `+` or `00`. `mayLackZero`: nothing but digits, as a spreadsheet leaves a number it took the zero
   * of. `withoutTail`: the digits without what looks like an extension.
   */
  | { ok: true; digits: string; mayLackZero: boolean; withoutTail: string | null }
  | { ok: false; code: 'phone_missing' | 'phone_unreadable' | 'phone_digits_lost' | 'phone_extension' }

const unreadable: Writing = { ok: false, code: 'phone_unreadable' }

/** Words people put before or after a number, without accents, in lower case. */
const LABELS =
  /^(?:numeros?|num|n°|no|tel|telephone|telephones|mobile|mobiles|mob|portable|port|gsm|cell|cellulaire|cellphone|phone|handy|whatsapp|wa|perso|personnel|personal|private|pro|professionnel|travail|bureau|domicile|maison|fixe|home|work|office|main|principal|other|autre|direct|t|m|p|h|w)$/
const NOTHING = /^[\s-]*(?:nan|null|none|n\/?a|nc|aucun|vide|inconnu|unknown)?[\s-]*$/
const FAX = /\b(?:fax|telecopie|telecopieur)\b/
const EXTENSION =
  /(?:\b(?:ext|extn|extension|poste|int|interne|ddi|dw|durchwahl|anexo|ramal)\b|\dx|\bx)\.?\s*[:=]?\s*\d|#\s*\d/
/** A number that a spreadsheet has rounded or could not show. */
const DIGITS_LOST = /^[+-]?\d(?:[.,]\d+)?e\+?\d+$|^#+$/
/** What a spreadsheet or a data tool makes of whole numbers: a fraction of zeros says nothing. */
const WHOLE_NUMBER = /^(\+?\d{4,})[.,]0{1,2}$/
const BROKEN_NUMBER = /^\+?\d{5,}[.,]\d+$/

const ARABIC = /[\u0660-\u0669\u06f0-\u06f9]/g

/** Full-width and Arabic digits become ASCII; invisible characters, no-break spaces and the dashes of typographers go. */
export const cleanWriting = (text: string): string =>
  text
    .normalize('NFKC')
    // Marks of direction and other invisible characters come along from contact lists.
    .replace(/\p{Cf}/gu, '')
    .replace(ARABIC, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^\S\n]/g, ' ')
    .trim()
    // `="06…"` and `'06…` keep a spreadsheet from taking the text for a number.
    .replace(/^=?(["'])(.*)\1$/s, '$2')
    .replace(/^['=]+(?=[+\d(])/, '')
    .trim()

/** One number, cleaned before. */
export function readWriting(text: string): Writing {
  const chat = digitsOfLink(text)
  if (chat !== null) return { ok: true, digits: `+${chat}`, mayLackZero: false, withoutTail: null }
  const letters = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  if (DIGITS_LOST.test(letters)) return { ok: false, code: 'phone_digits_lost' }
  if (EXTENSION.test(letters)) return { ok: false, code: 'phone_extension' }
  if (FAX.test(letters)) return { ok: false, code: 'phone_missing' }
  const bare = withoutWords(letters)
  if (bare === null) return unreadable
  if (bare === '') return { ok: false, code: 'phone_missing' }
  const whole = WHOLE_NUMBER.exec(bare)?.[1] ?? bare
  if (BROKEN_NUMBER.test(whole)) return unreadable
  return digitsOf(whole)
}

/** A chat link or identifier of WhatsApp: always a whole international number. */
function digitsOfLink(text: string): string | null {
  const link =
    /^(?:https?:\/\/)?(?:www\.)?wa\.me\/(?:\+|%2b)?(\d{7,15})\/?(?:\?\S*)?$/i.exec(text) ??
    /^(?:https?:\/\/|whatsapp:\/\/)(?:(?:api|web|www)\.)?(?:whatsapp\.com\/)?send\/?\?(?:\S*&)?phone=(?:\+|%2b| )?(\d{7,15})(?:&\S*)?$/i.exec(
      text,
    ) ??
    /^(\d{7,15})@(?:c\.us|s\.whatsapp\.net)$/i.exec(text)
  return link?.[1] ?? null
}

/** Null: there are words among the digits, or words whose meaning is not known: some of the digits may not be the number's. */
function withoutWords(text: string): string | null {
  const spoken = text
    .replace(/^(?:tel|p|phone|mobile|callto|sms|whatsapp):(?:\/\/)?/, '')
    // What is said in brackets without a digit is about the person or the line.
    .replace(/\([^()\d+]*\)/g, ' ')
  if (NOTHING.test(spoken)) return ''
  const [, before = '', number = '', after = ''] = /^([^+(\d]*)(.*?)([^)\d]*)$/s.exec(spoken) ?? []
  const words = `${before} ${after}`.split(/[\s.:=,;*•·-]+/).filter(Boolean)
  return words.every((word) => LABELS.test(word)) ? number.trim() : null
}

/** Groups of digits between blanks, dots, hyphens and slashes; a bracket holds an area code, or the zero that is not dialled. */
const SHAPE = /^(?:\(\+(\d{1,4})\)|(\+|00)?)[\s.]*((?:\(\d[\d -]{0,6}\)|\d)(?:[\s.\-/]*(?:\(\d{1,6}\)[\s.\-/]*)?\d)*)$/

function digitsOf(text: string): Writing {
  const shape = SHAPE.exec(text)
  if (!shape) return unreadable
  const [, bracketed, prefix, rest = ''] = shape
  const isInternational = bracketed !== undefined || prefix !== undefined
  // The zero in brackets is the trunk prefix, which an international form does without.
  const dialled = isInternational ? rest.replace(/\(0\)/, '') : rest
  const sign = prefix === '00' ? prefix : isInternational ? '+' : ''
  const digits = (part: string): string => `${sign}${bracketed ?? ''}${part.replace(/\D/g, '')}`
  const tail = /^(.*[^\-/])([-/])\s*\d{1,4}$/.exec(dialled)
  const withoutTail = tail && !tail[1]?.includes(tail[2] ?? '') ? digits(tail[1] ?? '') : null
  return { ok: true, digits: digits(dialled), mayLackZero: /^[1-9]\d*$/.test(text), withoutTail }
}
