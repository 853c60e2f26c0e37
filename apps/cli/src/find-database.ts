/** The database a command works on: the one of DATABASE_URL, else that of this checkout; brought to this version. */
import { bringUp } from '@relance/api/database'
import { refusal } from '@relance/api/refusal'

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
  const database = url ? { url, stop: async () => undefined } : await startOwn(log)
  try {
    await bringUp(database.url, migrate, log)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function startOwn(log: (line: string) => void): Promise<Database> {
  const { startOwnPostgres } = await import('@relance/demo/postgres').catch(
    absent('DATABASE_URL is missing: this installation has no PostgreSQL of its own.'),
  )
  return startOwnPostgres(log)
}

/** The demo is part of a checkout, and not of what is installed to serve. */
export const absent =
  (words: string) =>
  (error: unknown): never => {
    throw (error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND' ? refusal(words) : error
  }
