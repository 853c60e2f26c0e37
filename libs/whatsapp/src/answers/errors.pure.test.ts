import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_CODES } from './errors.pure.ts'

it('the guide names every code once, and none that is not known', () => {
  const guide = readFileSync(join(__dirname, '../../../../docs/whatsapp.md'), 'utf8')
  const table = guide.slice(guide.indexOf('| WhatsApp says |'), guide.indexOf('| a code nobody documented |'))
  const named = table
    .replace('429 |', '|')
    .replace('100 or 803 with subcode 33', '')
    .replace('200–299', '')
    .split('\n')
    .flatMap((row) => (row.split('|')[1] ?? '').match(/\d+/g) ?? [])
    .map(Number)
  expect(named.sort((a, b) => a - b)).toEqual([...ERROR_CODES].sort((a, b) => a - b))
})
