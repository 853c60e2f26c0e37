/** Turns an audience into a parameterised SQL condition that selects exactly the leads its evaluator accepts. */
import { ageOf, type Audience, type Condition, isGroup } from '../../decide/audience.ts'
import { customKeyOf, kindOf, LEAD_FIELDS, type LeadFieldName } from '../../ground/lead-fields.ts'
import { instant } from '../../ground/columns.ts'

export interface CompiledAudience {
  /** Over `leads l` and `lead_pacing p` (left join); true or false, never null. */
  sql: string
  parameters: unknown[]
}

/** `now` in milliseconds; parameters are numbered from `firstParameter`. Every value and key travels as a parameter. */
export function compileAudience(
  audience: Audience,
  { now, firstParameter }: { now: number; firstParameter: number },
): CompiledAudience {
  const parameters: unknown[] = []
  const bind = (value: unknown): string => `$${firstParameter + parameters.push(value) - 1}`
  return { sql: compileGroup(audience, { bind, now }), parameters }
}

interface Compilation {
  bind(value: unknown): string
  now: number
}

function compileGroup(group: Audience, compilation: Compilation): string {
  const parts = group.rules.map((node) =>
    isGroup(node) ? compileGroup(node, compilation) : `coalesce(${compileCondition(node, compilation)}, false)`,
  )
  const sql = parts.length === 0 ? 'true' : `(${parts.join(group.combinator === 'and' ? ' and ' : ' or ')})`
  return group.not ? `(not ${sql})` : sql
}

function compileCondition(condition: Condition, compilation: Compilation): string {
  const kind = kindOf(condition.field)
  if (kind === 'instant' || kind === 'number') return compileOrdered(condition, kind, compilation)
  const isOrder = ['<', '<=', '>', '>=', 'between'].includes(condition.operator)
  if (kind === 'custom' && isOrder) return compileOrdered(condition, kind, compilation)
  return kind === 'tags' ? compileTags(condition, compilation) : compileText(condition, compilation)
}

/** An empty text counts as missing; of `custom`, only scalars are seen. */
function textOf(field: string, { bind }: Compilation): string {
  const key = customKeyOf(field)
  if (key === null) return `nullif(${LEAD_FIELDS[field as LeadFieldName].column}, '')`
  const name = `${bind(key)}::text`
  return `(case when jsonb_typeof(l.custom -> ${name}) in ('string', 'number', 'boolean') then nullif(l.custom ->> ${name}, '') end)`
}

function compileText({ field, operator, value }: Condition, compilation: Compilation): string {
  const text = textOf(field, compilation)
  if (operator === 'null') return `${text} is null`
  if (operator === 'notNull') return `${text} is not null`
  return negated(operator, `coalesce(${compileOneText(text, operator, value, compilation)}, false)`)
}

function compileTags({ operator, value }: Condition, compilation: Compilation): string {
  if (operator === 'null') return `cardinality(l.tags) = 0`
  if (operator === 'notNull') return `cardinality(l.tags) > 0`
  const one = compileOneText('t.tag', operator, value, compilation)
  return negated(operator, `exists (select from unnest(l.tags) as t(tag) where ${one})`)
}

const negated = (operator: string, sql: string): string =>
  operator === '!=' || operator === 'notIn' ? `not ${sql}` : sql

/** Like the evaluator: ASCII letters alone are folded, whatever the locale of the database. */
const fold = (sql: string): string =>
  `(translate(${sql}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') collate "C")`

function compileOneText(text: string, operator: string, value: unknown, { bind }: Compilation): string {
  if (operator === 'contains') return `strpos(${fold(text)}, ${fold(`${bind(value)}::text`)}) > 0`
  if (operator === 'beginsWith') return `starts_with(${fold(text)}, ${fold(`${bind(value)}::text`)})`
  const values = (Array.isArray(value) ? value : [value]).map(String)
  return `${text} = any(${bind(values)}::text[])`
}

function compileOrdered({ field, operator, value }: Condition, kind: string, compilation: Compilation): string {
  const { bind, now } = compilation
  const column = kind === 'custom' ? numberOf(field, compilation) : LEAD_FIELDS[field as LeadFieldName].column
  const bound = (one: unknown): string =>
    kind === 'instant' ? instant(bind(typeof one === 'string' ? Date.parse(one) : one)) : `${bind(one)}::float8`
  if (operator === 'null') return `${column} is null`
  if (operator === 'notNull') return `${column} is not null`
  if (operator === 'olderThan') return `${column} <= ${bound(now - ageOf(value))}`
  if (operator === 'newerThan') return `${column} > ${bound(now - ageOf(value))}`
  if (operator === 'between') {
    const [least, most] = value as [unknown, unknown]
    return `${column} between ${bound(least)} and ${bound(most)}`
  }
  if (operator === '!=') return `${column} is distinct from ${bound(value)}`
  return `${column} ${operator} ${bound(value)}`
}

function numberOf(field: string, { bind }: Compilation): string {
  const name = `${bind(customKeyOf(field))}::text`
  return `(case when jsonb_typeof(l.custom -> ${name}) = 'number' then (l.custom ->> ${name})::float8 end)`
}
