/** `npm test`: sets up, checks and tests everything on a throwaway PostgreSQL. */
import { prepare, root, runProgram } from './prepare.mjs'

prepare(['@relance/api', '@relance/admin', '@relance/testing', '@relance/whatsapp-sandbox'])
const node = (title, ...args) => runProgram(title, process.execPath, args, { shell: false })
node('Checking', 'tools/check.mjs', '--only=format,lint,boundaries,unused,types')
node('Testing on a throwaway PostgreSQL', `${root}node_modules/jest/bin/jest.js`, ...process.argv.slice(2))
