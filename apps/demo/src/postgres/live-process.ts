/** Who is still running: process ids that survive being used again, and the files that name their holders. */
import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { refusal } from '@relance/api/refusal'

const LOCK_LIMIT_MS = 120_000
const UNWRITTEN_LOCK_MS = 5_000

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * What tells this process from a later one with the same id, `undefined` when none runs. Containers hand out the same
 * small ids at every start, so on Linux the start time counts too.
 */
function markOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
    return `${pid} ${afterName.split(' ')[19]}`
  } catch {
    return `${pid}`
  }
}

const isHeld = (content: string): boolean => markOf(Number.parseInt(content, 10)) === content.trim()

/** Runs `work` while no other process does so for the same file; a lock left by a dead process is taken over. */
export async function holdingLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const giveUpAt = Date.now() + LOCK_LIMIT_MS
  while (!(await takeLock(file))) {
    if (Date.now() > giveUpAt)
      throw refusal(`Another process is still starting this database. If none is, delete ${file}.`)
    await wait(100)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function takeLock(file: string): Promise<boolean> {
  try {
    await writeFile(file, markOf(process.pid) ?? '', { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const content = await readFile(file, 'utf8').catch(() => '')
  const writtenAt = await stat(file).then(
    (found) => found.mtimeMs,
    () => Date.now(),
  )
  const isStale = content === '' ? Date.now() - writtenAt > UNWRITTEN_LOCK_MS : !isHeld(content)
  if (isStale) await rm(file, { force: true })
  return false
}

/** The processes that use one server, as a folder of small files: the last to leave stops it. */
export const users = {
  async add(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, String(process.pid)), markOf(process.pid) ?? '')
  },
  async remove(folder: string): Promise<void> {
    await rm(join(folder, String(process.pid)), { force: true })
  },
  async clear(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true })
  },
  async areLeft(folder: string): Promise<boolean> {
    const names = await readdir(folder).catch(() => [])
    const contents = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
    return contents.some(isHeld)
  },
}
