/**
 * Programs that npm's lock cannot bring: Debian packages and Deno. Nothing on the machine is changed, nothing is started. Null, with
 * the reason on the error output, where there are none.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { madeOnce, run, unpackDebian as unpack } from '../../../../tools/unpack-debian.mjs'

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
export const unpackDebian = (...packages: string[]): string | null =>
  orNull(packages.join(' and '), () => unpack(...packages))

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
    const folder = madeOnce('deno', (draft: string) => {
      writeFileSync(join(draft, 'package.json'), '{}')
      run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', draft, 'deno@2'], draft)
      run(join(draft, 'node_modules/.bin/deno'), ['--version'])
    })
    return join(folder, 'node_modules/.bin/deno')
  })
}

const skipped = (name: string, what: string): string => `${name} [skipped: ${what} cannot be had here]`

/** `it` where what it needs is there; else a skipped test, with the reason in its name for the summary. */
export const itWhere =
  (isThere: boolean, what: string) =>
  (name: string, work: () => Promise<void>, ms?: number): void =>
    isThere ? it(name, work, ms) : it.skip(skipped(name, what), work, ms)

/** The same for a block of tests. */
export const describeWhere =
  (isThere: boolean, what: string) =>
  (name: string, work: () => void): void =>
    isThere ? describe(name, work) : describe.skip(skipped(name, what), work)

/** Servers that refuse to run as root are lent this user. */
export const unprivileged = (): { uid?: number; gid?: number } =>
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
