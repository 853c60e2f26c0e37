/** First and last names as people and tools write them. */
import { plain } from './words.ts'

const SALUTATION =
  /^(?:m|mr|mrs|ms|mme|mlle|mademoiselle|madame|monsieur|messieurs|dr|docteur|doctor|pr|prof|professeur|me|maitre|mx|miss|sir)\.?$/

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const PARTICLES = listOf(
  'de du des d le la les van von der den ter ten el al ben bin bint ibn da das do dos di del della dell san saint sainte st ste af zu o mac mc',
)

/** Family names begin with these; others of the particles are first names as well (Ben, Al, San). */
const LEADING_PARTICLES = listOf('de du des d le la les van von der den ter ten')

/** Small wherever they stand in a family name: `de Gaulle`, `van den Berg`. */
const ALWAYS_SMALL = listOf('de du des d van von der den ter ten zu af')
/** Small behind another word: `Le Goff`, but `de la Tour`; `Da Silva`, but `Pereira da Silva`; `Durand née Roux`. */
const SMALL_INSIDE = listOf('la les da das do dos di del della dell bin bint ibn e y et nee ep ep. epouse vve veuve')

/** Between the two names of somebody who has married. */
const MARRIED = listOf('nee epouse ep ep. veuve vve')

const wordsOf = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean)

const isSalutation = (word: string): boolean => SALUTATION.test(plain(word).toLowerCase())

/** Takes "M.", "Mme", "Dr", "M. et Mme" off the front; a name that is nothing else stays, unless it is an abbreviation. */
export function withoutSalutation(text: string): string {
  // One word without a full stop stays, whatever it is.
  if (/^\S*[^\s.]$/.test(text)) return text
  const [, first = '', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(text) ?? []
  if (!isSalutation(first)) return text.trim()
  if (rest === '') return first.endsWith('.') ? '' : first
  const [, other = ''] = /^(?:et|and|ou|or|&)\s+(\S.*)$/is.exec(rest) ?? []
  return withoutSalutation(isSalutation(wordsOf(other)[0] ?? '') ? other : rest)
}

const isCapitals = (word: string): boolean => word.length > 1 && /\p{Lu}{2}/u.test(word) && word === word.toUpperCase()
/** `d'ORMESSON`, `McDONALD` */
const isElidedCapitals = (word: string): boolean => /^(?:d['’]|l['’]|Mc|Mac)\p{Lu}{2}[^\p{Ll}]*$/u.test(word)
const isElided = (word: string): boolean => /^[dlo]['’]./i.test(word)
const letters = (word: string): string => plain(word).toLowerCase().replace(/['’]$/, '')
const isParticle = (word: string): boolean => PARTICLES.has(letters(word)) || isElided(word)

/**
 * `Marie de la Tour` and `de la Tour Marie` → Marie, de la Tour; `DUPONT Marie` and `Marie DUPONT` → Marie, DUPONT; `Dupont, Marie` → Marie,
 * Dupont; `Mme Dupont` → Dupont alone. Without such a sign `order` says which comes first, and the first word is all of it.
 */
export function splitFullName(
  text: string,
  order: 'first-last' | 'last-first' = 'first-last',
): { firstName: string; lastName: string } {
  const comma = /^([^,]+),\s*([^,]+)$/.exec(text.trim())
  if (comma) return { firstName: withoutSalutation(comma[2] ?? ''), lastName: withoutSalutation(comma[1] ?? '') }
  const bare = withoutSalutation(text)
  const words = wordsOf(bare)
  if (words.length < 2) {
    const [only = ''] = words
    return bare === text.trim() ? { firstName: only, lastName: '' } : { firstName: '', lastName: only }
  }
  const capitals = words.map((word) => isCapitals(word) || isElidedCapitals(word))
  if (capitals.some(Boolean) && !capitals.every(Boolean)) {
    const inName = words.map((word, at) => {
      if (MARRIED.has(letters(word))) return at > 0
      const name = words.findIndex((other, from) => from >= at && !PARTICLES.has(letters(other)))
      return capitals[at] || (isParticle(word) && (isElidedCapitals(word) || (capitals[name] ?? false)))
    })
    const lastName = words.filter((_, at) => inName[at])
    return { firstName: words.filter((_, at) => !inName[at]).join(' '), lastName: lastName.join(' ') }
  }
  return splitByParticles(words, order)
}

function splitByParticles(
  words: readonly string[],
  order: 'first-last' | 'last-first',
): { firstName: string; lastName: string } {
  const name = words.findIndex((word) => !LEADING_PARTICLES.has(letters(word)))
  if ((name > 0 || isElided(words[0] ?? '')) && name < words.length - 1)
    return { firstName: words.slice(name + 1).join(' '), lastName: words.slice(0, name + 1).join(' ') }
  if (order === 'last-first') return { firstName: words.slice(1).join(' '), lastName: words[0] ?? '' }
  const particle = words.findIndex((word, at) => at > 0 && isParticle(word))
  const cut = particle > 0 ? particle : 1
  return { firstName: words.slice(0, cut).join(' '), lastName: words.slice(cut).join(' ') }
}

/**
 * `JEAN-PIERRE` → `Jean-Pierre`, and of family names `DE LA TOUR` → `de la Tour`, `LE GOFF` → `Le Goff`, `O'BRIEN` → `O'Brien`. A name with
 * small letters in it stays as it is written, unless only its particles have them (`de LA TOUR`).
 */
export function properCase(text: string, part: 'first' | 'last'): string {
  const words = text.split(/(\s+)/)
  const names = words
    .map((word) => word.replace(/^(?:d|l|Mc)['’]?(?=\p{Lu})/u, ''))
    .filter((word) => !isSmallParticle(word))
  if (names.some((word) => word !== word.toUpperCase()) || !/\p{Lu}{2}/u.test(names.join(' '))) return text
  return words
    .map((word, at) => wordInCase(word, { isFirst: at === 0, isLast: at === words.length - 1, part }))
    .join('')
}

const isSmallParticle = (word: string): boolean => word === word.toLowerCase() && PARTICLES.has(letters(word))

interface Place {
  isFirst: boolean
  isLast: boolean
  part: 'first' | 'last'
}

function wordInCase(word: string, { isFirst, isLast, part }: Place): string {
  const beginsSmall = part === 'last' || !isFirst
  const small = word.toLowerCase()
  const key = letters(word)
  if (!isLast && ((beginsSmall && ALWAYS_SMALL.has(key)) || (!isFirst && SMALL_INSIDE.has(key)))) return small
  if (/^I{2,3}$/.test(word) && !isFirst) return word
  return small
    .replace(/(^|[-'’.(]|^mc)(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^D(?=['’]\p{Lu})/u, beginsSmall ? 'd' : 'D')
    .replace(/^Mc(\p{Ll})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/(?<=-)(?:De|Du|Des|D|La|Les|Le|En|Sur|Et)(?=[-'’])/gu, (inner) => inner.toLowerCase())
}
