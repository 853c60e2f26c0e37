/** `npm run check`: format, lint, boundaries, types, then the quick tests. */
import { readOptions } from './arguments.mjs'
import { prepare, root, runProgram } from './prepare.mjs'

const only = readOptions('npm run check', { only: { type: 'string' } }).only?.split(',')
if (!only) prepare(['@relance/cli', '@relance/admin', '@relance/testing', '@relance/whatsapp-sandbox'])

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
  tests: ['jest/bin/jest.js', 'libs'],
}
const unknown = only?.find((name) => !Object.hasOwn(CHECKS, name))
if (unknown) {
  console.error(`There is no check "${unknown}"; there are ${Object.keys(CHECKS).join(', ')}.`)
  process.exit(2)
}
for (const [name, [program, ...args]] of Object.entries(CHECKS)) {
  if (only && !only.includes(name)) continue
  runProgram(name, process.execPath, [`${root}node_modules/${program}`, ...args], { shell: false })
}
