/** Our template said in an approved one of WhatsApp: the values and the text for one lead. */
import { type CompiledTemplate, type MessageValues, readTemplate } from '../decide/message.ts'
import { type Category, categoryOf } from './money.pure.ts'
import type { ParameterPlace, TemplateParameter } from '../ground/channel.ts'

export interface MappedTemplate {
  name: string
  language: string
  category: Category
  isApproved: boolean
  /** The approved texts, with `{{1}}` or `{{name}}`: header, body, footer. Empty when WhatsApp did not show them. */
  texts: readonly { place: 'header' | 'body' | 'footer'; text: string }[]
  /** In the order they are filled in. */
  parameters: readonly MappedParameter[]
}

export interface MappedParameter {
  /** Only of templates with named parameters. */
  name: string | null
  place: ParameterPlace
  value: CompiledTemplate
}

/** A mapping as it is stored, beside what WhatsApp shows of the approved template: null where it shows nothing. */
export interface Mapping {
  name: string
  language: string
  values: readonly { name?: string; place?: ParameterPlace; value: string }[]
  category: string | null
  status: string | null
  headerText: string | null
  bodyText: string | null
  footerText: string | null
}

/** Null when a value is no text of ours. */
export function mapTemplate({ name, language, values, category, status, ...texts }: Mapping): MappedTemplate | null {
  const parameters: MappedParameter[] = []
  for (const { name: parameter = null, place = 'body', value } of values) {
    const read = readTemplate(value)
    if (!read.ok) return null
    parameters.push({ name: parameter, place, value: read.template })
  }
  const parts = [
    { place: 'header', text: texts.headerText },
    { place: 'body', text: texts.bodyText },
    { place: 'footer', text: texts.footerText },
  ] as const
  return {
    name,
    language,
    category: categoryOf(category ?? ''),
    isApproved: status === 'APPROVED',
    texts: parts.flatMap(({ place, text }) => (text ? [{ place, text }] : [])),
    parameters,
  }
}

/** The longest texts once they are filled, in UTF-16 units. */
const MAX_FILLED = { header: 60, body: 1_024, footer: 60 }

/** Null when a value would be blank for this lead, or a text too long: WhatsApp refuses both. */
export function fillTemplate(
  { texts, parameters }: MappedTemplate,
  values: MessageValues,
): { parameters: TemplateParameter[]; text: string | null } | null {
  const filled: TemplateParameter[] = []
  for (const { name, place, value } of parameters) {
    const rendered = value.render(values)
    const text = rendered.ok ? onOneLine(rendered.text) : ''
    if (text === '') return null
    filled.push({ ...(name !== null && { name }), place, value: text })
  }
  const written = texts.map(({ place, text }) => ({ place, text: fillIn(text, place, filled) }))
  if (written.some(({ place, text }) => text.length > MAX_FILLED[place])) return null
  return { parameters: filled, text: written.length === 0 ? null : written.map(({ text }) => text).join('\n\n') }
}

/** The variables, as written, of the values that would be blank for this lead. */
export function blankVariables({ parameters }: MappedTemplate, values: MessageValues): string[] {
  const blank = parameters.filter(({ value }) => {
    const rendered = value.render(values)
    return !rendered.ok || onOneLine(rendered.text) === ''
  })
  return [...new Set(blank.flatMap(({ value }) => value.variables))]
}

/** Values may hold no line break, no tab and no more than four spaces in a row. */
const onOneLine = (text: string): string => text.replace(/[\s\u200B\uFEFF]+/g, ' ').trim()

function fillIn(text: string, wanted: string, filled: readonly TemplateParameter[]): string {
  const here = filled.filter(({ place }) => place === wanted)
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => {
    const found = here.find(({ name }) => name === key) ?? here[/^\d+$/.test(key) ? Number(key) - 1 : -1]
    return found?.value ?? whole
  })
}
