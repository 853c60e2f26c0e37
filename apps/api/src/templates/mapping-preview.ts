/** A template through WhatsApp before it is saved: the text a lead would read, and what is wrong with the mapping. */
import {
  type Language,
  type Refusal,
  refusalWords,
  type TemplateMapping,
  type TemplatePreview,
} from '@relance/contract'
import { type MessageValues, readTemplate, type TemplateParameter } from '@relance/relance/core'
import { checkValues, type CloudTemplate, mapTemplate, templateText } from '@relance/whatsapp'
import { faultsOf, refusalOf } from './template-mapping.ts'

type Previewed = NonNullable<TemplatePreview['whatsapp']>

/** What would be sent, by the engine's own hand; while something is missing, its place is shown as WhatsApp writes it. */
export function previewMapping(
  approved: CloudTemplate | null,
  mapping: TemplateMapping,
  values: MessageValues,
  language: Language,
): Previewed {
  const written = mapping.parameters.map((parameter) => write(parameter, values))
  const refusals = [
    ...faultsOf(approved, mapping).map(refusalOf),
    ...written.flatMap(({ refusal }, index) =>
      refusal ? [{ ...refusal, field: `whatsapp.parameters.${index}.value` }] : [],
    ),
  ]
  const filled = written.map(({ parameter }) => parameter)
  if (approved && refusals.length === 0) refusals.push(...checkValues(approved, filled).map(refusalOf))
  const mapped = approved && mapTemplate({ ...approved, ...mapping, values: mapping.parameters, isApproved: true })
  const filling = refusals.length === 0 && mapped ? mapped.fill(values) : null
  const sent = filling?.ok ? filling : null
  return {
    text: sent?.text ?? (approved && templateText(approved, filled.map(withItsPlace))),
    buttons: [...(approved?.buttons ?? [])],
    isSendable: sent !== null,
    refusals: refusals.map((refusal) => ({
      field: refusal.field,
      code: refusal.code,
      text: refusalWords(language, refusal),
    })),
  }
}

interface WrittenParameter {
  parameter: TemplateParameter
  refusal?: Omit<Refusal, 'field'>
}

/** A blank value is for the checks to find. */
function write(parameter: TemplateParameter, values: MessageValues): WrittenParameter {
  const blank = { parameter: { ...parameter, value: '' } }
  if (parameter.value.trim() === '') return blank
  const read = readTemplate(parameter.value)
  if (!read.ok) {
    const [{ code, ...params } = { code: 'template_syntax' as const }] = read.refusals
    return { ...blank, refusal: { code, params } }
  }
  const rendered = read.template.render(values)
  return rendered.ok ? { parameter: { ...parameter, value: rendered.text } } : blank
}

/** Numbers count within their place. */
function withItsPlace(
  parameter: TemplateParameter,
  index: number,
  all: readonly TemplateParameter[],
): TemplateParameter {
  if (parameter.value.trim() !== '') return parameter
  const placeOf = ({ place = 'body' }: TemplateParameter): string => place
  const number = all.slice(0, index + 1).filter((one) => placeOf(one) === placeOf(parameter)).length
  return { ...parameter, value: `{{${parameter.name ?? number}}}` }
}
