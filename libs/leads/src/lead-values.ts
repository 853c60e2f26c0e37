/** What follows from the registry of a lead's fields: lists of fields and the types of what they hold. */
import type { ImportedLeadField, LeadFieldKind, LeadFieldPlace, StoredLeadField, Words } from './lead-field.ts'
import { LEAD_FIELDS } from './fields.ts'

export type { LeadFieldKind, LeadFieldPlace, StoredLeadField, Words }
export { LEAD_FIELDS }

type Registry = typeof LEAD_FIELDS
type Name = keyof Registry

/** Fields whose description has the property, with a value of the type. */
type With<Property extends string, Value = unknown> = {
  [Key in Name]: Registry[Key] extends Readonly<Record<Property, Value>> ? Key : never
}[Name]
type In<Place extends LeadFieldPlace> = {
  [Key in Name]: Registry[Key] extends { readonly isIn: readonly (infer Found)[] }
    ? Place extends Found
      ? Key
      : never
    : never
}[Name]

/** A field with a column. */
export type LeadField = With<'column'>
export type ImportField = With<'headers'>
export type LineField = With<'kind', 'line'>
/** Changed by people. */
export type WrittenField = With<'changedBy', string>
export type AudienceField = In<'audience'> & LeadField
export type FormField = In<'form'> & LeadField
export type MessageField = With<'inMessages'>

/** What each kind of field holds, once read. Instants are the host's to say. */
interface Held<Instant> {
  line: string
  phone: string
  email: string
  status: string
  person: string
  timeZone: string
  locale: string
  tags: string[]
  custom: Record<string, unknown>
  ids: Record<string, string>
  instant: Instant
}
type NeverNull = With<'default'> | With<'isAlwaysKnown'> | With<'kind', 'tags' | 'custom' | 'ids'>

/** What the fields hold, null where nothing is known. */
export type LeadValues<Instant, Field extends LeadField = LeadField> = {
  [Key in Field]: Held<Instant>[Registry[Key]['kind']] | (Key extends NeverNull ? never : null)
}

const ENTRIES = Object.entries<StoredLeadField | ImportedLeadField>(LEAD_FIELDS)
const isStored = (field: StoredLeadField | ImportedLeadField): field is StoredLeadField => field.column !== undefined

/** Every field with a column, with its description, in the order of the registry. */
export const STORED = ENTRIES.flatMap(([name, field]) => (isStored(field) ? [[name as LeadField, field] as const] : []))

const fieldsOf = <Field extends Name>(has: (field: StoredLeadField | ImportedLeadField) => boolean): Field[] =>
  ENTRIES.flatMap(([name, field]) => (has(field) ? [name as Field] : []))

const isIn = (place: LeadFieldPlace) => (field: StoredLeadField | ImportedLeadField) =>
  field.isIn?.includes(place) === true

export const IMPORT_FIELDS = fieldsOf<ImportField>(({ headers }) => headers !== undefined) as [
  ImportField,
  ...ImportField[],
]
export const EXPORT_FIELDS = fieldsOf<In<'export'>>(isIn('export'))
export const AUDIENCE_FIELDS = fieldsOf<AudienceField>(isIn('audience'))
export const FORM_FIELDS = fieldsOf<FormField>(isIn('form'))
export const FIELDS_UNDER_NAME = fieldsOf<In<'underName'> & LeadField>(isIn('underName'))
export const SORTED_FIELDS = fieldsOf<In<'sorting'> & LeadField>(isIn('sorting'))
export const FILTER_FIELDS = fieldsOf<In<'filters'> & LeadField>(isIn('filters'))
export const MESSAGE_FIELDS = fieldsOf<MessageField>((field) => isStored(field) && field.inMessages !== undefined)

/** Instants of what has happened, which nobody may write ahead of time. */
export const HAPPENED_FIELDS = [
  'lastContactAt',
  'submittedAt',
  'optedOutAt',
  'wrongNumberAt',
] as const satisfies readonly WrittenField[]

/** A day of 24 hours, in milliseconds. */
export const DAY_MS = 86_400_000

/** Nobody of whom a date before this is told is a lead of today: years, milliseconds and empty cells misread end up there. Milliseconds, UTC. */
export const EARLIEST_MS = Date.UTC(2000, 0, 1)

/** So far ahead may the clock of another machine be, milliseconds: what it calls now is not the future. */
export const CLOCK_TOLERANCE_MS = 30_000

/** Never null in the database. */
export const isAlwaysFilled = ({ kind, default: filled, isAlwaysKnown }: StoredLeadField): boolean =>
  filled !== undefined || isAlwaysKnown === true || kind === 'tags' || kind === 'custom' || kind === 'ids'

/** The names of every field in a language. */
export const leadFieldNames = (language: keyof Words) =>
  Object.fromEntries(STORED.map(([name, { label }]) => [name, label[language]])) as Record<LeadField, string>

/** The names the variables of messages go by. */
export const leadVariableNames = (language: keyof Words) =>
  Object.fromEntries(MESSAGE_FIELDS.map((name) => [`lead.${name}`, LEAD_FIELDS[name].label[language]])) as Record<
    `lead.${MessageField}`,
    string
  >

/** The names the columns of a file go by. */
export const importFieldNames = (language: keyof Words) =>
  Object.fromEntries(
    IMPORT_FIELDS.map((name) => {
      const field: StoredLeadField | ImportedLeadField = LEAD_FIELDS[name]
      return [name, (isStored(field) && field.importLabel ? field.importLabel : field.label)[language]]
    }),
  ) as Record<ImportField, string>

/** Leads nobody has to know, for texts written before there is one. */
export const sampleLead = (kind: keyof NonNullable<StoredLeadField['inMessages']> | 'empty') =>
  Object.fromEntries(
    MESSAGE_FIELDS.map((name) => {
      const field: StoredLeadField = LEAD_FIELDS[name]
      return [name, kind === 'empty' ? (field.default ?? null) : (field.inMessages?.[kind] ?? '')]
    }),
  ) as LeadValues<number, MessageField>

export const isRepeatable = (field: ImportField): boolean => 'isRepeatable' in LEAD_FIELDS[field]

/** Fields that several columns of a file may go to. */
export const REPEATABLE_FIELDS = IMPORT_FIELDS.filter(isRepeatable)

/** Characters a field may hold; null: another rule. */
export const longestOf = (field: ImportField): number | null => {
  const description: StoredLeadField | ImportedLeadField = LEAD_FIELDS[field]
  return description.longest ?? null
}

/** A value for every kind of field. */
export type ByKind<Value> = Readonly<Record<LeadFieldKind, Value>>
