/** A PostgreSQL of the proof's own that can be killed, filled up and started again at the same port. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, rmSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Home, makeThrowawayHome, passwordOf } from '../../apps/demo/src/postgres/home.ts'
import { runProgram } from '../../apps/demo/src/postgres/programs.ts'
import { migrate } from './programs.ts'
import { atTheEnd, own } from './own.ts'
import { freePort } from './ports.ts'

export interface ClusterOptions {
  /** Whether a crash of PostgreSQL may lose nothing: only where that is the subject, since it costs time. */
  durable?: boolean
  maxConnections?: number
  /** Megabytes of the data folder's own file system; needs root. */
  diskMegabytes?: number
}

export interface Cluster {
  /** The data folder. */
  data: string
  port: number
  urlOf(database: string): string
  /** A copy of `template`; returns its address. */
  createDatabase(name: string, template: string): Promise<string>
  dropDatabase(name: string): Promise<void>
  hasDatabase(name: string): Promise<boolean>
  /** SIGKILL to the postmaster; resolves when it is gone. */
  kill(): Promise<void>
  /** After `kill`: resolves when it accepts connections again. */
  start(): Promise<void>
  /** Whether the postmaster has ended by itself. */
  isDown(): boolean
  administer(...statements: string[]): Promise<void>
  remove(): Promise<void>
}

const USER = 'relance'
export const TEMPLATE = 'relance_template'
const START_MS = 60_000

export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const home = await makeThrowawayHome()
  const data = join(home.folder, 'data')
  const clean = (): void => {
    if (options.diskMegabytes) execFileSync('umount', ['--lazy', data])
    rmSync(home.folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const cleaned = atTheEnd(clean)
  const { file, password } = await passwordOf(home)
  await mkdir(data, { mode: 0o700 })
  if (options.diskMegabytes) mount(data, options.diskMegabytes, home)
  else if (home.user) execFileSync('chown', [`${home.user.uid}:${home.user.gid}`, data])
  await initialise(home, data, file, options)
  const port = await freePort()
  await writeFile(join(data, 'postgresql.conf'), configuration(port, options))
  const urlOf = (database: string): string => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`
  let postmaster = await launch(home, data, urlOf('postgres'))
  const administer = (...statements: string[]): Promise<void> => ask(urlOf('postgres'), statements)
  await administer(`create database ${TEMPLATE}`)
  await migrate(urlOf(TEMPLATE))
  return {
    data,
    port,
    urlOf,
    administer,
    createDatabase: async (name, template) => {
      await administer(`create database ${name} template ${template}`)
      return urlOf(name)
    },
    hasDatabase: (name) => answers(urlOf(name)),
    dropDatabase: (name) => administer(`drop database if exists ${name} with (force)`),
    kill: () => end(postmaster, 'SIGKILL'),
    start: async () => {
      postmaster = await launch(home, data, urlOf('postgres'))
    },
    isDown: () => hasEnded(postmaster),
    remove: async () => {
      await end(postmaster, 'SIGQUIT')
      cleaned()
      clean()
    },
  }
}

/** A server that somebody else started and keeps: its databases alone are ours. `template` is the address of a migrated one. */
export function clusterAt(template: string): Cluster {
  const urlOf = (database: string): string => Object.assign(new URL(template), { pathname: `/${database}` }).href
  const administer = (...statements: string[]): Promise<void> => ask(urlOf('postgres'), statements)
  const notOurs = (): Promise<never> => Promise.reject(new Error('This PostgreSQL is not ours to stop.'))
  return {
    data: '',
    port: Number(new URL(template).port),
    urlOf,
    administer,
    createDatabase: async (name, wanted) => {
      const original = wanted === TEMPLATE ? new URL(template).pathname.slice(1) : wanted
      await administer(`create database ${name} template ${original}`)
      return urlOf(name)
    },
    dropDatabase: (name) => administer(`drop database if exists ${name} with (force)`),
    hasDatabase: (name) => answers(urlOf(name)),
    kill: notOurs,
    start: notOurs,
    isDown: () => false,
    remove: async () => undefined,
  }
}

const from = (home: Home) => ({ cwd: home.folder, ...(home.user && { user: home.user }) })

function mount(data: string, megabytes: number, home: Home): void {
  const { uid, gid } = home.user ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,uid=${uid},gid=${gid},mode=700`, 'tmpfs', data])
}

/** On a small disk the log lies elsewhere: PostgreSQL ends when the log finds no room, and only refuses when data finds none. */
async function initialise(home: Home, data: string, passwordFile: string, options: ClusterOptions): Promise<void> {
  const outcome = await runProgram(
    home.programs.initdb,
    [
      ...['-D', data, '-U', USER, '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
      ...['--no-instructions', '--no-sync', ...(options.diskMegabytes ? ['--waldir', join(home.folder, 'wal')] : [])],
    ],
    from(home),
  )
  if (!outcome.isOk) throw new Error(`PostgreSQL could not prepare its data folder: ${outcome.text}`)
}

function configuration(port: number, { durable, maxConnections = 200 }: ClusterOptions): string {
  return [
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    `max_connections = ${maxConnections}`,
    'shared_buffers = 64MB',
    'jit = off',
    `timezone = 'UTC'`,
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']),
  ].join('\n')
}

/** The processes of a postmaster that was killed end by themselves; until then a new one refuses to start. */
async function launch(home: Home, data: string, url: string): Promise<ChildProcess> {
  const giveUpAt = performance.now() + START_MS
  const file = join(home.folder, 'server.log')
  const log = openSync(file, 'a')
  const program = join(home.programs.folder, 'bin/postgres')
  for (;;) {
    const child = own(spawn(program, ['-D', data], { cwd: home.folder, stdio: ['ignore', log, log], ...home.user }))
    while (!hasEnded(child) && performance.now() < giveUpAt) {
      if (await answers(url)) return child
      await wait(20)
    }
    if (performance.now() < giveUpAt) await wait(50)
    else throw new Error(`PostgreSQL did not start:\n${(await readFile(file, 'utf8')).slice(-1_000)}`)
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

const answers = (url: string): Promise<boolean> =>
  ask(url, ['select 1']).then(
    () => true,
    () => false,
  )

async function ask(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end().catch(() => undefined)
  }
}
