/** A column of a file with the place it goes to, and what places are found by. */
import type { Column } from './header.ts'

/** What a place was found by; null: a column of one's own, or none. */
export type FoundBy = 'source' | 'name' | 'values' | null

export interface PlacedColumn {
  column: Column
  by: FoundBy
}

/** What values are recognised by. */
export interface GuessContext {
  /** ISO 3166-1, of phones in national form. */
  country: string
  /** Codes of the settings. */
  statuses: readonly string[]
  /** Milliseconds, UTC. */
  now: number
}

/** A column with its name and the cells of the first lines that hold something. */
export interface Seen {
  name: string
  filled: readonly string[]
}
