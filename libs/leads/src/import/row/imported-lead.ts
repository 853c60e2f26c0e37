/** What is read of one line, and what it is read against. */
import { IMPORT_FIELDS, type ImportField, LEAD_FIELDS, type LineField } from '../../lead-values.ts'
import type { PhoneRefusal } from '../../phone/read-mobile.ts'
import type { Answers, MappedKind } from './answers.ts'
import type { DateOrder } from './dates.ts'

export const ROW_REFUSALS = [
  'needs_mapping',
  'email_unreadable',
  'date_unreadable',
  'date_implausible',
  'date_in_future',
  'date_other_order',
  'id_of_another',
  'cell_error',
  'cell_merged',
  'too_long',
  'character_refused',
  'custom_too_many',
] as const
export type RowRefusalCode = PhoneRefusal | (typeof ROW_REFUSALS)[number]

/** `detail` is never personal: a list of what would do, or a limit. `value` is what stands in the file. */
export interface RowRefusal {
  field: string
  code: RowRefusalCode
  value?: string
  detail?: string
}

/** Lines of text that are taken as they are. Names are split and cleaned. */
export type PlainLine = Exclude<LineField & ImportField, 'firstName' | 'lastName'>

export const PLAIN_LINES = IMPORT_FIELDS.filter((field): field is PlainLine => {
  const description = LEAD_FIELDS[field]
  return 'kind' in description && description.kind === 'line' && field !== 'firstName' && field !== 'lastName'
})

/** Null: the file says nothing, so what is known stays. Instants in milliseconds, UTC. */
export interface ImportedLead extends Readonly<Record<PlainLine, string | null>> {
  /** Of the file, from 1. */
  line: number
  phone: string
  /** What `phone` was read from. */
  written: string
  firstName: string | null
  lastName: string | null
  email: string | null
  status: string | null
  tags: string[] | null
  closerId: string | null
  lastContactAt: number | null
  createdAt: number | null
  submittedAt: number | null
  optedOut: boolean | null
  timeZone: string | null
  locale: string | null
  externalId: string | null
  custom: Record<string, string>
}

/** What a line is read against. */
export interface ImportContext {
  country: string
  /** Codes of the settings. */
  statuses: readonly string[]
  /** Words the source uses, by their letters. */
  knownStatuses: Readonly<Record<string, string>>
  /** Ids by email and by name, both in lower case. */
  closers: ReadonlyMap<string, string>
  /** In use, by their letters. */
  tags: ReadonlyMap<string, string>
  /** Tags of another tool are asked about; those of a plain list only where one in use is spelled another way. */
  asksForNewTags: boolean
  answers: Answers
  dateOrder: DateOrder
  /** Days that are numbers are counted from 1904. */
  isFrom1904: boolean
  /** Of leads whose line names none. */
  source: string | null
  /** Names all in capitals get small letters. */
  properNames: boolean
  /** The instant of a wall clock (milliseconds as if it were UTC) in the company's zone. */
  toInstant: (local: number) => number
  now: number
}

export type RowRead =
  /** `warnings`: cells that hold the error of a formula, fields whose instant is far from any a lead has. */
  | { ok: true; lead: ImportedLead; warnings: RowRefusal[]; unknown: UnknownWord[] }
  | { ok: false; name: string; refusals: RowRefusal[]; unknown: UnknownWord[] }

/** A word that a person is asked about. */
export interface UnknownWord {
  kind: MappedKind
  value: string
}
