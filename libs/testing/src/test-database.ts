/** A database of its own for a test file: a clone of the migrated template that the test set-up prepares. */
import { randomBytes } from 'node:crypto'
import { type Db, LIMITS, poolDb } from '@relance/relance'
import pg from 'pg'

export interface TestDatabase {
  db: Db
  url: string
  /** Closes `db` and removes the database, whoever is still connected. */
  drop(): Promise<void>
}

export function createTestDatabase(): Promise<TestDatabase> {
  const server = serverOfTests()
  return createDatabase(server, new URL(server).pathname.slice(1))
}

const UNMIGRATED = 'template0'

/** One that nobody has migrated. */
export const createEmptyDatabase = (): Promise<TestDatabase> => createDatabase(serverOfTests(), UNMIGRATED)

function serverOfTests(): string {
  const template = process.env.RELANCE_TEST_TEMPLATE
  if (!template) throw new Error('There is no template database: run the tests with "npm test" or "npx jest".')
  return template
}

async function createDatabase(server: string, template: string): Promise<TestDatabase> {
  const url = new URL(server)
  const name = `relance_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template ${template}`)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 10 })
  // A connection cut by `drop` is no news.
  pool.on('error', () => undefined)
  // The template may be older than the latest slot of the schedule, which would count as missed.
  if (template !== UNMIGRATED) await pool.query('update schedule set changed_at = relance_now()')
  return {
    db: poolDb(pool, LIMITS.long),
    url: url.href,
    drop: async () => {
      const isQuiet = pool.idleCount === pool.totalCount
      const ended = pool.end()
      // A transaction that a failed test has left open ends with the database, and nobody waits for it.
      if (isQuiet) await ended
      await administer(server, `drop database if exists ${name} with (force)`)
    },
  }
}

const MANY_BYTES = 4_000_000
const HANGING = `
with recursive hanging as (
  select to_regclass(name)::oid as id from unnest($1::text[]) name
  union
  select c.conrelid from pg_constraint c join hanging h on c.confrelid = h.id where c.contype = 'f'
)
select id::regclass::text as name, pg_relation_size(id)::float8 as bytes from hanging`

/** Empties tables and all that refer to them, as `truncate … cascade` does: thirty times as fast when they hold few rows. */
export async function emptyTables(db: Db, names: readonly string[]): Promise<void> {
  const tables = await db.query<{ name: string; bytes: number }>(HANGING, [names])
  const all = tables.map(({ name }) => name)
  // What is deleted stays in the way of whoever scans the table.
  if (tables.reduce((sum, { bytes }) => sum + bytes, 0) > MANY_BYTES) {
    await db.query(`truncate ${all.join(', ')}`)
    return
  }
  await db.transaction(async (tx) => {
    // Without triggers and foreign keys, as when truncating.
    await tx.query('set local session_replication_role = replica')
    await tx.query(all.map((name) => `delete from ${name}`).join(';'))
  })
}

async function administer(template: string, sql: string): Promise<void> {
  const url = new URL(template)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
