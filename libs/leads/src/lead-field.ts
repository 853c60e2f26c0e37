/** What the registry says of a field. */

export type Words = Readonly<Record<'fr' | 'en', string>>

/** What a column holds; it decides how the field is checked, written, imported, compared and typed into a form. */
export type LeadFieldKind =
  | 'line'
  | 'phone'
  | 'email'
  | 'status'
  | 'person'
  | 'timeZone'
  | 'locale'
  | 'tags'
  | 'custom'
  | 'ids'
  | 'instant'

/**
 * Where a field is found. `underName`: in lists, below the name. `export`: a column of exported files, as the import takes it.
 */
export type LeadFieldPlace = 'audience' | 'form' | 'underName' | 'sorting' | 'filters' | 'export'

interface Described {
  label: Words
  /** Characters. */
  longest?: number
  isIn?: readonly LeadFieldPlace[]
  /** The words a column of a file is headed with, without accents, blanks and punctuation, in lower case. None: no file brings it. */
  headers?: string
  /** Several columns of a file may go there. */
  isRepeatable?: true
}

/** A column of `leads`. What has to be said of each cannot be forgotten. */
export interface StoredLeadField extends Described {
  column: string
  kind: LeadFieldKind
  /** A text that is never null: this stands for nothing. */
  default?: string
  /** An instant that is never null. */
  isAlwaysKnown?: true
  /** In the API document. */
  about?: string
  /** Taken out by an erasure. */
  isPersonal: boolean
  /** The least role that may change it; null: only the engine. */
  changedBy: 'closer' | 'manager' | null
  /** Written as `lead.<field>`, with what previews put in: something usual, something long, something with accents. */
  inMessages?: { plain: string; long: string; accents: string }
  /** The name among the columns of a file, when it is another. */
  importLabel?: Words
}

/** What only a file brings, and becomes something else. */
export type ImportedLeadField = Described & { column?: never }
