/** How TypeORM reaches the database; whoever calls says which entities it sees. */
import type { Pool } from '@relance/relance'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { connectionOptions } from './connection-options.ts'
import { MIGRATIONS } from './migration-list.ts'
import { OrmPool } from './pools.ts'

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>

type Entities = NonNullable<PostgresOptions['entities']>

function dataSourceOptions(url: string, entities: Entities): PostgresOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    poolSize: 10,
    extra: { ...connectionOptions, connectionTimeoutMillis: 10_000 },
  }
}

/** For migrations, which may take as long as they need; whoever starts the server waits for them. */
export const createDataSource = (url: string, migrations = MIGRATIONS): DataSource =>
  new DataSource({ ...dataSourceOptions(url, []), migrations })

/** The server's: every transaction and statement of it runs on `pool`, within the limits of requests. */
export function serverOptions(url: string, pool: Pool, entities: Entities): PostgresOptions {
  class ServerPool extends OrmPool {
    constructor() {
      super(pool)
    }
  }
  return { ...dataSourceOptions(url, entities), driver: { Pool: ServerPool } }
}
