/** Headings that say one thing above values that say another: the values are right. */
import { readMobile } from '../../phone/read-mobile.ts'
import { beginWithLastName } from './guess-names.ts'
import { keyOf } from './header.ts'
import type { GuessContext, PlacedColumn, Seen } from './placed-column.ts'
import { lettersOf, tokensOf } from './words.ts'

/** Of the cells that hold something. */
const MOST = 0.6

const mostly = (texts: readonly string[], is: (text: string) => boolean): boolean =>
  texts.length > 0 && texts.filter(is).length >= texts.length * MOST

const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text)
const isYesOrNo = (text: string): boolean => /^(?:oui|non|yes|no|true|false|vrai|faux)$/i.test(text)
/** Words of mailing tools for people who want their mails, and for people who do not. */
const SUBSCRIPTION =
  /^(?:active?|actif|confirmed|confirme|cleaned|bounced|(?:un|non|not|de|des)?(?:subscribed|inscrite?|abonnee?)|opt(?:ed)?(?:in|out))$/
const NAMES_SUBSCRIPTION = /subscri|inscrit|abonn|^opt/

export function correctByValues(
  placed: PlacedColumn[],
  seen: readonly Seen[],
  { country, statuses }: GuessContext,
): void {
  const places = (field: string): number[] =>
    placed.flatMap(({ column }, at) => (column !== null && 'field' in column && column.field === field ? [at] : []))
  const filledAt = (at: number): readonly string[] => seen[at]?.filled ?? []
  const put = (at: number, field: 'phone' | 'email' | 'fullName' | 'lastFirstName' | 'lastName' | 'optedOut'): void => {
    placed[at] = { column: { field }, by: 'values' }
  }
  // "Contact" may head a number, "Client" a yes or no.
  for (const at of places('fullName')) {
    const filled = filledAt(at)
    if (mostly(filled, (text) => readMobile(text, country).ok)) put(at, 'phone')
    else if (mostly(filled, (text) => !hasWord(text) || isYesOrNo(text) || text.includes('@'))) leave(placed, seen, at)
  }
  for (const at of places('status')) {
    const words = filledAt(at).map(lettersOf)
    const isKnown = words.some((word) => statuses.includes(word))
    if (isKnown || !words.some((word) => NAMES_SUBSCRIPTION.test(word)) || places('optedOut').length > 0) continue
    if (words.every((word) => SUBSCRIPTION.test(word))) put(at, 'optedOut')
  }
  // A lone column of names holds whole names; one beside first names holds the rest.
  const [first] = places('firstName')
  const [last] = places('lastName')
  const [full] = places('fullName')
  const isWhole = (text: string): boolean => tokensOf(text).length > 1
  if (last !== undefined && first === undefined && full === undefined && mostly(filledAt(last), isWhole))
    put(last, 'fullName')
  if (full !== undefined && first !== undefined && last === undefined && !mostly(filledAt(full), isWhole))
    put(full, 'lastName')
  for (const at of places('fullName')) if (beginWithLastName(filledAt(at))) put(at, 'lastFirstName')
}

/** Its values are kept as a field of one's own. */
function leave(placed: PlacedColumn[], seen: readonly Seen[], at: number): void {
  const key = keyOf(seen[at]?.name ?? '')
  const isTaken = placed.some(({ column }) => column !== null && 'key' in column && column.key === key)
  placed[at] = { column: key === null || isTaken ? null : { key }, by: null }
}
