/** Filters of a list, as conditions of its query. */
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { addLeadSearch } from './lead-search.ts'

export interface Filtering {
  /** SQL expressions of fields that are not a property of the entity. */
  expressions?: Readonly<Record<string, string>>
  /** Expressions a `q` is looked for in. */
  searched?: readonly string[]
  /** The expression of a lead's id: a `q` then looks for leads. */
  searchedLead?: string
  /** Filters with a meaning of their own. */
  special?: Readonly<Record<string, (value: unknown) => { sql: string; parameters?: ObjectLiteral }>>
}

const COMPARISONS = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const
const MAX_WORDS = 8

export function addFilter<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  name: string,
  value: unknown,
  { expressions, searched = [], searchedLead, special }: Filtering,
): void {
  if (special && Object.hasOwn(special, name)) {
    const { sql, parameters = {} } = special[name]?.(value) ?? { sql: 'true' }
    query.andWhere(`(${sql})`, parameters)
    return
  }
  if (name === 'q') {
    if (searchedLead) addLeadSearch(query, String(value), searchedLead)
    else addSearch(query, String(value), searched)
    return
  }
  const column = (field: string): string => expressions?.[field] ?? `row.${field}`
  const parameter = `filter_${name}`
  const [, field, suffix] = /^(.+)_(in|gte|gt|lte|lt)$/.exec(name) ?? []
  if (field && suffix && suffix !== 'in') {
    const sign = COMPARISONS[suffix as keyof typeof COMPARISONS]
    query.andWhere(`${column(field)} ${sign} :${parameter}`, { [parameter]: value })
    return
  }
  const values = Array.isArray(value) ? value : [value]
  const present = values.filter((one) => one !== null)
  const parts = present.length > 0 ? [`${column(field ?? name)} in (:...${parameter})`] : []
  if (present.length < values.length) parts.push(`${column(field ?? name)} is null`)
  if (values.length === 0) query.andWhere('false')
  else query.andWhere(`(${parts.join(' or ')})`, { [parameter]: present })
}

function addSearch<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  text: string,
  searched: readonly string[],
): void {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
  words.forEach((word, place) => {
    const within = searched.map((expression) => `${expression} ilike :q${place}`)
    query.andWhere(`(${within.join(' or ')})`, { [`q${place}`]: `%${word.replace(/[\\%_]/g, '\\$&')}%` })
  })
}
