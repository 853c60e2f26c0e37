/** Brings a database to this version, and says in words what is wrong with one that cannot be brought there. */
import { isRefusal, refusal } from '../environment/refusal.ts'

/** `migrate` returns the names of what it did. @throws a refusal that says what to look at. */
export async function bringUp(
  url: string,
  migrate: (url: string) => Promise<string[]>,
  log: (line: string) => void,
): Promise<void> {
  try {
    const done = await migrate(url)
    if (done.length > 0) log(`Migrated the database (${done.length} new).`)
  } catch (error) {
    if (isRefusal(error)) throw error
    throw refusal(
      `The database cannot be used: ${reasonOf(error)}. Check DATABASE_URL and that PostgreSQL 14 or later answers there.`,
      error,
    )
  }
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
