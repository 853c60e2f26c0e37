/** An error as the log holds it: whole, but without what somebody's data put into it. */

export interface ErrorDescription {
  name: string
  code?: string
  message?: string
  /** Where in the database it happened. */
  table?: string
  constraint?: string
  stack: string[]
  causes?: ErrorDescription[]
}

/** SQLSTATE classes whose messages quote the values they refuse. */
const QUOTES_VALUES = /^(22|23|P0)/

/** Never PostgreSQL's `detail`, `where` or the statement: they hold rows. */
export function describeError(error: unknown): { error: ErrorDescription } {
  return { error: describe(error, 0) }
}

const MAX_DEPTH = 3

function describe(error: unknown, depth: number): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const { code, table, constraint, cause } = error as Error & Partial<Record<'code' | 'table' | 'constraint', string>>
  const errors: unknown[] = error instanceof AggregateError ? error.errors : []
  const causes = [...(cause === undefined ? [] : [cause]), ...errors]
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(!QUOTES_VALUES.test(code ?? '') && { message: error.message }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    stack: framesOf(error),
    ...(causes.length > 0 && depth < MAX_DEPTH && { causes: causes.map((one) => describe(one, depth + 1)) }),
  }
}

/** Without the message, which the stack begins with. */
const framesOf = ({ stack = '' }: Error): string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
