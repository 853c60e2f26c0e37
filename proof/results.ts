/** Results of all runs: one file each, so that runs of several people add up. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { PartResult } from './parts.ts'

const FOLDER = 'proof/results'

export interface KeptRun {
  /** ISO 8601, UTC. */
  at: string
  commit: string
  /** Whether files differed from the commit. */
  isChanged: boolean
  machine: string
  seed: number
  results: PartResult[]
}

/** One file for all that is told to it, whole after each result. */
export function resultKeeper(seed: number): (result: PartResult) => void {
  const at = new Date().toISOString()
  const run: KeptRun = { at, ...commitOf(), machine: machineName(), seed, results: [] }
  const file = join(FOLDER, `${at.slice(0, 19).replaceAll(':', '')}-${seed}.json`)
  return (result) => {
    mkdirSync(FOLDER, { recursive: true })
    run.results.push(result)
    writeFileSync(file, `${JSON.stringify(run)}\n`)
  }
}

export function readResults(): KeptRun[] {
  mkdirSync(FOLDER, { recursive: true })
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter(({ name }) => name.endsWith('.json'))
  return names.map(({ name }) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as KeptRun).sort(byInstant)
}

const byInstant = (one: KeptRun, other: KeptRun): number => (one.at < other.at ? -1 : 1)

const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim()

function commitOf(): Pick<KeptRun, 'commit' | 'isChanged'> {
  try {
    const isChanged = git('status', '--porcelain', '--', 'apps', 'libs', 'proof/faults', 'proof/model') !== ''
    return { commit: git('rev-parse', '--short=12', 'HEAD'), isChanged }
  } catch {
    // Not a checkout: an archive says nothing of its commit.
    return { commit: 'unknown', isChanged: false }
  }
}

function machineName(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${cpu?.model.trim() ?? process.arch}, ${memory} GB, ${process.platform} ${release()}, Node ${process.version}`
}
