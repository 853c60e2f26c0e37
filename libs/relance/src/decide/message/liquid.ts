/** Parses and renders Liquid, locked down. The only importer of liquidjs. */
import { MESSAGE_FIELDS } from '@relance/leads/fields'
import {
  type Context,
  Drop,
  type Emitter,
  Liquid,
  type LiquidError,
  Output,
  type StaticAnalysis,
  type Template,
  toValueSync,
  type VariableSegments,
} from 'liquidjs'
import type { TemplateRefusal } from './template-refusals.ts'
import { type MessageValues, printsNothing, textOf } from './template-variables.ts'

/** A text, and the names of what printed nothing in it; null when Liquid gave up. */
export type Written = { text: string; missing: ReadonlySet<string> } | null

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

export interface UsedVariable {
  name: string
  line: number
  column: number
}

export function parseLiquid(
  body: string,
): { ok: true; parts: Template[]; variables: UsedVariable[] } | { ok: false; refusals: TemplateRefusal[] } {
  try {
    const parts = liquid.parse(body)
    return { ok: true, parts, variables: usedIn(liquid.analyzeSync(parts, { partials: false }).globals) }
  } catch (error) {
    return { ok: false, refusals: [refuseSyntax(error as LiquidError)] }
  }
}

const usedIn = (found: StaticAnalysis['globals']): UsedVariable[] =>
  Object.values(found)
    .flat()
    .map(({ segments, location }) => ({ name: nameOf(segments), line: location.row, column: location.col }))

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

/** Each output tag tells when it printed nothing; those of branches that were not taken have nothing to tell. */
export function compileLiquid(parts: Template[]): (values: MessageValues) => Written {
  let missing = new Set<string>()
  for (const output of outputsIn(parts)) {
    const names = usedIn(liquid.analyzeSync([output], { partials: false }).variables).map(({ name }) => name)
    output.render = function* (context: Context, emitter: Emitter) {
      const value: unknown = yield output.value.value(context, false)
      const text = textOf(value instanceof Drop ? value.valueOf() : value)
      if (printsNothing(text)) for (const name of names.length > 0 ? names : [output.token.getText()]) missing.add(name)
      emitter.write(text)
    }
  }
  return (values) => {
    missing = new Set()
    const text = renderLiquid(parts, values)
    return text === null ? null : { text, missing }
  }
}

function outputsIn(parts: readonly Template[]): Output[] {
  return parts.flatMap((part) => {
    if (part instanceof Output) return part
    return part.children ? outputsIn(toValueSync(part.children(false, true))) : []
  })
}

/** No value: false in a condition, equal to `blank`, `empty` and `""`, as people expect of an empty field. */
class Missing extends Drop {
  equals(other: unknown): boolean {
    const value: unknown = other instanceof Drop ? other.valueOf() : other
    return value === null || value === undefined || value === ''
  }
  gt = (): boolean => false
  geq = (): boolean => false
  lt = (): boolean => false
  leq = (): boolean => false
  override valueOf(): null {
    return null
  }
}
const MISSING = new Missing()

const orMissing = (value: unknown): unknown => (printsNothing(textOf(value)) ? MISSING : value)

function renderLiquid(parts: Template[], { lead, closer, company }: MessageValues): string | null {
  const fields = MESSAGE_FIELDS.map((field) => [field, orMissing(lead[field])])
  const custom = Object.entries(lead.custom).map(([key, value]) => [key, orMissing(value)])
  try {
    return liquid.renderSync(parts, {
      lead: { ...Object.fromEntries(fields), custom: Object.fromEntries(custom) },
      closer: { name: orMissing(closer.name) },
      company: { name: orMissing(company.name) },
    })
  } catch {
    return null
  }
}
