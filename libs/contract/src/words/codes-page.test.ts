import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codesPage } from './codes-page.ts'

it('docs/codes.md lists every reason, alert and refusal', () => {
  expect(readFileSync(join(__dirname, '../../../../docs/codes.md'), 'utf8')).toBe(codesPage())
})
