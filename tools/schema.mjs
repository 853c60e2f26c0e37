/** `docs/schema.sql`: the schema of a database that the migrations have just made, on a throwaway PostgreSQL. */
import pg from 'pg'
import { startThrowawayPostgres } from '../apps/demo/dist/postgres/embedded-postgres.js'
import { migrate } from '../apps/api/dist/database/migrate.js'
import { describeSchema } from '../libs/testing/dist/describe-schema.js'
import { poolDb } from '../libs/relance/dist/index.js'

export async function schemaFile() {
  const server = await startThrowawayPostgres()
  try {
    await migrate(server.url)
    const pool = new pg.Pool({ connectionString: server.url, max: 1 })
    try {
      return { 'docs/schema.sql': await describeSchema(poolDb(pool)) }
    } finally {
      await pool.end()
    }
  } finally {
    await server.stop()
  }
}
