/** For commands that start often and must start fast: TypeORM is loaded only when there is something to migrate. */
import pg from 'pg'
import { MIGRATIONS } from './migration-list.ts'
import { refuseNewer } from './refuse-newer.ts'

/** Returns the names of the migrations that were run now. */
export async function migrateWhenBehind(url: string): Promise<string[]> {
  if (await isUpToDate(url)) return []
  const { migrate } = await import('./migrate.ts')
  return migrate(url)
}

async function isUpToDate(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // Who asks hears of it; an error that nobody listens to ends the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ known: boolean }>(`select to_regclass('migrations') is not null as known`)
    if (!rows[0]?.known) return false
    const { rows: done } = await client.query<{ name: string }>('select name from migrations')
    const names = new Set(done.map(({ name }) => name))
    refuseNewer([...names])
    return MIGRATIONS.every(({ name }) => names.has(name))
  } finally {
    await client.end()
  }
}
