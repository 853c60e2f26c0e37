/** A rule's audience: a condition tree over lead fields, what it may hold, and whether a lead is in it. */
import { z } from 'zod'
import type { LeadFacts } from '../ground/lead-facts.ts'
import {
  AGING_FIELDS,
  type AgingField,
  customKeyOf,
  kindOf,
  LEAD_FIELDS,
  type LeadFieldName,
  OPERATORS,
  OPERATORS_OF,
  type Operator,
} from '../ground/lead-fields.ts'
import { DAY, HOUR, MINUTE } from '../ground/time.ts'

export const AUDIENCE_REFUSALS = [
  'audience_unreadable',
  'audience_too_deep',
  'audience_too_large',
  'audience_field_unknown',
  'audience_operator_refused',
  'audience_value_refused',
] as const
export type AudienceRefusal = (typeof AUDIENCE_REFUSALS)[number]

const MAX_DEPTH = 6
const MAX_CONDITIONS = 100
const MAX_LIST = 1_000

/** In milliseconds: an age is elapsed time. */
export const AGE_UNITS = { minutes: MINUTE, hours: HOUR, days: DAY, weeks: 7 * DAY } as const
export type AgeUnit = keyof typeof AGE_UNITS

export interface Condition {
  field: string
  operator: Operator
  value?: unknown
}
export interface Audience {
  combinator: 'and' | 'or'
  /** Negates the group. */
  not?: boolean | undefined
  /** Empty: every lead. */
  rules: readonly (Condition | Audience)[]
}

export const isGroup = (node: Condition | Audience): node is Audience => 'combinator' in node

const text = z
  .string()
  .max(500)
  .regex(/^[^\0]*$/)
const number = z.number()
const scalar = z.union([text, number, z.boolean()])
const instant = z.iso.datetime({ offset: true })
const age = z
  .strictObject({ value: z.int().min(0).max(1_000_000), unit: z.enum(Object.keys(AGE_UNITS) as [AgeUnit]) })
  .refine(({ value, unit }) => value * AGE_UNITS[unit] <= 10 * 365 * AGE_UNITS.days)
const listOf = (value: z.ZodType) => z.array(value).min(1).max(MAX_LIST)
const nothing = z.unknown().refine((value) => value === undefined || value === null)

function valueSchema(kind: string, operator: Operator): z.ZodType {
  if (operator === 'null' || operator === 'notNull') return nothing
  if (operator === 'olderThan' || operator === 'newerThan') return age
  if (operator === 'contains' || operator === 'beginsWith') return text.min(1)
  const isOrder = ['<', '<=', '>', '>=', 'between'].includes(operator)
  const one = kind === 'instant' ? instant : kind === 'number' || isOrder ? number : kind === 'custom' ? scalar : text
  if (operator === 'between') return z.tuple([one, one])
  return operator === 'in' || operator === 'notIn' ? listOf(one) : one
}

const conditionSchema: z.ZodType<Condition> = z
  .strictObject({
    field: z.string(),
    operator: z.enum(OPERATORS, 'audience_operator_refused'),
    value: z.unknown().optional(),
  })
  .check(({ value: { field, operator, value }, issues }) => {
    const refuse = (message: AudienceRefusal, path: string) =>
      issues.push({ code: 'custom', message, path: [path], input: value })
    const kind = kindOf(field)
    if (!kind) refuse('audience_field_unknown', 'field')
    else if (!OPERATORS_OF[kind].includes(operator)) refuse('audience_operator_refused', 'operator')
    else if (!valueSchema(kind, operator).safeParse(value).success) refuse('audience_value_refused', 'value')
  })

function groupSchema(depth: number): z.ZodType<Audience> {
  const group = depth < MAX_DEPTH ? z.lazy(() => groupSchema(depth + 1)) : z.never('audience_too_deep')
  const node = z.unknown().transform((read, context): Condition | Audience => {
    const isGroupLike = typeof read === 'object' && read !== null && 'combinator' in read
    const result = (isGroupLike ? group : conditionSchema).safeParse(read)
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      context.issues.push({ code: 'custom', message: issue.message, path: issue.path, input: read })
    }
    return z.NEVER
  })
  return z.strictObject({
    combinator: z.enum(['and', 'or'], 'audience_unreadable'),
    not: z.boolean('audience_unreadable').optional(),
    rules: z.array(node, 'audience_unreadable').max(MAX_CONDITIONS, 'audience_too_large'),
  })
}

/** Refuses with the codes of {@link AUDIENCE_REFUSALS}, at the path of what is refused. */
export const audienceSchema = groupSchema(1).refine((audience) => conditionsOf(audience).length <= MAX_CONDITIONS, {
  error: 'audience_too_large',
})

export function readAudience(
  stored: unknown,
): { ok: true; audience: Audience } | { ok: false; issues: readonly { path: PropertyKey[]; message: string }[] } {
  const read = audienceSchema.safeParse(stored)
  return read.success ? { ok: true, audience: read.data } : { ok: false, issues: read.error.issues }
}

