/** A new server migrates the database of the version before this proof while a server of that version still serves. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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

/** Built once; returns the folder of its API. The libraries are those of this checkout, its own packages are its own. */
function buildOld(): string {
  const folder = join(process.cwd(), '.data/proof', OLD)
  const api = join(folder, 'apps/api/dist')
  if (existsSync(api)) return api
  const draft = `${folder}-${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    const archive = execFileSync(
      'git',
      ['archive', '--format=tar', OLD, 'apps', 'libs', 'package.json', 'tsconfig.base.json'],
      {
        maxBuffer: 500_000_000,
      },
    )
    execFileSync('tar', ['-x', '-C', draft], { input: archive })
    linkLibraries(draft)
    execFileSync(process.execPath, [join(process.cwd(), 'node_modules/typescript/bin/tsc'), '-b', 'apps/api'], {
      cwd: draft,
    })
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return api
}

function linkLibraries(draft: string): void {
  const libraries = join(process.cwd(), 'node_modules')
  const own = join(draft, 'node_modules')
  mkdirSync(join(own, '@relance'), { recursive: true })
  for (const name of readdirSync(libraries)) {
    if (name !== '@relance' && !name.startsWith('.')) symlinkSync(join(libraries, name), join(own, name))
  }
  for (const name of GONE.filter((name) => !existsSync(join(own, name)))) standIn(join(own, name))
  for (const kind of ['libs', 'apps']) {
    for (const name of readdirSync(join(draft, kind)))
      symlinkSync(join('../..', kind, name), join(own, '@relance', name))
  }
}

/** What the old version imports and this one no longer installs. Only imports of files need it, and no round imports a file. */
const GONE = ['csv-parse']

function standIn(folder: string): void {
  mkdirSync(folder)
  const exports = { types: './index.d.ts', default: './index.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', exports }))
  writeFileSync(join(folder, 'index.js'), `export const parse = () => { throw new Error('It is not installed.') }`)
  writeFileSync(
    join(folder, 'index.d.ts'),
    `import type { Transform } from 'node:stream'
export type CsvError = Error & { code: string; lines?: number }
interface Options { on_record?(cells: string[], context: { lines: number }): unknown; [option: string]: unknown }
export function parse(options: Options): Transform`,
  )
}
