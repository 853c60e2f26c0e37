/** Answers a list in the dialect of `ra-data-simple-rest`: filter, sort, range in; rows and `Content-Range` out. */
import { DEFAULT_ROWS, type ListQuery } from '@relance/contract'
import type { Response } from 'express'
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'

export interface ListOptions {
  /** What `Content-Range` names the rows. */
  resource: string
  /** SQL expressions of fields that are not a property of the entity. */
  expressions?: Readonly<Record<string, string>>
  /** Expressions a `q` is looked for in. */
  searched?: readonly string[]
  /** Filters with a meaning of their own. */
  special?: Readonly<Record<string, (value: unknown) => { sql: string; parameters?: ObjectLiteral }>>
  defaultSort: readonly [string, 'ASC' | 'DESC']
}

const COMPARISONS = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const

/**
 * Adds filter, sort and range to a query whose alias is `row`, runs it, and sets `Content-Range`. Unknown fields were
 * refused by the schema. Rows of equal rank are kept in the order of their ids, so that pages do not overlap.
 */
export async function list<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  { filter = {}, sort, range }: ListQuery,
  options: ListOptions,
  response: Response,
): Promise<Entity[]> {
  const column = (field: string): string => options.expressions?.[field] ?? `row.${field}`
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) continue
    const special = options.special?.[name]
    if (special) {
      const { sql, parameters = {} } = special(value)
      query.andWhere(sql, parameters)
    } else addFilter(query, name, value, column, options.searched ?? [])
  }
  const [field, order] = sort ?? options.defaultSort
  const [first, last] = range ?? [0, DEFAULT_ROWS - 1]
  const isPlain = options.expressions?.[field] === undefined
  if (!isPlain) query.addSelect(column(field), 'sorted')
  query.orderBy(isPlain ? column(field) : 'sorted', order, order === 'DESC' ? 'NULLS LAST' : 'NULLS FIRST')
  if (field !== 'id') query.addOrderBy('row.id', order)
  const [rows, total] = await query
    .offset(first)
    .limit(last - first + 1)
    .getManyAndCount()
  const end = rows.length === 0 ? first : first + rows.length - 1
  response.set('Content-Range', `${options.resource} ${first}-${end}/${total}`)
  return rows
}

function addFilter<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  name: string,
  value: unknown,
  column: (field: string) => string,
  searched: readonly string[],
): void {
  const parameter = `filter_${name}`
  if (name === 'q') {
    const words = String(value).split(/\s+/).filter(Boolean).slice(0, 8)
    words.forEach((word, place) => {
      const within = searched.map((expression) => `${expression} ilike :q${place}`)
      query.andWhere(`(${within.join(' or ')})`, { [`q${place}`]: `%${word.replace(/[\\%_]/g, '\\$&')}%` })
    })
    return
  }
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
