/** The registry of lead fields an audience may look at: their kind decides which operators they offer. */
import type { LeadFacts } from './lead-facts.ts'

export type FieldKind = 'text' | 'number' | 'instant' | 'tags' | 'custom'

interface LeadField {
  kind: FieldKind
  /** The column or expression in SQL, with `l` for leads and `p` for lead_pacing. */
  column: string
  read: (lead: LeadFacts) => string | number | readonly string[] | null
}

export const LEAD_FIELDS = {
  firstName: { kind: 'text', column: 'l.first_name', read: (lead) => lead.firstName },
  lastName: { kind: 'text', column: 'l.last_name', read: (lead) => lead.lastName },
  phone: { kind: 'text', column: 'l.phone', read: (lead) => lead.phone },
  email: { kind: 'text', column: 'l.email', read: (lead) => lead.email },
  company: { kind: 'text', column: 'l.company', read: (lead) => lead.company },
  status: { kind: 'text', column: 'l.status', read: (lead) => lead.status },
  source: { kind: 'text', column: 'l.source', read: (lead) => lead.source },
  closerId: { kind: 'text', column: 'l.closer_id::text', read: (lead) => lead.closerId },
  timeZone: { kind: 'text', column: 'l.time_zone', read: (lead) => lead.timeZone },
  locale: { kind: 'text', column: 'l.locale', read: (lead) => lead.locale },
  tags: { kind: 'tags', column: 'l.tags', read: (lead) => lead.tags },
  relanceCount: { kind: 'number', column: 'coalesce(p.relance_count, 0)', read: (lead) => lead.relanceCount },
  lastContactAt: { kind: 'instant', column: 'l.last_contact_at', read: (lead) => lead.lastContactAt },
  lastRelanceAt: { kind: 'instant', column: 'p.last_relance_at', read: (lead) => lead.lastRelanceAt },
  createdAt: { kind: 'instant', column: 'l.created_at', read: (lead) => lead.createdAt },
} as const satisfies Record<string, LeadField>

export type LeadFieldName = keyof typeof LEAD_FIELDS

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
