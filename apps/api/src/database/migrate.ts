/** Brings a database to the schema of this version; safe when several processes start at once. */
import type { DataSource, QueryRunner } from 'typeorm'
import { adoptBaseline } from './adopt-baseline.ts'
import { createDataSource } from './data-source.ts'
import { Baseline1764950000000 } from './migrations/1764950000000-baseline.ts'
import { MIGRATIONS } from './migration-list.ts'
import { refuseNewer } from './refuse-newer.ts'

/** Any number, the same in every process: two of them never migrate at the same time. */
const LOCK = 7_265_001

/** Returns the names of the migrations that were run now. */
export async function migrate(url: string): Promise<string[]> {
  const source = createDataSource(url)
  await source.initialize()
  try {
    return await migrateUnderLock(source)
  } finally {
    await source.destroy()
  }
}

/** Makes the tables as these migrations do, in a database without any. */
export async function migrateTo(url: string, names: readonly string[]): Promise<void> {
  const source = createDataSource(
    url,
    MIGRATIONS.filter(({ name }) => names.includes(name)),
  )
  await source.initialize()
  try {
    await source.runMigrations({ transaction: 'each' })
  } finally {
    await source.destroy()
  }
}

async function migrateUnderLock(source: DataSource): Promise<string[]> {
  const holder = source.createQueryRunner()
  try {
    await holder.query('select pg_advisory_lock($1)', [LOCK])
    refuseNewer(await migrationsOf(holder))
    await adoptBaseline(holder, { name: Baseline1764950000000.name, timestamp: 1_764_950_000_000 })
    const done = await source.runMigrations({ transaction: 'each' })
    return done.map((migration) => migration.name)
  } finally {
    await holder.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
    await holder.release()
  }
}

async function migrationsOf(runner: QueryRunner): Promise<string[]> {
  const [known] = await runner.query(`select to_regclass('migrations') is not null as "isKnown"`)
  if (!known.isKnown) return []
  const rows: { name: string }[] = await runner.query('select name from migrations')
  return rows.map(({ name }) => name)
}
