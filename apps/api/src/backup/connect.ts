/** The connection of a backup: one session, in which text means the same on every server. */
import pg from 'pg'
import { connectionOptions } from '../database/connection-options.ts'

const SESSION = [
  `set client_encoding = 'UTF8'`,
  `set timezone = 'UTC'`,
  `set datestyle = 'ISO, YMD'`,
  `set intervalstyle = 'postgres'`,
  'set extra_float_digits = 3',
  `set search_path = public`,
  // Whole tables pass through one statement. A network that went silent is found by the probes of the connection.
  'set statement_timeout = 0',
  'set idle_in_transaction_session_timeout = 0',
  `set lock_timeout = '30s'`,
]

export async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ ...connectionOptions, connectionString: url })
  // What breaks the connection fails the statement under way as well.
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (const setting of SESSION) await client.query(setting)
    return await work(client)
  } finally {
    await client.end()
  }
}
