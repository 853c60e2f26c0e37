import { isAllowed, licencesFile } from './licences.mjs'

it.each([
  ['MIT', true],
  ['(MPL-2.0 OR Apache-2.0)', true],
  ['MIT AND ISC', true],
  ['GPL-3.0-only', false],
  ['MIT AND GPL-2.0', false],
  ['', false],
])('a package under "%s" may be handed on: %s', (licence, expected) => expect(isAllowed(licence)).toBe(expected))

it('every package of production has a licence that may be handed on', () => {
  const { 'docs/licences.md': page } = licencesFile()
  expect(page).toContain('| express |')
  expect(page).not.toContain('| jest |')
})
