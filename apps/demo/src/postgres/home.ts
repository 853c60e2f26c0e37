/** Decides where an embedded server may live and as which operating system user it runs. */
import { createHash, randomBytes } from 'node:crypto'
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  statfs,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { freemem, homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { refusal } from '@relance/api/refusal'
import { copyPrograms, findPrograms, type OsUser, type Programs, runProgram } from './programs.ts'

export interface Home {
  /** Belongs to the server's user: `data/`, `password`, `server.conf`, `server.log`. */
  folder: string
  programs: Programs
  user: OsUser | undefined
}

/** Says where the data is, when it cannot be in the wanted folder. */
const LINK = 'elsewhere'
/** The way back: a copied checkout must not share the database of the one it was copied from. */
const BACKLINK = 'checkout'

const isRoot = (): boolean => process.getuid?.() === 0
const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** PostgreSQL refuses to run as root, so root lends it the user of an installed server, else `nobody`. */
async function unprivilegedUser(): Promise<OsUser> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  const line = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody')
  if (!line) {
    throw refusal(
      'PostgreSQL does not run as root, and this machine has neither a "postgres" nor a "nobody" user. Run this as another user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(line[2]), gid: Number(line[3]) }
}

/** A server keeps the user that owns its data, whoever starts it. */
async function ownerOf(path: string): Promise<OsUser | undefined> {
  if (!isRoot()) return undefined
  const found = await lstat(path).catch(() => undefined)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : unprivilegedUser()
}

/** pg_ctl hands paths to a shell between double quotes. */
const isPlain = (path: string): boolean => process.platform === 'win32' || !/["$`\\\n]/.test(path)

async function mayWrite(folder: string, user: OsUser | undefined): Promise<boolean> {
  if (!isPlain(folder)) return false
  if (!user)
    return access(folder, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    )
  return (await runProgram('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { cwd: '/', user })).isOk
}

async function mayRun(program: string, user: OsUser | undefined): Promise<boolean> {
  if (!isPlain(program)) return false
  if (!user) return true
  return (await runProgram('/bin/sh', ['-c', 'test -x "$1"', 'sh', program], { cwd: '/', user })).isOk
}

async function usable(folder: string, user: OsUser | undefined): Promise<boolean> {
  try {
    if (user) {
      await chown(folder, user.uid, user.gid)
      await chmod(folder, 0o700)
    }
    return await mayWrite(folder, user)
  } catch {
    return false
  }
}

async function settle(folder: string, user: OsUser | undefined): Promise<Home> {
  const installed = await findPrograms()
  const isReachable = await mayRun(installed.initdb, user)
  return { folder, user, programs: isReachable ? installed : await copyPrograms(installed, folder) }
}

/** A new private folder in the first of `parents` that works, named `<prefix><random>`. */
async function makeFolder(parents: string[], prefix: string, user: OsUser | undefined): Promise<string> {
  for (const parent of parents) {
    try {
      await mkdir(parent, { recursive: true })
      const folder = await realpath(await mkdtemp(join(parent, prefix)))
      if (await usable(folder, user)) return folder
      await rm(folder, { recursive: true, force: true })
    } catch {
      // The next one, then.
    }
  }
  throw refusal(`PostgreSQL found no folder it may write to (tried ${parents.join(', ')}). Set DATABASE_URL instead.`)
}

async function followLink(wanted: string): Promise<string | undefined> {
  const link = join(wanted, LINK)
  const target = await readlink(link).catch(() => undefined)
  if (!target) return undefined
  const checkout = await readFile(join(target, BACKLINK), 'utf8').catch(() => undefined)
  const isCopy =
    checkout !== undefined && checkout !== wanted && (await readlink(join(checkout, LINK)).catch(() => '')) === target
  if (checkout === undefined || isCopy) {
    await rm(link)
    return undefined
  }
  await writeFile(join(target, BACKLINK), wanted)
  return target
}

/** The lasting home of the database wanted in `directory`: there if the server's user can work there, else linked from it. */
export async function findHome(directory: string, log: (line: string) => void): Promise<Home> {
  await mkdir(directory, { recursive: true }).catch((error) => {
    throw refusal(
      `Cannot create ${directory}: ${error.message}. Set DATABASE_URL, or run from a folder you may write to.`,
    )
  })
  const wanted = await realpath(directory)
  const linked = await followLink(wanted)
  const folder = linked ?? wanted
  const hasData = await exists(join(folder, 'data'))
  const user = await ownerOf(hasData ? join(folder, 'data') : folder)
  if (await usable(folder, user)) return settle(folder, user)
  if (hasData) {
    throw refusal(
      `The database in ${folder} belongs to another user, or its folder can no longer be entered. Give it back its permissions, delete it to start afresh, or set DATABASE_URL.`,
    )
  }
  const parents = isRoot() ? ['/var/lib', '/var/tmp', tmpdir()] : [join(homedir(), '.local', 'state'), tmpdir()]
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  const away = await makeFolder(parents, `relance-${hash}-`, user)
  await writeFile(join(away, BACKLINK), wanted)
  await symlink(away, join(wanted, LINK))
  log(`PostgreSQL's user cannot work in ${wanted}: its data is in ${away}.`)
  return settle(away, user)
}

const THROWAWAY = 'relance-test-'
const MEMORY = '/dev/shm'
const GIB = 2 ** 30

/** Linux's folder in memory, where a database is cloned in a third of the time; a container may have given it too little room. */
async function inMemory(): Promise<string[]> {
  const room = await statfs(MEMORY).catch(() => undefined)
  return room && room.bavail * room.bsize >= 2 * GIB && freemem() >= 4 * GIB ? [MEMORY] : []
}

async function throwawayParents(): Promise<string[]> {
  if (process.platform === 'win32') return [tmpdir()]
  return [...new Set([...(await inMemory()), tmpdir(), '/tmp', '/var/tmp'])]
}

/** A home that nothing else uses, in memory or in the system's temporary folder. */
export async function makeThrowawayHome(): Promise<Home> {
  const user = isRoot() ? await unprivilegedUser() : undefined
  return settle(await makeFolder(await throwawayParents(), THROWAWAY, user), user)
}

/** The password of the server in `home`, made on first use and readable by its owner alone. */
export async function passwordOf(home: Home): Promise<{ file: string; password: string }> {
  const file = join(home.folder, 'password')
  const known = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (known) return { file, password: known }
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, `${password}\n`, { mode: 0o600 })
  if (home.user) await chown(file, home.user.uid, home.user.gid)
  return { file, password }
}
