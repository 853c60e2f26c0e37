import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentExample } from './environment-example.ts'

const root = join(__dirname, '../../../..')

it('.env.example is what the configuration schema says', () => {
  expect(readFileSync(join(root, '.env.example'), 'utf8')).toBe(environmentExample())
})

it('the README names every variable', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const names = [...environmentExample().matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})
