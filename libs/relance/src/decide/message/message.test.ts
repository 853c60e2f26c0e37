import { sampleLead } from '@relance/leads/fields'
import fc from 'fast-check'
import { type MessageValues, missingIn, readTemplate, renderWithLiquid, TEMPLATE_VARIABLES } from './message.ts'

const text = fc.string({ unit: 'binary', maxLength: 30 })
const values: fc.Arbitrary<MessageValues> = fc.record({
  lead: fc
    .record({
      firstName: text,
      lastName: text,
      company: fc.option(text),
      custom: fc.dictionary(
        fc.constantFrom('city', 'budget', 'a-b'),
        fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null)),
      ),
    })
    .map((lead) => ({ ...sampleLead('empty'), ...lead })),
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
      expect(read.template.render(given)).toEqual(renderWithLiquid(body, given))
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
  expect(render('a{{ lead.custom.__proto__ }}{{ lead.custom.constructor }}{{ lead.custom.list }}')).toMatchObject({
    why: 'incomplete',
    text: 'a',
  })
})

it('a message that comes out blank or over-long is not written', () => {
  expect(render('{% if lead.company %}x{% endif %}')).toEqual({ ok: false, why: 'blank' })
  expect(render(`${'{{ lead.custom.city }}'.repeat(180)}${'é'.repeat(1)}`).ok).toBe(true)
})

it('a text made to cost much is given up', () => {
  const doubling = `{% assign x = "xxxxxxxxxx" %}${'{% assign x = x | append: x %}'.repeat(40)}{{ x }}`
  expect(render(doubling)).toEqual({ ok: false, why: 'failed' })
})

describe('a message in which an output tag prints nothing is not written', () => {
  const missing = (body: string, lead: Partial<MessageValues['lead']> = {}) => {
    const read = readTemplate(body)
    if (!read.ok) throw new Error(JSON.stringify(read.refusals))
    return missingIn(read.template.render({ ...someone, lead: { ...someone.lead, ...lead } }))
  }

  it.each([
    ['{{ lead.firstName }} {{ lead.company }} {{ lead.custom.nope }}', ['lead.company', 'lead.custom.nope']],
    ['x{{ lead.company | capitalize }}', ['lead.company']],
    ['x{{ lead.company | default: lead.custom.nope }}', ['lead.company', 'lead.custom.nope']],
    ['{% if lead.firstName %}x{{ lead.company }}{% endif %}', ['lead.company']],
    ['{% unless lead.company %}x{{ lead.jobTitle }}{% endunless %}', ['lead.jobTitle']],
    ['{% case lead.firstName %}{% when "Zoé" %}x{{ lead.company }}{% endcase %}', ['lead.company']],
    ['{% assign who = lead.company | strip %}Bonjour {{ who }}', ['who']],
  ])('%s', (body, names) => {
    expect(missing(body)).toEqual(names)
  })

  it.each([
    '{% if lead.company %}{{ lead.company }}{% endif %}x',
    '{{ lead.company | default: "vous" }}',
    '{% if lead.firstName %}{{ lead.lastName }}{% else %}{{ lead.company }}{% endif %}',
    '{% comment %}{{ lead.company }}{% endcomment %}x',
  ])('%s lacks nothing', (body) => {
    expect(missing(body)).toEqual([])
  })

  it.each(['', '  ', '\u200B'])('an empty first name (%j) is no first name', (firstName) => {
    expect(missing('Bonjour {{ lead.firstName }}', { firstName })).toEqual(['lead.firstName'])
    const guards = ['lead.firstName', 'lead.firstName != blank', 'lead.firstName != ""', 'lead.firstName != empty']
    for (const guard of guards) {
      expect(missing(`Bonjour{% if ${guard} %} {{ lead.firstName }}{% endif %}`, { firstName })).toEqual([])
    }
    expect(missing('Bonjour {{ lead.firstName | default: "à vous" }}', { firstName })).toEqual([])
  })
})
