/** `npm test`: sets up, checks and tests everything on a throwaway PostgreSQL. */
import { spawn } from 'node:child_process'
import { buildAndCheck, install, root, runProgram } from './prepare.mjs'

// Comes while the rest is made ready; who has no network goes on without.
const shell = spawn(process.execPath, [`${root}tools/headless-shell.mjs`], { stdio: 'ignore' })
process.on('exit', () => shell.kill())

install()
await buildAndCheck(
  ['@relance/cli', '@relance/admin', '@relance/testing', '@relance/whatsapp-sandbox'],
  ['format', 'lint', 'boundaries', 'unused', 'types'],
)
const jest = [`${root}node_modules/jest/bin/jest.js`, ...process.argv.slice(2)]
runProgram('Testing on a throwaway PostgreSQL', process.execPath, jest, { shell: false })
