/** Turns what zod found into refusals with codes: field, code, and what the words need. */
import { REFUSALS, type Refusal, type RefusalCode } from './problem.ts'

/** A zod issue, as the Standard Schema interface hands it out. */
export interface Issue {
  message: string
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined
}

interface Details extends Issue {
  code?: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  expected?: string
  values?: readonly unknown[]
  keys?: readonly string[]
  params?: Record<string, unknown>
}

const KNOWN: ReadonlySet<string> = new Set(REFUSALS)

/** At most this many are told: a body can hold thousands of mistakes. */
const MAX_REFUSALS = 100

export function refusalsOf(issues: readonly Issue[]): Refusal[] {
  return (issues as readonly Details[]).slice(0, MAX_REFUSALS).flatMap(refusalsOfIssue).slice(0, MAX_REFUSALS)
}

function refusalsOfIssue(issue: Details): Refusal[] {
  const field = (issue.path ?? [])
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .join('.')
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({ field: field ? `${field}.${key}` : key, code: 'unknown_field' }))
  }
  const params = paramsOf(issue)
  return [{ field, code: codeOf(issue), ...(params && { params }) }]
}

function codeOf(issue: Details): RefusalCode {
  if (KNOWN.has(issue.message)) return issue.message as RefusalCode
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'required' : 'wrong_type'
    case 'invalid_value':
      return 'not_among'
    case 'too_small':
      return issue.origin === 'string' ? 'too_short' : 'too_small'
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'too_big'
    case 'invalid_format':
      return 'format_refused'
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return nestedCode(issue) ?? 'not_accepted'
    default:
      return 'not_accepted'
  }
}

/** Of the branches of a union, the first whose own code is known; of a record's key, what is wrong with the key. */
function nestedCode(issue: Details & { errors?: readonly (readonly Details[])[]; issues?: readonly Details[] }) {
  const inner = [...(issue.issues ?? []), ...(issue.errors ?? []).flat()]
  return inner.map((one) => one.message).find((message): message is RefusalCode => KNOWN.has(message))
}

function paramsOf({ minimum, maximum, expected, values, params }: Details): Refusal['params'] {
  const known = {
    ...(minimum !== undefined && { minimum: Number(minimum) }),
    ...(maximum !== undefined && { maximum: Number(maximum) }),
    ...(expected !== undefined && { expected }),
    ...(values !== undefined && { values: values.map(String).join(', ') }),
    ...(params as Refusal['params']),
  }
  return Object.keys(known).length > 0 ? known : undefined
}
