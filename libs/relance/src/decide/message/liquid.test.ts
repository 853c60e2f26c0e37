/** Liquid does what a message needs, and nothing that a hostile text could use. */
import { sampleLead } from '@relance/leads/fields'
import { compileLiquid, parseLiquid } from './liquid.ts'
import type { MessageValues } from './template-variables.ts'

const someone: MessageValues = {
  lead: {
    ...sampleLead('empty'),
    firstName: 'zoé',
    lastName: 'Martin',
    jobTitle: '',
    custom: { city: 'Lyon', seats: 12, vip: false },
  },
  closer: { name: 'Camille' },
  company: { name: 'Atelier' },
} as MessageValues

function write(body: string, values = someone): { text: string; missing: string[] } | null {
  const parsed = parseLiquid(body)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusals))
  const written = compileLiquid(parsed.parts)(values)
  return written && { text: written.text, missing: [...written.missing] }
}
const refused = (body: string) => {
  const parsed = parseLiquid(body)
  return parsed.ok ? 'read' : parsed.refusals.map(({ code, detail }) => `${code}${detail ? ` ${detail}` : ''}`)
}

it.each([
  ['{{ lead.company | default: "vous" }}', 'vous'],
  ['{{ lead.firstName | capitalize }}', 'Zoé'],
  ['{{ lead.firstName | upcase }}', 'ZOÉ'],
  ['{{ lead.lastName | downcase }}', 'martin'],
  ['{{ " a " | strip }}', 'a'],
  ['{{ lead.lastName | truncate: 4, "…" }}', 'Mar…'],
  ['{{ "un deux trois" | truncatewords: 2, "…" }}', 'un deux…'],
  ['{{ lead.firstName | append: "!" | prepend: "?" }}', '?zoé!'],
  ['{{ lead.lastName | replace: "M", "L" | remove: "in" }}', 'Lart'],
  ['{{ lead.custom.seats | plus: 1 | minus: 3 | times: 2 | divided_by: 4 | round }}', '5'],
  ['{% if lead.custom.seats > 10 %}grand{% else %}petit{% endif %}', 'grand'],
  ['{% unless lead.custom.vip %}bonjour{% endunless %}', 'bonjour'],
  ['{% case lead.custom.city %}{% when "Lyon" %}69{% else %}75{% endcase %}', '69'],
  ['{% assign a = closer.name %}{{ a }} de {{ company.name }}', 'Camille de Atelier'],
  ['a{% comment %}b{% endcomment %}c', 'ac'],
  ['{{ lead.custom.vip }}', 'false'],
])('%s', (body, text) => {
  expect(write(body)).toEqual({ text, missing: [] })
})

it.each(['for', 'include', 'render', 'layout', 'capture', 'increment', 'raw', 'tablerow', 'cycle', 'liquid', 'echo'])(
  'there is no tag %s',
  (tag) => {
    expect(refused(`{% ${tag} x %}`)).toEqual([`template_tag_refused ${tag}`])
  },
)

it.each(['date', 'split', 'join', 'map', 'where', 'json', 'escape', 'sort', 'size', 'url_encode', 'raw'])(
  'there is no filter %s',
  (filter) => {
    expect(refused(`{{ lead.firstName | ${filter} }}`)).toEqual([`template_unknown_filter ${filter}`])
  },
)

it('a fault is told at its line and column', () => {
  const parsed = parseLiquid('Bonjour\n\n  {% if lead.firstName %}')
  expect(parsed).toMatchObject({ ok: false, refusals: [{ code: 'template_syntax', line: 3, column: 3 }] })
})

it('the variables of a text are told with their places, those of branches, filters and conditions too', () => {
  const body = '{{ lead.firstName }}\n{% if lead.company %}{{ lead.custom.city | append: closer.name }}{% endif %}'
  const parsed = parseLiquid(body)
  expect(parsed.ok && parsed.variables).toEqual([
    { name: 'lead.firstName', line: 1, column: 4 },
    { name: 'lead.company', line: 2, column: 7 },
    { name: 'lead.custom.city', line: 2, column: 25 },
    { name: 'closer.name', line: 2, column: 52 },
  ])
  const dynamic = parseLiquid('{{ lead[closer.name].x }}')
  expect(dynamic.ok && dynamic.variables.map(({ name }) => name)).toContain('lead.[closer.name].x')
})

it('what prints nothing is told by name, once, and of a branch that was not taken nothing is told', () => {
  expect(write('a{{ lead.company }}{{ lead.company }}{{ lead.jobTitle }}')).toEqual({
    text: 'a',
    missing: ['lead.company', 'lead.jobTitle'],
  })
  expect(write('{% if lead.company %}{{ lead.jobTitle }}{% endif %}a')).toEqual({ text: 'a', missing: [] })
  expect(
    write('{% if lead.firstName %}{% unless lead.company %}a{{ lead.jobTitle }}{% endunless %}{% endif %}')?.missing,
  ).toEqual(['lead.jobTitle'])
  // Without a variable in it, the tag itself is the name.
  expect(write('a{{ "" }}')).toEqual({ text: 'a', missing: ['{{ "" }}'] })
})

it('one lead’s gap is not told of the next', () => {
  const parsed = parseLiquid('a{{ lead.company }}')
  if (!parsed.ok) throw new Error('The template of the test cannot be read')
  const writeFor = compileLiquid(parsed.parts)
  expect(writeFor(someone)?.missing.size).toBe(1)
  const other = { ...someone, lead: { ...someone.lead, company: 'Élan' } }
  expect(writeFor(other)).toEqual({ text: 'aÉlan', missing: new Set() })
})

describe('an empty field', () => {
  it.each([
    'lead.company',
    'lead.jobTitle',
    'lead.custom.nope',
    'lead.company != blank',
    'lead.company != empty',
    'lead.company != ""',
    'lead.company != nil',
    'lead.company > 1',
    'lead.company >= 1',
    'lead.company < 1',
    'lead.company <= 1',
    'lead.company != lead.jobTitle',
    'lead.company == "Élan"',
  ])('%s is false', (condition) => {
    expect(write(`{% if ${condition} %}yes{% else %}no{% endif %}`)).toEqual({ text: 'no', missing: [] })
  })

  it.each([[null], [''], ['  '], ['\u200B'], [['a']], [{ a: 1 }]])('%j of the company’s own counts as one', (city) => {
    const values = { ...someone, lead: { ...someone.lead, custom: { city } } } as unknown as MessageValues
    expect(write('{% if lead.custom.city %}yes{% else %}no{% endif %}', values)?.text).toBe('no')
  })
})

describe('a text that costs too much is given up', () => {
  it('by its length', () => {
    expect(refused('x'.repeat(20_001))).not.toBe('read')
    expect(refused('x'.repeat(20_000))).toBe('read')
  })

  it('by its memory', () => {
    const doubling = `{% assign x = "xxxxxxxxxx" %}${'{% assign x = x | append: x %}'.repeat(40)}{{ x }}`
    expect(write(doubling)).toBeNull()
  })
})

it('nothing is reached but the fields of a message, and of values nothing but their own', () => {
  const lead = { ...someone.lead, phone: '+33639980012' } as MessageValues['lead']
  for (const name of ['lead.phone', 'lead.constructor.name', 'lead.custom.__proto__', 'lead.firstName.constructor']) {
    expect([name, write(`a{{ ${name} }}`, { ...someone, lead })?.text]).toEqual([name, 'a'])
  }
})
