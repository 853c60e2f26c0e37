/** The list dialect of `ra-data-simple-rest`: `sort`, `range` and `filter` as JSON in the query, suffixes for operators. */
import { z } from 'zod'
import { id, instant, line } from './text.ts'

export const MAX_ROWS = 500
export const DEFAULT_ROWS = 25

const json = z.string('query_not_json').transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue({ code: 'custom', message: 'query_not_json' })
    return z.NEVER
  }
})

const range = z
  .tuple(
    [z.int('range_unreadable').min(0, 'range_unreadable'), z.int('range_unreadable').min(0, 'range_unreadable')],
    'range_unreadable',
  )
  .refine(([first, last]) => first <= last, 'range_unreadable')
  .refine(([first, last]) => last - first < MAX_ROWS, { error: 'range_too_long', params: { maximum: MAX_ROWS } })

/**
 * What a list may be sorted and filtered by: nothing else is looked at, and anything else is refused by its name. `key` is the shape
 * of its ids.
 */
export function listQuery<const Sort extends string, Filters extends z.ZodRawShape>(
  sortable: readonly [Sort, ...Sort[]],
  filters: Filters,
  key: z.ZodType<string> = id,
) {
  return z.strictObject({
    sort: json
      .pipe(z.tuple([z.enum(['id', ...sortable]), z.enum(['ASC', 'DESC'])], 'sort_unreadable'))
      .optional()
      .meta({
        description: `\`["field","ASC"|"DESC"]\`; fields: id, ${sortable.join(', ')}`,
        example: `["${sortable[0]}","ASC"]`,
      }),
    range: json
      .pipe(range)
      .optional()
      .meta({ description: `\`[first,last]\`, from 0, both included, at most ${MAX_ROWS} rows`, example: '[0,24]' }),
    after: key
      .optional()
      .meta({ description: 'Instead of a place in the range: the id of the last row read; its followers are given.' }),
    filter: json
      .pipe(z.strictObject({ id: oneOrMany(key), ...filters }).partial())
      .optional()
      .meta({ description: `A JSON object; fields: id, ${Object.keys(filters).join(', ')}`, example: '{}' }),
  })
}

/** What any list was asked, once read. */
export interface ListQuery {
  sort?: readonly [string, 'ASC' | 'DESC'] | undefined
  range?: readonly [number, number] | undefined
  after?: string | undefined
  filter?: Readonly<Record<string, unknown>> | undefined
}

/** The value, or a list of values of which one must fit. */
const oneOrMany = <Value extends z.ZodType>(value: Value) => z.union([z.array(value).max(MAX_ROWS), value])

/** `<name>` and `<name>_in`. */
export const oneOf = <const Name extends string, Value extends z.ZodType>(name: Name, value: Value) =>
  ({ [name]: oneOrMany(value), [`${name}_in`]: z.array(value).max(MAX_ROWS) }) as unknown as {
    [Key in Name | `${Name}_in`]: z.ZodType
  }

const bounds = <const Name extends string>(name: Name, value: z.ZodType) =>
  ({ [`${name}_gte`]: value, [`${name}_gt`]: value, [`${name}_lte`]: value, [`${name}_lt`]: value }) as unknown as {
    [Key in `${Name}_gte` | `${Name}_gt` | `${Name}_lte` | `${Name}_lt`]: z.ZodType
  }

/** `<name>_gte`, `_gt`, `_lte` and `_lt` for instants. */
export const within = <const Name extends string>(name: Name) => bounds(name, instant)

/** The same for whole numbers. */
export const between = <const Name extends string>(name: Name) => bounds(name, z.int())

/** Words looked for in the record's texts. */
export const search = { q: line(200) }
