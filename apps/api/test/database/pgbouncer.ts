/** PgBouncer in transaction mode in front of a test database, as hosted PostgreSQL gives it to functions. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from '../triggers/child.ts'
import { librariesOf, unprivileged } from '../triggers/programs.ts'

export interface Pooler {
  url: string
  stop(): Promise<void>
}

export async function startPgBouncer(packages: string, databaseUrl: string): Promise<Pooler> {
  const { hostname, port, username, password, pathname } = new URL(databaseUrl)
  const folder = mkdtempSync(join(tmpdir(), 'relance-pgbouncer-'))
  const ownPort = await freePort()
  const file = join(folder, 'pgbouncer.ini')
  const database = `host=${hostname} port=${port} user=${username} password=${password}`
  // Strict as it comes: start-up parameters of ours would be refused. Four servers for many clients, so that they do share.
  writeFileSync(
    file,
    `[databases]
${pathname.slice(1)} = ${database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ownPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
max_client_conn = 100
`,
    { mode: 0o644 },
  )
  chmodSync(folder, 0o755)
  const child = await startChild(join(packages, 'usr/sbin/pgbouncer'), [file], /process up/, {
    env: { LD_LIBRARY_PATH: librariesOf(packages) },
    ...unprivileged(),
  })
  return {
    url: `postgres://${username}@127.0.0.1:${ownPort}${pathname}`,
    stop: async () => {
      await child.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
