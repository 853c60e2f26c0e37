/** Restores a backup into an empty database: the tables of then, their rows, and what has changed of the tables since. */
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate, migrateTo } from '../database/migrate.ts'
import { refuseNewer } from '../database/refuse-newer.ts'
import { refusal } from '../environment/refusal.ts'
import { connected } from './connect.ts'
import { columnsOf, type Manifest, quoted } from './contents.ts'
import { type OpenBackup, openBackup } from './open-backup.ts'

export interface Restored {
  /** ISO 8601: the instant whose data it is. */
  takenAt: string
  tables: number
  rows: number
  /** For `verifyAuditLog`. */
  auditHead: string
}

/**
 * The file is read whole and compared with its digests before the database is touched. Rows come in one transaction; foreign keys are
 * made again after them, and hold or the transaction fails.
 * @throws a refusal when the file is no whole backup or of a newer version, or the database is not empty; nothing was changed then.
 */
export async function restoreBackup(url: string, file: string): Promise<Restored> {
  const backup = await openBackup(file)
  try {
    const { manifest, contents } = backup
    refuseNewer(manifest.migrations)
    await connected(url, refuseFull)
    await migrateTo(url, manifest.migrations)
    await connected(url, (client) => fill(client, backup)).catch((error: unknown) => {
      const left = 'The database now has tables and no rows: drop it, make it again, and restore once more.'
      throw refusal(`The rows could not be restored (${(error as Error).message}). ${left}`, error)
    })
    await migrate(url)
    const rows = Object.values(contents).reduce((sum, one) => sum + one.rows, 0)
    return { takenAt: manifest.takenAt, tables: manifest.tables.length, rows, auditHead: manifest.auditHead }
  } finally {
    backup.close()
  }
}

async function refuseFull(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ tables: number }>(
    `select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
  const tables = rows[0]?.tables ?? 0
  if (tables === 0) return
  throw refusal(
    `The database already has ${tables} tables. A backup is restored into an empty one (create database …); nothing was changed.`,
  )
}

async function fill(client: pg.Client, backup: OpenBackup): Promise<void> {
  const { tables, sequences } = backup.manifest
  await client.query('begin')
  const keys = await readForeignKeys(client)
  const triggers = await readTriggers(client)
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${quoted(name)}`)
  for (const table of new Set(triggers.map(({ table }) => table)))
    await client.query(`alter table ${table} disable trigger user`)
  // Rows that a new database begins with.
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`)
  for (const table of tables) {
    const rows = client.query(copyFrom(`copy ${quoted(table.name)} (${columnsOf(table)}) from stdin`))
    await pipeline(await backup.read(table), rows)
    refuseFewer(backup, table, rows.rowCount)
  }
  for (const { name, value } of sequences)
    await client.query('select setval($1::regclass, $2)', [`public.${quoted(name)}`, value])
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`)
  for (const { table, name, enable } of triggers)
    await client.query(`alter table ${table} ${enable} trigger ${quoted(name)}`)
  await client.query('commit')
  await client.query('analyze')
}

function refuseFewer({ contents }: OpenBackup, { name }: Manifest['tables'][number], found: number): void {
  const wanted = contents[name]?.rows
  if (found !== wanted) throw new Error(`${name} has ${found} rows instead of ${wanted}`)
}

async function readForeignKeys(client: pg.Client) {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  return rows
}

/** Of tables, as they stand: some fire for everybody, replicas included. */
async function readTriggers(client: pg.Client) {
  const { rows } = await client.query<{ table: string; name: string; enable: string }>(
    `select t.tgrelid::regclass::text as "table", t.tgname as name,
            case t.tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' when 'D' then 'disable' else 'enable' end as enable
       from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not t.tgisinternal`,
  )
  return rows
}
