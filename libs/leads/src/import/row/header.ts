/** The columns of a file, in French or English, and where each of them goes. */
import { IMPORT_FIELDS, type ImportField, isRepeatable, LEAD_FIELDS } from '../../lead-values.ts'
import { lettersOf, plain, tokensOf } from './words.ts'

/** Why a file as a whole cannot be read. */
export const FILE_REFUSALS = [
  'file_empty',
  'header_missing_phone',
  'header_repeated',
  'mapping_width',
  'line_too_long',
  'quote_unclosed',
  'encoding_mixed',
  'workbook_unreadable',
  'workbook_too_large',
  'sheet_unknown',
] as const
export type FileRefusalCode = (typeof FILE_REFUSALS)[number]

/** Where each column goes: a field, or a key of `custom`. Null: nowhere. */
export type Column = { field: ImportField } | { key: string } | null

const CUSTOM = 'custom.'

/** A column as it is written down: the name of a field, `custom.<key>`, or null for a column nobody wants. */
export type ColumnTarget = string | null

export const targetOf = (column: Column): ColumnTarget =>
  column && ('field' in column ? column.field : `${CUSTOM}${column.key}`)

/** Takes targets that were checked before: what is no field is a key of `custom`. */
export const columnOf = (target: ColumnTarget): Column => {
  if (target === null) return null
  return target.startsWith(CUSTOM) ? { key: target.slice(CUSTOM.length) } : { field: target as ImportField }
}

const FIELD_OF = new Map<string, ImportField>(
  IMPORT_FIELDS.flatMap((field) =>
    LEAD_FIELDS[field].headers
      .trim()
      .split(/\s+/)
      .map((header) => [header, field] as const),
  ),
)

const PHONE_TOKENS = new Set(
  'tel telephone telephones phone phones phonenumber mobile mobiles portable gsm whatsapp cell cellulaire cellphone handy mobilephone landline'.split(
    ' ',
  ),
)
const EMAIL_TOKENS = new Set('email emails mail courriel'.split(' '))
/** Columns about a phone or an address that do not hold one. */
const ABOUT = new Set(
  'fax type label libelle status statut opt optout out date extension ext country pays code consent verified format mailing count nombre'.split(
    ' ',
  ),
)

/** People who are not the lead: their number or address must never become the lead's. */
const OTHERS = new Set(
  'owner proprietaire commercial commerciale vendeur vendeuse closer salesperson rep agent assistant assistante asst parrain marraine parrainage referrer referral emergency urgence conseiller conseillere conjoint conjointe spouse'.split(
    ' ',
  ),
)

export const isOfOthers = (name: string): boolean => tokensOf(name).some((token) => OTHERS.has(token))

/** Words that say whose field it is, where it is the lead's, and small words. */
const OF_LEAD = new Set(
  'contact contacts lead leads prospect prospects person personne client customer invite invitee visitor visiteur piste votre your vos du de des d la le les l the of s principal principale main'.split(
    ' ',
  ),
)

/** The name or id of a deal, the number of a client, the channel somebody prefers: not what they are alone. */
const NOT_ALONE = new Set(['nom', 'name', 'id', 'numero', 'canal'])

/** "Nom complet du contact", "Lead Stage": what is left when it need not be said that it is the lead's. */
function fieldOfLead(tokens: readonly string[]): ImportField | null {
  const own = tokens.filter((token) => !OF_LEAD.has(token)).join('')
  return NOT_ALONE.has(own) ? null : (FIELD_OF.get(own) ?? null)
}

/** Columns about an opt-out that do not say whether there is one. */
const ABOUT_OPT_OUT = new Set(
  'motif raison reason reasons campaign campagne mode link lien url title titre ip token source par by count nombre nb'.split(
    ' ',
  ),
)
const OPT_OUT = /^(?:desinscri|desabonn|unsubscri|unsub$|blocklist|blacklist)/
const namesOptOut = (tokens: readonly string[]): boolean =>
  tokens.some((token) => OPT_OUT.test(token)) || /opt(?:ed)?out/.test(tokens.join(''))