export function conditionsOf(audience: Audience): Condition[] {
  return audience.rules.flatMap((node) => (isGroup(node) ? conditionsOf(node) : node))
}

/** A condition whose truth time alone can change. */
export interface RelativeCondition {
  field: AgingField
  milliseconds: number
}

export function ageOf(value: unknown): number {
  const { value: count, unit } = value as { value: number; unit: AgeUnit }
  return count * AGE_UNITS[unit]
}

const relative = new WeakMap<Audience, readonly RelativeCondition[]>()

/** Asked again and again of the same audience by simulations: worked out once. */
export function relativeConditions(audience: Audience): readonly RelativeCondition[] {
  const known = relative.get(audience)
  if (known) return known
  const found = conditionsOf(audience).flatMap(({ field, operator, value }) => {
    const aging = AGING_FIELDS.find((name) => name === field)
    const isRelative = operator === 'olderThan' || operator === 'newerThan'
    return aging && isRelative ? { field: aging, milliseconds: ageOf(value) } : []
  })
  relative.set(audience, found)
  return found
}

/**
 * The ages of an instant of the field, in milliseconds, at which the condition becomes true or false. A new relance makes it
 * false at once (age 0): no change of the lead is noted for that.
 */
export function turningAges({ field, milliseconds }: RelativeCondition): readonly number[] {
  return field === 'lastRelanceAt' ? [milliseconds, 0] : [milliseconds]
}

export type SeenValue = string | number | boolean | readonly string[] | null

/** What a condition sees: an empty text or list counts as missing, and so does anything in `custom` but a scalar. */
function seenValue(field: string, lead: LeadFacts): SeenValue {
  const key = customKeyOf(field)
  const seen: unknown = key === null ? LEAD_FIELDS[field as LeadFieldName].read(lead) : ownValue(lead.custom, key)
  if (seen === '' || seen === undefined || (Array.isArray(seen) && seen.length === 0)) return null
  return typeof seen === 'object' && !Array.isArray(seen) ? null : (seen as SeenValue)
}

function ownValue(custom: LeadFacts['custom'], key: string): unknown {
  const value = Object.hasOwn(custom, key) ? custom[key] : null
  return typeof value === 'object' ? null : value
}

/**
 * Whether the lead is in the audience at `now` (milliseconds, UTC). A missing value makes every condition false but
 * `null`, `!=` and `notIn`. A compiled audience selects exactly the same leads; a property test holds the two together.
 */
export function matches(audience: Audience, lead: LeadFacts, now: number): boolean {
  const isTrue = (node: Condition | Audience): boolean =>
    isGroup(node) ? matches(node, lead, now) : look(node, lead, now).holds
  const { rules, combinator } = audience
  const holds = rules.length === 0 || (combinator === 'and' ? rules.every(isTrue) : rules.some(isTrue))
  return holds !== (audience.not === true)
}

/** One condition with the value it sees. */
export function look(condition: Condition, lead: LeadFacts, now: number): { seen: SeenValue; holds: boolean } {
  const seen = seenValue(condition.field, lead)
  return { seen, holds: conditionHolds(condition, seen, now) }
}

function conditionHolds({ operator, value }: Condition, seen: SeenValue, now: number): boolean {
  switch (operator) {
    case 'null':
      return seen === null
    case 'notNull':
      return seen !== null
    case '!=':
      return !isOneOf(seen, [value])
    case 'notIn':
      return !isOneOf(seen, value as unknown[])
    case '=':
      return isOneOf(seen, [value])
    case 'in':
      return isOneOf(seen, value as unknown[])
    case 'contains':
      return textsOf(seen).some((one) => fold(one).includes(fold(String(value))))
    case 'beginsWith':
      return textsOf(seen).some((one) => fold(one).startsWith(fold(String(value))))
    case 'olderThan':
      return typeof seen === 'number' && seen <= now - ageOf(value)
    case 'newerThan':
      return typeof seen === 'number' && seen > now - ageOf(value)
    default:
      return typeof seen === 'number' && isInOrder(seen, operator, value)
  }
}

/** Letters of ASCII in lower case: what PostgreSQL does alike under every locale. */
const fold = (one: string): string => one.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function textsOf(seen: SeenValue): readonly string[] {
  if (seen === null) return []
  return typeof seen === 'object' ? seen : [String(seen)]
}

function isOneOf(seen: SeenValue, values: readonly unknown[]): boolean {
  return textsOf(seen).some((one) => values.some((value) => String(value) === one))
}

const numberOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : (value as number))

function isInOrder(seen: number, operator: '<' | '<=' | '>' | '>=' | 'between', value: unknown): boolean {
  if (operator === 'between') {
    const [least, most] = (value as unknown[]).map(numberOf) as [number, number]
    return seen >= least && seen <= most
  }
  const bound = numberOf(value)
  if (operator === '<') return seen < bound
  if (operator === '<=') return seen <= bound
  return operator === '>' ? seen > bound : seen >= bound
}
