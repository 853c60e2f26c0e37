/** Values of single cells whose words other tools choose. */
import { readGuarded } from './formulas.ts'
import { lettersOf } from './words.ts'

/** Exports put an apostrophe before what a spreadsheet would take for a formula. */
export const textOfCell = (cell = ''): string => readGuarded(cell.trim())

/** Google's own groups begin with an asterisk, and are none of the company's. */
export const splitTags = (text: string): string[] =>
  text
    .split(/[,;|]|:::/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '' && !tag.startsWith('* '))

const YES = new Set(
  'oui yes true vrai 1 x o y optout optedout optedoutofemail unsubscribed unsubscribe desinscrit desinscrite desabonne desabonnee stop blocked bloque refuse opposition blacklisted blackliste nepascontacter donotcontact'.split(
    ' ',
  ),
)
const NO = new Set(
  'non no false faux 0 n optin optedin subscribed inscrit inscrite abonne abonnee active actif accepte accepted consent ok'.split(
    ' ',
  ),
)

/** Undefined when the word says neither; a date or an instant says when it was. */
export function readOptOut(text: string): boolean | null | undefined {
  if (text === '') return null
  const letters = lettersOf(text)
  if (YES.has(letters)) return true
  if (NO.has(letters)) return false
  return /\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/.test(text) ? true : undefined
}

export function readTimeZone(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    return null
  }
}

const LANGUAGES: Readonly<Record<string, string>> = {
  francais: 'fr',
  french: 'fr',
  anglais: 'en',
  english: 'en',
  espagnol: 'es',
  spanish: 'es',
  espanol: 'es',
  allemand: 'de',
  german: 'de',
  deutsch: 'de',
  italien: 'it',
  italian: 'it',
  portugais: 'pt',
  portuguese: 'pt',
  neerlandais: 'nl',
  dutch: 'nl',
  arabe: 'ar',
  arabic: 'ar',
}

/** `fr`, `fr-FR`, `fr_FR`, `Français`. */
export function readLocale(text: string): string | null {
  const [, language, region] = /^([a-z]{2})(?:[-_]([a-z]{2}))?$/i.exec(text) ?? []
  if (language) return language.toLowerCase() + (region ? `-${region.toUpperCase()}` : '')
  return LANGUAGES[lettersOf(text)] ?? null
}
