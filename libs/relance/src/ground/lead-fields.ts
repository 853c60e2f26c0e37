/** The registry of lead fields an audience may look at: their kind decides which operators they offer. */
import {
  AUDIENCE_FIELDS,
  type AudienceField,
  type ByKind,
  LEAD_FIELDS as REGISTRY,
  type StoredLeadField,
} from '@relance/leads/fields'
import type { LeadFacts } from './lead-facts.ts'

export type FieldKind = 'text' | 'number' | 'instant' | 'tags' | 'custom'

interface LeadField {
  kind: FieldKind
  /** The column or expression in SQL, with `l` for leads and `p` for lead_pacing. */
  column: string
  read: (lead: LeadFacts) => string | number | readonly string[] | null
}

/** What each kind of field is compared as. A field of another kind cannot be in an audience. */
const COMPARED: ByKind<FieldKind | null> = {
  line: 'text',
  phone: 'text',
  email: 'text',
  status: 'text',
  person: 'text',
  timeZone: 'text',
  locale: 'text',
  tags: 'tags',
  instant: 'instant',
  custom: null,
  ids: null,
}

export type LeadFieldName = AudienceField | 'relanceCount' | 'lastRelanceAt'

function ownField(name: AudienceField): LeadField[] {
  const { column, kind }: StoredLeadField = REGISTRY[name]
  const compared = COMPARED[kind]
  return compared === null
    ? []
    : [{ kind: compared, column: `l.${column}${kind === 'person' ? '::text' : ''}`, read: (lead) => lead[name] }]
}

export const LEAD_FIELDS = Object.fromEntries([
  ...AUDIENCE_FIELDS.flatMap((name) => ownField(name).map((field): [string, LeadField] => [name, field])),
  ['relanceCount', { kind: 'number', column: 'coalesce(p.relance_count, 0)', read: (lead) => lead.relanceCount }],
  ['lastRelanceAt', { kind: 'instant', column: 'p.last_relance_at', read: (lead) => lead.lastRelanceAt }],
] satisfies [string, LeadField][]) as Readonly<Record<LeadFieldName, LeadField>>

/** Instants whose age time itself changes, and that are indexed, so that a rule can follow it. */
export const AGING_FIELDS = ['lastContactAt', 'lastRelanceAt', 'createdAt'] as const
export type AgingField = (typeof AGING_FIELDS)[number]

const CUSTOM = /^custom\.([A-Za-z0-9_-]{1,64})$/

/** The key of a `custom.<key>` field; null for any other name. */
export function customKeyOf(field: string): string | null {
  return CUSTOM.exec(field)?.[1] ?? null
}

export function kindOf(field: string): FieldKind | null {
  if (Object.hasOwn(LEAD_FIELDS, field)) return LEAD_FIELDS[field as LeadFieldName].kind
  return customKeyOf(field) === null ? null : 'custom'
}

const EQUALITY = ['=', '!=', 'in', 'notIn'] as const
const PRESENCE = ['null', 'notNull'] as const
const ORDER = ['<', '<=', '>', '>=', 'between'] as const
const WORDING = ['contains', 'beginsWith'] as const
const AGE = ['olderThan', 'newerThan'] as const

export const OPERATORS = [...EQUALITY, ...PRESENCE, ...ORDER, ...WORDING, ...AGE] as const
export type Operator = (typeof OPERATORS)[number]

/** What each kind of field offers. Tags are looked at one by one: `=` and `contains` mean that one of them fits. */
export const OPERATORS_OF: Readonly<Record<FieldKind, readonly Operator[]>> = {
  text: [...EQUALITY, ...PRESENCE, ...WORDING],
  number: ['=', '!=', ...ORDER, ...PRESENCE],
  instant: [...PRESENCE, ...ORDER, ...AGE],
  tags: [...EQUALITY, ...PRESENCE, ...WORDING],
  custom: [...EQUALITY, ...PRESENCE, ...WORDING, ...ORDER],
}
