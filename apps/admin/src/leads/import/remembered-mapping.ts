/** The mapping of a file with the same columns, kept in this browser: it holds names of columns, no data. */
import type { ImportColumns } from '@relance/contract'

const KEY = 'relance.import.mapping'

const signature = ({ columns }: ImportColumns): string => columns.map(({ name }) => name).join('\n')

export function recalled(described: ImportColumns): (string | null)[] {
  const proposed = described.columns.map(({ target }) => target)
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as { of: string; mapping: (string | null)[] } | null
    return kept?.of === signature(described) ? kept.mapping : proposed
  } catch {
    return proposed
  }
}

export function remember(described: ImportColumns, mapping: readonly (string | null)[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ of: signature(described), mapping }))
  } catch {
    // A browser that keeps nothing proposes by names each time.
  }
}
