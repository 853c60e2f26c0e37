/** First and last names as people and tools write them. */
import { plain } from './words.ts'

const SALUTATION =
  /^(?:m|mr|mrs|ms|mme|mlle|mademoiselle|madame|monsieur|messieurs|dr|docteur|doctor|pr|prof|professeur|me|maitre|mx|miss|sir)\.?$/

const PARTICLES = new Set(
  'de du des d le la les van von der den ter ten el al ben bin bint ibn da das do dos di del della dell san saint sainte st ste af zu o mac mc'.split(
    ' ',
  ),
)

/** Family names begin with these; others of the particles are first names as well (Ben, Al, San). */
const LEADING_PARTICLES = new Set('de du des d le la les van von der den ter ten'.split(' '))

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
const isParticle = (word: string): boolean =>
  PARTICLES.has(plain(word).toLowerCase().replace(/['’]$/, '')) || /^[dlo]['’]/i.test(word)

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
  const capitals = words.map(isCapitals)
  if (capitals.some(Boolean) && !capitals.every(Boolean)) {
    const inName = words.map((word, at) => capitals[at] || (isParticle(word) && (capitals[at + 1] ?? false)))
    const lastName = words.filter((_, at) => inName[at])
    return { firstName: words.filter((_, at) => !inName[at]).join(' '), lastName: lastName.join(' ') }
  }
  return splitByParticles(words, order)
}

function splitByParticles(
  words: readonly string[],
  order: 'first-last' | 'last-first',
): { firstName: string; lastName: string } {
  const name = words.findIndex((word) => !LEADING_PARTICLES.has(plain(word).toLowerCase()))
  if (name > 0 && name < words.length - 1)
    return { firstName: words.slice(name + 1).join(' '), lastName: words.slice(0, name + 1).join(' ') }
  if (order === 'last-first') return { firstName: words.slice(1).join(' '), lastName: words[0] ?? '' }
  const particle = words.findIndex((word, at) => at > 0 && isParticle(word))
  const cut = particle > 0 ? particle : 1
  return { firstName: words.slice(0, cut).join(' '), lastName: words.slice(cut).join(' ') }
}

/** `JEAN-PIERRE DE LA TOUR` → `Jean-Pierre de la Tour`; a name with small letters in it stays as it is written. */
export function properCase(text: string): string {
  if (text !== text.toUpperCase() || !/\p{Lu}{2}/u.test(text)) return text
  const words = text.toLowerCase().split(/(\s+)/)
  const capitalised = words.map((word, at) =>
    at > 0 && PARTICLES.has(plain(word)) && at < words.length - 1
      ? word
      : word.replace(/(^|[-'’])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  )
  return capitalised.join('')
}
