/** `npm start`: from a bare checkout to a running Relance; `npm start -- --empty`: without the fictive company. Needs nothing but Node and npm. */
import { spawn } from 'node:child_process'
import { readOptions } from './arguments.mjs'
import { prepare, root } from './prepare.mjs'

const { empty } = readOptions('npm start', { empty: { type: 'boolean' } })
prepare(['@relance/demo', '@relance/admin', '@relance/cli'])
const server = spawn(process.execPath, ['apps/demo/dist/main.js', ...(empty ? ['--empty'] : [])], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches the server as well: it stops everything, and this process waits for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => signal !== 'SIGINT' && server.kill(signal))
}
server.on('exit', (code) => process.exit(code ?? 1))
