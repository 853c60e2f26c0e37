/** A PostgreSQL of its own for a proof, migrated by what was built; nothing is left of it afterwards. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Built {
  startThrowawayPostgres(): Promise<{ url: string; stop(): Promise<void> }>
  migrate(url: string): Promise<string[]>
}

/** Of what was built, below the folder the command was started in. */
async function built(): Promise<Built> {
  const load = (file: string) => import(pathToFileURL(join(process.cwd(), 'apps', file)).href)
  return {
    ...(await load('demo/dist/postgres/embedded-postgres.js')),
    ...(await load('api/dist/database/migrate.js')),
  } as Built
}

export async function withThrowawayDatabase<Result>(work: (databaseUrl: string) => Promise<Result>): Promise<Result> {
  const { startThrowawayPostgres, migrate } = await built()
  const server = await startThrowawayPostgres()
  try {
    await migrate(server.url)
    return await work(server.url)
  } finally {
    await server.stop()
  }
}
