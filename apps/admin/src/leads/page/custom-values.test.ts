/** A custom field keeps its kind when it is changed in the panel: a number stays a number. */
import { kindOfValue, labelOfKey, textOfValue, valueOfText } from './custom-values.ts'

it.each([
  ['Villeurbanne', 'text'],
  [18_000, 'number'],
  [false, 'yesNo'],
  ['2026-12-03', 'day'],
  [null, 'text'],
] as const)('%j has an input for %s, and comes back as it was', (value, kind) => {
  expect(kindOfValue(value)).toBe(kind)
  expect(valueOfText(textOfValue(value), kind)).toBe(value)
})

it('takes a number as a French keyboard writes it, and refuses what is none', () => {
  expect(valueOfText('18 000,5', 'number')).toBe(18_000.5)
  expect(valueOfText('18\u202f000', 'number')).toBe(18_000)
  expect(valueOfText('beaucoup', 'number')).toBeUndefined()
  expect(valueOfText('', 'number')).toBeNull()
})

it.each([
  ['budget', 'Budget'],
  ['chantierPrevu', 'Chantier prevu'],
  ['date_visite', 'Date visite'],
])('%s is labelled %s', (key, label) => expect(labelOfKey(key)).toBe(label))
