/** A new server migrates the database of the version before this proof while a server of that version still serves. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { migrate } from './programs.ts'
import { createServer } from './server.ts'
import { openStage } from './stage.ts'
import { struckArena } from './struck-arena.ts'

/** The last commit before the guarantees this proof is about. */
const OLD = '5042eef'
const TEMPLATE = `relance_${OLD}`
/** For its packages to come over a slow network. */
const BUILD_MS = 15 * 60_000

export const upgrade: Fault = {
  name: 'upgrade',
  title: `a new server migrates a database of ${OLD} in mid-run while an old server goes on serving`,
  rounds: 200,
  obstacle: () => (isKnown() ? null : `the commit ${OLD} is not in this checkout (a shallow clone, or an archive)`),
  open: async (ground) => {
    const folder = buildOld()
    const cluster = await ground.cluster('fast')
    if (!(await cluster.hasDatabase(TEMPLATE))) {
      await cluster.createDatabase(TEMPLATE, 'template0')
      await migrate(cluster.urlOf(TEMPLATE), join(folder, 'cli.js'))
    }
    return {
      close: async () => undefined,
      play: async (round, chance) => {
        const stage = await openStage(cluster, { servers: 1, template: TEMPLATE, folder })
        const arena = struckArena(stage, {
          strike: async ({ servers, databaseUrl }) => {
            const server = await createServer({ databaseUrl })
            await server.start()
            // Both serve for a while, as they do behind a load balancer.
            await wait(chance.whole(0, 1_000))
            if (chance.is(0.5)) await servers[0]?.kill('SIGTERM')
            servers.push(server)
          },
        })
        try {
          return await arena.play(round, chance)
        } finally {
          await arena.close()
        }
      },
    }
  },
}

const git = (...words: string[]): string =>
  execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

function isKnown(): boolean {
  try {
    git('cat-file', '-e', `${OLD}^{commit}`)
    return true
  } catch {
    return false
  }
}

/** Installed and built once, as its own lock file says; returns the folder of its API. */
function buildOld(): string {
  const folder = join(process.cwd(), '.data/proof', OLD)
  const api = join(folder, 'apps/api/dist')
  if (existsSync(api)) return api
  const draft = `${folder}-${process.pid}`
  mkdirSync(draft, { recursive: true })
  const inDraft = (program: string, ...words: string[]): void => {
    execFileSync(program, words, { cwd: draft, timeout: BUILD_MS })
  }
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', OLD], { maxBuffer: 500_000_000 })
    execFileSync('tar', ['-x', '-C', draft], { input: archive })
    inDraft('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline')
    inDraft('npx', '--no-install', 'tsc', '-b', 'apps/api')
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return api
}
