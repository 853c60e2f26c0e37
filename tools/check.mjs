/** `npm run check`: format, lint, types, boundaries, unused code, then the tests of what is pure. */
import { readOptions } from './arguments.mjs'
import { buildAndCheck, install, root, runProgram } from './prepare.mjs'

const only = readOptions('npm run check', { only: { type: 'string' } }).only?.split(',')

const CHECKS = {
  format: ['@biomejs/biome/bin/biome', 'format', '.'],
  lint: ['eslint/bin/eslint.js', '.', '--max-warnings=0'],
  boundaries: [
    'dependency-cruiser/bin/dependency-cruise.mjs',
    'apps',
    'libs',
    'proof',
    '--config',
    'boundaries.config.mjs',
  ],
  unused: ['knip/bin/knip.js', '--no-progress'],
  types: ['@typescript/native/bin/tsc', '-p', 'tsconfig.test.json'],
  tests: [
    'jest/bin/jest.js',
    'libs/(contract|leads/src/(files|phone|import/row)|relance/src/decide)/',
    String.raw`\.pure\.test\.`,
    String.raw`tools/docs\.test\.`,
  ],
}
const unknown = only?.find((name) => !Object.hasOwn(CHECKS, name))
if (unknown) {
  console.error(`There is no check "${unknown}"; there are ${Object.keys(CHECKS).join(', ')}.`)
  process.exit(2)
}
if (!only) {
  install()
  await buildAndCheck(['@relance/cli', '@relance/admin', '@relance/testing', '@relance/whatsapp-sandbox'])
}
const wanted = only ?? ['tests']
for (const [name, [program, ...args]] of Object.entries(CHECKS)) {
  if (!wanted.includes(name)) continue
  // Decisions, files, words and pages need no database.
  const env = name === 'tests' ? { ...process.env, RELANCE_TEST_DATABASE: 'none' } : process.env
  runProgram(name, process.execPath, [`${root}node_modules/${program}`, ...args], { shell: false, env })
}
