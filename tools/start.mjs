/** `npm start`: from a bare checkout to a running Relance; `npm start -- --empty`: without the fictive company. Needs nothing but Node and npm. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { readOptions } from './arguments.mjs'
import { prepare, root } from './prepare.mjs'

/** As the server waits for a connection. */
const CONNECT_MS = 3_000

const { empty } = readOptions('npm start', { empty: { type: 'boolean' } })
const trouble = (await troubleOfPort()) ?? (await troubleOfDatabase())
if (trouble) {
  console.error(trouble)
  process.exit(1)
}
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

/** The first build takes minutes: what would stop the server after it is said before. What is no port at all is the server's to refuse. */
async function troubleOfPort() {
  const port = Number(process.env.PORT || 3_000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
    return null
  } catch ({ code, message }) {
    if (code === 'EADDRINUSE') return `Port ${port} is taken. Stop what uses it, or set PORT to another one.`
    return `Port ${port} cannot be used: ${message}. Set PORT to another one.`
  } finally {
    probe.close()
  }
}

async function troubleOfDatabase() {
  const url = process.env.DATABASE_URL
  if (!url || !URL.canParse(url)) return null
  const { hostname, port } = new URL(url)
  if (hostname === '') return null
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 5_432) })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_MS) })
    return null
  } catch {
    return `The database of DATABASE_URL does not answer at ${hostname}, port ${port || 5_432}. Start it, or unset DATABASE_URL: npm start has a PostgreSQL of its own.`
  } finally {
    socket.destroy()
  }
}
