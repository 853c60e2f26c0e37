import { readTemplate } from './message.ts'
import { TEMPLATE_REFUSALS, type TemplateRefusalCode } from './template-refusals.ts'

const REFUSED = {
  template_empty: ' \n',
  template_too_long: 'x'.repeat(4_097),
  template_syntax: '{{ lead.firstName',
  template_tag_refused: '{% for a in b %}{% endfor %}',
  template_unknown_filter: '{{ lead.firstName | shout }}',
  template_unknown_variable: '{{ lead.phone }}',
} as const satisfies Record<TemplateRefusalCode, string>

it.each(TEMPLATE_REFUSALS)('%s is said of a text that has this fault, and of no other', (code) => {
  const read = readTemplate(REFUSED[code])
  expect(read.ok || read.refusals.map((refusal) => refusal.code)).toEqual([code])
})