/** The field a heading means; null when it means none that is known. */
function fieldOf(name: string): ImportField | null {
  const exact = FIELD_OF.get(lettersOf(name))
  if (exact) return exact
  // "WhatsApp" is one word.
  const tokens = tokensOf(name.replace(/whatsapp/gi, 'whatsapp'))
  if (tokens.length === 0 || tokens.length > 7) return null
  if (isOfOthers(name)) return isCloser(tokens) ? 'closer' : null
  if (namesOptOut(tokens)) return tokens.some((token) => ABOUT_OPT_OUT.has(token)) ? null : 'optedOut'
  const own = fieldOfLead(tokens)
  if (own) return own
  if (tokens.some((token) => ABOUT.has(token))) return null
  if (tokens.some((token) => PHONE_TOKENS.has(token)) || /^(tel|mobile|portable)/.test(lettersOf(name))) return 'phone'
  const isEmail = tokens.some((token) => EMAIL_TOKENS.has(token)) || (tokens[0] === 'e' && tokens[1] === 'mail')
  if (isEmail) return 'email'
  return name.trim().endsWith('?') ? nameAskedBy(tokens) : null
}

const CLOSER = new Set(
  'owner proprietaire commercial commerciale vendeur vendeuse closer salesperson conseiller conseillere'.split(' '),
)
const CLOSER_NAMED = new Set('nom name full fiche'.split(' '))

/** "Owner Name", "Nom du commercial": who follows the lead, and nothing else about them. */
const isCloser = (tokens: readonly string[]): boolean =>
  tokens.some((token) => CLOSER.has(token)) &&
  tokens.every((token) => CLOSER.has(token) || CLOSER_NAMED.has(token) || OF_LEAD.has(token))

/** Forms head a column with the whole question: "Quel est votre prénom ?" */
function nameAskedBy(tokens: readonly string[]): ImportField | null {
  const asksFirst = tokens.includes('prenom') || (tokens.includes('first') && tokens.includes('name'))
  if (tokens.includes('name') && tokens.includes('full')) return 'fullName'
  if (tokens.includes('nom') && tokens.includes('complet')) return 'fullName'
  if (tokens.includes('appelez') || tokens.includes('appelles')) return 'fullName'
  if (/^(?:whatis|whats)?yourname$/.test(tokens.join(''))) return 'fullName'
  const asksLast = tokens.includes('nom') || (tokens.includes('last') && tokens.includes('name'))
  if (asksFirst) return asksLast ? 'fullName' : 'firstName'
  return asksLast ? 'lastName' : null
}

/** Headings of the file to mend that are Relance's own: the report of the import before. */
const ADDED_COLUMNS = new Set(
  'relanceligne relancemotif relanceacorriger relanceline relancereason relancetobemended'.split(' '),
)

/** The columns of the file itself: a file to mend is of the same source as the file it comes from. */
export const withoutAdded = (header: readonly string[]): string[] =>
  header.filter((name) => !ADDED_COLUMNS.has(lettersOf(name)))

/** The key of `custom` a heading becomes. */
export function keyOf(name: string): string | null {
  const key = plain(name)
    .trim()
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[^A-Za-z]+|_+$/g, '')
    .slice(0, 60)
  return key === '' ? null : key
}

/** What a tool counts as activity, an e-mail it has sent too: less than a contact, where the file has both. */
const ACTIVITY = /^(?:last|derniere|datede(?:la)?derniere)activi/

/**
 * Where columns go by their names. `known` are the headings of a recognised source, by their letters; null there leaves a
 * column out. A field that can hold one column takes the first, and what comes after becomes fields of one's own.
 */
export function readHeader(
  names: readonly string[],
  known: Readonly<Record<string, ImportField | null>> = {},
): Column[] {
  const used = new Set<string>()
  const take = (target: string): boolean => !used.has(target) && !!used.add(target)
  const hasContact = names.some((name) => fieldOf(name) === 'lastContactAt' && !ACTIVITY.test(lettersOf(name)))
  return names.map((name) => {
    const letters = lettersOf(name)
    if (ADDED_COLUMNS.has(letters)) return null
    const field = Object.hasOwn(known, letters) ? known[letters] : fieldOf(name)
    if (field === null && Object.hasOwn(known, letters)) return null
    const isLess = field === 'lastContactAt' && hasContact && ACTIVITY.test(letters)
    if (field && !isLess && (isRepeatable(field) || take(field))) return { field }
    const key = keyOf(name)
    if (key === null) return null
    for (let copy = 1; ; copy++) {
      const own = copy === 1 ? key : `${key.slice(0, 56)}_${copy}`
      if (take(`${CUSTOM}${own}`)) return { key: own }
    }
  })
}

/** How much a line looks like a header: headings that are known, a phone counted twice. */
export const headerScore = (names: readonly string[]): number => {
  const fields = new Set(
    names.map((name) => (name.length > 60 ? null : fieldOf(name))).filter((field) => field !== null),
  )
  return fields.size + (fields.has('phone') ? 1 : 0)
}
