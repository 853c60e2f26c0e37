/**
 * Every pure file has a unit test: a test in its folder, or in the folder's `test`, imports it and needs no database. Files of nothing
 * but types and lists of names have nothing to test.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = join(__dirname, '..')
/** Parts of one whole, which is asked as a whole: by the file that puts them together. */
const WHOLES = { 'libs/relance/src/decide/stop-words': 'stop-wish.ts' }

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesIn(join(folder, entry.name))
    else yield relative(root, join(folder, entry.name))
  }
}
const sources = ['apps', 'libs']
  .flatMap((kind) => readdirSync(join(root, kind)).map((name) => join(root, kind, name, 'src')))
  .filter(existsSync)
  .flatMap((folder) => [...filesIn(folder)])
  .filter((path) => path.endsWith('.ts'))
const read = (path) => readFileSync(join(root, path), 'utf8')

const isTest = (path) => /\.test\.ts$/.test(path) && !/\.night\.test\.ts$/.test(path)
const isPure = (path) =>
  !/\.test\.ts$/.test(path) &&
  !path.split('/').includes('test') &&
  (path.endsWith('.pure.ts') || path.startsWith('libs/relance/src/decide/'))

const NAMES = /^export const \w+ = \[[^\]]*\] as const\b/gm
const holdsNoValue = (text) =>
  !/^(export )?(default |async )?(const|let|function|class|enum)\b/m.test(text.replace(NAMES, ''))
const importsOf = (path, text) =>
  [...text.matchAll(/^(?:import (?!type)|\} from|export)[^'\n]*'(\.[^']+)'/gm)].map(([, to]) =>
    relative(root, resolve(root, dirname(path), to)),
  )

const imported = new Map()
for (const path of sources.filter(isTest)) {
  const text = read(path)
  if (text.includes("'@relance/testing'")) continue
  const folder = dirname(path).replace(/\/test$/, '')
  imported.set(folder, new Set([...(imported.get(folder) ?? []), ...importsOf(path, text)]))
}
const isTested = (path) => {
  const folder = dirname(path)
  const whole = WHOLES[folder]
  return imported.get(folder)?.has(whole ? join(folder, whole) : path) ?? false
}

it('every pure file is imported by a unit test of its folder', () => {
  const pure = sources.filter(isPure)
  expect(pure.length).toBeGreaterThan(100)
  const untested = pure.filter((path) => !isTested(path) && !holdsNoValue(read(path)))
  expect(untested).toEqual([])
})
