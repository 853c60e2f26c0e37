/** What was typed comes back; what is secret, and what was not touched, is never kept. */
import { changedOf, valuesOf } from './kept-values.ts'

it('keeps what was changed, also within a group and when it was emptied', () => {
  const values = { company: 'Cèdre', firstName: 'Zoé', email: undefined, window: { from: '09:00', to: '18:00' } }
  const dirty = { company: true, email: true, window: { from: true, to: false }, tags: [false] }
  expect(changedOf(values, dirty)).toEqual({ company: 'Cèdre', email: null, window: values.window })
})

it('keeps no secret', () =>
  expect(
    changedOf({ password: 'a', newPassword: 'b', apiToken: 'c' }, { password: true, newPassword: true }),
  ).toBeNull())

it.each([
  ['{"company":"Cèdre"}', { company: 'Cèdre' }],
  ['[1]', null],
  ['null', null],
  ['{', null],
])('reads %s', (text, read) => expect(valuesOf(text)).toEqual(read))
