/** A template as WhatsApp approved it, whether our values fit it, and the text it becomes. */
import type { ParameterPlace, TemplateParameter } from '@relance/relance/core'
import { cleanValue } from '../content/message-body.pure.ts'

export interface ApprovedParameter {
  place: ParameterPlace
  /** Null when parameters go by position. */
  name: string | null
}

export interface CloudTemplate {
  name: string
  language: string
  /** MARKETING, UTILITY, AUTHENTICATION. */
  category: string
  /** Only APPROVED ones are sent. */
  status: string
  parameterFormat: 'named' | 'positional'
  /** In the order they are to be filled: header, body, buttons. */
  parameters: readonly ApprovedParameter[]
  headerText: string | null
  bodyText: string
  footerText: string | null
  buttons: readonly string[]
  /** Parts that texts cannot fill, as WhatsApp names them: IMAGE, FLOW. */
  unsupported: readonly string[]
  /** Why WhatsApp refused it, in its words. */
  reason: string | null
  /** For how long WhatsApp tries to deliver a message; null or absent where nothing else than its own 30 days was set. */
  ttlSeconds?: number | null
}

/** What a template of ours says about the approved one: which, and an expression of ours per parameter. */
export interface TemplateMapping {
  name: string
  language: string
  parameters: readonly TemplateParameter[]
}

export const MAPPING_REFUSALS = [
  'whatsapp_template_missing',
  'whatsapp_template_not_approved',
  'whatsapp_template_unsupported',
  'whatsapp_parameters_named',
  'whatsapp_parameters_positional',
  'whatsapp_parameters_count',
  'whatsapp_parameter_missing',
  'whatsapp_parameter_unknown',
  'whatsapp_parameter_twice',
  'whatsapp_parameter_empty',
  'whatsapp_text_too_long',
] as const
export type MappingRefusal = (typeof MAPPING_REFUSALS)[number]

export interface MappingFault {
  code: MappingRefusal
  /** Which of the given parameters it is about, where it is about one. */
  index?: number
  params?: Readonly<Record<string, string | number>>
}

/** WhatsApp's limit of a body once filled in. */
export const BODY_MAX = 1_024
const HEADER_MAX = 60

/** Everything that would make WhatsApp refuse messages made with this mapping; `template` is null when the account has none such. */
export function checkMapping(template: CloudTemplate | null, mapping: TemplateMapping): MappingFault[] {
  const names = { name: mapping.name, language: mapping.language }
  if (!template) return [{ code: 'whatsapp_template_missing', params: names }]
  const faults: MappingFault[] = []
  if (template.status !== 'APPROVED') {
    faults.push({ code: 'whatsapp_template_not_approved', params: { ...names, status: template.status } })
  }
  for (const part of unfitParts(template)) faults.push({ code: 'whatsapp_template_unsupported', params: { part } })
  const check = template.parameterFormat === 'named' ? checkNamed : checkPositional
  faults.push(...check(template.parameters, mapping.parameters))
  mapping.parameters.forEach(({ name, value }, index) => {
    if (cleanValue(value) === '')
      faults.push({ code: 'whatsapp_parameter_empty', index, params: { parameter: name ?? index + 1 } })
  })
  return faults
}

/** What keeps a template from saying a text of ours: parts that no text fills, and its kind, since a code is no follow-up. */
export const unfitParts = ({ unsupported, category }: Pick<CloudTemplate, 'unsupported' | 'category'>): string[] => [
  ...unsupported,
  ...(category === 'AUTHENTICATION' ? [category] : []),
]

const placeOf = ({ place = 'body' }: TemplateParameter): ParameterPlace => place

type Check = (wanted: readonly ApprovedParameter[], given: readonly TemplateParameter[]) => MappingFault[]

const checkPositional: Check = (parameters, given) => {
  const named = given.find(({ name }) => name !== undefined)
  if (named) return [{ code: 'whatsapp_parameters_positional', params: { parameter: String(named.name) } }]
  const places = [...new Set([...parameters.map(({ place }) => place), ...given.map(placeOf)])]
  return places.flatMap((place): MappingFault[] => {
    const expected = parameters.filter((one) => one.place === place).length
    const count = given.filter((one) => placeOf(one) === place).length
    return count === expected ? [] : [{ code: 'whatsapp_parameters_count', params: { place, expected, given: count } }]
  })
}

const checkNamed: Check = (parameters, given) => {
  // Buttons go by position in templates of both kinds.
  const inText = given.filter((one) => !placeOf(one).startsWith('button'))
  if (inText.some(({ name }) => name === undefined)) return [{ code: 'whatsapp_parameters_named' }]
  const key = (place: ParameterPlace, name: string | null | undefined): string => `${place}:${name ?? ''}`
  const wanted = parameters.filter(({ place }) => !place.startsWith('button'))
  const known = new Set(wanted.map(({ place, name }) => key(place, name)))
  const keys = inText.map((one) => key(placeOf(one), one.name))
  const fault = (code: MappingRefusal, parameter: string | null | undefined): MappingFault => ({
    code,
    params: { parameter: String(parameter) },
  })
  return [
    ...wanted
      .filter(({ place, name }) => !keys.includes(key(place, name)))
      .map(({ name }) => fault('whatsapp_parameter_missing', name)),
    ...inText
      .filter((one) => !known.has(key(placeOf(one), one.name)))
      .map(({ name }) => fault('whatsapp_parameter_unknown', name)),
    ...inText
      .filter((one, index) => keys.indexOf(key(placeOf(one), one.name)) < index)
      .map(({ name }) => fault('whatsapp_parameter_twice', name)),
    ...checkPositional(
      parameters.filter(({ place }) => place.startsWith('button')),
      given.filter((one) => placeOf(one).startsWith('button')),
    ),
  ]
}

/** The same for the values of one lead, once they are known. */
export function checkValues(template: CloudTemplate, values: readonly TemplateParameter[]): MappingFault[] {
  const empty = values.flatMap(({ name, value }, index): MappingFault[] =>
    cleanValue(value) === ''
      ? [{ code: 'whatsapp_parameter_empty', index, params: { parameter: name ?? index + 1 } }]
      : [],
  )
  const tooLong = (place: 'header' | 'body', text: string | null, max: number): MappingFault[] => {
    const length = fillIn(text ?? '', place, values).length
    return length > max ? [{ code: 'whatsapp_text_too_long', params: { length, max } }] : []
  }
  return [
    ...empty,
    ...tooLong('header', template.headerText, HEADER_MAX),
    ...tooLong('body', template.bodyText, BODY_MAX),
  ]
}

/** The message as the person reads it, without its buttons. */
export function templateText(template: CloudTemplate, values: readonly TemplateParameter[]): string {
  return [
    fillIn(template.headerText ?? '', 'header', values),
    fillIn(template.bodyText, 'body', values),
    template.footerText ?? '',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function fillIn(text: string, place: ParameterPlace, values: readonly TemplateParameter[]): string {
  const here = values.filter((one) => placeOf(one) === place)
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => {
    const value = here.find(({ name }) => name === key) ?? here[/^\d+$/.test(key) ? Number(key) - 1 : -1]
    return value ? cleanValue(value.value) : whole
  })
}
