/** Values of single cells whose words other tools choose. */
import { readGuarded } from './formulas.ts'
import { nearest } from './near.ts'
import { lettersOf, plain, tokensOf } from './words.ts'

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

/** Null when the word says neither; a date or an instant says when it was. */
export function readOptOut(text: string): 'yes' | 'no' | null {
  const letters = lettersOf(text)
  if (YES.has(letters)) return 'yes'
  if (NO.has(letters)) return 'no'
  return /\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/.test(text) ? 'yes' : null
}

/** Parts of words by which people say that they want nothing more. */
const LIKELY_OUT =
  /stop|desins|desabo|desinscr|unsub|optout|refus|bloq|block|oppos|blacklist|listenoire|plainte|complain|spam|retir|resili|plus(?:de|d)?contact|donot|dont|nevercontact|cleaned|bounce/
const LIKELY_IN = /confirm|valid|inscrit|abonne|subscri|opt(?:ed)?in|accord|autoris|allow|accept|consent|actif|active/

const NOT = '^(?:pas|non|not|no|sans|never|jamais|aucun|aucune)(?:de|d|un|encore|yet)?'
const NO_CONSENT = new RegExp(`${NOT}(?:consent|accord|autoris|permission|optin)`)
const NOT_IN = new RegExp(`${NOT}(?:confirm|valid|inscrit|abonne|subscri|opted|allow|accept|activ|actif)`)

export function proposeOptOut(text: string): string | null {
  const letters = lettersOf(text)
  const [first = ''] = plain(text)
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
  if (/^(?:pas|non|not|no)(?:desins|desabo|unsub|optout|bloq|oppos)/.test(letters)) return 'no'
  // "No consent" is what tools write of people they never asked; "not subscribed" of people who left, or never came.
  if (NO_CONSENT.test(letters)) return null
  if (NOT_IN.test(letters)) return 'yes'
  if (LIKELY_OUT.test(letters) || /\bn(?:e\b|['’]).*\b(?:plus|pas)\b/i.test(text) || YES.has(first)) return 'yes'
  return LIKELY_IN.test(letters) || NO.has(first) ? 'no' : null
}

/** HubSpot writes `europe_slash_paris`. A bare offset is none: PostgreSQL reads its sign the other way round. */
export function readTimeZone(text: string): string | null {
  if (/^[+-]/.test(text)) return null
  try {
    const timeZone = text.replace(/_slash_/g, '/')
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
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

const OTHER_LANGUAGES: Readonly<Record<string, string>> = {
  fra: 'fr',
  fre: 'fr',
  eng: 'en',
  spa: 'es',
  deu: 'de',
  ger: 'de',
  ita: 'it',
  por: 'pt',
  nld: 'nl',
  dut: 'nl',
  ara: 'ar',
  flamand: 'nl',
  castellano: 'es',
}

/** The likeliest first. */
export function proposeLocales(text: string): string[] {
  const tokens = tokensOf(text)
  const named = tokens.flatMap((token) => LANGUAGES[token] ?? OTHER_LANGUAGES[token] ?? [])
  const codes = named.length > 0 ? named : tokens.flatMap((token) => nearest(token, Object.entries(LANGUAGES)))
  return [...new Set(codes)]
}

/** `fr`, `fr-FR`, `fr_FR`, `Français`. */
export function readLocale(text: string): string | null {
  const [, language, region] = /^([a-z]{2})(?:[-_]([a-z]{2}))?$/i.exec(text) ?? []
  if (language) return language.toLowerCase() + (region ? `-${region.toUpperCase()}` : '')
  return LANGUAGES[lettersOf(text)] ?? null
}
