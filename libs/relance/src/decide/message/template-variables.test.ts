import { sampleLead } from '@relance/leads/fields'
import fc from 'fast-check'
import { MESSAGE_FIELDS } from '@relance/leads/fields'
import {
  isKnown,
  type MessageValues,
  printsNothing,
  suggestionFor,
  TEMPLATE_VARIABLES,
  textOf,
  valueOf,
} from './template-variables.ts'

const values: MessageValues = {
  lead: {
    ...sampleLead('empty'),
    firstName: 'Zoé',
    lastName: 'M',
    company: 'Élan',
    custom: { city: 'Lyon', 'a-b_1': 3 },
  },
  closer: { name: 'Camille' },
  company: { name: 'Atelier' },
} as MessageValues

it.each([
  ['lead.firstName', true],
  ['closer.name', true],
  ['company.name', true],
  ['lead.custom.city', true],
  ['lead.custom.a-b_1', true],
  [`lead.custom.${'a'.repeat(64)}`, true],
  [`lead.custom.${'a'.repeat(65)}`, false],
  ['lead.custom.', false],
  ['lead.custom.a.b', false],
  ['lead.custom.é', false],
  ['xlead.custom.a', false],
  ['lead.phone', false],
  ['lead.firstname', false],
  ['closer', false],
  ['', false],
])('%s may be used: %s', (name, expected) => {
  expect(isKnown(name)).toBe(expected)
})

it('every variable that is offered may be used, and is no suggestion for another', () => {
  expect(TEMPLATE_VARIABLES).toHaveLength(MESSAGE_FIELDS.length + 2)
  for (const name of TEMPLATE_VARIABLES) expect([isKnown(name), suggestionFor(name)]).toEqual([true, name])
})

it.each([
  ['lead.firstname', 'lead.firstName'],
  ['Lead.First_Name', 'lead.firstName'],
  ['first_name', 'lead.firstName'],
  ['contact.firstName', 'lead.firstName'],
  ['lead.closer.name', 'lead.firstName'],
  ['company', 'lead.company'],
  ['title', 'lead.jobTitle'],
  ['CLOSER_NAME', 'closer.name'],
  ['lead.phone', undefined],
  ['lead.custom.é', undefined],
  ['x.[name]', undefined],
  ['1', undefined],
  ['', undefined],
])('who wrote %j meant %j', (name, expected) => {
  expect(suggestionFor(name)).toBe(expected)
})

it.each([
  ['lead.firstName', 'Zoé'],
  ['lead.company', 'Élan'],
  ['lead.jobTitle', null],
  ['closer.name', 'Camille'],
  ['company.name', 'Atelier'],
  ['lead.custom.city', 'Lyon'],
  ['lead.custom.a-b_1', 3],
  ['lead.custom.nope', null],
  ['lead.custom.constructor', null],
])('%s is %j', (name, expected) => {
  expect(valueOf(name, values)).toBe(expected)
})

it.each<[unknown, string]>([
  ['Lyon', 'Lyon'],
  [0, '0'],
  [1.5, '1.5'],
  [false, 'false'],
  [null, ''],
  [undefined, ''],
  [['a'], ''],
  [{ a: 1 }, ''],
])('%j is written %j', (value, expected) => {
  expect(textOf(value)).toBe(expected)
})

it('space and characters that nobody sees print nothing, and anything beside them does', () => {
  const unseen = fc.array(fc.constantFrom(' ', '\n', '\t', '\u00A0', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'))
  fc.assert(
    fc.property(unseen, unseen, (before, after) => {
      expect(printsNothing([...before, ...after].join(''))).toBe(true)
      expect(printsNothing([...before, '.', ...after].join(''))).toBe(false)
    }),
  )
  expect(printsNothing('\u200A\u200E')).toBe(false)
})
