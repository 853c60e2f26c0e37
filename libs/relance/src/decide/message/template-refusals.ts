/** Why a template is refused when it is saved, and where. */

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
