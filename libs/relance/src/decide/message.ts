/** Message texts: reads a template, refuses what it may not hold, renders it for one lead. The only importer of liquidjs. */
import { MESSAGE_FIELDS, type MessageField } from '@relance/leads/fields'
import { Liquid, type LiquidError, type Template, type VariableSegments } from 'liquidjs'
import type { TemplateValues } from '../ground/messages.ts'

/** The longest text that any channel takes, the link of the inbox included; in UTF-16 units. */
const MAX_MESSAGE = 4_096

export const TEMPLATE_REFUSALS = [
  'template_empty',
  'template_too_long',
  'template_syntax',
  'template_tag_refused',
  'template_unknown_filter',
  'template_unknown_variable',
] as const
export type TemplateRefusalCode = (typeof TEMPLATE_REFUSALS)[number]

/** `line` and `column` count from 1; `detail` names the tag, filter or variable, `suggestion` one that exists. */
export interface TemplateRefusal {
  code: TemplateRefusalCode
  line: number
  column: number
  detail?: string
  suggestion?: string
}

export type MessageValues = TemplateValues

export interface CompiledTemplate {
  /** Every variable the text may use, as written: `lead.firstName`, `lead.custom.city`. */
  variables: readonly string[]
  /** Not ok when the text comes out blank, over-long, or Liquid gives up on it. */
  render(values: MessageValues): { ok: true; text: string } | { ok: false; why: 'blank' | 'too_long' | 'failed' }
  /** The variables written out as they are, outside any condition and without a default, that have nothing to say here. */
  emptyVariables(values: MessageValues): string[]
}

type TemplateVariable = `lead.${MessageField}` | 'closer.name' | 'company.name'
const LEAD_VARIABLES = new Map<string, MessageField>(MESSAGE_FIELDS.map((field) => [`lead.${field}`, field]))
export const TEMPLATE_VARIABLES: readonly TemplateVariable[] = [
  ...MESSAGE_FIELDS.map((field) => `lead.${field}` as const),
  'closer.name',
  'company.name',
]
const CUSTOM = /^lead\.custom\.[A-Za-z0-9_-]{1,64}$/

const TAGS = ['if', 'unless', 'case', 'assign', 'comment']
const FILTERS = [
  'default',
  'capitalize',
  'upcase',
  'downcase',
  'strip',
  'truncate',
  'truncatewords',
  'append',
  'prepend',
]
const MORE_FILTERS = ['replace', 'remove', 'plus', 'minus', 'times', 'divided_by', 'round']

/** No file system, no partials, no loops, own properties only; limits keep a hostile text from costing much. */
function createLiquid(): Liquid {
  const liquid = new Liquid({
    templates: {},
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: 20_000,
    renderLimit: 100,
    memoryLimit: 200_000,
  })
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.includes(tag)) delete liquid.tags[tag]
  const filters = [...FILTERS, ...MORE_FILTERS]
  for (const filter of Object.keys(liquid.filters)) if (!filters.includes(filter)) delete liquid.filters[filter]
  return liquid
}
const liquid = createLiquid()

export function readTemplate(
  body: string,
): { ok: true; template: CompiledTemplate } | { ok: false; refusals: TemplateRefusal[] } {
  const place = { line: 1, column: 1 }
  if (body.trim() === '') return { ok: false, refusals: [{ code: 'template_empty', ...place }] }
  if (body.length > MAX_MESSAGE) return { ok: false, refusals: [{ code: 'template_too_long', ...place }] }
  const parsed = parse(body)
  if (!parsed.ok) return parsed
  const refusals = parsed.variables.filter(({ name }) => !isKnown(name)).map(refuseVariable)
  if (refusals.length > 0) return { ok: false, refusals }
  const variables = [...new Set(parsed.variables.map(({ name }) => name))]
  const unguarded = unguardedVariables(body)
  const write = compilePlain(body) ?? ((values: MessageValues) => renderLiquid(parsed.parts, values))
  return {
    ok: true,
    template: {
      variables,
      render: (values) => {
        const text = write(values)
        if (text === null) return { ok: false, why: 'failed' }
        if (text.trim() === '') return { ok: false, why: 'blank' }
        return text.length > MAX_MESSAGE ? { ok: false, why: 'too_long' } : { ok: true, text }
      },
      emptyVariables: (values) => unguarded.filter((name) => textOf(valueOf(name, values)).trim() === ''),
    },
  }
}

