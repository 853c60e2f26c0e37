import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentExample, environmentPage } from './environment-example.ts'

const read = (path: string): string => readFileSync(join(__dirname, '../../../..', path), 'utf8')

it('.env.example and docs/environment.md are what the configuration schema says', () => {
  expect(read('.env.example')).toBe(environmentExample())
  expect(read('docs/environment.md')).toBe(environmentPage())
})
