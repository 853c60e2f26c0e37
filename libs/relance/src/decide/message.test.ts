import { MESSAGE_FIELDS, type MessageField, sampleLead } from '@relance/leads/fields'
import fc from 'fast-check'
import { type MessageValues, readTemplate, renderWithLiquid, TEMPLATE_VARIABLES } from './message.ts'

const text = fc.string({ unit: 'binary', maxLength: 30 })
const values: fc.Arbitrary<MessageValues> = fc.record({
  lead: fc.record({
    ...(Object.fromEntries(MESSAGE_FIELDS.map((field) => [field, text])) as Record<MessageField, typeof text>),
    company: fc.option(text),
    custom: fc.dictionary(
      fc.constantFrom('city', 'budget', 'a-b'),
      fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null)),
    ),
  }),
  closer: fc.record({ name: text }),
  company: fc.record({ name: text }),
})
const someone: MessageValues = {
  lead: { ...sampleLead('empty'), firstName: 'Zoé', lastName: 'M', custom: { city: 'Lyon', list: [1, 2] } },
  closer: { name: 'Camille' },
  company: { name: 'Atelier' },
}

it('the compiled way and Liquid write the same text for plain variables', () => {
  const variable = fc.constantFrom(...TEMPLATE_VARIABLES, 'lead.custom.city', 'lead.custom.budget', 'lead.custom.a-b')
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }).map((one) => one.replaceAll('{', '(')),
    fc.tuple(variable, fc.constantFrom('', ' ', '  ')).map(([name, space]) => `{{${space}${name}${space}}}`),
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), values, (pieces, given) => {
      const body = `x${pieces.join('')}`
      const read = readTemplate(body)
      if (!read.ok) throw new Error(JSON.stringify(read.refusals))
      expect(read.template.render(given)).toEqual({ ok: true, text: renderWithLiquid(body, given) })
    }),
    { numRuns: 500 },
  )
})

it.each([
  ['', { code: 'template_empty', line: 1, column: 1 }],
  ['x'.repeat(4_097), { code: 'template_too_long', line: 1, column: 1 }],
  [
    'Bonjour\n {{ lead.firstname }}',
    { code: 'template_unknown_variable', line: 2, column: 5, detail: 'lead.firstname', suggestion: 'lead.firstName' },
  ],
  ['{{ lead.phone }}', { code: 'template_unknown_variable', line: 1, column: 4, detail: 'lead.phone' }],
  ['{% assign x = lead %}{{ x.phone }}', { code: 'template_unknown_variable', line: 1, column: 15, detail: 'lead' }],
  ['{{ lead[closer.name] }}', { code: 'template_unknown_variable', line: 1, column: 4, detail: 'lead.[closer.name]' }],
  ['{% for i in (1..9) %}{% endfor %}', { code: 'template_tag_refused', line: 1, column: 1, detail: 'for' }],
  ['{% include "x" %}', { code: 'template_tag_refused', line: 1, column: 1, detail: 'include' }],
  ['{{ lead.firstName | shout }}', { code: 'template_unknown_filter', line: 1, column: 1, detail: 'shout' }],
  ['{{ lead.firstName', { code: 'template_syntax', line: 1, column: 1 }],
])('refuses %j with its place', (body, refusal) => {
  expect(readTemplate(body)).toEqual({ ok: false, refusals: [refusal] })
})

const render = (body: string) => {
  const read = readTemplate(body)
  return read.ok ? read.template.render(someone) : read
}

it('conditions and defaults are written by Liquid', () => {
  expect(
    render('{% if lead.company %}{{ lead.company }}{% else %}Salut{% endif %} {{ lead.lastName | default: "?" }}'),
  ).toEqual({ ok: true, text: 'Salut M' })
})

it('prototypes, lists and objects have no wording', () => {
  expect(render('a{{ lead.custom.__proto__ }}{{ lead.custom.constructor }}{{ lead.custom.list }}')).toEqual({
    ok: true,
    text: 'a',
  })
})

it('a message that comes out blank or over-long is not written', () => {
  expect(render('{{ lead.company }}')).toEqual({ ok: false, why: 'blank' })
  expect(render(`${'{{ lead.custom.city }}'.repeat(180)}${'é'.repeat(1)}`).ok).toBe(true)
})

it('a text made to cost much is given up', () => {
  const doubling = `{% assign x = "xxxxxxxxxx" %}${'{% assign x = x | append: x %}'.repeat(40)}{{ x }}`
  expect(render(doubling)).toEqual({ ok: false, why: 'failed' })
})

it('names what would be missing, but not what a condition or a default looks after', () => {
  const emptyOf = (body: string) => {
    const read = readTemplate(body)
    return read.ok && read.template.emptyVariables(someone)
  }
  expect(emptyOf('{{ lead.firstName }} {{ lead.company }} {{ lead.custom.nope }}')).toEqual([
    'lead.company',
    'lead.custom.nope',
  ])
  expect(emptyOf('{% if lead.company %}{{ lead.company }}{% endif %}{{ lead.company | default: "x" }}')).toEqual([])
})
