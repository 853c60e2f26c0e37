/** Our template said in an approved one of WhatsApp: the values and the text for one lead. */
import {
  DAY,
  SECOND,
  type ChannelTemplate,
  type CompiledTemplate,
  type FilledTemplate,
  type MessageValues,
  type ParameterPlace,
  readTemplate,
  type TemplateParameter,
} from '@relance/relance/core'
import { categoryOf } from '@relance/sending/core'

/** A mapping as it is stored, beside what WhatsApp shows of the approved template: null where it shows nothing. */
export interface Mapping {
  name: string
  language: string
  values: readonly { name?: string; place?: ParameterPlace; value: string }[]
  category: string | null
  isApproved: boolean
  headerText: string | null
  bodyText: string | null
  footerText: string | null
  /** {@link CloudTemplate.ttlSeconds}. */
  ttlSeconds?: number | null | undefined
}

interface MappedParameter {
  /** Only of templates with named parameters. */
  name: string | null
  place: ParameterPlace
  value: CompiledTemplate
}

/** One of the approved texts, with `{{1}}` or `{{name}}`. */
interface ApprovedText {
  place: 'header' | 'body' | 'footer'
  text: string
}

/** Null when a value is no text of ours. */
export function mapTemplate({
  name,
  language,
  values,
  category,
  isApproved,
  ttlSeconds,
  ...texts
}: Mapping): ChannelTemplate | null {
  const parameters: MappedParameter[] = []
  for (const { name: parameter = null, place = 'body', value } of values) {
    const read = readTemplate(value)
    if (!read.ok) return null
    parameters.push({ name: parameter, place, value: read.template })
  }
  // Empty when WhatsApp did not show them.
  const approved: ApprovedText[] = [
    ...(texts.headerText ? [{ place: 'header' as const, text: texts.headerText }] : []),
    ...(texts.bodyText ? [{ place: 'body' as const, text: texts.bodyText }] : []),
    ...(texts.footerText ? [{ place: 'footer' as const, text: texts.footerText }] : []),
  ]
  return {
    category: categoryOf(category ?? ''),
    isApproved,
    livesMs: ttlSeconds ? ttlSeconds * SECOND : UNSET_LIFE_MS,
    fill: (wanted) => fill({ name, language, parameters, approved }, wanted),
  }
}

/** WhatsApp tries for so long where nothing else was set. */
const UNSET_LIFE_MS = 30 * DAY

/** The longest texts once they are filled, in UTF-16 units. */
const MAX_FILLED = { header: 60, body: 1_024, footer: 60 }

interface Filling {
  name: string
  language: string
  /** In the order they are filled in. */
  parameters: readonly MappedParameter[]
  approved: readonly ApprovedText[]
}

/** WhatsApp refuses a blank value, and a text that is too long. */
function fill({ name, language, parameters, approved }: Filling, values: MessageValues): FilledTemplate {
  const filled: TemplateParameter[] = []
  const blank: string[] = []
  for (const { name: parameter, place, value } of parameters) {
    const rendered = value.render(values)
    const text = rendered.ok ? onOneLine(rendered.text) : ''
    if (text === '') blank.push(...value.variables)
    filled.push({ ...(parameter !== null && { name: parameter }), place, value: text })
  }
  if (filled.some(({ value }) => value === '')) return { ok: false, why: 'blank', variables: [...new Set(blank)] }
  const written = approved.map(({ place, text }) => ({ place, text: fillIn(text, place, filled) }))
  if (written.some(({ place, text }) => text.length > MAX_FILLED[place]))
    return { ok: false, why: 'too_long', variables: [] }
  return {
    ok: true,
    content: { kind: 'template', name, language, parameters: filled },
    text: written.length === 0 ? null : written.map(({ text }) => text).join('\n\n'),
  }
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
