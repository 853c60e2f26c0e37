/** Our template said in an approved one of WhatsApp: whether the two fit, and the values for one lead. */
import type { CompiledTemplate, MessageValues } from './message.ts'
import type { Category } from './money.ts'
import type { TemplateParameter } from './sending.ts'

export interface MappedTemplate {
  name: string
  language: string
  category: Category
  isApproved: boolean
  /** The approved text, with `{{1}}` or `{{name}}`; null when Meta did not show it. */
  body: string | null
  /** In the order of the approved text. */
  parameters: readonly MappedParameter[]
}

export interface MappedParameter {
  /** Only of templates with named parameters. */
  name: string | null
  value: CompiledTemplate
}

/** The longest approved text once it is filled, in UTF-16 units. */
const MAX_FILLED = 1_024

/** Null when a value would be blank for this lead, or the text too long: WhatsApp refuses both. */
export function fillTemplate(
  { body, parameters }: MappedTemplate,
  values: MessageValues,
): { parameters: TemplateParameter[]; text: string | null } | null {
  const filled: TemplateParameter[] = []
  for (const { name, value } of parameters) {
    const rendered = value.render(values)
    const text = rendered.ok ? onOneLine(rendered.text) : ''
    if (text === '') return null
    filled.push(name === null ? { value: text } : { name, value: text })
  }
  const text = body === null ? null : fillBody(body, filled)
  return text !== null && text.length > MAX_FILLED ? null : { parameters: filled, text }
}

/** Values may hold no line break, no tab and no more than four spaces in a row. */
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function fillBody(body: string, filled: readonly TemplateParameter[]): string {
  return body.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => {
    const found = filled.find((one) => one.name === key) ?? filled[Number(key) - 1]
    return found?.value ?? whole
  })
}

/** An approved template as Meta lists it, as far as a mapping depends on it. */
export interface ApprovedTemplate {
  status: string
  /** The names of its variables; null for the ones that are only numbered. */
  parameters: readonly (string | null)[]
  /** False when it asks for more than texts in its body: media, a header or buttons with variables. */
  isSendable: boolean
}

export const MAPPING_REFUSALS = [
  'whatsapp_template_missing',
  'whatsapp_template_unknown',
  'whatsapp_template_not_approved',
  'whatsapp_template_not_sendable',
  'whatsapp_parameter_count',
  'whatsapp_parameter_name',
] as const
export type MappingRefusal = (typeof MAPPING_REFUSALS)[number]

/** Why a rule cannot send with this mapping; null when it can. `approved` is null when Meta knows no such template. */
export function mappingRefusal(
  mapping: { parameters: readonly { name: string | null }[] } | null,
  approved: ApprovedTemplate | null,
): MappingRefusal | null {
  if (!mapping) return 'whatsapp_template_missing'
  if (!approved) return 'whatsapp_template_unknown'
  if (approved.status !== 'APPROVED') return 'whatsapp_template_not_approved'
  if (!approved.isSendable) return 'whatsapp_template_not_sendable'
  if (mapping.parameters.length !== approved.parameters.length) return 'whatsapp_parameter_count'
  const areNamed = mapping.parameters.every(({ name }, place) => name === approved.parameters[place])
  return areNamed ? null : 'whatsapp_parameter_name'
}
