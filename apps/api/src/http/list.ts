/** Answers a list in the dialect of `ra-data-simple-rest`: filter, sort, range in; rows and `Content-Range` out. */
import { DEFAULT_ROWS, type ListQuery } from '@relance/contract'
import type { Response } from 'express'
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { addFilter, type Filtering } from './list-filter.ts'

export interface ListOptions extends Filtering {
  /** What `Content-Range` names the rows. */
  resource: string
  /** Properties that are in the same order as others, and indexed. */
  sortedAs?: Readonly<Record<string, string>>
  defaultSort: readonly [string, 'ASC' | 'DESC']
}

/** Rows are counted up to here; beyond it the planner's estimate is given, since counting would cost more than reading. */
const COUNTED_ROWS = 10_000

/**
 * Adds filter, sort and range to a query whose alias is `row`, runs it, and sets `Content-Range`. Unknown fields were
 * refused by the schema. Rows of equal rank are kept in the order of their ids, so that pages do not overlap. With
 * `after`, the rows that follow that id, at a cost that does not grow with how far it is; `X-Next-After` is the next one.
 * `X-Total-Estimated: true` says that the total is an estimate.
 */
export async function list<Entity extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<Entity>,
  { filter = {}, sort, range, after }: ListQuery,
  options: ListOptions,
  response: Response,
): Promise<Entity[]> {
  const unfiltered = query.clone()
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) addFilter(query, name, value, options)
  }
  const [field, order] = sort ?? options.defaultSort
  const sortedBy = options.sortedAs?.[field] ?? field
  const rank = { column: options.expressions?.[sortedBy] ?? `row.${sortedBy}`, order }
  const { total, isEstimated } = await countRows(query)
  if (after !== undefined) follow(query, unfiltered, rank, after)
  const [first, last] = range ?? [0, DEFAULT_ROWS - 1]
  const offset = after === undefined ? first : 0
  const ids = await pageOf(query, rank, offset, last - first + 1)
  const rows = await rowsOf(unfiltered, ids)
  const end = ids.length === 0 ? offset : offset + ids.length - 1
  response.set('Content-Range', `${options.resource} ${offset}-${end}/${Math.max(total, end)}`)
  if (isEstimated) response.set('X-Total-Estimated', 'true')
  if (ids.length === last - first + 1) response.set('X-Next-After', ids.at(-1) ?? '')
  return rows
}

interface Rank {
  column: string
  order: 'ASC' | 'DESC'
}

async function countRows<Entity extends ObjectLiteral>(query: SelectQueryBuilder<Entity>) {
  const [sql, parameters] = query.clone().select('row.id', 'id').getQueryAndParameters()
  const [{ counted }] = await query.connection.query<[{ counted: number }]>(
    `select count(*)::int as counted from (${sql} limit ${COUNTED_ROWS + 1}) counted`,
    parameters,
  )
  if (counted <= COUNTED_ROWS) return { total: counted, isEstimated: false }
  const [plan] = await query.connection.query<[{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }]>(
    `explain (format json) ${sql}`,
    parameters,
  )
  return { total: Math.max(counted, plan['QUERY PLAN'][0].Plan['Plan Rows']), isEstimated: true }
}

/** The ids of a page alone: a deep page then reads an index and not the rows it passes over. */
async function pageOf<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  { column, order }: Rank,
  offset: number,
  limit: number,
): Promise<string[]> {
  const page = query.clone().select('row.id', 'id')
  if (column !== 'row.id')
    page.addSelect(column, 'rank').orderBy('rank', order, order === 'DESC' ? 'NULLS LAST' : 'NULLS FIRST')
  const rows = await page.addOrderBy('row.id', order).offset(offset).limit(limit).getRawMany<{ id: string }>()
  return rows.map((row) => row.id)
}

async function rowsOf<Entity extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<Entity>,
  ids: readonly string[],
): Promise<Entity[]> {
  if (ids.length === 0) return []
  const rows = await query.andWhere('row.id in (:...page)', { page: ids }).getMany()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Only what ranks after the row `after`, which may have left the filter meanwhile. Empty values rank lowest. */
function follow<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  unfiltered: SelectQueryBuilder<Entity>,
  { column, order }: Rank,
  after: string,
): void {
  const sign = order === 'ASC' ? '>' : '<'
  const parameters = { after }
  if (column === 'row.id') {
    query.andWhere(`row.id ${sign} :after`, parameters)
    return
  }
  const value = `(${unfiltered.clone().select(column).andWhere('row.id = :after').getQuery()})`
  const isBeyond =
    order === 'ASC'
      ? `${column} > ${value} or ${value} is null and ${column} is not null`
      : `${column} < ${value} or ${column} is null and ${value} is not null`
  query.andWhere(`(${isBeyond} or ${column} is not distinct from ${value} and row.id ${sign} :after)`, parameters)
}
