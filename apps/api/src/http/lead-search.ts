/**
 * What people type or paste to find a lead, as patterns for `lead_search.text`: words in any order, each of which has to be
 * there, and numbers in any writing. The database brings words into its one spelling (`search_words`).
 */
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'

const MAX_TERMS = 8
/** Fewer digits are a word like any other. */
const PHONE_DIGITS = 4
/** An international prefix before fewer digits is the end of a number, 0014 for example. */
const WHOLE_DIGITS = 8

export interface Term {
  /** Any of them. Bare text; `^` says that a word has to begin with it. */
  patterns: string[]
}

/** Empty when there is nothing to look for. */
export function readSearch(text: string): Term[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\btel:/gi, ' ')
  const terms: Term[] = []
  let digits: string[] = []
  const closeNumber = (): void => {
    if (digits.length > 0) terms.push(...readNumber(digits))
    digits = []
  }
  for (const word of plain.split(/\s+/)) {
    if (/^[+(]*\d[\d.\-‐-―−/()·]*$|^[.\-‐-―−/()·]$/u.test(word)) digits.push(word)
    else {
      closeNumber()
      if (/[\p{L}\p{N}]/u.test(word)) terms.push({ patterns: [anchorShort(word)] })
    }
  }
  closeNumber()
  return terms.slice(0, MAX_TERMS)
}

/** Two letters are in every second name: they have to begin a word, which the index can find. */
const anchorShort = (word: string): string => ((word.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 3 ? `^${word}` : word)

function readNumber(parts: readonly string[]): Term[] {
  const written = parts.join('')
  const isInternational = /^\(?\+/.test(written)
  // +33 (0)6: the digit in brackets is dialled at home alone.
  const digits = (isInternational || /^\(?00/.test(written) ? written.replace(/\(0\)/, '') : written).replace(/\D/g, '')
  if (digits.length === 0) return []
  if (digits.length < PHONE_DIGITS) {
    return isInternational
      ? [{ patterns: [`^${digits}`] }]
      : parts.flatMap((part) => {
          const bare = part.replace(/\D/g, '')
          return bare ? [{ patterns: [anchorShort(bare)] }] : []
        })
  }
  if (isInternational) return [{ patterns: beginnings(digits) }]
  const abroad = digits.startsWith('00') && digits.length >= WHOLE_DIGITS ? beginnings(digits.slice(2)) : []
  return [{ patterns: [digits, ...abroad] }]
}

/** +33 06 …: the zero that is dialled at home, kept by mistake. */
function beginnings(digits: string): string[] {
  const withoutZero = [1, 2, 3].flatMap((code) =>
    digits[code] === '0' && digits.length >= WHOLE_DIGITS ? [`^${digits.slice(0, code)}${digits.slice(code + 1)}`] : [],
  )
  return [`^${digits}`, ...withoutZero]
}

/** Keeps the rows whose lead, named by the SQL expression `leadId`, fits `text`. */
export function addLeadSearch<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  text: string,
  leadId: string,
): void {
  const parameters: Record<string, string> = {}
  const conditions = readSearch(text).map(({ patterns }, place) => {
    const within = patterns.map((pattern, nth) => {
      const name = `search_${place}_${nth}`
      const isBeginning = pattern.startsWith('^')
      parameters[name] = isBeginning ? pattern.slice(1) : pattern
      return `found.text like '%${isBeginning ? ' ' : ''}' || search_squeezed(:${name}) || '%'`
    })
    return `(${within.join(' or ')})`
  })
  if (conditions.length === 0) query.andWhere('false')
  else
    query.andWhere(
      // What is not in the index yet is read row by row.
      `${leadId} in (select found.lead_id from lead_search found where found.is_indexed and ${conditions.join(' and ')}
         union all select found.lead_id from lead_search found where not found.is_indexed and ${conditions.join(' and ')})`,
      parameters,
    )
}
