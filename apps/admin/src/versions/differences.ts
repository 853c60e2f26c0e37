/** What changed between two saved states, field by field. */

export interface Difference {
  field: string
  before: unknown
  after: unknown
}

/** Fields that say nothing to a person. */
export const SILENT: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt'])

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

export function differences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Difference[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...fields]
    .filter((field) => !SILENT.has(field) && !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}
