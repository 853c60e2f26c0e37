/** A PostgreSQL of its own for a proof, migrated by what was built; nothing is left of it afterwards. */
import { join } from 'node:path'
import type { Db } from '@relance/relance'
import { pathToFileURL } from 'node:url'

interface Server {
  eraseLeads(tx: Db, leadIds: readonly string[], how: { neverContactAgain: boolean; now: number }): Promise<string[]>
  takeBack(tx: Db, importId: string, how: { by: string; now: number }): Promise<unknown>
}

let loaded: Promise<Server> | undefined
/** What the server does behind its routes and no library does. */
export function server(): Promise<Server> {
  loaded ??= load<Server>('api/dist/personal-data/erase.js', 'api/dist/imports/take-back.js')
  return loaded
}

interface Built {
  startThrowawayPostgres(): Promise<{ url: string; stop(): Promise<void> }>
  migrate(url: string): Promise<string[]>
}

/** Of what was built, below the folder the command was started in. */
async function load<Exported>(...files: readonly string[]): Promise<Exported> {
  const modules = files.map((file) => import(pathToFileURL(join(process.cwd(), 'apps', file)).href))
  return Object.assign({}, ...(await Promise.all(modules))) as Exported
}

export async function withThrowawayDatabase<Result>(work: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  const { startThrowawayPostgres, migrate } = await load<Built>(
    'demo/dist/postgres/embedded-postgres.js',
    'api/dist/database/migrate.js',
  )
  const server = await startThrowawayPostgres()
  try {
    await migrate(server.url)
    return await work(server.url)
  } finally {
    await server.stop()
  }
}
