/**
 * Programs that npm's lock cannot bring: Debian packages unpacked into a folder of their own, and Deno. Nothing on the machine
 * is changed, nothing is started, and the folder is used again. Null, with the reason on the error output, where there are none.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Minutes, for the slowest of mirrors. */
const LIMIT_MS = 4 * 60_000
const run = (program: string, args: readonly string[], cwd = tmpdir()): string =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS })

/** Made once under a name that is only given to it when it is complete. */
function madeOnce(name: string, make: (folder: string) => void): string {
  const folder = join(tmpdir(), `relance-${name}-${process.getuid?.() ?? 'user'}`)
  if (existsSync(folder)) return folder
  const draft = `${folder}-${process.pid}`
  mkdirSync(draft, { mode: 0o755 })
  try {
    make(draft)
    if (!existsSync(folder)) renameSync(draft, folder)
    return folder
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function orNull(what: string, find: () => string): string | null {
  try {
    return find()
  } catch (error) {
    const reason = String((error as { stderr?: string }).stderr || (error as Error).message).trim()
    process.stderr.write(`\nNot tested: ${what} cannot be had here (${reason.split('\n').at(-1)}).\n`)
    return null
  }
}

/** The folder in which the packages, and what they need beyond what is installed, are unpacked. */
export function unpackDebian(...packages: string[]): string | null {
  return orNull(packages.join(' and '), () =>
    madeOnce(packages.join('-'), (folder) => {
      const wanted = namesOf(packages) ?? (run('apt-get', ['update', '-qq']), namesOf(packages)) ?? packages
      const archives = join(folder, 'archives')
      mkdirSync(archives)
      run('apt-get', ['download', '-qq', ...wanted], archives)
      for (const file of readdirSync(archives)) run('dpkg', ['-x', join(archives, file), folder])
      rmSync(archives, { recursive: true })
    }),
  )
}

/** Null when the package lists are not there yet. */
function namesOf(packages: readonly string[]): string[] | null {
  try {
    const plan = run('apt-get', ['install', '--simulate', '--no-install-recommends', ...packages])
    return [...plan.matchAll(/^Inst (\S+)/gm)].map((found) => found[1] ?? '')
  } catch {
    return null
  }
}

/** Where the libraries of unpacked packages are, for `LD_LIBRARY_PATH`. */
export const librariesOf = (folder: string): string =>
  ['usr/lib', 'lib']
    .map((place) => join(folder, place))
    .filter((place) => existsSync(place))
    .flatMap((place) =>
      readdirSync(place)
        .filter((name) => name.endsWith('-linux-gnu'))
        .map((name) => join(place, name)),
    )
    .join(delimiter)

/** Deno's own program: the machine's, else npm's package, which the lock cannot hold for every platform. */
export function findDeno(): string | null {
  const known = (process.env.PATH ?? '').split(delimiter).map((place) => join(place, 'deno'))
  const installed = known.find((path) => existsSync(path))
  if (installed) return installed
  return orNull('Deno', () => {
    const folder = madeOnce('deno', (draft) => {
      writeFileSync(join(draft, 'package.json'), '{}')
      run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', draft, 'deno@2'], draft)
      run(join(draft, 'node_modules/.bin/deno'), ['--version'])
    })
    return join(folder, 'node_modules/.bin/deno')
  })
}

/** Servers that refuse to run as root are lent this user. */
export const unprivileged = (): { uid?: number; gid?: number } =>
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
