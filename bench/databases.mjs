/** One embedded PostgreSQL for the whole benchmark, with a fresh copy of the seeded database for every contender. */
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LIMITS, poolDb } from '@relance/relance'
import pg from 'pg'
import { startEmbeddedPostgres } from '../apps/demo/dist/postgres/embedded-postgres.js'
import { migrate } from '../apps/api/dist/database/migrate.js'

const folder = join(tmpdir(), `relance-bench-${process.pid}`)

export async function startServer() {
  const server = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, stop: async () => undefined }
    : await startEmbeddedPostgres(folder)
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const named = (url, name) => Object.assign(new URL(url), { pathname: `/${name}` }).href

async function administer(url, ...statements) {
  const client = new pg.Client({ connectionString: named(url, 'postgres') })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

export async function createDatabase(url, name) {
  await administer(url, `create database ${name}`)
  await migrate(named(url, name))
  return named(url, name)
}

/** Runs `work` on a copy of `template`, and removes the copy. Everything is on disk before the clock starts. */
export async function onCopy(url, template, work) {
  const name = `${template}_copy`
  await administer(url, `create database ${name} template ${template}`, 'checkpoint')
  try {
    return await work(named(url, name))
  } finally {
    await administer(url, `drop database ${name} with (force)`)
  }
}

/** `db.vacuum`: as after a night; every other statement has its transaction, in which PostgreSQL refuses it. */
export async function withDb(url, work, max = 4) {
  const pool = new pg.Pool({ connectionString: url, max })
  const vacuum = (table = '') => pool.query(`vacuum analyze ${table}`)
  try {
    return await work({ ...poolDb(pool, LIMITS.long), vacuum }, pool)
  } finally {
    await pool.end()
  }
}
