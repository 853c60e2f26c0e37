/** TypeORM's view of the database: entities for the resources people edit, and the reviewed migrations. */
import { leadsEntities } from '@relance/leads/nest'
import type { Pool } from '@relance/relance'
import { relanceEntities } from '@relance/relance/nest'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { AuditEvent, AuditSeal } from '../audit/audit-event.entity.ts'
import { Absence } from '../people/absence.entity.ts'
import { ApiToken } from '../people/api-token.entity.ts'
import { User } from '../people/user.entity.ts'
import { LeadImport } from '../imports/import.entity.ts'
import { OptOut } from '../personal-data/opt-out.entity.ts'
import { connectionOptions } from './connection-options.ts'
import { MIGRATIONS } from './migration-list.ts'
import { OrmPool } from './pools.ts'

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>

function dataSourceOptions(url: string): PostgresOptions {
  return {
    type: 'postgres',
    url,
    entities: [
      Absence,
      ApiToken,
      AuditEvent,
      AuditSeal,
      LeadImport,
      OptOut,
      User,
      ...leadsEntities,
      ...relanceEntities,
    ],
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
  new DataSource({ ...dataSourceOptions(url), migrations })

/** The server's: every transaction and statement of it runs on `pool`, within the limits of requests. */
export function serverOptions(url: string, pool: Pool): PostgresOptions {
  class ServerPool extends OrmPool {
    constructor() {
      super(pool)
    }
  }
  return { ...dataSourceOptions(url), driver: { Pool: ServerPool } }
}