interface UsedVariable {
  name: string
  line: number
  column: number
}

function parse(
  body: string,
): { ok: true; parts: Template[]; variables: UsedVariable[] } | { ok: false; refusals: TemplateRefusal[] } {
  try {
    const parts = liquid.parse(body)
    const { globals } = liquid.analyzeSync(parts, { partials: false })
    const variables = Object.values(globals)
      .flat()
      .map(({ segments, location }) => ({ name: nameOf(segments), line: location.row, column: location.col }))
    return { ok: true, parts, variables }
  } catch (error) {
    return { ok: false, refusals: [refuseSyntax(error as LiquidError)] }
  }
}

function nameOf(segments: VariableSegments): string {
  return segments.map((one) => (typeof one === 'object' ? `[${nameOf(one.segments)}]` : String(one))).join('.')
}

function refuseSyntax(error: LiquidError): TemplateRefusal {
  const [line = 1, column = 1] = error.token?.getPosition?.() ?? []
  const [, kind, name] = /(undefined filter: |tag ")([\w-]+)/.exec(error.message) ?? []
  if (!kind || !name) return { code: 'template_syntax', line, column }
  const code = kind === 'tag "' ? 'template_tag_refused' : 'template_unknown_filter'
  return { code, line, column, detail: name }
}

function isKnown(name: string): boolean {
  return (TEMPLATE_VARIABLES as readonly string[]).includes(name) || CUSTOM.test(name)
}

function refuseVariable({ name, line, column }: UsedVariable): TemplateRefusal {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
  const last = name.includes('[') ? '' : letters(name.split('.').at(-1) ?? '')
  const suggestion =
    TEMPLATE_VARIABLES.find((known) => letters(known) === letters(name)) ??
    TEMPLATE_VARIABLES.find((known) => letters(known).endsWith(last) && last !== '')
  return { code: 'template_unknown_variable', line, column, detail: name, ...(suggestion && { suggestion }) }
}

function valueOf(name: string, { lead, closer, company }: MessageValues): unknown {
  if (name === 'closer.name') return closer.name
  if (name === 'company.name') return company.name
  const field = LEAD_VARIABLES.get(name)
  if (field) return lead[field]
  const key = name.slice('lead.custom.'.length)
  return Object.hasOwn(lead.custom, key) ? lead.custom[key] : null
}

/** Texts, numbers and booleans are written out; lists and objects have no wording, so they count as missing. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

const PLACEHOLDER = /\{\{\s*([A-Za-z][\w.-]*)\s*\}\}/g

const CONDITION = /\{%-?\s*(if|unless|case)\b[\s\S]*\{%-?\s*end\1\s*-?%\}/g

function unguardedVariables(body: string): string[] {
  const names = [...body.replace(CONDITION, '').matchAll(PLACEHOLDER)].map(([, name]) => name as string)
  return [...new Set(names)].filter(isKnown)
}

/**
 * Texts of nothing but plain variables are joined directly: 2 µs a lead against about 20 through Liquid. A property test
 * holds both ways to the same text. Null when the text needs Liquid.
 */
function compilePlain(body: string): ((values: MessageValues) => string) | null {
  if (/\{[{%]/.test(body.replace(PLACEHOLDER, ''))) return null
  const parts = body.split(PLACEHOLDER)
  if (parts.some((part, place) => place % 2 === 1 && !isKnown(part))) return null
  return (values) => {
    let text = ''
    for (let place = 0; place < parts.length; place++) {
      const part = parts[place] as string
      text += place % 2 === 0 ? part : textOf(valueOf(part, values))
    }
    return text
  }
}

/** The way every text may take; exported for the test that holds the two ways together. */
export function renderWithLiquid(body: string, values: MessageValues): string | null {
  return renderLiquid(liquid.parse(body), values)
}

function renderLiquid(parts: Template[], { lead, closer, company }: MessageValues): string | null {
  const worded = Object.entries(lead.custom).filter(([, value]) => typeof value !== 'object')
  const fields = MESSAGE_FIELDS.map((field) => [field, lead[field]])
  try {
    return liquid.renderSync(parts, {
      lead: { ...Object.fromEntries(fields), custom: Object.fromEntries(worded) },
      closer: { name: closer.name },
      company: { name: company.name },
    })
  } catch {
    return null
  }
}
