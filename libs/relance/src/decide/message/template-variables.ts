/** The variables a message may use, and what each is worth for one lead. */
import { MESSAGE_FIELDS, type MessageField } from '@relance/leads/fields'
import type { TemplateValues } from '../../ground/messages.ts'

export type MessageValues = TemplateValues

type TemplateVariable = `lead.${MessageField}` | 'closer.name' | 'company.name'
const LEAD_VARIABLES = new Map<string, MessageField>(MESSAGE_FIELDS.map((field) => [`lead.${field}`, field]))
export const TEMPLATE_VARIABLES: readonly TemplateVariable[] = [
  ...MESSAGE_FIELDS.map((field) => `lead.${field}` as const),
  'closer.name',
  'company.name',
]
const CUSTOM = /^lead\.custom\.[A-Za-z0-9_-]{1,64}$/

export function isKnown(name: string): boolean {
  return (TEMPLATE_VARIABLES as readonly string[]).includes(name) || CUSTOM.test(name)
}

/** The variable somebody meant who wrote this one. */
export function suggestionFor(name: string): string | undefined {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
  const last = name.includes('[') ? '' : letters(name.split('.').at(-1) ?? '')
  return (
    TEMPLATE_VARIABLES.find((known) => letters(known) === letters(name)) ??
    TEMPLATE_VARIABLES.find((known) => letters(known).endsWith(last) && last !== '')
  )
}

export function valueOf(name: string, { lead, closer, company }: MessageValues): unknown {
  if (name === 'closer.name') return closer.name
  if (name === 'company.name') return company.name
  const field = LEAD_VARIABLES.get(name)
  if (field) return lead[field]
  const key = name.slice('lead.custom.'.length)
  return Object.hasOwn(lead.custom, key) ? lead.custom[key] : null
}

/** Texts, numbers and booleans are written out; lists and objects have no wording, so they count as missing. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** Space and characters that nobody sees. */
export const printsNothing = (text: string): boolean => /^[\s\u200B-\u200D\u2060\uFEFF]*$/.test(text)
