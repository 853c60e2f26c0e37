/** The dialect of every list, for rows that are no entity of their own but a select over several tables. */
import { DEFAULT_ROWS, type ListQuery } from '@relance/contract'
import type { Db } from '@relance/relance'
import type { Response } from 'express'

export interface RowListing {
  /** What `Content-Range` names the rows. */
  resource: string
  /** A select with an `id`, whose other columns are the fields that can be sorted and filtered by; none of those sorted by is null. */
  select: string
  parameters: readonly unknown[]
  /** Fields a `q` is looked for in. */
  searched: readonly string[]
  defaultSort: readonly [string, 'ASC' | 'DESC']
}

const COMPARISONS = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const
const MAX_WORDS = 8

/** A field is named by the schema of the query, which has refused all others. */
const column = (field: string): string => `row."${field}"`

/** Sets `Content-Range`, and `X-Next-After` while there may be more. Rows of equal rank are in the order of their ids. */
export async function listRows<Row extends { id: string }>(
  db: Db,
  { filter = {}, sort, range, after }: ListQuery,
  { resource, select, parameters, searched, defaultSort }: RowListing,
  response: Response,
): Promise<Row[]> {
  const given = [...parameters]
  const place = (value: unknown): string => `$${given.push(value)}`
  const conditions = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => (name === 'q' ? found(String(value), searched, place) : [fits(name, value, place)]))
  const matching = `from (${select}) row where ${['true', ...conditions].join(' and ')}`
  const [counted] = await db.query<{ total: number }>(`select count(*)::int as total ${matching}`, given)
  const [field, order] = sort ?? defaultSort
  const rank = `(${column(field)}, row.id)`
  const sign = order === 'ASC' ? '>' : '<'
  const beyond =
    after === undefined
      ? ''
      : ` and ${rank} ${sign} (select ${column(field)}, row.id from (${select}) row where row.id = ${place(after)})`
  const [first, last] = range ?? [0, DEFAULT_ROWS - 1]
  const offset = after === undefined ? first : 0
  const count = last - first + 1
  const rows = await db.query<Row>(
    `select row.* ${matching}${beyond} order by ${column(field)} ${order}, row.id ${order} offset ${place(offset)} limit ${place(count)}`,
    given,
  )
  const end = offset + Math.max(rows.length - 1, 0)
  response.set(
    'Content-Range',
    `${resource} ${offset}-${end}/${Math.max(counted?.total ?? 0, rows.length > 0 ? end : 0)}`,
  )
  if (rows.length === count) response.set('X-Next-After', rows.at(-1)?.id ?? '')
  return rows
}

type Place = (value: unknown) => string

function fits(name: string, value: unknown, place: Place): string {
  const [, field, suffix] = /^(.+)_(in|gte|gt|lte|lt)$/.exec(name) ?? []
  if (field && suffix && suffix !== 'in') {
    return `${column(field)} ${COMPARISONS[suffix as keyof typeof COMPARISONS]} ${place(value)}`
  }
  const values = Array.isArray(value) ? value : [value]
  const isOne = `${column(field ?? name)} = any(${place(values.filter((one) => one !== null))})`
  return values.includes(null) ? `(${isOne} or ${column(field ?? name)} is null)` : isOne
}

function found(text: string, searched: readonly string[], place: Place): string[] {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS)
  return words.map((word) => {
    const pattern = place(`%${word.replace(/[\\%_]/g, '\\$&')}%`)
    return `(${searched.map((field) => `${column(field)} ilike ${pattern}`).join(' or ')})`
  })
}
