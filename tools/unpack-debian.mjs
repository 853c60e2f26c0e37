/** Debian packages unpacked into a folder of their own: nothing on the machine is changed, and the folder is used again. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Minutes, for the slowest of mirrors. */
const LIMIT_MS = 4 * 60_000

export const run = (program, args, cwd = tmpdir()) =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS })

export const folderOf = (name) => join(tmpdir(), `relance-${name}-${process.getuid?.() ?? 'user'}`)

/** Made once under a name that is only given to it when it is complete. */
export function madeOnce(name, make) {
  const folder = folderOf(name)
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

/**
 * The folder in which the packages, and what they need beyond what is installed, are unpacked. The packages themselves are
 * unpacked even where the machine has them: what is started from this folder looks for its parts here.
 */
export function unpackDebian(...packages) {
  return madeOnce(packages.join('-'), (folder) => {
    const wanted = namesOf(packages) ?? (run('apt-get', ['update', '-qq']), namesOf(packages)) ?? packages
    const archives = join(folder, 'archives')
    mkdirSync(archives)
    run('apt-get', ['download', '-qq', ...wanted], archives)
    for (const file of readdirSync(archives)) run('dpkg', ['-x', join(archives, file), folder])
    rmSync(archives, { recursive: true })
  })
}

/** Null when the package lists are not there yet. */
function namesOf(packages) {
  try {
    const plan = run('apt-get', ['install', '--simulate', '--no-install-recommends', ...packages])
    return [...new Set([...packages, ...[...plan.matchAll(/^Inst (\S+)/gm)].map((found) => found[1])])]
  } catch {
    return null
  }
}
