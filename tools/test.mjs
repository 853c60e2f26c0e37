/** `npm test`: sets up, checks and tests on a throwaway PostgreSQL. `--full`, of `npm run test:full`, takes the tests of the night as well. */
import { spawn } from 'node:child_process'
import { buildAndCheck, install, root, runProgram } from './prepare.mjs'

// Comes while the rest is made ready; who has no network goes on without.
const shell = spawn(process.execPath, [`${root}tools/headless-shell.mjs`], { stdio: 'ignore' })
process.on('exit', () => shell.kill())

install()
await buildAndCheck(['@relance/cli', '@relance/admin', '@relance/testing', '@relance/whatsapp-sandbox'])
const words = process.argv.slice(2)
if (words.includes('--full')) process.env.RELANCE_TESTS = 'full'
// Test files create many short-lived objects: with room for them, a tenth of the time is saved that garbage collection took.
const jest = [
  '--max-semi-space-size=64',
  `${root}node_modules/jest/bin/jest.js`,
  ...words.filter((word) => word !== '--full'),
]
runProgram('Testing on a throwaway PostgreSQL', process.execPath, jest, { shell: false })
