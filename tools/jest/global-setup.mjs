/** Starts one throwaway PostgreSQL for all test files, with a migrated database that each of them clones. */
import { randomBytes } from 'node:crypto'
import { startThrowawayPostgres } from '../../apps/demo/dist/postgres/embedded-postgres.js'
import { migrate } from '../../apps/api/dist/database/migrate.js'
import pg from 'pg'
import { bundlePackages } from './bundled-packages.mjs'

const TEMPLATE = 'relance_template'

/** `RELANCE_TEST_DATABASE`: a server to use instead, or `none` for tests that need no database. */
export default async function globalSetup() {
  await bundlePackages()
  const wanted = process.env.RELANCE_TEST_DATABASE
  if (wanted === 'none') return
  const server = wanted ? { url: wanted, stop: async () => undefined } : await startThrowawayPostgres()
  // Jest ends at once on Ctrl-C, without its teardown.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => void server.stop().finally(() => process.exit(130)))
  const name = wanted ? `${TEMPLATE}_${randomBytes(4).toString('hex')}` : TEMPLATE
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server.url)
  url.pathname = `/${name}`
  await migrate(url.href)
  process.env.RELANCE_TEST_TEMPLATE = url.href
  globalThis.stopTestPostgres = server.stop
}
