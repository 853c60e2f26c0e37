/** A real PostgreSQL without an installation: the one npm brought, started on a free local port. */
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { refusal } from '@relance/api/refusal'
import { holdingLock, users } from './live-process.ts'
import { findHome, type Home, makeThrowawayHome, passwordOf } from './home.ts'
import { failed, runProgram } from './programs.ts'

export interface EmbeddedPostgres {
  url: string
  /** Leaves the server; the last of its users stops it. */
  stop(): Promise<void>
}

const DATABASE = 'postgres'
const USER = 'relance'

/** Throwaway servers never sync: what they hold need not outlive a power cut. */
const CONFIGURATIONS = {
  lasting: ['shared_buffers = 128MB', 'max_wal_size = 2GB'],
  throwaway: [
    'shared_buffers = 128MB',
    'max_wal_size = 256MB',
    'fsync = off',
    'synchronous_commit = off',
    'full_page_writes = off',
  ],
}
type Kind = keyof typeof CONFIGURATIONS

/** The lasting server of `directory`; started when nobody else has done so. @throws a refusal that says what to do. */
export async function startEmbeddedPostgres(
  directory: string,
  log: (line: string) => void = () => undefined,
): Promise<EmbeddedPostgres> {
  const home = await findHome(directory, log)
  return holdingLock(join(home.folder, 'lock'), () => start(home, 'lasting', log))
}

/** A server of its own with nothing in it; `stop` removes every trace of it. */
export async function startThrowawayPostgres(): Promise<EmbeddedPostgres> {
  const home = await makeThrowawayHome()
  const server = await start(home, 'throwaway', () => undefined)
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(home.folder, { recursive: true, force: true })
    },
  }
}

async function start(home: Home, kind: Kind, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const data = join(home.folder, 'data')
  const usersFolder = join(home.folder, 'users')
  const { file, password } = await passwordOf(home)
  if (!(await isComplete(data))) {
    log('Preparing PostgreSQL (once).')
    await initialise(home, data, file, kind)
  }
  if (!(await isRunning(home, data))) {
    await users.clear(usersFolder)
    await launch(home, data, kind)
  }
  await users.add(usersFolder)
  const url = `postgres://${USER}:${password}@127.0.0.1:${await portOf(data)}/${DATABASE}`
  return { url, stop: () => leave(home, data, usersFolder) }
}

/** initdb writes the version first and the control file late; only both together are a whole cluster. */
async function isComplete(data: string): Promise<boolean> {
  return stat(join(data, 'ready')).then(
    () => true,
    () => false,
  )
}

async function initialise(home: Home, data: string, passwordFile: string, kind: Kind): Promise<void> {
  await rm(data, { recursive: true, force: true })
  const outcome = await runProgram(
    home.programs.initdb,
    [
      ...['-D', data, '-U', USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'],
      ...['--locale=C', '--no-instructions', ...(kind === 'throwaway' ? ['--no-sync'] : [])],
    ],
    from(home),
  )
  if (!outcome.isOk) throw failed('PostgreSQL could not prepare its data folder', outcome)
  await writeFile(join(data, 'ready'), '')
}

const from = (home: Home) => ({ cwd: home.folder, ...(home.user && { user: home.user }) })

async function isRunning(home: Home, data: string): Promise<boolean> {
  return (await runProgram(home.programs.pgCtl, ['-D', data, 'status'], from(home))).isOk
}

async function launch(home: Home, data: string, kind: Kind): Promise<void> {
  await writeFile(
    join(data, 'postgresql.conf'),
    [
      `port = ${await freePort()}`,
      `listen_addresses = '127.0.0.1'`,
      `unix_socket_directories = ''`,
      'max_connections = 100',
      'jit = off',
      `timezone = 'UTC'`,
      `log_min_error_statement = 'panic'`,
      ...CONFIGURATIONS[kind],
    ].join('\n'),
  )
  const log = join(home.folder, 'server.log')
  const outcome = await runProgram(home.programs.pgCtl, ['-D', data, '-l', log, '-w', '-t', '60', 'start'], from(home))
  if (outcome.isOk) return
  const tail = await readFile(log, 'utf8').catch(() => '')
  throw failed('PostgreSQL did not start', { ...outcome, text: `${outcome.text}\n${tail.slice(-1_000)}` })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The fourth line of postmaster.pid. */
async function portOf(data: string): Promise<number> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
  const port = Number(lines[3])
  if (!port) throw refusal('PostgreSQL started, but does not say on which port. Stop it and start again.')
  return port
}

async function leave(home: Home, data: string, usersFolder: string): Promise<void> {
  await holdingLock(join(home.folder, 'lock'), async () => {
    await users.remove(usersFolder)
    if (await users.areLeft(usersFolder)) return
    await runProgram(home.programs.pgCtl, ['-D', data, '-m', 'fast', '-w', '-t', '60', 'stop'], from(home))
  })
}
