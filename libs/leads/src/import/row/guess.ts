/** Where the columns of a file go: by what is known of its source, by their names, else by what stands in them. */
import type { ImportField } from '../../lead-values.ts'
import { readMobile } from '../../phone/read-mobile.ts'
import { type DateOrder, readDate } from './dates.ts'
import { correctByValues } from './correct-by-values.ts'
import { guessNames } from './guess-names.ts'
import { isOfOthers, readHeader } from './header.ts'
import type { GuessContext, PlacedColumn, Seen } from './placed-column.ts'
import { readStatus } from './statuses.ts'
import { lettersOf, tokensOf } from './words.ts'

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** Of the cells that hold something. */
const ENOUGH = 0.6
const YEAR_MS = 31_557_600_000

export function placeColumns(
  header: readonly string[],
  known: Readonly<Record<string, ImportField | null>>,
  samples: readonly (readonly string[])[],
  context: GuessContext,
): PlacedColumn[] {
  const byName = readHeader(header, {})
  const placed = readHeader(header, known).map((column, at): PlacedColumn => {
    const isField = column !== null && 'field' in column
    const same = byName[at] ?? null
    const isSame = same !== null && column !== null && JSON.stringify(same) === JSON.stringify(column)
    return { column, by: isField ? (isSame ? 'name' : 'source') : null }
  })
  const seen = header.map((name, at): Seen => {
    return { name, filled: samples.map((cells) => (cells[at] ?? '').trim()).filter(Boolean) }
  })
  correctByValues(placed, seen, context)
  guess(
    placed,
    seen,
    'phone',
    mostlyOfLead((text) => readMobile(text, context.country).ok),
  )
  guess(
    placed,
    seen,
    'email',
    mostlyOfLead((text) => EMAIL.test(text)),
  )
  guess(placed, seen, 'status', (column) => holdsStatuses(column, context))
  guess(placed, seen, 'lastContactAt', (column) => isOfContacts(column.name) && holdsDates(column, context))
  guess(placed, seen, 'createdAt', (column) => isOfCreation(column.name) && holdsDates(column, context))
  placeNames(placed, seen)
  return placed
}

const NAMES = new Set<ImportField>(['firstName', 'lastName', 'fullName', 'lastFirstName'])

/** A column whose heading says nothing may hold the names, when no other does. */
function placeNames(placed: PlacedColumn[], seen: readonly Seen[]): void {
  if (placed.some(({ column }) => column !== null && 'field' in column && NAMES.has(column.field))) return
  const free = seen.map(({ name, filled }, at) => {
    const column = placed[at]?.column ?? null
    return isNameless(name) && !(column !== null && 'field' in column) ? filled : null
  })
  for (const { at, field } of guessNames(free)) placed[at] = { column: { field }, by: 'values' }
}

/**
 * A field that no column was named after goes to the column that holds nothing else. Phones may be in several, and one that is named
 * and empty leaves them to be looked for: booking tools have a column for reminders, and the number in the answer to a question.
 */
function guess(
  placed: PlacedColumn[],
  seen: readonly Seen[],
  field: ImportField,
  holds: (column: Seen) => boolean,
): void {
  const isEmptyPhone = (at: number): boolean => field === 'phone' && seen[at]?.filled.length === 0
  if (
    placed.some(({ column }, at) => column !== null && 'field' in column && column.field === field && !isEmptyPhone(at))
  )
    return
  for (const [at, column] of seen.entries()) {
    const place = placed[at]?.column ?? null
    if ((place !== null && 'field' in place) || column.filled.length === 0 || !holds(column)) continue
    placed[at] = { column: { field }, by: 'values' }
    if (field !== 'phone') return
  }
}

const mostlyOfLead =
  (holds: (text: string) => boolean) =>
  ({ name, filled }: Seen): boolean =>
    !isOfOthers(name) && filled.filter(holds).length >= filled.length * ENOUGH

/** One word may stand in any column ("client"): two different statuses do not. */
function holdsStatuses({ name, filled }: Seen, { statuses }: GuessContext): boolean {
  const found = filled.flatMap((text) => readStatus(text, statuses, {}) ?? [])
  return found.length >= filled.length * ENOUGH && (new Set(found).size > 1 || isNameless(name))
}

/** Dates of the last years up to today: a birthday or a due date is neither a contact nor a creation. */
function holdsDates({ filled }: Seen, { now }: GuessContext): boolean {
  const orders: readonly DateOrder[] = ['dmy', 'mdy']
  return filled.every((text) =>
    orders.some((order) => {
      const read = /\D/.test(text) ? readDate(text, { order, toInstant: (local) => local, now }) : null
      return read !== null && read.ok && read.at < now + YEAR_MS / 365 && read.at > now - 15 * YEAR_MS
    }),
  )
}

const hasToken = (name: string, words: RegExp): boolean => tokensOf(name).some((token) => words.test(token))

const isOfContacts = (name: string): boolean =>
  hasToken(name, /^(?:contacts?|contactee?|contacted|echanges?|appels?|appelee?|calls?|called|relances?|relancee?)$/) &&
  !hasToken(name, /^(?:next|prochaine?|premiere?|1ere?|first|1st|rappels?|a|prevue?|planned)$/)

const isOfCreation = (name: string): boolean =>
  isNameless(name) ||
  hasToken(name, /^(?:creat|cree|ajout|added|entree|entered|arrivee|arrived|recue?$|recept|received|inscri|registered)/)

/** A heading that says nothing, or "date". */
const isNameless = (name: string): boolean =>
  /^(?:[a-z]{0,2}|col(?:onne|umn)?[a-z]{0,2}\d*|unnamed\d*|champ\d*|field\d*|dates?|jour|day|le|quand|when|dateheure|dateetheure|datetime)$/.test(
    lettersOf(name),
  )
