/** The database a command works on: the one of DATABASE_URL, else the embedded one of this checkout; migrated. */
import { fileURLToPath } from 'node:url'
import { isRefusal, refusal } from './environment/refusal.ts'

export const DATA_FOLDER = fileURLToPath(new URL('../../../.data', import.meta.url))

export interface Database {
  url: string
  stop(): Promise<void>
}

/** `migrate` returns the names of what it did. */
export async function findDatabase(
  url: string | undefined,
  migrate: (url: string) => Promise<string[]>,
  log: (line: string) => void,
): Promise<Database> {
  const database = url ? { url, stop: async () => undefined } : await startEmbedded(log)
  try {
    const done = await migrate(database.url)
    if (done.length > 0) log(`Migrated the database (${done.length} new).`)
    return database
  } catch (error) {
    await database.stop()
    if (isRefusal(error)) throw error
    throw refusal(
      `The database cannot be used: ${reasonOf(error)}. Check DATABASE_URL and that PostgreSQL 14 or later answers there.`,
      error,
    )
  }
}

/** Loaded only when there is no other database. */
async function startEmbedded(log: (line: string) => void): Promise<Database> {
  const { startEmbeddedPostgres } = await import('./database/embedded-postgres.ts')
  return startEmbeddedPostgres(`${DATA_FOLDER}/postgres`, log)
}

/** The driver's words without the values it may quote. */
function reasonOf(error: unknown): string {
  const { code = '', message = '', errors } = error as { code?: string; message?: string; errors?: { code?: string }[] }
  const known = code || errors?.[0]?.code || ''
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing answers at its address',
    ENOTFOUND: 'its host name is unknown',
    ETIMEDOUT: 'it does not answer in time',
    '28P01': 'it refuses the password',
    '28000': 'it refuses the user',
    '3D000': 'it has no such database',
    '42501': 'the user lacks rights there',
  }
  return words[known] ?? (/timeout/i.test(message) ? 'it does not answer in time' : known || 'it failed to migrate')
}
